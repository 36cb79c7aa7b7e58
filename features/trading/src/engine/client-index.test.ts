import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { ClientIndex } from './client-index.ts'
import type { OrderNode } from './order-node.ts'

describe('ClientIndex', () => {
  it('finds those that were added and not deleted, few or many, also when their names end alike', () => {
    const name = fc.oneof(
      fc.integer({ min: 0, max: 99 }).map(String),
      fc.integer({ min: 0, max: 9 }).map((n) => `${n}-same`),
      fc.constant(''),
    )
    const step = fc.record({ client: name, isAdded: fc.integer({ min: 0, max: 3 }).map((n) => n > 0) })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200, size: 'max' }), (steps) => {
        const index = new ClientIndex()
        const model = new Map<string, OrderNode>()
        for (const { client, isAdded } of steps) {
          const known = model.get(client)
          if (isAdded && known === undefined) {
            const node = { order: { client }, namePlace: 0 } as OrderNode
            index.add(node)
            model.set(client, node)
          } else if (!isAdded && known !== undefined) {
            index.delete(known)
            model.delete(client)
          }
          expect(steps.every(({ client: each }) => index.get(each) === model.get(each))).toBe(true)
        }
      }),
      { numRuns: 50 },
    )
  })
})
