import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bought, noPosition, sold } from './positions.ts'

describe('a position', () => {
  it('has the average cost of what was bought, and realizes what a sale got beyond that', () => {
    const twice = bought(bought(noPosition, 10, 1000, 1), 10, 2000, 2)
    expect(twice).toEqual({ lots: 20, cost: 3000, realized: 0, fees: 3 })
    expect(sold(twice, 5, 1000, 1)).toEqual({ lots: 15, cost: 2250, realized: 250, fees: 4 })
    expect(sold(twice, 20, 2500, 0)).toEqual({ lots: 0, cost: 0, realized: -500, fees: 3 })
  })

  it('rounds the cost that goes out down, and the last lot takes what is left', () => {
    let position = bought(noPosition, 3, 100, 0)
    const outs = [1, 2, 3].map(() => {
      const before = position.cost
      position = sold(position, 1, 40, 0)
      return before - position.cost
    })
    expect([outs, position]).toEqual([[33, 33, 34], { lots: 0, cost: 0, realized: 20, fees: 0 }])
  })

  it('is never short: lots beyond it were not bought here, and realize nothing', () => {
    expect(sold(noPosition, 5, 1000, 1)).toEqual({ lots: 0, cost: 0, realized: 0, fees: 1 })
    expect(sold(bought(noPosition, 2, 100, 0), 5, 1000, 0)).toEqual({ lots: 0, cost: 0, realized: 300, fees: 0 })
  })

  it('when it is closed has realized all that was got less all that was paid, exactly', () => {
    const trades = fc.array(fc.tuple(fc.integer({ min: 1, max: 10 ** 6 }), fc.integer({ min: 1, max: 10 ** 13 })), {
      minLength: 1,
      maxLength: 20,
    })
    fc.assert(
      fc.property(trades, (list) => {
        let position = list.reduce((all, [lots, cost]) => bought(all, lots, cost, 0), noPosition)
        const paid = position.cost
        let got = 0
        for (const [lots, cost] of list) {
          position = sold(position, lots, cost + 7, 0)
          got += cost + 7
        }
        expect(position).toEqual({ lots: 0, cost: 0, realized: got - paid, fees: 0 })
      }),
    )
  })
})
