/** A server of one contestant, listening. */
export interface Running {
  readonly port: number
  /** Transactions committed so far, where there are any: each is one fsync of the write-ahead log. */
  commits(): number
  close(): Promise<void>
}

export type Start = (dataFile: string) => Promise<Running>
