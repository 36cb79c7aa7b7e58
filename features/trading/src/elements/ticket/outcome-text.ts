import type { MarketInfo, OrderReport, Side } from '../../contract/index.ts'
import { shareOf } from '../../money/index.ts'
import type { Words } from '../orders/locale/words.ts'

/** "Buy 0.5 BTC", or for an order by amount "Buy for 100.00 USD". */
export function orderText(
  order: Pick<OrderReport, 'side' | 'lots' | 'amount'>,
  words: Words,
  info: MarketInfo,
  quoteDecimals: number,
): string {
  const side = words.text.sides[order.side]
  return order.amount === undefined
    ? sizeText(order.side, words.quantity(info, order.lots), info, words)
    : words.text.worth(side, `${words.money(order.amount, quoteDecimals)} ${info.quote}`)
}

/** With the price, where it has one that it rests at. */
export function orderWithPrice(order: OrderReport, words: Words, info: MarketInfo, quoteDecimals: number): string {
  const what = orderText(order, words, info, quoteDecimals)
  const hasPrice = order.type === 'limit' || order.type === 'stop-limit' || order.type === 'take-profit-limit'
  return hasPrice ? words.text.atPrice(what, words.price(info, order.price)) : what
}

function sizeText(side: Side, quantity: string, info: MarketInfo, { text, language }: Words): string {
  const what = `${quantity} ${info.base}`
  return language === 'ko' ? `${what} ${text.sides[side]}` : `${text.sides[side]} ${what}`
}

/** Ticks, rounded down; `undefined` while nothing traded. */
export function averagePrice({ cost, filled }: OrderReport, { stepUnits }: MarketInfo): number | undefined {
  const each = filled * stepUnits
  return each === 0 || !Number.isSafeInteger(each) ? undefined : shareOf(cost, 1, each)
}

/** What became of an order that was just placed. */
export function outcomeText(order: OrderReport, words: Words, info: MarketInfo, quoteDecimals: number): string {
  const { text } = words
  const what = orderWithPrice(order, words, info, quoteDecimals)
  const filled = `${words.quantity(info, order.filled)} ${info.base}`
  const average = averagePrice(order, info)
  switch (order.status) {
    case 'filled':
      return text.filled(orderText(order, words, info, quoteDecimals), words.price(info, average ?? order.price))
    case 'partially-filled':
      return text.partly(what, filled)
    case 'waiting':
    case 'new':
      return text.placed(what)
    default: {
      if (order.reason === 'amount-spent' && order.filled > 0)
        return text.filled(
          sizeText(order.side, words.quantity(info, order.filled), info, words),
          words.price(info, average ?? order.price),
        )
      const why = order.reason === undefined ? text.statuses[order.status] : text.endReasons[order.reason]
      return order.filled === 0 ? text.endedEmpty(what, why) : text.ended(what, filled, why)
    }
  }
}
