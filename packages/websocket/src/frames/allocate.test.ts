import { expect, test } from 'vitest'
import { allocateFrame } from './allocate.ts'

test('frames of all sizes are zeroed and never overlap', () => {
  const frames: Uint8Array[] = []
  for (let size = 0; size < 1100; size += 7) frames.push(allocateFrame(size))
  for (const [at, frame] of frames.entries()) {
    expect(frame.length).toBe(at * 7)
    expect(frame.every((byte) => byte === 0)).toBe(true)
    frame.fill(at + 1)
  }
  for (const [at, frame] of frames.entries()) expect(frame.every((byte) => byte === ((at + 1) & 0xff))).toBe(true)
})
