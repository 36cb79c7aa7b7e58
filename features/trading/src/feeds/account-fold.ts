// What one person has and does in an exchange: a fold of the facts that concern him, the same on the server and in his pages.
import { defineFold, ownValue, setValue } from '@parley/channel/client'
import type { AccountState, Fact, Fill, Side, Traded, ViewEvents } from '../contract/index.ts'
import { bought, noPosition, sold } from './positions.ts'
import { changeReport, closeReport, type OpenReport, reportOf, takeReport } from './reports.ts'

/** How many fills, and how many orders that ended, are kept here; all of them are documents. */
const maxKept = 50

export function emptyAccount(): AccountState {
  return { markets: {}, balances: {}, positions: {}, orders: [], closed: [], fills: [] }
}

export const accountFold = defineFold<AccountState, ViewEvents['account']>({
  state: emptyAccount,
  events: {
    accountChanged: (state, { facts }, { at }) => {
      const before = countsOf(state)
      for (const fact of facts) changeAccount(state, fact, at)
      trimAccount(state, before)
    },
  },
})

/** How many there were before a command. */
export interface Counts {
  readonly closed: number
  readonly fills: number
}

export function countsOf({ closed, fills }: AccountState): Counts {
  return { closed: closed.length, fills: fills.length }
}

/** After the facts of a command: what they added goes to the front, newest first, and what is too old goes. */
export function trimAccount(state: AccountState, before: Counts): void {
  putFirst(state.closed, before.closed)
  putFirst(state.fills, before.fills)
}

/** What stands from `count` on was added in the order in which it happened. Once for a command: to put each in front when it comes would move all the others. */
function putFirst<Item>(items: Item[], count: number): void {
  if (items.length === count) return
  const newest = items.slice(Math.max(count, items.length - maxKept)).reverse()
  const kept = items.slice(0, Math.min(count, maxKept - newest.length))
  items.length = 0
  for (const item of newest) items.push(item)
  for (const item of kept) items.push(item)
}

/** What ends and what is bought and sold stands at the end until `trimAccount`. `at`: wall clock of the command. `account`: whose it is, unless the fact is as `shownTo` gives it: then it is that of whoever is named. */
export function changeAccount(state: AccountState, fact: Fact, at: number, account?: string): void {
  switch (fact.type) {
    case 'listed': {
      const { symbol, base, quote, lotUnits } = fact.info
      setValue(state.markets, symbol, { base, quote, lotUnits })
      break
    }
    case 'deposited':
      addTo(state, fact.asset, fact.units, 0)
      break
    case 'dead-man':
      if (fact.until === undefined) delete state.deadMan
      else state.deadMan = fact.until
      break
    case 'traded':
      trade(state, fact, at, account)
      break
    default:
      changeOrder(state, fact)
  }
}

function changeOrder(state: AccountState, fact: Fact): void {
  switch (fact.type) {
    case 'accepted':
      takeReport(state, fact)
      hold(state, fact.order.market, fact.order.side, fact.locked)
      break
    case 'moved':
      changeReport(state, fact.order, (report) => {
        report.price = fact.newPrice
        wants(report, fact.leaves)
        report.locked += fact.locked
      })
      hold(state, fact.market, fact.side, fact.locked)
      break
    case 'reduced':
      changeReport(state, fact.order, (report) => {
        wants(report, fact.leaves)
        report.locked -= fact.unlocked
      })
      hold(state, fact.market, fact.side, -fact.unlocked)
      break
    case 'prevented':
      changeReport(state, fact.order, (report) => {
        report.leaves = fact.leaves
        report.prevented += fact.lots
        report.locked -= fact.unlocked
      })
      hold(state, fact.market, fact.side, -fact.unlocked)
      break
    case 'triggered':
      changeReport(state, fact.order, (report) => {
        report.status = 'new'
        report.price = fact.price
        report.locked += fact.locked
      })
      hold(state, fact.market, fact.side, fact.locked)
      break
    case 'trailed':
      changeReport(state, fact.order, (report) => {
        report.stop = fact.stop
      })
      break
    case 'ended':
      closeReport(state, fact.order, (report) => {
        report.status = fact.status
        report.reason = fact.reason
        report.leaves = 0
        report.prevented += fact.prevented
        report.locked = 0
      })
      hold(state, fact.market, fact.side, -fact.unlocked)
      break
    default:
  }
}

/** Its owner made it ask for so many lots: what it had is had. */
function wants(report: OpenReport, leaves: number): void {
  report.leaves = leaves
  report.lots = report.filled + report.prevented + leaves
}

/** A trade with oneself has both sides; what is bought comes before what is sold. */
function trade(state: AccountState, fact: Traded, at: number, account: string | undefined): void {
  const isHis = (id: string) => (account === undefined ? id !== '' : id === account)
  const sides = [fact.side === 'buy' ? 'maker' : 'taker', fact.side === 'buy' ? 'taker' : 'maker'] as const
  for (const side of sides) {
    if (isHis(side === 'maker' ? fact.makerAccount : fact.takerAccount)) tradeAs(state, fact, side, at)
  }
}

function tradeAs(state: AccountState, fact: Traded, role: 'maker' | 'taker', at: number): void {
  const { trade: number, market, price, lots, cost } = fact
  const isMaker = role === 'maker'
  const order = isMaker ? fact.maker : fact.taker
  const client = isMaker ? fact.makerClient : fact.takerClient
  const fee = isMaker ? fact.makerFee : fact.takerFee
  const unlocked = isMaker ? fact.makerUnlocked : fact.takerUnlocked
  const leaves = isMaker ? fact.makerLeaves : fact.takerLeaves
  const side: Side = isMaker ? fact.side : other(fact.side)
  pay(state, fact, side, fee, unlocked)
  const position = ownValue(state.positions, market) ?? noPosition
  setValue(state.positions, market, (side === 'buy' ? bought : sold)(position, lots, cost, fee))
  fillReport(state, order, { lots, cost, fee, unlocked, leaves })
  const fill: Fill = { trade: number, market, order, client, side, price, lots, cost, fee, maker: isMaker, at }
  state.fills.push(fill)
}

function pay(state: AccountState, { market, lots, cost }: Traded, side: Side, fee: number, unlocked: number): void {
  const info = ownValue(state.markets, market)
  if (info === undefined) return
  const units = lots * info.lotUnits
  if (side === 'buy') {
    addTo(state, info.quote, unlocked - cost - fee, -unlocked)
    addTo(state, info.base, units, 0)
  } else {
    addTo(state, info.base, unlocked - units, -unlocked)
    addTo(state, info.quote, cost - fee, 0)
  }
}

interface Part {
  readonly lots: number
  readonly cost: number
  readonly fee: number
  readonly unlocked: number
  readonly leaves: number
}

/** An order by amount ends by a fact of its own; any other one when nothing of it is left. */
function fillReport(state: AccountState, order: number, { lots, cost, fee, unlocked, leaves }: Part): void {
  const isFilled = leaves === 0 && reportOf(state, order)?.amount === undefined
  const change = isFilled ? closeReport : changeReport
  change(state, order, (report) => {
    report.status = isFilled ? 'filled' : 'partially-filled'
    report.leaves = leaves
    report.filled += lots
    report.cost += cost
    report.fees += fee
    report.locked -= unlocked
  })
}

function hold(state: AccountState, market: string, side: Side, units: number): void {
  const info = ownValue(state.markets, market)
  if (info !== undefined && units !== 0) addTo(state, side === 'buy' ? info.quote : info.base, -units, units)
}

function addTo(state: AccountState, asset: string, free: number, locked: number): void {
  const balance = ownValue(state.balances, asset)
  if (balance === undefined) setValue(state.balances, asset, { free, locked })
  else {
    balance.free += free
    balance.locked += locked
  }
}

function other(side: Side): Side {
  return side === 'buy' ? 'sell' : 'buy'
}
