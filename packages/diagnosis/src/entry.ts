/** In which people are told. */
export type Language = 'en' | 'ko'

/** What is said of a code, each one or two sentences. `{name}` is filled in by a finding; a page shows it as ‹name›. */
export interface Words {
  /** What happened, in one sentence. */
  readonly what: string
  /** The cause. */
  readonly why: string
  /** The one thing to do. */
  readonly fix: string
  /** The one thing to do where a finding has no value for a name in `fix`. */
  readonly fixWithout?: string
}

/** One code, as the catalogue knows it. */
export interface Entry {
  /** `family/what-it-is`, `ERR_WHAT_IT_IS`, or a bare code of the wire (PROTOCOL.md#codes). */
  readonly code: string
  readonly en: Words
  readonly ko: Words
}
