import { describe, expect, it } from 'vitest'
import { readStamps, stamped, stampOf } from './stamp.ts'

const time = 1_764_450_000_123_456

describe('a stamp', () => {
  it('is read from the text that carries it, however long that is', () => {
    for (const length of [18, 100]) expect(stampOf(stamped(time, length))).toBe(time)
  })

  it('is not found in a text without one', () => {
    for (const text of ['', 'Where is my order?', '~half']) expect(stampOf(text)).toBeUndefined()
  })

  it('is read from the bytes of a frame, of several texts', () => {
    const bytes = Buffer.from(`["${stamped(time, 30)}","${stamped(time + 1, 30)}"]`)
    const found: number[] = []
    readStamps(bytes, 0, bytes.length, (stamp) => found.push(stamp))
    expect(found).toEqual([time, time + 1])
  })
})
