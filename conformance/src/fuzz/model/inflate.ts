// DEFLATE (RFC 1951) read bit by bit, as the RFC describes it: a second opinion on what zlib makes of a message.

export type Inflation =
  | { readonly ok: true; readonly bytes: Uint8Array; readonly finals: number }
  | { readonly ok: false; readonly problem: 'damaged' | 'too-many-finals' | 'too-large'; readonly written: number }

const LENGTH_BASE = [
  3, 4, 5, 6, 7, 8, 9, 10, 11, 13, 15, 17, 19, 23, 27, 31, 35, 43, 51, 59, 67, 83, 99, 115, 131, 163, 195, 227, 258,
]
const LENGTH_BITS = [0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 5, 5, 5, 5, 0]
const CODE_LENGTH_ORDER = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
const WINDOW_BYTES = 32_768

/** Symbols by their code, written as a number with a 1 before it. */
type Codes = ReadonlyMap<number, number>

const FIXED_LENGTHS = Array.from({ length: 288 }, (_, symbol) =>
  symbol < 144 ? 8 : symbol < 256 ? 9 : symbol < 280 ? 7 : 8,
)
const FIXED = { literals: codesOf(FIXED_LENGTHS), distances: codesOf(new Array<number>(30).fill(5)) }

class Damaged extends Error {}
class TooLarge extends Error {}

/**
 * What a whole message of permessage-deflate inflates to. `input` ends with the octets `00 00 ff ff` that its sender left off,
 * and a block must end just there. After a final block, of which there may be `mostFinals`, it goes on at the next byte.
 */
export function inflateMessage(
  input: Uint8Array,
  window: Uint8Array,
  mostFinals: number,
  mostBytes: number,
): Inflation {
  const bits = new Bits(input)
  const output = new Output(window.subarray(Math.max(0, window.length - WINDOW_BYTES)), mostBytes)
  let finals = 0
  try {
    while (!bits.isAtEnd) {
      const isFinal = bits.take(1) === 1
      const type = bits.take(2)
      if (type === 0) readStored(bits, output)
      else if (type === 1) readCompressed(bits, output, FIXED.literals, FIXED.distances)
      else if (type === 2) readCompressed(bits, output, ...readCodes(bits))
      else throw new Damaged()
      if (!isFinal) continue
      bits.align()
      if (++finals === mostFinals) return { ok: false, problem: 'too-many-finals', written: output.written }
    }
  } catch (error) {
    if (error instanceof TooLarge) return { ok: false, problem: 'too-large', written: output.written }
    if (error instanceof Damaged) return { ok: false, problem: 'damaged', written: output.written }
    throw error
  }
  return { ok: true, bytes: output.bytes, finals }
}

/** What was written, behind what was before. */
class Output {
  #bytes: Uint8Array
  #length: number
  readonly #before: number
  readonly #most: number

  constructor(before: Uint8Array, most: number) {
    this.#bytes = new Uint8Array(before.length + 1024)
    this.#bytes.set(before)
    this.#length = before.length
    this.#before = before.length
    this.#most = most
  }

  get written(): number {
    return this.#length - this.#before
  }

  get bytes(): Uint8Array {
    return this.#bytes.slice(this.#before, this.#length)
  }

  add(byte: number): void {
    if (this.written >= this.#most) throw new TooLarge()
    if (this.#length === this.#bytes.length) {
      const wider = new Uint8Array(this.#length * 2)
      wider.set(this.#bytes)
      this.#bytes = wider
    }
    this.#bytes[this.#length++] = byte
  }

  repeat(distance: number, length: number): void {
    if (distance > this.#length) throw new Damaged()
    for (let count = 0; count < length; count++) this.add(this.#bytes[this.#length - distance]!)
  }
}

class Bits {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  get isAtEnd(): boolean {
    return this.#at === this.#bytes.length * 8
  }

  align(): void {
    this.#at = Math.ceil(this.#at / 8) * 8
  }

  /** A number, its lowest bit first. */
  take(count: number): number {
    let value = 0
    for (let index = 0; index < count; index++) value += this.#next() << index
    return value
  }

  symbol(codes: Codes): number {
    let code = 1
    for (let length = 1; length <= 15; length++) {
      code = code * 2 + this.#next()
      const symbol = codes.get(code)
      if (symbol !== undefined) return symbol
    }
    throw new Damaged()
  }

  #next(): number {
    const byte = this.#bytes[this.#at >> 3]
    if (byte === undefined) throw new Damaged()
    return (byte >> (this.#at++ & 7)) & 1
  }
}

function readStored(bits: Bits, output: Output): void {
  bits.align()
  const length = bits.take(16)
  if (length !== 0xffff - bits.take(16)) throw new Damaged()
  for (let count = 0; count < length; count++) output.add(bits.take(8))
}

function readCompressed(bits: Bits, output: Output, literals: Codes, distances: Codes): void {
  for (;;) {
    const symbol = bits.symbol(literals)
    if (symbol === 256) return
    if (symbol < 256) {
      output.add(symbol)
      continue
    }
    const base = LENGTH_BASE[symbol - 257]
    if (base === undefined) throw new Damaged()
    const length = base + bits.take(LENGTH_BITS[symbol - 257]!)
    output.repeat(readDistance(bits, distances), length)
  }
}

function readDistance(bits: Bits, distances: Codes): number {
  const symbol = bits.symbol(distances)
  if (symbol < 4) return symbol + 1
  if (symbol > 29) throw new Damaged()
  const extra = (symbol >> 1) - 1
  return 1 + ((2 + (symbol & 1)) << extra) + bits.take(extra)
}

function readCodes(bits: Bits): [literals: Codes, distances: Codes] {
  const literalCount = bits.take(5) + 257
  const distanceCount = bits.take(5) + 1
  const lengthCount = bits.take(4) + 4
  if (literalCount > 286 || distanceCount > 30) throw new Damaged()
  const own = new Array<number>(19).fill(0)
  for (let index = 0; index < lengthCount; index++) own[CODE_LENGTH_ORDER[index]!] = bits.take(3)
  const codes = codesOf(own)
  // A code of one symbol needs no bits; as the code of the lengths it makes no sense.
  if (!isComplete(own) && own.some((length) => length > 0)) throw new Damaged()
  const lengths: number[] = []
  while (lengths.length < literalCount + distanceCount) {
    const symbol = bits.symbol(codes)
    if (symbol < 16) lengths.push(symbol)
    else {
      const value = symbol === 16 ? lengths.at(-1) : 0
      if (value === undefined) throw new Damaged()
      const count = symbol === 16 ? 3 + bits.take(2) : symbol === 17 ? 3 + bits.take(3) : 11 + bits.take(7)
      for (let index = 0; index < count; index++) lengths.push(value)
    }
  }
  if (lengths.length > literalCount + distanceCount || lengths[256] === 0) throw new Damaged()
  return [lengths.slice(0, literalCount), lengths.slice(literalCount)].map((part) => {
    if (!isComplete(part) && Math.max(...part) > 1) throw new Damaged()
    return codesOf(part)
  }) as [Codes, Codes]
}

/** Canonical codes from their lengths (RFC 1951 §3.2.2). */
function codesOf(lengths: readonly number[]): Codes {
  const codes = new Map<number, number>()
  let code = 0
  for (let length = 1; length <= 15; length++) {
    lengths.forEach((own, symbol) => {
      if (own !== length) return
      if (code >= 2 ** length) throw new Damaged()
      codes.set(2 ** length + code++, symbol)
    })
    code *= 2
  }
  return codes
}

function isComplete(lengths: readonly number[]): boolean {
  return lengths.reduce((sum, length) => sum + (length > 0 ? 2 ** -length : 0), 0) === 1
}
