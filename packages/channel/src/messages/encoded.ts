/**
 * One message for many readers: its text is made once, and whoever puts it on a wire keeps its own form of it in `frame`,
 * so that every socket gets the same bytes.
 */
export class Encoded {
  readonly text: string
  /** The transport's. Made at the first delivery, used for all. */
  frame: Uint8Array | undefined

  constructor(text: string) {
    this.text = text
    this.frame = undefined
  }
}
