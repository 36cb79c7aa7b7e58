import { copyMasked } from '../frames/mask.ts'
import { decodeStrict } from './text-decode.ts'
import { scanUtf8, UTF8_INVALID, UTF8_START } from './utf8.ts'

/**
 * Gathers a message that does not arrive in one piece. One buffer grows by doubling, so a peer that sends single bytes
 * costs neither an object for each nor a copy of everything for each, and memory follows what has arrived, not what a
 * header announces.
 */
export class MessageAssembler {
  readonly isText: boolean
  readonly isCompressed: boolean
  #buffer: Uint8Array = EMPTY
  #length = 0
  #fragments = 0
  #utf8 = UTF8_START

  constructor(isText: boolean, isCompressed: boolean) {
    this.isText = isText
    this.isCompressed = isCompressed
  }

  get length(): number {
    return this.#length
  }

  get fragments(): number {
    return this.#fragments
  }

  beginFragment(): void {
    this.#fragments++
  }

  /**
   * Adds `source[start, end)`, unmasked on the way and copied. `due` is how much the message still gets for certain,
   * these bytes included, if this frame is its last; otherwise undefined. False: the text can no longer become valid.
   */
  append(source: Uint8Array, start: number, end: number, key: number, due: number | undefined): boolean {
    const from = this.#length
    const needed = from + end - start
    if (needed > this.#buffer.length) this.#grow(needed, due)
    copyMasked(source, start, end, this.#buffer, from, key)
    this.#length = needed
    if (!this.isText || this.isCompressed) return true
    this.#utf8 = scanUtf8(this.#utf8, this.#buffer, from, needed)
    return this.#utf8 !== UTF8_INVALID
  }

  /** The whole text; undefined if it ends inside a character. */
  finishText(): string | undefined {
    return this.#utf8 === UTF8_START ? decodeStrict(this.#buffer.subarray(0, this.#length)) : undefined
  }

  /** All bytes, in an array of their own. */
  finishBytes(): Uint8Array {
    return this.#buffer.length === this.#length ? this.#buffer : this.#buffer.slice(0, this.#length)
  }

  /** All bytes, and `tail` after them. */
  finishWith(tail: readonly number[]): Uint8Array {
    const bytes = new Uint8Array(this.#length + tail.length)
    bytes.set(this.#buffer.subarray(0, this.#length))
    bytes.set(tail, this.#length)
    return bytes
  }

  #grow(needed: number, due: number | undefined): void {
    const doubled = Math.max(needed, this.#buffer.length * 2)
    const buffer = new Uint8Array(due === undefined ? doubled : Math.min(doubled, this.#length + due))
    buffer.set(this.#buffer.subarray(0, this.#length))
    this.#buffer = buffer
  }
}

const EMPTY = new Uint8Array(0)
