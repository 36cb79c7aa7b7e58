import { type ChannelEvent, Subscription } from '@parley/channel/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { assets, engineLog, markets, people, type Said } from '../../test/engine-log.ts'
import type { AccountState, BookState, OrderReport } from '../contract/index.ts'
import type { OpenOrder } from '../engine.ts'
import { accountFold, emptyAccount } from './account-fold.ts'
import { Accounts } from './accounts.ts'
import { bookFold, bookOf, emptyBook } from './book-fold.ts'
import { bookSum } from './book-sum.ts'
import { ordersFold, ordersOf } from './orders-fold.ts'
import { factsFor } from './shown-to.ts'

const runs = { numRuns: 30 }

/** The book as the server opens it for a reader. */
function bookIn({ engine }: Said, market: string): BookState {
  const { status, until, sum } = engine.market(market)!
  const [bids, asks] = [engine.levels(market, 'buy'), engine.levels(market, 'sell')]
  return { status, ...(until === undefined ? {} : { until }), bids, asks, sum }
}

describe('what an engine says, folded, is what it has', () => {
  it('at every number: each book, its sum, and its orders one by one', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const pages = markets.map((market) => ({ market, book: emptyBook(), orders: ordersFold.state() }))
        for (const said of engineLog(seed, 200)) {
          for (const { market, book, orders } of pages) {
            const meta = { offset: said.at + 1, at: said.at }
            const change = bookOf(said.facts, market, said.sums[market] ?? book.sum)
            if (change !== undefined) bookFold.events.bookChanged(book, change, meta)
            const changed = ordersOf(said.facts, market)
            if (changed !== undefined) ordersFold.events.ordersChanged(orders, changed, meta)
            if (said.engine.market(market) === undefined) continue
            const queue = (['buy', 'sell'] as const).flatMap((side) => said.engine.queue(market, side))
            const seen = queue.map(({ order: { id, side }, price, shown }) => ({ id, side, price, lots: shown }))
            expect([book, orders.orders]).toEqual([bookIn(said, market), seen])
            expect(bookSum(book.bids, book.asks)).toBe(book.sum)
          }
        }
      }),
      runs,
    )
  })

  it('for a reader who misses any of it: he notices, asks, and has the book of the engine again', () => {
    const where = { channel: 'exchange/main', view: 'book/A-B' }
    fc.assert(
      fc.property(fc.integer(), fc.array(fc.boolean(), { minLength: 200, maxLength: 200 }), (seed, losses) => {
        const reader = new Subscription(where.channel, where.view, bookFold)
        let head = 0
        let sum = 0
        for (const said of engineLog(seed, 200)) {
          if (said.engine.market('A-B') === undefined) continue
          sum = said.sums['A-B'] ?? sum
          const data = bookOf(said.facts, 'A-B', sum)
          const events: readonly ChannelEvent[] =
            data === undefined ? [] : [{ offset: said.at, at: 0, type: 'bookChanged', data }]
          const isLost = losses[said.at % 200] === true
          const got = isLost
            ? 'lost'
            : reader.receiveEvents({ type: 'events', ...where, after: head, offset: said.at, events })
          head = said.at
          if (got === 'hole' || got === 'stale') {
            reader.openMessage()
            const position = { epoch: 'a', offset: head }
            reader.receiveOpened({ type: 'opened', ...where, position, state: bookIn(said, 'A-B') })
          }
          if (!isLost) expect(reader.state).toEqual(bookIn(said, 'A-B'))
        }
      }),
      runs,
    )
  })

  it('in the end: what everybody has, holds and wants, as the server keeps it and as his page does', () => {
    fc.assert(
      fc.property(fc.integer(), (seed) => {
        const accounts = new Accounts()
        const pages = new Map(people.map((account): [string, AccountState] => [account, emptyAccount()]))
        const ended: OrderReport[] = []
        let last: Said | undefined
        for (const said of engineLog(seed, 200)) {
          const { facts, at } = said
          accounts.apply(facts, at)
          ended.push(...accounts.ended)
          for (const [account, page] of pages) {
            const shown = factsFor(account, { facts })
            if (shown !== undefined) accountFold.events.accountChanged(page, shown, { offset: at + 1, at })
          }
          last = said
        }
        const { engine } = last as Said
        for (const [account, page] of pages) {
          expect(accounts.of(account)).toEqual(page)
          for (const { name } of assets) {
            expect(page.balances[name]).toEqual({
              free: engine.free(account, name),
              locked: engine.locked(account, name),
            })
          }
          const open = engine.openOrders(account).sort((one, other) => one.order.id - other.order.id)
          expect(page.orders.map(ofReport)).toEqual(open.map(ofOpen))
        }
        for (const report of ended) checkEnded(report)
        const isOnce = new Set(ended.map(({ id }) => id)).size === ended.length
        expect([isOnce, ended.length + pagesOpen(pages)]).toEqual([true, engine.save().nextOrder - 1])
        for (const { name } of assets) {
          const owned = [...pages.values()].map(({ balances }) => balances[name] ?? { free: 0, locked: 0 })
          const sum = owned.reduce((all, { free, locked }) => all + free + locked, engine.fees(name))
          expect(sum).toBe(engine.deposited(name))
        }
      }),
      runs,
    )
  })
})

/** Each lot that was asked for is filled, prevented or canceled; what ended is not open, and holds nothing. */
function checkEnded({ status, lots, filled, prevented, leaves, locked, amount, reason }: OrderReport): void {
  expect([leaves, locked]).toEqual([0, 0])
  if (amount === undefined) {
    expect(filled + prevented).toBeLessThanOrEqual(lots)
    expect(status === 'filled').toBe(filled + prevented === lots && filled > 0 && reason === undefined)
  }
  expect(['filled', 'canceled', 'expired', 'expired-in-match']).toContain(status)
}

function pagesOpen(pages: ReadonlyMap<string, AccountState>): number {
  return [...pages.values()].reduce((sum, { orders }) => sum + orders.length, 0)
}

function ofReport({ id, price, stop, leaves, locked, status }: OrderReport) {
  return { id, price, stop, leaves, locked, isWaiting: status === 'waiting' }
}

function ofOpen({ order, price, stop, leaves, locked, state }: OpenOrder) {
  return { id: order.id, price, stop, leaves, locked, isWaiting: state === 'waiting' }
}
