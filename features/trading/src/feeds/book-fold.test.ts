import { Subscription } from '@parley/channel/client'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { engineLog } from '../../test/engine-log.ts'
import { ended, moved, prevented, traded } from '../../test/facts.ts'
import type { BookChanged, BookState, Fact, Level, Side } from '../contract/index.ts'
import { BookMismatch, bookFold, bookOf, changeBook, emptyBook, mergeBooks, setLevel } from './book-fold.ts'
import { bookSum, levelHash, sumAfter } from './book-sum.ts'

/** A change as a server says it, with the sum of what it makes of this book. */
function changeOf(book: BookState, levels: BookChanged['levels']): BookChanged {
  const after = structuredClone(book)
  for (const [side, price, lots] of levels) setLevel(after, side, price, lots)
  return { levels, sum: after.sum }
}

const sorted = (levels: readonly Level[], sign: number) =>
  levels.every(([price], at) => at === 0 || sign * (price - levels[at - 1]![0]) > 0)
const sides = fc.constantFrom<Side>('buy', 'sell')
const levels = fc.array(fc.tuple(sides, fc.integer({ min: 1, max: 12 }), fc.nat(3)), { maxLength: 30 })

describe('a book', () => {
  it('keeps each price once, best first, and none without lots', () => {
    fc.assert(
      fc.property(levels, (list) => {
        const book = emptyBook()
        const known = { buy: new Map<number, number>(), sell: new Map<number, number>() }
        for (const [side, price, lots] of list) {
          setLevel(book, side, price, lots)
          known[side].set(price, lots)
        }
        const of = (side: Side) => [...known[side]].filter(([, lots]) => lots > 0)
        expect(sorted(book.bids, -1) && sorted(book.asks, 1)).toBe(true)
        expect(new Map(book.bids)).toEqual(new Map(of('buy')))
        expect(new Map(book.asks)).toEqual(new Map(of('sell')))
        expect(book.sum).toBe(bookSum(book.bids, book.asks))
      }),
    )
  })

  it('has one sum, in whatever order its levels came, and another one if a side, a price or a quantity differs', () => {
    const bids: readonly Level[] = [
      [100, 5],
      [99, 7],
    ]
    expect(bookSum(bids, [])).toBe(bookSum([...bids].reverse(), []))
    const others = [
      bookSum(
        [
          [100, 7],
          [99, 5],
        ],
        [],
      ),
      bookSum([], bids),
      bookSum([[100, 5]], []),
      bookSum(
        [
          [100, 5],
          [98, 7],
        ],
        [],
      ),
      0,
    ]
    expect(new Set([bookSum(bids, []), ...others]).size).toBe(6)
    expect(levelHash('buy', 100, 0)).toBe(0)
    // What a client in another language has to come to, too.
    expect([levelHash('buy', 100, 5), levelHash('sell', 100, 5), levelHash('sell', 2 ** 40 + 1, 2 ** 33 + 7)]).toEqual([
      2_410_826_200, 2_409_021_542, 1_046_149_734,
    ])
    expect(sumAfter(sumAfter(123, 'buy', 5, 0, 9), 'buy', 5, 9, 0)).toBe(123)
    expect(new Set([0, 1, 2].map((part) => levelHash('buy', 100 + part * 2 ** 32, 5))).size).toBe(3)
    expect(new Set([0, 1, 2].map((part) => levelHash('buy', 100, 5 + part * 2 ** 32))).size).toBe(3)
  })

  it('that is wrong is noticed with the next change, wherever the fault is', () => {
    fc.assert(
      fc.property(levels, sides, fc.integer({ min: 1, max: 12 }), fc.nat(4), (list, side, price, lots) => {
        const book = emptyBook()
        for (const level of list) setLevel(book, ...level)
        const wrong = structuredClone(book)
        setLevel(wrong, side, price, lots)
        fc.pre(wrong.sum !== book.sum || JSON.stringify(wrong) !== JSON.stringify(book))
        // At a price that the fault is not at.
        const change = changeOf(book, [['buy', 50, 3]])
        expect(() => changeBook(wrong, change)).toThrow(BookMismatch)
        changeBook(book, change)
      }),
      { numRuns: 1000 },
    )
  })

  it('says whether it trades, and until when an auction collects', () => {
    const book = emptyBook()
    bookFold.events.bookChanged(book, { levels: [], sum: 0, status: 'auction', until: 5000 }, { offset: 1, at: 0 })
    expect(book).toMatchObject({ status: 'auction', until: 5000 })
    bookFold.events.bookChanged(book, { levels: [], sum: 0, status: 'open' }, { offset: 2, at: 0 })
    expect(book).toEqual(emptyBook())
  })
})

describe('what a command did to a book', () => {
  const status: Fact = { type: 'status', market: 'BTC-USD', status: 'auction', until: 9 }

  it('is the last quantity of each price in it', () => {
    const facts = [
      traded({ level: 5 }),
      traded({ level: 0 }),
      traded({ price: 101, level: 3 }),
      traded({ market: 'ETH-USD', price: 7, level: 1 }),
    ]
    expect(bookOf(facts, 'BTC-USD', 77)).toEqual({
      levels: [
        ['sell', 100, 0],
        ['sell', 101, 3],
      ],
      sum: 77,
    })
    expect(bookOf(facts, 'DOGE-USD', 77)).toBeUndefined()
  })

  it('is nothing if what it speaks of did not stand there', () => {
    const never = { resting: false, level: 9 }
    expect(bookOf([ended(never), prevented(never), moved(never)], 'BTC-USD', 1)).toBeUndefined()
  })

  it('is on both sides if an auction crosses two orders that stood', () => {
    const cross = { makerPrice: 99, takerPrice: 103, takerLevel: 4, takerShown: 4 }
    const { levels } = bookOf([traded({ price: 100, level: 2, cross })], 'BTC-USD', 1) ?? {}
    expect(levels).toEqual([
      ['buy', 103, 4],
      ['sell', 99, 2],
    ])
  })

  it('is that the market has another status', () => {
    expect(bookOf([status], 'BTC-USD', 3)).toEqual({ levels: [], sum: 3, status: 'auction', until: 9 })
    expect(bookOf([status], 'ETH-USD', 3)).toBeUndefined()
  })

  it('shown one by one, or merged in any way, gives the same book', () => {
    fc.assert(
      fc.property(fc.integer(), fc.nat(20), (seed, every) => {
        const each = emptyBook()
        const seldom = emptyBook()
        let waiting: BookChanged | undefined
        for (const { facts, sums, at } of engineLog(seed, 200)) {
          const change = bookOf(facts, 'A-B', sums['A-B'] ?? each.sum)
          if (change === undefined) continue
          changeBook(each, change)
          waiting = waiting === undefined ? change : mergeBooks(waiting, change)
          if (at % (every + 1) > 0) continue
          changeBook(seldom, waiting)
          waiting = undefined
          expect(seldom).toEqual(each)
        }
      }),
      { numRuns: 30 },
    )
  })

  it('keeps the newest status when it is merged', () => {
    const level: BookChanged = { levels: [['buy', 1, 1]], sum: 5 }
    const auction: BookChanged = { levels: [], sum: 5, status: 'auction', until: 9 }
    const open: BookChanged = { levels: [], sum: 5, status: 'open' }
    expect(mergeBooks(auction, level)).toEqual({ levels: [['buy', 1, 1]], sum: 5, status: 'auction', until: 9 })
    expect(mergeBooks(auction, open)).toEqual({ levels: [], sum: 5, status: 'open' })
  })
})

describe('a reader of changes, of which the last it has is 160,', () => {
  const where = { channel: 'exchange/main', view: 'book/BTC-USD' }

  /** A book of one ask, whose quantity is the number of the change it is after. */
  function reader(offset: number) {
    const subscription = new Subscription(where.channel, where.view, bookFold)
    const book = emptyBook()
    setLevel(book, 'sell', 100, offset)
    subscription.receiveOpened({ type: 'opened', ...where, position: { epoch: 'a', offset }, state: book })
    return {
      subscription,
      /** Changes number `first` to `last`, in one message. */
      receive: (first: number, last: number) => {
        const events = Array.from({ length: last - first + 1 }, (_, index) => {
          const data: BookChanged = {
            levels: [['sell', 100, first + index]],
            sum: levelHash('sell', 100, first + index),
          }
          return { offset: first + index, at: 0, type: 'bookChanged', data }
        })
        return subscription.receiveEvents({ type: 'events', ...where, after: first - 1, offset: last, events })
      },
      lots: () => subscription.state.asks[0]?.[1],
    }
  }

  it('drops 157 to 160, which it has', () => {
    const { receive, lots } = reader(160)
    expect([receive(157, 160), lots()]).toEqual(['stale', 160])
  })

  it('applies what joins on, and after 165 misses 166 in what begins with 167: it opens the view anew', () => {
    const { subscription, receive, lots } = reader(162)
    expect([receive(163, 165), lots()]).toEqual(['applied', 165])
    expect([receive(167, 168), lots()]).toEqual(['hole', 165])
    expect(subscription.openMessage()).toMatchObject({ type: 'open', position: { offset: 165 } })
  })

  it('gets an overlap, 158 to 162 or 164 to 166 after 165, only in the answer that levels it, and skips what it has', () => {
    for (const [has, first, last] of [
      [160, 158, 162],
      [165, 164, 166],
    ] as const) {
      const { subscription, receive, lots } = reader(has)
      // No server of ours sends it as news; who does has lost count.
      expect([receive(first, last), lots()]).toEqual(['hole', has])
      const events = Array.from({ length: last - first + 1 }, (_, index) => {
        const data: BookChanged = { levels: [['sell', 100, first + index]], sum: levelHash('sell', 100, first + index) }
        return { offset: first + index, at: 0, type: 'bookChanged', data }
      })
      subscription.openMessage()
      const answer = {
        type: 'opened',
        ...where,
        position: { epoch: 'a', offset: last },
        after: first - 1,
        events,
      } as const
      expect([subscription.receiveOpened(answer), lots()]).toEqual(['levelled', last])
    }
  })

  it('forgets where it was if the sum is not that of its book, so that it is given all of it', () => {
    const { subscription } = reader(160)
    const data: BookChanged = { levels: [['sell', 100, 7]], sum: 1 }
    const event = { offset: 161, at: 0, type: 'bookChanged', data }
    expect(() =>
      subscription.receiveEvents({ type: 'events', ...where, after: 160, offset: 161, events: [event] }),
    ).toThrow(BookMismatch)
    expect(subscription.openMessage()).not.toHaveProperty('position')
  })
})
