import type { MarketStatus } from '../contract/market.ts'
import * as apply from './apply.ts'
import { uncross } from './auction.ts'
import type { Book } from './book.ts'
import type { Run } from './run.ts'
import { settleStops } from './stops.ts'

/** A market that opens trades first what stands against each other, at one price. */
export function setStatus(run: Run, book: Book, status: MarketStatus, until: number | undefined): void {
  if (book.status === status && book.until === (until ?? 0)) return
  if (status === 'open') uncross(run, book)
  const fact = { type: 'status' as const, market: book.info.symbol, status, ...(until !== undefined && { until }) }
  apply.statusChanged(run.state, fact)
  run.say(fact)
  if (status === 'open') settleStops(run, book)
}
