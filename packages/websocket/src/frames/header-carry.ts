import { type FrameHeader, MAX_HEADER_BYTES, parseHeader } from './frame-header.ts'

/** The first bytes of a frame header whose rest is still to come. */
export class HeaderCarry {
  readonly #bytes = new Uint8Array(MAX_HEADER_BYTES)
  #length: number

  constructor(bytes: Uint8Array, start: number, end: number) {
    this.#bytes.set(bytes.subarray(start, end))
    this.#length = end - start
  }

  /**
   * Goes on with `bytes[start, end)` and parses what is known by now. Returns where the header began as an index into
   * `bytes`, which lies before `start`. If the header is still incomplete, all the bytes have been kept.
   */
  parse(header: FrameHeader, bytes: Uint8Array, start: number, end: number): number {
    const began = start - this.#length
    const taken = Math.min(MAX_HEADER_BYTES - this.#length, end - start)
    this.#bytes.set(bytes.subarray(start, start + taken), this.#length)
    this.#length += taken
    parseHeader(header, this.#bytes, 0, this.#length)
    return began
  }
}
