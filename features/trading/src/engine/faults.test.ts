// The ledger throws where no input can make it: what a fault of the engine would leave behind.
import { describe, expect, it } from 'vitest'
import { audit } from '../../test/engine/audit.ts'
import { plain, plainAssets } from '../../test/engine/desk.ts'
import type { EngineCommand, PlaceCommand, Traded } from '../contract/index.ts'
import { Engine } from './engine.ts'
import { State } from './state.ts'

const order = (account: string, client: string, side: 'buy' | 'sell', lots: number, price: number): PlaceCommand => {
  return { do: 'place', account, client, market: 'A-B', side, type: 'limit', lots, price, selfTrade: 'none' }
}
const stopOf = (client: string, stop: number, price: number): PlaceCommand => {
  return { ...order('cat', client, 'sell', 5, price), type: 'stop-limit', stop }
}

/** Makers, an iceberg, a pair, and stops that trigger each other: one order touches all of it. */
function opened() {
  const state = new State(plainAssets)
  const engine = new Engine({ assets: plainAssets }, state)
  const pair = { limit: { client: 'l', price: 120 }, stop: { client: 's', stop: 95, price: 85 } }
  const commands: EngineCommand[] = [
    { do: 'list', info: { ...plain, makerPpm: 1_000, takerPpm: 2_000 } },
    ...['ann', 'ben', 'cat'].flatMap((account) =>
      ['A', 'B'].map((asset) => ({ do: 'deposit' as const, account, asset, units: 1_000_000 })),
    ),
    order('ann', 'a1', 'buy', 5, 100),
    { ...order('ann', 'a2', 'buy', 20, 95), display: 4 },
    order('ann', 'a3', 'buy', 50, 80),
    stopOf('t1', 96, 80),
    stopOf('t2', 94, 80),
    { do: 'place-oco', account: 'ben', market: 'A-B', side: 'sell', lots: 5, ...pair },
  ]
  for (const each of commands) engine.execute(each, 0)
  return { state, engine }
}

const movements = ['lock', 'trade', 'apply'] as const

/** Calls `before` at each movement of money, before anything of it is done. The answer ends that. */
function watch({ ledger }: State, before: () => void): () => void {
  for (const name of movements) {
    const real = ledger[name].bind(ledger) as (...given: unknown[]) => void
    const value = (...given: unknown[]) => {
      before()
      real(...given)
    }
    Object.defineProperty(ledger, name, { configurable: true, value })
  }
  return () => {
    for (const name of movements) Reflect.deleteProperty(ledger, name)
  }
}

/** How often money moves. */
function countOf(work: (engine: Engine) => unknown): number {
  const { state, engine } = opened()
  let count = 0
  watch(state, () => {
    count += 1
  })
  work(engine)
  return count
}

function throwing(state: State, nth: number, work: () => unknown): void {
  let left = nth
  const end = watch(state, () => {
    left -= 1
    if (left === 0) throw new Error('a fault')
  })
  expect(work).toThrow('a fault')
  end()
}

const commands: readonly [string, EngineCommand][] = [
  ['an order that trades and triggers', order('ben', 'b1', 'sell', 22, 95)],
  ['an amendment', { do: 'amend', account: 'ann', ref: { client: 'a1' }, price: 101 }],
  ['a deposit', { do: 'deposit', account: 'ann', asset: 'A', units: 5 }],
  ['cancel-all', { do: 'cancel-all', account: 'ben' }],
]

describe('Engine: a command that throws half-way', () => {
  it.each(commands)('%s: `decide` leaves all as it was, and decides the same afterwards', (_, command) => {
    const { state, engine } = opened()
    const before = JSON.stringify(engine.save())
    const facts = JSON.stringify(engine.decide(command, 1))
    const count = countOf((other) => other.execute(command, 1))
    expect(count).toBeGreaterThan(0)
    for (let nth = 1; nth <= count; nth += 1) {
      throwing(state, nth, () => engine.decide(command, 1))
      expect(state.undo).toBeNull()
      expect(JSON.stringify(engine.save())).toBe(before)
      expect(JSON.stringify(engine.decide(command, 1))).toBe(facts)
    }
    audit(engine)
  })

  it.each(commands)('%s: a trial takes back all that it did before, too', (_, command) => {
    const { state, engine } = opened()
    const before = JSON.stringify(engine.save())
    const work = (on: Engine) => {
      on.execute(order('ben', 'b0', 'sell', 2, 100), 1)
      return on.execute(command, 1)
    }
    const facts = JSON.stringify(engine.trial(() => work(engine)))
    for (let nth = countOf(work); nth > 0; nth -= 1) {
      throwing(state, nth, () => engine.trial(() => work(engine)))
      expect(state.undo).toBeNull()
      expect(JSON.stringify(engine.save())).toBe(before)
      expect(JSON.stringify(engine.trial(() => work(engine)))).toBe(facts)
    }
    audit(engine)
  })
})

describe('Ledger: a trade that cannot be', () => {
  it('moves nothing at all', () => {
    const { state, engine } = opened()
    const before = JSON.stringify(state.ledger.save())
    const { pair } = state.bySymbol.get('A-B')!
    const [ann, ben] = [state.ledger.account('ann'), state.ledger.account('ben')]
    const sums = { lots: 6, cost: 600, makerFee: 1, takerFee: 1, makerUnlocked: 601, takerUnlocked: 6 }
    // Who sells has five lots locked.
    expect(() => state.ledger.trade(pair, ann, ben, { type: 'traded', side: 'buy', ...sums } as Traded)).toThrow(
      'ben would have -1 units',
    )
    expect(() => state.ledger.lock(ben, pair.base, -6)).toThrow('ben would have -1 units')
    expect(JSON.stringify(state.ledger.save())).toBe(before)
    audit(engine)
  })
})
