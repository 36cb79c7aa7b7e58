import fc from 'fast-check'
import { expect, test } from 'vitest'
import { bytes } from '../../test/speaking.ts'
import { scanUtf8, UTF8_INVALID, UTF8_START } from './utf8.ts'

const strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

function isValid(data: Uint8Array): boolean {
  try {
    strict.decode(data)
    return true
  } catch {
    return false
  }
}

/** The length of the shortest prefix that nothing can make valid, found with the host's decoder alone. */
function firstImpossible(data: Uint8Array): number | undefined {
  const tails = [[], [0x80], [0xa0], [0x80, 0x80], [0x90, 0x80], [0xa0, 0x80], [0x80, 0x80, 0x80], [0x90, 0x80, 0x80]]
  for (let length = 1; length <= data.length; length++) {
    const prefix = data.subarray(0, length)
    if (!tails.some((tail) => isValid(Uint8Array.from([...prefix, ...tail])))) return length
  }
  return undefined
}

function scan(data: Uint8Array): { failedAt: number | undefined; isComplete: boolean } {
  let state = UTF8_START
  for (let at = 0; at < data.length; at++) {
    state = scanUtf8(state, data, at, at + 1)
    if (state === UTF8_INVALID) return { failedAt: at + 1, isComplete: false }
  }
  return { failedAt: undefined, isComplete: state === UTF8_START }
}

function expectAgreement(data: Uint8Array): void {
  const whole = scanUtf8(UTF8_START, data, 0, data.length)
  expect(whole === UTF8_START).toBe(isValid(data))
  const { failedAt, isComplete } = scan(data)
  expect(failedAt).toBe(firstImpossible(data))
  expect(isComplete).toBe(isValid(data))
  for (let split = 0; split <= data.length; split++) {
    const first = scanUtf8(UTF8_START, data, 0, split)
    expect(first === UTF8_INVALID).toBe(failedAt !== undefined && failedAt <= split)
    if (first !== UTF8_INVALID) expect(scanUtf8(first, data, split, data.length)).toBe(whole)
  }
}

test.each([
  ['nothing', ''],
  ['ASCII up to 7f', '00 41 7f'],
  ['the first and last of two bytes', 'c280 dfbf'],
  ['the first and last of three bytes', 'e0a080 efbfbf'],
  ['the two sides of the surrogates', 'ed9fbf ee8080'],
  ['the first and last of four bytes', 'f0908080 f48fbfbf'],
  ['a byte order mark', 'efbbbf'],
  ['a non-character', 'f4 8f bf be'],
])('accepts %s', (_, hex) => {
  expect(scan(bytes(hex))).toEqual({ failedAt: undefined, isComplete: true })
  expectAgreement(bytes(hex))
})

test.each([
  ['a lone continuation', '80', 1],
  ['an overlong slash of two bytes', 'c0af', 1],
  ['c1', '41c181', 2],
  ['an overlong form of three bytes', 'e09f80', 2],
  ['a surrogate', 'eda080', 2],
  ['an overlong form of four bytes', 'f08f8080', 2],
  ['a value past 10ffff', 'f4908080', 2],
  ['f5', 'f5808080', 1],
  ['ff', 'ff', 1],
  ['ASCII where a continuation is due', 'e28241', 3],
  ['a start where a continuation is due', 'c2c2', 2],
  ['a bad last byte of four', 'f0908041', 4],
])('fails on %s at the first impossible byte', (_, hex, at) => {
  expect(scan(bytes(hex)).failedAt).toBe(at)
  expectAgreement(bytes(hex))
})

test('is not complete inside a character', () => {
  for (const hex of ['c2', 'e2', 'e282', 'f0', 'f090', 'f09080']) {
    expect(scan(bytes(hex))).toEqual({ failedAt: undefined, isComplete: false })
  }
})

test('agrees with the host decoder on every start byte before each kind of second byte', () => {
  for (let first = 0; first < 256; first++) {
    for (const second of [0, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xff]) {
      const data = Uint8Array.of(first, second, 0x80, 0x80)
      expect(scan(data).failedAt).toBe(firstImpossible(data))
    }
  }
})

test('agrees with the host decoder on random bytes, split everywhere', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 24 }), expectAgreement), { numRuns: 400 })
})

test('agrees with the host decoder on text with one byte changed, split everywhere', () => {
  const mutated = fc.tuple(fc.string({ unit: 'binary', maxLength: 10 }), fc.nat(), fc.integer({ min: 0, max: 255 }))
  fc.assert(
    fc.property(mutated, ([text, where, byte]) => {
      const data = new TextEncoder().encode(text)
      if (data.length > 0) data[where % data.length] = byte
      expectAgreement(data)
    }),
    { numRuns: 400 },
  )
})
