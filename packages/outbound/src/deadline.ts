/** Aborts with `signal`, and `ms` later at the latest, as by the wall clock of Node. */
export function within(signal: AbortSignal, ms: number): AbortSignal {
  return AbortSignal.any([signal, AbortSignal.timeout(ms)])
}
