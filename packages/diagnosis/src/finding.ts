/** One cause that somebody found: which, in what, and the lines that mend it. */
export interface Finding {
  /** A code of the catalogue. */
  readonly code: string
  /** What stands where the catalogue's words have `{name}`. */
  readonly values?: Readonly<Record<string, string>>
  /** What it was seen by: a file and line, a header, an answer. In no language. */
  readonly evidence?: string
  /** To paste, in this order. */
  readonly lines?: readonly string[]
}
