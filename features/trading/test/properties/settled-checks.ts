// What holds of an exchange when the network is quiet: of its log, and of what every page shows.
import { applyEvent, viewIn } from '@parley/channel'
import { lastConcerning } from '@parley/testkit'
import { expect } from 'vitest'
import type { AccountState, Executed, Fact } from '../../src/contract/index.ts'
import type { ExchangeState } from '../../src/exchange/exchange-state.ts'
import { bookSum } from '../../src/feeds/book-sum.ts'
import { exchange } from '../exchange/running.ts'
import { type Page, symbols, TraderPage, type TradingWorld } from './world.ts'

interface Logged {
  readonly type: string
  readonly offset: number
  readonly at: number
  readonly data: Executed
}
const assets = ['BTC', 'ETH', 'USD'] as const

function definitionOf({ server }: TradingWorld) {
  return server.channels.find(({ name }) => name === 'exchange')!
}

/** Folds the whole log; `at` sees what it is after each event. */
function folded(world: TradingWorld, at: (state: ExchangeState, event: Logged) => ExchangeState): ExchangeState {
  const { fold } = definitionOf(world)
  let state = fold.state() as ExchangeState
  for (const event of world.log() as Logged[]) {
    applyEvent(fold, state as never, event as never)
    state = at(state, event)
  }
  return state
}

const factsOf = ({ type, data }: Logged): readonly Fact[] => (type === 'executed' ? data.facts : [])

/** All money is somebody's or a fee, no book that is open is crossed, and the sums are the books’, after every event. */
function checkEvents(world: TradingWorld): ExchangeState {
  const deposited = new Map<string, number>()
  return folded(world, (state, event) => {
    const { engine } = state
    for (const fact of factsOf(event))
      if (fact.type === 'deposited') deposited.set(fact.asset, (deposited.get(fact.asset) ?? 0) + fact.units)
    for (const asset of assets) {
      let sum = engine.fees(asset)
      for (const id of engine.accounts()) {
        const [free, locked] = [engine.free(id, asset), engine.locked(id, asset)]
        expect(Math.min(free, locked), `${id} ${asset} at ${event.offset}`).toBeGreaterThanOrEqual(0)
        sum += free + locked
      }
      expect(sum, `${asset} at ${event.offset}`).toBe(deposited.get(asset) ?? 0)
    }
    for (const market of symbols) {
      const [bids, asks] = [engine.levels(market, 'buy'), engine.levels(market, 'sell')]
      const sum = bookSum(bids, asks)
      expect(engine.sum(market), `sum of ${market} at ${event.offset}`).toBe(sum)
      const said = event.data.sums?.[market]
      if (said !== undefined) expect(said, `said sum of ${market} at ${event.offset}`).toBe(sum)
      if (engine.market(market)?.status === 'open' && bids.length > 0 && asks.length > 0)
        expect(bids[0]![0], `${market} at ${event.offset}`).toBeLessThan(asks[0]![0])
    }
    return state
  })
}

/** Whoever goes on from what was saved at some point comes to the same, byte for byte. */
function checkReplay(world: TradingWorld, end: ExchangeState, chance: number): void {
  const { fold } = definitionOf(world)
  const { saved } = fold as unknown as {
    saved: { save(state: ExchangeState): object; load(saved: never): ExchangeState }
  }
  const every = 3 + (chance % 17)
  const resumed = folded(world, (state, { offset }) =>
    offset % every === 0 ? saved.load(JSON.parse(JSON.stringify(saved.save(state))) as never) : state,
  )
  expect(JSON.stringify(saved.save(resumed))).toBe(JSON.stringify(saved.save(end)))
}

/** No order is placed twice, none ends twice, and what is due by the clock happens once, when it is due. */
function checkOrders(world: TradingWorld, end: ExchangeState): ReadonlySet<string> {
  const placed = new Set<string>()
  const untils = new Map<number, number | undefined>()
  const ended = new Set<number>()
  const switches = new Map<string, number | undefined>()
  for (const event of world.log() as Logged[]) {
    /** Switches that this event turned off, and until when they waited. */
    const off = new Map<string, number | undefined>()
    for (const fact of factsOf(event)) {
      if (fact.type === 'accepted') {
        const name = `${fact.order.account} ${fact.order.client}`
        expect(placed.has(name), `${name} placed twice`).toBe(false)
        placed.add(name)
        untils.set(fact.order.id, fact.order.until)
      }
      if (fact.type === 'ended') {
        expect(ended.has(fact.order), `order ${fact.order} ended twice`).toBe(false)
        ended.add(fact.order)
        if (fact.reason === 'expired') expect(event.at).toBeGreaterThanOrEqual(untils.get(fact.order)!)
        if (fact.reason === 'dead-man')
          expect(off.get(fact.account), `a switch that fires at ${event.offset}`).toBeLessThanOrEqual(event.at)
      }
      if (fact.type !== 'dead-man') continue
      if (fact.until === undefined) off.set(fact.account, switches.get(fact.account))
      switches.set(fact.account, fact.until)
    }
  }
  expect(end.engine.nextDue() ?? Number.POSITIVE_INFINITY).toBeGreaterThan(world.clock.now() - 1_000)
  return placed
}

/** Every promise was kept or broken, by what the log says. What was refused may have been asked once more, and taken. */
function checkTold({ told }: TradingWorld, placed: ReadonlySet<string>): void {
  const taken = new Set(told.flatMap(({ outcome, clients }) => (outcome === 'done' ? clients : [])))
  for (const one of told) {
    const { account, what, clients, outcome } = one
    expect(outcome, `an answer to ${JSON.stringify(one)}`).toBeDefined()
    const where = `${what} ${clients.join(', ')}: ${JSON.stringify(outcome)}`
    // Of a batch some may be refused.
    if (what === 'batch' && outcome === 'done') continue
    for (const client of clients)
      if (outcome === 'done') expect(placed.has(`${account} ${client}`), where).toBe(true)
      else if (!taken.has(client)) expect(placed.has(`${account} ${client}`), where).toBe(false)
  }
}

/** Every page has all of it, as the log says it is. */
function checkPage(page: Page, end: ExchangeState): void {
  const { world, device } = page
  for (const view of page.views) {
    const { rule, part = '' } = viewIn(definitionOf(world).views, view.view)!
    const where = `${device} ${view.view}`
    expect(view.status, where).toBe('open')
    expect(view.pending, where).toEqual([])
    expect(view.position?.offset ?? -1, where).toBeGreaterThanOrEqual(lastConcerning(world.server, exchange, view.view))
    const truth = rule!.projection!.project(end as never, { key: 'main', part } as never)
    expect(JSON.parse(JSON.stringify(view.state)), where).toEqual(JSON.parse(JSON.stringify(truth)))
  }
  for (const model of page.models) expect(model.isStale, `${device} ${model.constructor.name} is stale`).toBe(false)
  for (const book of page.books) {
    expect(book.resyncs, `${device} ${book.market}`).toBe(0)
    expect([book.bids, book.asks]).toEqual([
      end.engine.levels(book.market, 'buy'),
      end.engine.levels(book.market, 'sell'),
    ])
  }
  if (!(page instanceof TraderPage)) return
  expect(page.account.isStale, `${device} account is stale`).toBe(false)
  const { balances } = page.own.state as AccountState
  for (const asset of assets)
    expect(balances[asset] ?? { free: 0, locked: 0 }).toEqual({
      free: end.engine.free(page.id, asset),
      locked: end.engine.locked(page.id, asset),
    })
}

/** Gives all facts of the log, to count what happened. */
export function checkSettled(world: TradingWorld, chance: number): readonly Fact[] {
  const end = checkEvents(world)
  checkReplay(world, end, chance)
  const placed = checkOrders(world, end)
  checkTold(world, placed)
  for (const page of world.pages) checkPage(page, end)
  expect(world.leaks).toEqual([])
  return (world.log() as Logged[]).flatMap(factsOf)
}
