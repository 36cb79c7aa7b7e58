import type { AccountModel } from '../../client/account-model.ts'
import type { BookModel } from '../../client/book-model.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { TicketWorld } from '../../client/ticket/check-draft.ts'
import type { Draft } from '../../client/ticket/draft.ts'
import type { Estimate } from '../../client/ticket/estimate.ts'
import { shareOf } from '../../money/index.ts'

/** What a ticket looks at. */
export interface TicketModels {
  readonly market: string
  readonly markets: MarketsModel
  readonly account: AccountModel
  readonly book: BookModel
}

/** A market order that takes more than this part of what is free, in percent, is asked about once more … */
export const confirmAbovePercent = 50
/** … and one whose average price is so much worse than the best, in parts per million. */
const confirmSlippagePpm = 10_000

/** What the ticket is checked against; `undefined`: the market is not known yet. */
export function worldOf({ market, markets, account, book }: TicketModels, at: number): TicketWorld | undefined {
  const ticker = markets.get(market)
  const quoteDecimals = ticker && markets.decimals(ticker.info.quote)
  if (ticker === undefined || quoteDecimals === undefined || !account.isReady) return undefined
  const { info, last } = ticker
  return {
    market: { info, quoteDecimals },
    status: book.marketStatus ?? ticker.status,
    now: { last, bids: book.bids, asks: book.asks },
    freeBase: account.free(info.base),
    freeQuote: account.free(info.quote),
    at,
  }
}

/** Whether it is asked once more before the order goes. `hold`: what it takes out of what is free. */
export function mustConfirm(
  { side, type }: Draft,
  estimate: Estimate | undefined,
  hold: number | undefined,
  { freeBase, freeQuote }: TicketWorld,
  percent: number,
): boolean {
  if (type !== 'market') return false
  const free = side === 'buy' ? freeQuote : freeBase
  return (hold ?? 0) > shareOf(free, percent, 100) || (estimate?.slippagePpm ?? 0) >= confirmSlippagePpm
}

/** Local date and time as a field for it wants it, to the minute. */
export function localMinute(at: number): string {
  const date = new Date(at)
  const two = (value: number) => String(value).padStart(2, '0')
  const day = `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`
  return `${day}T${two(date.getHours())}:${two(date.getMinutes())}`
}
