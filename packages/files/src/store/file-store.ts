/** What is kept of a file beside its bytes. */
export interface StoredInfo {
  readonly name: string
  /** The media type its content was found to have. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** The channel it was uploaded to: `chat/general`. */
  readonly channel: string
  /** When, in milliseconds since 1970. */
  readonly at: number
  readonly width?: number
  readonly height?: number
}

/** A file as a listing has it: `channel` and `at` are those of its `StoredInfo`. */
export interface ListedFile {
  readonly id: string
  readonly channel: string
  readonly at: number
}

export interface FilePage {
  readonly files: readonly ListedFile[]
  /** Where the listing goes on; `undefined`: that was its end. */
  readonly next: string | undefined
}

/**
 * Where uploaded files are kept. `diskFiles` is one; a bucket somewhere else can be another. Ids are 32 hexadecimal digits. It belongs to
 * one store of channels, whose features may share it: what those channels do not know is deleted.
 */
export interface FileStore {
  /** Resolves when the bytes would survive a crash; nobody finds the id before. Rejects if they could not be stored: then nothing is left. */
  put(id: string, bytes: AsyncIterable<Uint8Array>, info: (size: number) => Promise<StoredInfo>): Promise<StoredInfo>
  /** `undefined`: there is no such file. */
  open(id: string): Promise<OpenedFile | undefined>
  /** Nothing happens if there is none. */
  delete(id: string): Promise<void>
  /**
   * Files in an order of the store's own, about `limit` of them or fewer, behind `after` (`next` of a page; `undefined`: from the beginning). A page
   * may be empty and still have a `next`. What is put or deleted meanwhile may be missing; every other file is on one page.
   */
  list(after: string | undefined, limit: number): Promise<FilePage>
}

export interface OpenedFile {
  readonly info: StoredInfo
  /** To be read once, or cancelled. */
  readonly bytes: ReadableStream<Uint8Array>
}
