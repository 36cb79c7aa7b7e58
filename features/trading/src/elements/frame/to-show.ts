interface Shown {
  readonly isReady: boolean
  readonly refusal: unknown
}

/** Of two models that follow each other the one to show: the newer as soon as it has something to say, and the older until then. */
export function toShow<Model extends Shown>(shown: Model | undefined, wanted: Model | undefined): Model | undefined {
  if (wanted === undefined) return shown
  return shown === undefined || wanted.isReady || wanted.refusal !== undefined ? wanted : shown
}
