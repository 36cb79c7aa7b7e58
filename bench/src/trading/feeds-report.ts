import { median, quietRounds } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { FeedsResult } from './feeds.ts'
import { bestLevels } from './feeds-names.ts'

/** One way to see a book: medians over the quiet rounds. */
export interface FeedsRow {
  readonly way: string
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
  /** Bytes as a multiple of the merged book's. */
  readonly toDepth: number
}

const ways = {
  depth: 'depth/*, merged',
  book: 'book/*, every change',
  best: `the best ${bestLevels} of each side, as often as depth/*`,
  whole: 'the whole book, as often as depth/*',
} as const

export function feedsRows(results: readonly FeedsResult[]): FeedsRow[] {
  const group = quietRounds(results)
  const middle = (of: (result: FeedsResult) => number) => median(group.map(of))
  const depth = middle((result) => result.depth.bytesPerSecond)
  return (Object.keys(ways) as (keyof typeof ways)[]).map((name) => {
    const bytesPerSecond = middle((result) => result[name].bytesPerSecond)
    return {
      way: ways[name],
      messagesPerSecond: middle((result) => result[name].messagesPerSecond),
      bytesPerSecond,
      toDepth: bytesPerSecond / depth,
    }
  })
}

export function printFeeds(rows: readonly FeedsRow[], results: readonly FeedsResult[]): void {
  const cells = rows.map(({ way, messagesPerSecond, bytesPerSecond, toDepth }) => [
    way,
    fixed(messagesPerSecond, 1),
    thousands(bytesPerSecond),
    fixed(toDepth, 2),
  ])
  console.log(`\n${formatTable(['', 'messages/s', 'bytes/s', '÷ depth/*'], cells)}\n`)
  for (const { round, ordersPerSecond, levels, areSame, othersShare } of results) {
    const same = areSame ? 'both copies are the same and add up' : 'AMISS: the copies differ'
    const book = `${thousands(ordersPerSecond)} orders/s, ${fixed(levels, 0)} prices in the book`
    console.log(`round ${round}: ${book}; ${same}; others ${fixed(othersShare * 100, 0)} %`)
  }
}
