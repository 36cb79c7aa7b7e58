/**
 * One message for many readers: its text is made once, and whoever puts it on a wire keeps its own form of it in `prepared`,
 * so that every socket gets the same bytes.
 */
export class Encoded {
  readonly text: string
  /** The transport's. Made at the first delivery, used for all. */
  prepared: object | undefined

  constructor(text: string) {
    this.text = text
    this.prepared = undefined
  }
}
