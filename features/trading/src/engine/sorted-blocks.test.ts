import { describe, expect, it } from 'vitest'
import { randomOf } from '../../test/engine/random.ts'
import { SortedBlocks } from './sorted-blocks.ts'

describe('SortedBlocks', () => {
  it.each([1, 2, 3])('knows the next smaller one of thousands that come and go (seed %i)', (seed) => {
    const random = randomOf(seed)
    const blocks = new SortedBlocks()
    const model: number[] = []
    for (let step = 0; step < 20_000; step += 1) {
      // It grows to thousands, and shrinks to none again.
      const key = random(6000) - 3000
      const place = model.findIndex((each) => each >= key)
      const isThere = place >= 0 && model[place] === key
      const grows = step < 10_000
      if (!isThere && (grows || random(4) === 0)) {
        const at = place < 0 ? model.length : place
        expect(blocks.add(key)).toBe(model[at - 1])
        model.splice(at, 0, key)
      } else if (!grows && model.length > 0) {
        const [gone] = model.splice(isThere ? place : random(model.length), 1)
        blocks.delete(gone!)
      }
    }
    for (const key of model.splice(0)) blocks.delete(key)
    expect(blocks.add(5)).toBeUndefined()
    expect(blocks.add(6)).toBe(5)
  })
})
