import { describe, expect, it } from 'vitest'
import { engineLog, people } from '../../test/engine-log.ts'
import { accepted, btc, ended, eth, moved, prevented, traded } from '../../test/facts.ts'
import type { AccountState, Fact } from '../contract/index.ts'
import { accountFold, emptyAccount } from './account-fold.ts'
import { Accounts } from './accounts.ts'
import { factsFor } from './shown-to.ts'

const listed: readonly Fact[] = [btc, eth].map((info) => ({ type: 'listed', info }))

/** What the account's page keeps of these commands. */
function seenBy(account: string, log: readonly (readonly Fact[])[]): AccountState {
  const state = emptyAccount()
  log.forEach((facts, index) => {
    const shown = factsFor(account, { facts })
    if (shown !== undefined) accountFold.events.accountChanged(state, shown, { offset: index + 1, at: index })
  })
  return state
}

const sell = (more = {}) => accepted({ id: 1, account: 'ann', side: 'sell', ...more }, 1_000_000)
const deposit = (account: string, asset: string, units: number): Fact => {
  return { type: 'deposited', account, asset, units, reason: 'welcome' }
}

describe('an order', () => {
  it('is new, partially filled, then filled, and says what it came to', () => {
    const first = traded({ lots: 4, cost: 4000, makerFee: 4, makerUnlocked: 400_000, makerLeaves: 6 })
    const second = traded({ trade: 2, lots: 6, cost: 6000, makerFee: 6, makerUnlocked: 600_000 })
    const log = [listed, [deposit('ann', 'BTC', 1_000_000)], [sell()], [first], [second]]
    const some = seenBy('ann', log.slice(0, 4))
    expect(some.orders).toMatchObject([
      { id: 1, status: 'partially-filled', leaves: 6, filled: 4, cost: 4000, fees: 4, locked: 600_000 },
    ])
    expect(some.balances).toEqual({ BTC: { free: 0, locked: 600_000 }, USD: { free: 3996, locked: 0 } })
    const all = seenBy('ann', log)
    expect(all.orders).toEqual([])
    expect(all.closed).toMatchObject([
      { id: 1, status: 'filled', leaves: 0, filled: 10, cost: 10_000, fees: 10, locked: 0 },
    ])
    expect(all.fills.map(({ trade, at, maker, side }) => [trade, at, maker, side])).toEqual([
      [2, 4, true, 'sell'],
      [1, 3, true, 'sell'],
    ])
  })

  it('says all that its owner asked for', () => {
    const more = {
      amount: 1,
      stop: 2,
      trail: 3,
      display: 4,
      until: 5,
      postOnly: true,
      oco: 6,
      reserve: 7,
      cancelOnDisconnect: true,
    } as const
    const fact = accepted({ id: 1, account: 'ann', ...more }, 500)
    const added = { status: 'new', leaves: 10, filled: 0, cost: 0, fees: 0, prevented: 0, locked: 500 }
    expect(seenBy('ann', [[fact]]).orders).toEqual([{ ...fact.order, ...added }])
    const bare = accepted({ id: 1, account: 'ann' }, 500)
    expect(seenBy('ann', [[bare]]).orders).toStrictEqual([{ ...bare.order, ...added }])
  })

  it('that waits for its price is new when that comes, and follows it meanwhile', () => {
    const stop = sell({ type: 'trailing', stop: 90, trail: 10 })
    const trailed: Fact = { type: 'trailed', market: 'BTC-USD', order: 1, account: 'ann', stop: 95 }
    const triggered: Fact = {
      type: 'triggered',
      market: 'BTC-USD',
      side: 'sell',
      order: 1,
      account: 'ann',
      price: 91,
      locked: 0,
    }
    expect(seenBy('ann', [listed, [stop]]).orders).toMatchObject([{ status: 'waiting', stop: 90 }])
    expect(seenBy('ann', [listed, [stop], [trailed]]).orders).toMatchObject([{ status: 'waiting', stop: 95 }])
    expect(seenBy('ann', [listed, [stop], [trailed, triggered]]).orders).toMatchObject([{ status: 'new', price: 91 }])
  })

  it('accounts for each of its lots: what it asked for is filled, prevented, canceled, or still wanted', () => {
    const log = [
      [sell()],
      [
        traded({ lots: 2, makerLeaves: 8, makerUnlocked: 200_000 }),
        prevented({ lots: 1, leaves: 7, unlocked: 100_000 }),
      ],
      [{ ...prevented({ leaves: 5, unlocked: 200_000 }), type: 'reduced' } as Fact],
      [moved({ side: 'sell', newPrice: 99, leaves: 9, locked: 400_000 })],
    ]
    const { orders } = seenBy('ann', [listed, ...log])
    expect(orders).toMatchObject([{ lots: 12, filled: 2, prevented: 1, leaves: 9, price: 99, locked: 900_000 }])
    const end = ended({ status: 'expired-in-match', reason: 'self-trade', lots: 9, prevented: 9, unlocked: 900_000 })
    const { closed } = seenBy('ann', [listed, ...log, [end]])
    expect(closed).toMatchObject([
      { status: 'expired-in-match', reason: 'self-trade', filled: 2, prevented: 10, leaves: 0, locked: 0 },
    ])
  })

  it('by amount ends by its own word, not when it has traded', () => {
    const spend = accepted({ id: 2, account: 'ben', type: 'market', lots: 0, amount: 10_500 }, 10_500)
    const end = ended({
      order: 2,
      account: 'ben',
      side: 'buy',
      status: 'filled',
      reason: 'amount-spent',
      lots: 0,
      unlocked: 480,
      resting: false,
    })
    const trade = traded({ takerFee: 20, takerUnlocked: 10_020 })
    const log = [listed, [deposit('ben', 'USD', 10_500)], [spend, trade]]
    expect(seenBy('ben', log).orders).toMatchObject([{ status: 'partially-filled', locked: 480 }])
    const { closed, balances } = seenBy('ben', [...log, [end]])
    expect(closed).toMatchObject([{ status: 'filled', reason: 'amount-spent', filled: 10, locked: 0 }])
    expect(balances.USD).toEqual({ free: 480, locked: 0 })
  })
})

describe('an account', () => {
  it('keeps its newest fifty fills and orders that ended', () => {
    const log = Array.from({ length: 60 }, (_, index) => [
      accepted({ id: index + 1, account: 'ann', side: 'sell' }, 1_000_000),
      traded({ trade: index + 1, maker: index + 1 }),
    ])
    const { closed, fills } = seenBy('ann', [listed, ...log])
    expect([closed.length, closed[0]?.id, closed[49]?.id]).toEqual([50, 60, 11])
    expect([fills.length, fills[0]?.trade, fills[49]?.trade]).toEqual([50, 60, 11])
  })

  it('knows until when its dead-man switch runs', () => {
    const on: Fact = { type: 'dead-man', account: 'ann', until: 5000 }
    expect(seenBy('ann', [[on]]).deadMan).toBe(5000)
    expect(seenBy('ann', [[on], [{ type: 'dead-man', account: 'ann' }]])).not.toHaveProperty('deadMan')
    expect(seenBy('ben', [[on]])).toEqual(emptyAccount())
  })

  it('that trades with itself sees both sides, and owns what it owned less the fees', () => {
    const log = [
      listed,
      [deposit('ann', 'BTC', 1_000_000), deposit('ann', 'USD', 20_000)],
      [sell()],
      [
        accepted({ id: 2, account: 'ann' }, 10_020),
        traded({ takerAccount: 'ann', makerFee: 10, takerFee: 20, takerUnlocked: 10_020 }),
      ],
    ]
    const state = seenBy('ann', log)
    expect(state.balances).toEqual({ BTC: { free: 1_000_000, locked: 0 }, USD: { free: 19_970, locked: 0 } })
    expect(state.fills.map(({ order, maker }) => [order, maker])).toEqual([
      [1, true],
      [2, false],
    ])
    expect(state.positions).toEqual({ 'BTC-USD': { lots: 0, cost: 0, realized: 0, fees: 30 } })
  })
})

describe('all accounts', () => {
  it('say all that ended and was traded by a command, however much that is', () => {
    const accounts = new Accounts()
    const ids = Array.from({ length: 120 }, (_, index) => index + 1)
    accounts.apply([...listed, ...ids.map((id) => accepted({ id, account: 'ann', side: 'sell' }, 0))], 1)
    accounts.apply(
      ids.map((id) => traded({ trade: id, maker: id, taker: 500, takerLeaves: 1 })),
      2,
    )
    expect(accounts.ended.map(({ id }) => id)).toEqual(ids)
    expect(accounts.fills.filter(({ account }) => account === 'ann').map(({ fill }) => fill.trade)).toEqual(ids)
    expect(accounts.fills).toHaveLength(240)
    expect(accounts.of('ann').closed).toHaveLength(50)
    accounts.apply([deposit('ann', 'USD', 1)], 3)
    expect([accounts.ended, accounts.fills]).toEqual([[], []])
  })

  it('say 20 000 fills of one command, oldest first, and keep the newest 50, newest first', () => {
    const accounts = new Accounts()
    accounts.apply([...listed, accepted({ id: 1, account: 'ann', side: 'sell' }, 0)], 1)
    const numbers = Array.from({ length: 20_000 }, (_, index) => index + 1)
    const facts = numbers.map((trade) => traded({ trade, maker: 1, taker: 500, makerLeaves: 1, takerLeaves: 1 }))
    accounts.apply(facts, 2)
    const own = accounts.fills.filter(({ account }) => account === 'ann').map(({ fill }) => fill.trade)
    expect([own.length, own[0], own.at(-1)]).toEqual([20_000, 1, 20_000])
    accounts.apply([traded({ trade: 20_001, maker: 1, taker: 500, makerLeaves: 1, takerLeaves: 1 })], 3)
    const kept = accounts.of('ann').fills.map(({ trade }) => trade)
    expect(kept).toEqual(Array.from({ length: 50 }, (_, index) => 20_001 - index))
  })

  it('go on from what was saved as if nothing had been', () => {
    const whole = new Accounts()
    let other = new Accounts()
    for (const { facts, at } of engineLog(7, 150)) {
      whole.apply(facts, at)
      other.apply(facts, at)
      other = Accounts.load(JSON.parse(JSON.stringify(other.save())))
    }
    expect(JSON.stringify(other.save())).toBe(JSON.stringify(whole.save()))
    expect([whole.size, whole.has('ann'), whole.has('nobody')]).toEqual([people.length, true, false])
    expect(whole.of('nobody')).toEqual({ ...emptyAccount(), markets: whole.of('ann').markets })
  })
})
