import { copyMasked, rotateKey, toWord, xorWords } from '../frames/mask.ts'
import { SCRATCH, SCRATCH_WORDS } from '../frames/scratch.ts'

// A byte order mark at the start of a message is text like any other: a message is not a file (RFC 6455 §5.6).
const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

// Up to here building the string from character codes beats a call into the decoder (measured on Node 20).
const SHORT_BYTES = 24

/** The text of a whole payload, unmasked on the way; undefined if it is not valid UTF-8. The source stays as it is. */
export function decodeText(source: Uint8Array, start: number, end: number, key: number): string | undefined {
  const length = end - start
  if (length <= SHORT_BYTES) {
    const text = decodeAscii(source, start, end, key)
    if (text !== undefined) return text
  }
  if (key === 0) return decodeStrict(source.subarray(start, end))
  if (length > SCRATCH.length) {
    // Not `slice`, which of a Node Buffer is a view of the caller's bytes.
    const copy = new Uint8Array(length)
    copyMasked(source, start, end, copy, 0, key)
    return decodeStrict(copy)
  }
  SCRATCH.set(source.subarray(start, end))
  xorWords(SCRATCH_WORDS, (length + 3) >> 2, toWord(key))
  return decodeStrict(SCRATCH.subarray(0, length))
}

/** The text of bytes; undefined if they are not valid UTF-8. */
export function decodeStrict(bytes: Uint8Array): string | undefined {
  try {
    return decoder.decode(bytes)
  } catch {
    return undefined
  }
}

function decodeAscii(source: Uint8Array, start: number, end: number, key: number): string | undefined {
  let text = ''
  let at = start
  for (; at + 4 <= end; at += 4) {
    const a = source[at]! ^ (key >>> 24)
    const b = source[at + 1]! ^ ((key >>> 16) & 0xff)
    const c = source[at + 2]! ^ ((key >>> 8) & 0xff)
    const d = source[at + 3]! ^ (key & 0xff)
    if ((a | b | c | d) > 0x7f) return undefined
    text += String.fromCharCode(a, b, c, d)
  }
  for (let turned = key; at < end; at++, turned = rotateKey(turned, 1)) {
    const code = source[at]! ^ (turned >>> 24)
    if (code > 0x7f) return undefined
    text += String.fromCharCode(code)
  }
  return text
}
