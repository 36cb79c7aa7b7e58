/** Something an element shows: it tells when it has changed. */
export interface Model {
  /** Called after each change; the answer ends it. */
  onChange(listener: () => void): () => void
}
