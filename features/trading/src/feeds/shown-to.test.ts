import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engineLog, people } from '../../test/engine-log.ts'
import { traded } from '../../test/facts.ts'
import type { Fact } from '../contract/index.ts'
import { accountsOf, factsFor, shownTo } from './shown-to.ts'

describe('an account is shown', () => {
  it('its own facts, and nobody else in them: no account, no name of an order, no number of one', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const owner = new Map<number, string>()
        for (const { facts } of engineLog(seed, 200)) {
          for (const fact of facts) if (fact.type === 'accepted') owner.set(fact.order.id, fact.order.account)
          for (const account of people) {
            const shown = factsFor(account, { facts })?.facts ?? []
            const text = JSON.stringify(shown)
            const others = people.filter((other) => other !== account && text.includes(`"${other}`))
            const orders = shown.flatMap((fact) =>
              fact.type === 'traded' ? [fact.maker, fact.taker] : 'order' in fact ? [fact.order] : [],
            )
            const foreign = orders.filter(
              (order) => typeof order === 'number' && order !== 0 && owner.get(order) !== account,
            )
            if (others.length + foreign.length > 0) expect.fail(`${account} sees ${text}`)
          }
        }
      }),
      { numRuns: 40 },
    )
  })

  it('its side of a trade alone, and both of one with itself', () => {
    const fact = traded({ makerFee: 3, takerFee: 4, makerLeaves: 5, takerLeaves: 6, makerShown: 5 })
    expect(shownTo('ann', fact)).toEqual({
      ...fact,
      taker: 0,
      takerAccount: '',
      takerClient: '',
      takerFee: 0,
      takerUnlocked: 0,
      takerLeaves: 0,
    })
    expect(shownTo('ben', fact)).toMatchObject({
      taker: 2,
      takerFee: 4,
      maker: 0,
      makerFee: 0,
      makerLeaves: 0,
      makerShown: 0,
    })
    expect(shownTo('cas', fact)).toBeUndefined()
    const crossed = { ...fact, cross: { makerPrice: 1, takerPrice: 2, takerLevel: 3, takerShown: 4 } }
    expect(shownTo('ann', crossed)).not.toHaveProperty('cross')
    const self = { ...fact, takerAccount: 'ann' }
    expect(shownTo('ann', self)).toBe(self)
    expect([accountsOf(self), accountsOf(fact)]).toEqual([['ann'], ['ann', 'ben']])
  })

  it('nothing of commands that do not concern it, and never which admin did one', () => {
    const deposit: Fact = { type: 'deposited', account: 'ann', asset: 'USD', units: 1, reason: 'admin' }
    expect(factsFor('ben', { facts: [deposit] })).toBeUndefined()
    expect(factsFor('ann', { facts: [deposit], admin: 'root', sums: { 'BTC-USD': 1 } })).toEqual({ facts: [deposit] })
  })
})
