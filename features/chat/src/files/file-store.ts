/** What is kept of a file beside its bytes. */
export interface StoredInfo {
  readonly name: string
  /** The media type its content was found to have. */
  readonly type: string
  /** Bytes. */
  readonly size: number
  /** The key of the room it was uploaded to. */
  readonly room: string
  /** When, in milliseconds since 1970. */
  readonly at: number
  readonly width?: number
  readonly height?: number
}

/** Where uploaded files are kept. `diskFiles` is one; a bucket somewhere else can be another. Ids are 32 hexadecimal digits. */
export interface FileStore {
  /** Resolves when the bytes would survive a crash; nobody finds the id before. Rejects if they could not be stored: then nothing is left. */
  put(id: string, bytes: AsyncIterable<Uint8Array>, info: (size: number) => Promise<StoredInfo>): Promise<StoredInfo>
  /** `undefined`: there is no such file. */
  open(id: string): Promise<OpenedFile | undefined>
  /** Nothing happens if there is none. */
  delete(id: string): Promise<void>
}

export interface OpenedFile {
  readonly info: StoredInfo
  /** To be read once, or cancelled. */
  readonly bytes: ReadableStream<Uint8Array>
}
