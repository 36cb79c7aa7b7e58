import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { OrderNode } from './order-node.ts'
import { OrderTable } from './order-table.ts'

describe('OrderTable', () => {
  it('finds those that were added and not deleted, whatever their numbers', () => {
    const step = fc.record({
      id: fc.oneof(
        fc.integer({ min: 1, max: 300 }),
        fc.integer({ min: 1, max: 5 }).map((n) => n * 64),
      ),
      isAdded: fc.boolean(),
    })
    fc.assert(
      fc.property(fc.array(step, { maxLength: 300, size: 'max' }), (steps) => {
        const table = new OrderTable()
        const model = new Map<number, OrderNode>()
        for (const { id, isAdded } of steps) {
          const known = model.get(id)
          if (isAdded && known === undefined) {
            const node = { id } as OrderNode
            table.add(node)
            model.set(id, node)
          } else if (!isAdded && known !== undefined) {
            table.delete(known)
            model.delete(id)
          }
          expect(table.get(id)).toBe(model.get(id))
        }
        for (let id = 0; id <= 400; id += 1) expect(table.get(id)).toBe(model.get(id))
        expect(table.size).toBe(model.size)
        expect(new Set(table.values())).toEqual(new Set(model.values()))
      }),
    )
  })

  it.each([0, -1, 0.5, Number.NaN, Number.POSITIVE_INFINITY, 2 ** 40])(
    'has nothing at %d, which was never given',
    (id) => {
      const table = new OrderTable()
      for (let n = 1; n <= 31; n += 1) table.add({ id: n } as OrderNode)
      expect(table.get(id)).toBeUndefined()
    },
  )
})
