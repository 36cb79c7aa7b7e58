// What can be found again when no view shows it any more: each person's ended orders and trades, and candles that are over.
import { type Actor, type Effect, putDocument, type ShownDocument } from '@parley/channel'
import type { Candle, Fill, Interval, OrderReport } from '../contract/index.ts'
import { intervals } from '../contract/index.ts'

/** Of `orders/<person>`: by the exchange's number, in the order in which they ended. */
export function orderDocument(report: OrderReport, offset: number): Effect {
  const { account, id } = report
  return putDocument(`orders/${account}`, String(id), { order: offset, body: report, person: account })
}

/** Of `fills/<person>`. In a trade with himself he has two. */
export function fillDocument(account: string, fill: Fill, offset: number): Effect {
  const id = `${fill.market}.${fill.trade}.${fill.order}`
  return putDocument(`fills/${account}`, id, { order: offset, body: { account, fill }, person: account })
}

/** How many candles of a second are kept at most; of longer ones all are. */
export const keptSeconds = 86_400

/**
 * Of `candles/<market>.<interval>`: by when it begins. One without trades is none: it says what the one before says. One of a second takes the place of the one at
 * the same time of an earlier day, so that there are never more than a day has.
 */
export function candleDocuments(market: string, interval: Interval, candle: Candle): Effect[] {
  if (candle.v === 0) return []
  const { t } = candle
  const id = String(intervals[interval] > 1 ? t : t % keptSeconds)
  return [putDocument(`candles/${market}.${interval}`, id, { order: t, body: candle })]
}

interface StoredFill {
  readonly account: string
  readonly fill: Fill
}

/** What the owner of an account finds, and nobody in the name of another. */
export const accountDocuments = {
  'orders/*': ({ body }: ShownDocument, _actor: Actor, _key: string, part: string) =>
    (body as OrderReport).account === part ? body : undefined,
  'fills/*': ({ body }: ShownDocument, _actor: Actor, _key: string, part: string) => {
    const { account, fill } = body as StoredFill
    return account === part ? fill : undefined
  },
}

export const publicDocuments = { 'candles/*': ({ body }: ShownDocument) => body }
