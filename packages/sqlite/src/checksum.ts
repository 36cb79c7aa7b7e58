import { crc32 } from 'node:zlib'

/** Something that was stored, as it came out of the file: bytes, since a damaged text need not be UTF-8 any more. */
export type Bytes = Uint8Array

/**
 * What tells a row whose bits have changed. It covers where the row belongs as well as its texts, so that a right row in a
 * wrong place is noticed too. Bytes of the file and the texts they were written from have the same one.
 */
export function checksumOf(place: string, ...texts: readonly (string | Bytes)[]): number {
  let checksum = crc32(place)
  for (const text of texts) {
    // Of no bytes without a memory of their own, which is what an empty text comes as, Node's would begin anew.
    if (text.length > 0) checksum = crc32(text, checksum)
  }
  return checksum
}

/** The text of bytes whose checksum was right. */
export function textOf(bytes: Bytes): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8')
}
