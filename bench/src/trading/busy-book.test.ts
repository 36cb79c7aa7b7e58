import { describe, expect, it } from 'vitest'
import { BusyBook } from './busy-book.ts'

describe('a busy book', () => {
  it('has as many prices as it is told, and never crosses', () => {
    const book = new BusyBook(40)
    const quotes = Array.from({ length: 400 }, (_, change) => book.quote(change, change))
    expect(new Set(quotes.map(({ side, ticks }) => `${side} ${ticks}`)).size).toBe(40)
    const of = (side: string) => quotes.filter((quote) => quote.side === side).map(({ ticks }) => ticks)
    expect(Math.max(...of('buy'))).toBeLessThan(Math.min(...of('sell')))
  })

  it('says by the quantity when a change was due', () => {
    const book = new BusyBook(4)
    const [one, other] = [book.quote(0, 100), book.quote(4, 200)]
    expect([book.dueOf(one.lots), book.dueOf(other.lots)]).toEqual([100, 200])
    expect(other.ticks).toBe(one.ticks)
  })

  it('places what was not there, and replaces what stands at that price', () => {
    const book = new BusyBook(2)
    const input = (change: number) => JSON.parse(book.command(change, book.quote(change, 0), 7)).input
    expect(input(1)).toMatchObject({ client: 'q1', side: 'sell', price: '64000.01', quantity: '0.0002', sentAt: 7 })
    expect(input(3)).toMatchObject({ ref: { client: 'q1' }, place: { client: 'q3', side: 'sell', price: '64000.01' } })
  })
})
