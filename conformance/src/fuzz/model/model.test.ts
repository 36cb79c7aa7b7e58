// What judges the code under test is judged here, against others.
import { deflateRawSync, inflateRawSync } from 'node:zlib'
import { expect, test } from 'vitest'
import { joined, mutateBytes } from '../input/byte-mutations.ts'
import { looseFrames, writeFrames } from '../input/frames.ts'
import { Random } from '../input/random.ts'
import { connectionSeeds } from '../targets/connection-seeds.ts'
import { inflateMessage } from './inflate.ts'
import { judgeUtf8 } from './utf8.ts'

const NOTHING = new Uint8Array(0)
const TAIL = Uint8Array.of(0, 0, 0xff, 0xff)

test('inflates what zlib deflates, at every level and with every strategy', () => {
  const random = new Random(1)
  for (let count = 0; count < 100; count++) {
    const bytes = count % 2 ? random.bytes(random.below(3000)) : Buffer.from('abcabcde'.repeat(random.below(400)))
    const packed = deflateRawSync(bytes, { level: count % 10, strategy: count % 5, finishFlush: 2 })
    expect(inflateMessage(packed, NOTHING, 16, 1e6)).toMatchObject({ ok: true, bytes: new Uint8Array(bytes) })
  }
})

test('says the same as zlib of damaged data', () => {
  const random = new Random(2)
  let agreed = 0
  for (let count = 0; count < 3000; count++) {
    const level = random.pick([0, 1, 9])
    const packed = deflateRawSync(random.oneIn(2) ? random.bytes(60) : Buffer.from('hello '.repeat(20)), {
      level,
      finishFlush: 2,
    })
    const input = joined(mutateBytes(packed.subarray(0, -4), random, packed), TAIL)
    const ours = inflateMessage(input, NOTHING, 1, 1e6)
    if (!ours.ok && ours.problem === 'too-many-finals') continue
    // A final block that is empty ends just there where a block must end.
    const theirs = inflated(joined(input, Uint8Array.of(1, 0, 0, 0xff, 0xff)))
    expect(ours.ok ? Buffer.from(ours.bytes).toString('hex') : undefined, Buffer.from(input).toString('hex')).toBe(
      theirs,
    )
    agreed++
  }
  expect(agreed).toBeGreaterThan(2000)
})

function inflated(input: Uint8Array): string | undefined {
  try {
    return inflateRawSync(input).toString('hex')
  } catch {
    return undefined
  }
}

test('knows valid UTF-8, and what can still become it', () => {
  const random = new Random(3)
  const interesting = [
    0x00, 0x7f, 0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0, 0xc1, 0xc2, 0xdf, 0xe0, 0xed, 0xef, 0xf0, 0xf4, 0xf5, 0xff,
  ]
  const decoder = new TextDecoder('utf-8', { fatal: true })
  const isValid = (bytes: Uint8Array): boolean => {
    try {
      decoder.decode(bytes)
      return true
    } catch {
      return false
    }
  }
  const endings = [
    [0x80],
    [0xbf],
    [0xa0, 0x80],
    [0x90, 0x80],
    [0x80, 0x80],
    [0xbf, 0xbf],
    [0x90, 0x80, 0x80],
    [0x80, 0x80, 0x80],
  ]
  for (let count = 0; count < 5000; count++) {
    const bytes = Uint8Array.from({ length: random.below(5) }, () => random.pick(interesting))
    const isHopeful = endings.some((ending) => isValid(joined(bytes, Uint8Array.from(ending))))
    expect(judgeUtf8(bytes), Buffer.from(bytes).toString('hex')).toBe(
      isValid(bytes) ? 'whole' : isHopeful ? 'partial' : 'broken',
    )
  }
})

test('frames that were taken apart and put together are the same bytes', () => {
  const random = new Random(4)
  for (const masked of [true, false]) {
    const seeds = connectionSeeds({ masked, deflate: true })
    for (let count = 0; count < 300; count++) {
      const wire = mutateBytes(random.pick(seeds), random, random.pick(seeds))
      const [frames, rest] = looseFrames(wire)
      expect(Buffer.compare(writeFrames(frames, rest), wire)).toBe(0)
    }
  }
})
