import { type BookChanged, bookSum, type Level } from '@parley/trading'
import { describe, expect, it } from 'vitest'
import { BookFollower } from './book-follower.ts'

const bids: readonly Level[] = [[99, 5]]
const asks: readonly Level[] = [
  [101, 7],
  [102, 1],
]

function opened(offset: number): string {
  const state = { status: 'open', bids, asks, sum: bookSum(bids, asks) }
  return JSON.stringify({ type: 'opened', position: { epoch: 'e', offset }, state })
}

function told(after: number, offset: number, data: BookChanged): string {
  return JSON.stringify({ type: 'events', after, offset, events: [{ offset, type: 'bookChanged', at: 1, data }] })
}

const change: BookChanged = {
  levels: [
    ['buy', 100, 2],
    ['sell', 101, 0],
  ],
  sum: bookSum([[100, 2], ...bids], [[102, 1]]),
}

describe('a copy of a book', () => {
  it('is what it was told, best first, and adds up', () => {
    const book = new BookFollower()
    book.receive(opened(4))
    book.receive(told(4, 5, change))
    expect(book.levels).toEqual({ bids: [[100, 2], ...bids], asks: [[102, 1]] })
    expect(book).toMatchObject({ addsUp: true, holes: 0, wholeBooks: 1, position: { epoch: 'e', offset: 5 } })
  })

  it('takes nothing twice', () => {
    const heard: BookChanged[] = []
    const book = new BookFollower((each) => heard.push(each))
    book.receive(opened(4))
    for (let times = 0; times < 2; times++) book.receive(told(4, 5, change))
    expect(heard).toEqual([change])
  })

  it('does not add up when something is missing, and counts the hole', () => {
    const book = new BookFollower()
    book.receive(opened(4))
    book.receive(told(6, 7, { ...change, levels: change.levels.slice(1) }))
    expect(book).toMatchObject({ addsUp: false, holes: 1 })
  })
})
