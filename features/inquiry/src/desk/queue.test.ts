import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { compareInQueue, priorities, type QueueRank } from '../contract/index.ts'
import { firstOf, idAt, lengthOf, maxBlock, placeIn, putIntoQueue, type QueueLine, takeFromQueue } from './queue.ts'

const rank = fc.record({
  priority: fc.constantFrom(...priorities),
  enteredAt: fc.integer({ min: 1, max: 4 }),
  rankAt: fc.integer({ min: 1, max: 4 }),
})

describe('the queue', () => {
  it('has everybody at his place, whoever comes and goes', () => {
    fc.assert(
      fc.property(fc.array(rank, { maxLength: 30 }), fc.array(fc.nat(), { maxLength: 30 }), (ranks, leaving) => {
        const all = new Map<string, QueueRank>()
        const queue: QueueLine = []
        const rankOf = (id: string) => all.get(id)
        const sorted = () => [...all.values()].sort(compareInQueue).map(({ id }) => id)
        ranks.forEach((given, at) => {
          const each: QueueRank = { id: `${at}`, ...given }
          putIntoQueue(queue, each, rankOf)
          all.set(each.id, each)
          expect(queue.flat()).toEqual(sorted())
        })
        for (const chosen of leaving) {
          const id = queue.flat()[chosen % Math.max(1, all.size)]
          const left = id === undefined ? undefined : all.get(id)
          if (left === undefined) return
          expect(idAt(queue, placeIn(queue, left, rankOf))).toBe(id)
          takeFromQueue(queue, left, rankOf)
          all.delete(left.id)
          expect(queue.flat()).toEqual(sorted())
        }
      }),
    )
  })

  it('is the same however long it is, in blocks of which none is empty or too long', () => {
    const all = new Map<string, QueueRank>()
    const queue: QueueLine = []
    const rankOf = (id: string) => all.get(id)
    for (let at = 0; at < 5 * maxBlock; at++) {
      const each: QueueRank = { id: `${at}`, priority: 'normal', rankAt: (at * 7919) % 1_000, enteredAt: at }
      putIntoQueue(queue, each, rankOf)
      all.set(each.id, each)
    }
    const check = () => {
      const sorted = [...all.values()].sort(compareInQueue).map(({ id }) => id)
      expect(queue.flat()).toEqual(sorted)
      expect(lengthOf(queue)).toBe(sorted.length)
      expect(firstOf(queue, 2 * maxBlock)).toEqual(sorted.slice(0, 2 * maxBlock))
      for (const place of [0, 1, maxBlock, sorted.length - 1, sorted.length])
        expect(idAt(queue, place)).toBe(sorted[place])
      for (const block of queue) expect(block.length > 0 && block.length <= maxBlock).toBe(true)
    }
    check()
    for (const [at, id] of [...all.keys()].entries()) {
      if (at % 5 === 0) continue
      takeFromQueue(queue, all.get(id)!, rankOf)
      all.delete(id)
    }
    check()
  })
})
