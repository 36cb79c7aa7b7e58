import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import * as run from '../../test/engine-log.ts'
import { accepted, assets, btc, ended, moved, order, prevented, traded } from '../../test/facts.ts'
import type { Fact } from '../contract/index.ts'
import { Ledger, LedgerFault, type Pair } from './ledger.ts'
import { costOf, holdOf } from './locks.ts'

const [usd, coin] = [0, 1]

/** A ledger and what to call on it, in one market. */
function setUp(money: { readonly [account: string]: { readonly USD?: number; readonly BTC?: number } }) {
  const ledger = new Ledger(assets)
  const pair = ledger.pair(btc)
  for (const [account, units] of Object.entries(money)) {
    if (units.USD) ledger.apply({ type: 'deposited', account, asset: 'USD', units: units.USD, reason: 'admin' })
    if (units.BTC) ledger.apply({ type: 'deposited', account, asset: 'BTC', units: units.BTC, reason: 'admin' })
  }
  const has = (account: string) => ({
    USD: [ledger.free(account, usd), ledger.locked(account, usd)],
    BTC: [ledger.free(account, coin), ledger.locked(account, coin)],
  })
  return { ledger, pair, has }
}

describe('an order', () => {
  it('of 7 at 30000 needs 2100000 of the one asset, or 700000 of the other, and exchanges them', () => {
    const needed = holdOf(btc, 'buy', 7, 30_000, 0) ?? 0
    expect(needed).toBe(2_100_000)
    expect(holdOf(btc, 'sell', 7, 30_000, 0)).toBe(700_000)
    const { ledger, pair, has } = setUp({ ben: { USD: 2_000_000 }, ann: { BTC: 699_999 } })
    expect([ledger.has('ben', usd, needed), ledger.has('ann', coin, 700_000)]).toEqual([false, false])
    ledger.apply({ type: 'deposited', account: 'ben', asset: 'USD', units: 100_000, reason: 'admin' })
    ledger.apply({ type: 'deposited', account: 'ann', asset: 'BTC', units: 1, reason: 'admin' })
    expect([ledger.has('ben', usd, needed), ledger.has('ann', coin, 700_000)]).toEqual([true, true])
    ledger.apply(accepted({ id: 1, account: 'ann', side: 'sell', lots: 7, price: 30_000 }, 700_000), pair)
    ledger.apply(accepted({ id: 2, account: 'ben', side: 'buy', lots: 7, price: 30_000 }, needed), pair)
    expect(has('ben')).toEqual({ USD: [0, 2_100_000], BTC: [0, 0] })
    const sides = { makerUnlocked: 700_000, takerUnlocked: 2_100_000 }
    ledger.apply(traded({ price: 30_000, lots: 7, cost: 2_100_000, ...sides }), pair)
    expect(has('ben')).toEqual({ USD: [0, 0], BTC: [700_000, 0] })
    expect(has('ann')).toEqual({ USD: [2_100_000, 0], BTC: [0, 0] })
  })

  it('that reserves for a higher price is moved up to there without more, and gets back what it did not pay', () => {
    const { ledger, pair, has } = setUp({ ben: { USD: 94_000_000 }, ann: { BTC: 100_000_000 } })
    const holdAt = (reserve: number) => holdOf(btc, 'buy', 500, Math.max(18_000, reserve), 0) ?? 0
    expect(ledger.has('ben', usd, holdAt(19_000))).toBe(false)
    const held = holdAt(18_500)
    ledger.apply(accepted({ id: 2, account: 'ben', lots: 500, price: 18_000, reserve: 18_500 }, held), pair)
    expect(has('ben').USD).toEqual([1_500_000, 92_500_000])
    const up = { order: 2, account: 'ben', side: 'buy', price: 18_000, leaves: 500, locked: 0 } as const
    ledger.apply(moved({ ...up, newPrice: 18_500 }), pair)
    ledger.apply(moved({ ...up, price: 18_500, newPrice: 17_500 }), pair)
    expect(has('ben').USD).toEqual([1_500_000, 92_500_000])
    ledger.apply(accepted({ id: 1, account: 'ann', side: 'sell', lots: 1000, price: 20_000 }, 100_000_000), pair)
    const seller = { taker: 1, takerAccount: 'ann', takerUnlocked: 50_000_000, takerLeaves: 500 }
    const buyer = { maker: 2, makerAccount: 'ben', makerUnlocked: held, makerLeaves: 0 }
    ledger.apply(traded({ side: 'buy', price: 17_500, lots: 500, cost: 87_500_000, ...seller, ...buyer }), pair)
    expect(has('ben')).toEqual({ USD: [6_500_000, 0], BTC: [50_000_000, 0] })
    expect(has('ann')).toEqual({ USD: [87_500_000, 0], BTC: [0, 50_000_000] })
    ledger.apply(ended({ side: 'sell', lots: 500, unlocked: 50_000_000 }), pair)
    expect(has('ann').BTC).toEqual([50_000_000, 0])
  })

  it('pays its fee: the buyer on top, the seller out of what he gets, and both go to the exchange', () => {
    const { ledger, pair, has } = setUp({ ben: { USD: 10_020 }, ann: { BTC: 1_000_000 } })
    ledger.apply(accepted({ id: 1, account: 'ann', side: 'sell' }, 1_000_000), pair)
    ledger.apply(accepted({ id: 2, account: 'ben' }, 10_020), pair)
    ledger.apply(traded({ makerFee: 10, takerFee: 15, takerUnlocked: 10_020 }), pair)
    expect(has('ben')).toEqual({ USD: [5, 0], BTC: [1_000_000, 0] })
    expect(has('ann')).toEqual({ USD: [9990, 0], BTC: [0, 0] })
    expect(ledger.fees.free(usd)).toBe(25)
    expect(ledger.total(usd)).toBe(10_020)
  })

  it('has its money back when it is made smaller, prevented or ended', () => {
    const { ledger, pair, has } = setUp({ ann: { USD: 10_000 } })
    ledger.apply(accepted({ id: 1, account: 'ann' }, 10_000), pair)
    ledger.apply(prevented({ side: 'buy', unlocked: 1000 }), pair)
    ledger.apply({ ...prevented({ side: 'buy', unlocked: 2000 }), type: 'reduced' }, pair)
    expect(has('ann').USD).toEqual([3000, 7000])
    ledger.apply(ended({ side: 'buy', unlocked: 7000 }), pair)
    expect(has('ann').USD).toEqual([10_000, 0])
  })

  it('of a pair passes the hold from the limit order that ends to the stop that is triggered', () => {
    const { ledger, pair, has } = setUp({ ann: { BTC: 1_000_000 } })
    ledger.apply(accepted({ id: 1, account: 'ann', side: 'sell', oco: 2 }, 1_000_000), pair)
    ledger.apply(accepted({ id: 2, account: 'ann', side: 'sell', type: 'stop', oco: 1 }, 0), pair)
    ledger.apply(ended({ side: 'sell', reason: 'oco', unlocked: 1_000_000 }), pair)
    ledger.apply(
      { type: 'triggered', market: 'BTC-USD', side: 'sell', order: 2, account: 'ann', price: 91, locked: 1_000_000 },
      pair,
    )
    expect(has('ann').BTC).toEqual([0, 1_000_000])
  })
})

describe('the ledger', () => {
  it('throws for what no engine may say, and keeps what was', () => {
    const { ledger, pair, has } = setUp({ ann: { USD: 100 } })
    const most = Number.MAX_SAFE_INTEGER
    const deposit = (units: number, asset = 'USD'): Fact => ({
      type: 'deposited',
      account: 'ann',
      asset,
      units,
      reason: 'admin',
    })
    expect(() => ledger.apply(accepted({ id: 1, account: 'ann' }, 101), pair)).toThrow(LedgerFault)
    expect(() => ledger.apply(accepted({ id: 1, account: 'ann' }, 100))).toThrow('what its market trades')
    expect(() => ledger.apply(deposit(-101))).toThrow(LedgerFault)
    expect(() => ledger.apply(deposit(most))).toThrow(LedgerFault)
    expect(() => ledger.apply(deposit(Number.NaN))).toThrow(LedgerFault)
    expect(() => ledger.apply(deposit(1, 'DOGE'))).toThrow('DOGE is no asset')
    expect(() => ledger.pair({ ...btc, base: 'DOGE' })).toThrow('DOGE')
    expect(has('ann').USD).toEqual([100, 0])
    expect(ledger.deposited(usd)).toBe(100)
  })

  it('gives what an asset that came later has, and who has none of it', () => {
    const { ledger, has } = setUp({ ann: { USD: 100 } })
    const ann = ledger.account('ann')
    const euro = ledger.addAsset({ name: 'EUR', decimals: 2 })
    expect(ledger.addAsset({ name: 'EUR', decimals: 5 })).toBe(euro)
    ledger.apply({ type: 'deposited', account: 'ann', asset: 'EUR', units: 7, reason: 'admin' })
    expect([ann.free(euro), ledger.free('ann', euro), ledger.free('ben', euro)]).toEqual([7, 7, 0])
    expect(has('ann').USD).toEqual([100, 0])
    expect(ledger.find('ben')).toBeUndefined()
  })

  it('has an account of fees that no person can be called as', () => {
    const { ledger, pair } = setUp({ fees: { USD: 5 }, ann: { BTC: 1_000_000 }, ben: { USD: 10_000 } })
    ledger.apply(accepted({ id: 1, account: 'ann', side: 'sell' }, 1_000_000), pair)
    ledger.apply(accepted({ id: 2, account: 'ben' }, 10_000), pair)
    ledger.apply(traded({ makerFee: 10 }), pair)
    expect([ledger.free('fees', usd), ledger.fees.free(usd)]).toEqual([5, 10])
  })

  it('conserves all money at every fact of an engine, and takes any of it back to the byte', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(), (seed, cut) => {
        const ledger = new Ledger(run.assets)
        const pairOf = pairsOf(ledger)
        const facts = [...run.engineLog(seed, 100)].flatMap((said) => said.facts)
        const saved = facts.map((fact) => {
          const before = JSON.stringify(ledger.save())
          ledger.apply(fact, pairOf(fact))
          return before
        })
        const end = JSON.stringify(ledger.save())
        const from = cut % facts.length
        for (let index = facts.length - 1; index >= from; index -= 1) {
          const fact = facts[index] as Fact
          ledger.revert(fact, pairOf(fact))
          const isConserved = [...run.assets.keys()].every((asset) => ledger.total(asset) === ledger.deposited(asset))
          if (!isConserved || JSON.stringify(ledger.save()) !== saved[index]) expect.fail(`at ${JSON.stringify(fact)}`)
        }
        const loaded = Ledger.load(JSON.parse(JSON.stringify(ledger.save())))
        for (const fact of facts.slice(from)) loaded.apply(fact, pairOf(fact))
        expect(JSON.stringify(loaded.save())).toBe(end)
      }),
      { numRuns: 30 },
    )
  })

  it('holds exactly what the open orders need, and has what the engine has', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const ledger = new Ledger(run.assets)
        const pairOf = pairsOf(ledger)
        let last: run.Said | undefined
        for (const said of run.engineLog(seed, 200)) {
          for (const fact of said.facts) ledger.apply(fact, pairOf(fact))
          last = said
        }
        const { engine } = last as run.Said
        for (const account of run.people) {
          const orders = engine.openOrders(account)
          for (const [asset, { name }] of run.assets.entries()) {
            const held = orders.filter(({ order: { side, market } }) => (side === 'buy' ? 'B' : market[0]) === name)
            expect(ledger.locked(account, asset)).toBe(held.reduce((sum, { locked }) => sum + locked, 0))
            expect(ledger.free(account, asset)).toBe(engine.free(account, name))
          }
        }
      }),
      { numRuns: 30 },
    )
  })

  it('counts a cost that is exact, or none', () => {
    expect(costOf(10, order({ id: 1, account: 'ann' }).price, 7)).toBe(7000)
    expect(costOf(10, 2 ** 40, 2 ** 12)).toBeUndefined()
    expect(costOf(2 ** 30, 2 ** 30, 1)).toBeUndefined()
  })
})

/** What a fact's market trades; markets are listed in the log. */
function pairsOf(ledger: Ledger): (fact: Fact) => Pair | undefined {
  const pairs = new Map<string, Pair>()
  return (fact) => {
    if (fact.type === 'listed') pairs.set(fact.info.symbol, ledger.pair(fact.info))
    if (fact.type === 'accepted') return pairs.get(fact.order.market)
    return 'market' in fact ? pairs.get(fact.market) : undefined
  }
}
