export const StoreErrorCode = {
  /** Another process has this data open. */
  inUse: 'ERR_STORE_IN_USE',
  /** The file exists and is not a Parley data file. */
  notOurs: 'ERR_STORE_NOT_OURS',
  /** The file was written by a newer Parley. */
  newer: 'ERR_STORE_NEWER',
  /** The folder does not exist, or may not be written to. */
  path: 'ERR_STORE_PATH',
  /** The database refused a guarantee that Parley needs (WAL, synchronous=FULL). */
  unsafe: 'ERR_STORE_UNSAFE',
  /** The disk is full. Reading goes on. */
  full: 'ERR_STORE_FULL',
  /** What was read is not what was written; the message says what and where. The rest of the data goes on. */
  damaged: 'ERR_STORE_DAMAGED',
  /** Reading or writing failed; the message says how. */
  failed: 'ERR_STORE_FAILED',
  /** The store will not work again in this process; the message says why. Start anew. */
  gone: 'ERR_STORE_GONE',
  /** The store was closed before. */
  closed: 'ERR_STORE_CLOSED',
} as const

export type StoreErrorCode = (typeof StoreErrorCode)[keyof typeof StoreErrorCode]

/** The only error a Store rejects or throws with. */
export class StoreError extends Error {
  override readonly name = 'StoreError'
  readonly code: StoreErrorCode

  constructor(code: StoreErrorCode, message: string, options?: { cause?: unknown }) {
    super(message, options)
    this.code = code
  }
}
