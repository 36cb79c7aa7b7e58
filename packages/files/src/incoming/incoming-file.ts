import { headBytes, pictureTypes, plainType, typeOf } from './file-type.ts'
import { pictureSize } from './picture-size.ts'

/** Enough of a picture that its measures are in it, whatever its camera wrote before them. */
const pictureHeadBytes = 262_144

/** Why a file is not taken; a code is this behind the name of the feature: `chat/file-type`. */
export type FileFault = 'file-empty' | 'file-too-large' | 'file-type' | 'upload-aborted'

export class FileRefused extends Error {
  readonly status: number
  readonly fault: FileFault

  constructor(status: number, fault: FileFault, message: string) {
    super(message)
    this.status = status
    this.fault = fault
  }
}

export interface FileLimits {
  readonly maxBytes: number
  readonly types: readonly string[]
}

export interface FoundType {
  readonly type: string
  readonly width?: number
  readonly height?: number
}

/**
 * The bytes of an upload on their way to the store: counted, and looked at before anything is passed on. Reading it throws `FileRefused`:
 * `file-too-large` (413), `file-empty` (400), `file-type` (415) where the content is of a type that is not
 * taken, or is not what its sender calls it, `upload-aborted` (400) where its source breaks off.
 */
export class IncomingFile implements AsyncIterable<Uint8Array> {
  readonly #source: AsyncIterable<Uint8Array>
  readonly #claimed: string
  readonly #limits: FileLimits
  #found: FoundType | undefined

  constructor(source: AsyncIterable<Uint8Array>, claimed: string, limits: FileLimits) {
    this.#source = source
    this.#claimed = plainType(claimed)
    this.#limits = limits
  }

  /** What its content is; known when it has been read. */
  get found(): FoundType {
    if (this.#found === undefined) throw new Error('the file has not been read')
    return this.#found
  }

  async *[Symbol.asyncIterator](): AsyncGenerator<Uint8Array> {
    const waiting: Uint8Array[] = []
    let size = 0
    for await (const chunk of unbroken(this.#source)) {
      size += chunk.length
      this.#checkSize(size)
      if (this.#found !== undefined) {
        yield chunk
        continue
      }
      waiting.push(chunk)
      if (size < pictureHeadBytes) continue
      yield await this.#look(waiting, false)
    }
    if (size === 0) throw new FileRefused(400, 'file-empty', 'The file is empty.')
    if (this.#found === undefined) yield await this.#look(waiting, true)
  }

  #checkSize(size: number): void {
    const { maxBytes } = this.#limits
    if (size <= maxBytes) return
    throw new FileRefused(413, 'file-too-large', `A file has at most ${maxBytes} bytes.`)
  }

  async #look(chunks: readonly Uint8Array[], isWhole: boolean): Promise<Uint8Array> {
    const head = Buffer.concat(chunks)
    const type = await typeOf(head.subarray(0, headBytes), isWhole && head.length <= headBytes)
    this.#checkType(type)
    const measures = pictureTypes.has(type) ? pictureSize(head) : undefined
    this.#found = { type, ...measures }
    return head
  }

  #checkType(type: string | undefined): asserts type is string {
    const { types } = this.#limits
    if (type === undefined || !types.includes(type)) {
      const what = type === undefined ? 'Files of this type are' : `Files of the type ${type} are`
      throw new FileRefused(415, 'file-type', `${what} not taken here. Taken are ${types.join(', ')}.`)
    }
    // A browser that knows nothing of a file says nothing, or that it is any bytes.
    if (this.#claimed === '' || this.#claimed === 'application/octet-stream' || this.#claimed === type) return
    if (type === 'text/plain' && this.#claimed.startsWith('text/')) return
    throw new FileRefused(415, 'file-type', `The file is said to be ${this.#claimed}, but its content is ${type}.`)
  }
}

/** That its sender went, or was too slow, is no fault of the server's. */
async function* unbroken(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source
  } catch {
    throw new FileRefused(400, 'upload-aborted', 'The upload broke off before the file had come as a whole.')
  }
}
