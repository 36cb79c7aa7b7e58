// Masking, RFC 6455 §5.3. A key is held as one 32-bit number, its first byte in the highest bits: rotating it replaces
// a "where in the key are we" counter beside it.

// Below this many bytes a plain loop beats making a word view over them (measured on Node 20).
const WORD_THRESHOLD = 64

const keyBytes = new Uint8Array(4)
const keyWord = new Int32Array(keyBytes.buffer)

/** The key for the bytes that follow `count` bytes already masked with `key`. */
export function rotateKey(key: number, count: number): number {
  const bits = (count & 3) << 3
  return bits === 0 ? key : (key << bits) | (key >>> (32 - bits))
}

/** The key as it stands in memory, in whatever byte order this machine has. */
export function toWord(key: number): number {
  keyBytes[0] = key >>> 24
  keyBytes[1] = key >>> 16
  keyBytes[2] = key >>> 8
  keyBytes[3] = key
  return keyWord[0]!
}

/** XORs the first `count` words. */
export function xorWords(words: Int32Array, count: number, word: number): void {
  for (let at = 0; at < count; at++) words[at]! ^= word
}

/** Masks or unmasks `bytes[start, end)` where they stand; byte `start` meets the first byte of the key. */
export function maskInPlace(bytes: Uint8Array, start: number, end: number, key: number): void {
  if (end - start < WORD_THRESHOLD) {
    copyBytes(bytes, start, end, bytes, start, key)
    return
  }
  // The words of a view must be aligned in the buffer, which need not be where the payload begins.
  const head = (4 - ((bytes.byteOffset + start) & 3)) & 3
  copyBytes(bytes, start, start + head, bytes, start, key)
  const from = start + head
  const turned = rotateKey(key, head)
  const count = (end - from) >> 2
  xorWords(new Int32Array(bytes.buffer, bytes.byteOffset + from, count), count, toWord(turned))
  const tail = from + (count << 2)
  copyBytes(bytes, tail, end, bytes, tail, turned)
}

/** Writes `source[start, end)`, masked or unmasked, to `target` from `at` on; the source stays as it is. */
export function copyMasked(
  source: Uint8Array,
  start: number,
  end: number,
  target: Uint8Array,
  at: number,
  key: number,
): void {
  if (end - start < WORD_THRESHOLD) {
    copyBytes(source, start, end, target, at, key)
    return
  }
  target.set(source.subarray(start, end), at)
  // A key of zero changes nothing: it stands for "not masked".
  if (key !== 0) maskInPlace(target, at, at + end - start, key)
}

function copyBytes(source: Uint8Array, start: number, end: number, target: Uint8Array, at: number, key: number): void {
  const k0 = key >>> 24
  const k1 = (key >>> 16) & 0xff
  const k2 = (key >>> 8) & 0xff
  const k3 = key & 0xff
  let from = start
  let to = at
  for (; from + 4 <= end; from += 4, to += 4) {
    target[to] = source[from]! ^ k0
    target[to + 1] = source[from + 1]! ^ k1
    target[to + 2] = source[from + 2]! ^ k2
    target[to + 3] = source[from + 3]! ^ k3
  }
  if (from < end) target[to] = source[from]! ^ k0
  if (from + 1 < end) target[to + 1] = source[from + 1]! ^ k1
  if (from + 2 < end) target[to + 2] = source[from + 2]! ^ k2
}
