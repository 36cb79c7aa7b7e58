/** What a contestant's server is asked to be. */
export interface StartOptions {
  /** Where those that keep messages keep them. */
  readonly dataFile?: string
  /** Offers permessage-deflate, without context takeover. */
  readonly deflate?: boolean
}

/** A server of one contestant, listening. */
export interface Running {
  readonly port: number
  /** Transactions committed so far, where there are any: each is one fsync of the write-ahead log. */
  commits?(): number
  /** Where the end has something to write or to tell. */
  close?(): Promise<void>
}

export type Start = (options: StartOptions) => Promise<Running>
