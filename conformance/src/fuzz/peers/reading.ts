/** What one implementation made of a stream, in words that all of them share. */
export interface Reading {
  /** Messages and pings in order, as `text "…"`, `binary <hex>`, `ping <hex>`, `pong <hex>`. */
  readonly heard: readonly string[]
  readonly end: Ending
}

/** `open`: it took all bytes and would go on. `refused`: with the close code that it told or would tell. */
export type Ending =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly code: number; readonly reason: string }
  | { readonly kind: 'refused'; readonly code: number; readonly why: string }

export interface Question {
  readonly wire: Uint8Array
  /** The role of the one that reads. */
  readonly role: 'server' | 'client'
  readonly deflate: boolean
}

/** The same for everybody. */
export const LIMITS = { maxMessageBytes: 1000, maxFragments: 8 } as const
