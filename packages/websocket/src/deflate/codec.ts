/**
 * DEFLATE (RFC 1951) as two functions that remember nothing. Inflating is not ECMAScript, so the host gives them: on Node
 * they are a few lines over `node:zlib`. What a message may refer to comes in as `context`, the bytes before it.
 */
export interface DeflateCodec {
  /**
   * Compresses to blocks none of which is final, ending with an empty stored block, whose last four octets
   * `00 00 ff ff` are left off (RFC 7692 §7.2.1). It looks back at most 2^windowBits bytes.
   */
  deflate(bytes: Uint8Array, windowBits: number, context: Uint8Array | undefined): Uint8Array
  /**
   * Inflates up to the first final block and says how many bytes that took. Without a final block it is `damaged`. It stops
   * as soon as there would be more than `maxBytes`. Never throws for what is in `bytes`.
   */
  inflate(bytes: Uint8Array, maxBytes: number, context: Uint8Array | undefined): Inflated | InflateFault
}

export interface Inflated {
  /** Nothing else refers to them. */
  readonly bytes: Uint8Array
  readonly used: number
}

export type InflateFault = 'damaged' | 'too-large'
