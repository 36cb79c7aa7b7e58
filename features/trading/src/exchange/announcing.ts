// What an exchange announces to people: PROTOCOL.md#trading. Whatever leaves the page says only that there is something.
import { type Announcement, announce, type Effect } from '@parley/channel'
import type { Ended, Fact, MarketInfo, OrderReport, Side } from '../contract/index.ts'
import { minorStep, printDecimal } from '../money/index.ts'
import type { ExchangeConfig } from '../options.ts'

interface Telling {
  readonly config: ExchangeConfig
  readonly infoOf: (market: string) => MarketInfo | undefined
  readonly isHere: (account: string) => boolean
}

/** Why an order ended that its owner may not know of. */
const reasons = {
  expired: { en: 'Its date has come', ko: '유효 기간이 지났어요' },
  'dead-man': { en: 'Your dead-man switch was not renewed', ko: '안전 타이머가 갱신되지 않았어요' },
  disconnect: { en: 'You had no connection', ko: '연결이 끊겼어요' },
} as const

type TellingReason = keyof typeof reasons

/** To whom had an order waiting: that all of it has traded. To who is there only of large ones. */
export function announceFilled(facts: readonly Fact[], ended: readonly OrderReport[], telling: Telling): Effect[] {
  const { config, infoOf, isHere } = telling
  const justTaken = new Set(facts.flatMap((fact) => (fact.type === 'accepted' ? [fact.order.id] : [])))
  return ended.flatMap((report) => {
    const { account, market, status } = report
    const info = infoOf(market)
    // Whoever orders what trades at once is told by the answer.
    if (status !== 'filled' || info === undefined || justTaken.has(report.id)) return []
    const big = config.bigFills.get(info.quote)
    const isBig = big !== undefined && report.cost >= big
    return isBig || !isHere(account) ? [announce(account, filled(report, info, config))] : []
  })
}

function filled(report: OrderReport, info: MarketInfo, config: ExchangeConfig): Announcement {
  const { id, market, side, cost } = report
  const quantity = `${short(printDecimal(report.filled, info.lot))} ${info.base}`
  const total = `${amountOf(cost, info, config)} ${info.quote}`
  return {
    category: 'trading/filled',
    title: {
      en: `${side === 'buy' ? 'Bought' : 'Sold'} ${quantity} for ${total}`,
      ko: `${quantity} ${side === 'buy' ? '매수' : '매도'} 체결: ${total}`,
    },
    ...linkOf(market, config),
    key: `trading-filled/${id}`,
    data: { market, order: id },
    private: true,
  }
}

/** One for all orders of a person that ended at one time for one reason. */
export function announceCanceled(facts: readonly Fact[], { config }: Telling): Effect[] {
  const byReason = new Map<string, Ended[]>()
  for (const fact of facts) {
    if (fact.type !== 'ended' || !Object.hasOwn(reasons, fact.reason)) continue
    const key = `${fact.reason}\n${fact.account}`
    byReason.set(key, [...(byReason.get(key) ?? []), fact])
  }
  return [...byReason.values()].map((ended) => {
    const [{ account, reason, market, side }] = ended as [Ended]
    return announce(account, canceled(reason as TellingReason, ended.length, market, side, config))
  })
}

function canceled(
  reason: TellingReason,
  count: number,
  market: string,
  side: Side,
  config: ExchangeConfig,
): Announcement {
  const what =
    count === 1
      ? {
          en: `Your order to ${side} in ${market} was canceled`,
          ko: `${market} ${side === 'buy' ? '매수' : '매도'} 주문이 취소됐어요`,
        }
      : { en: `${count} of your orders were canceled`, ko: `주문 ${count}건이 취소됐어요` }
  return {
    category: 'trading/canceled',
    title: what,
    body: reasons[reason],
    ...linkOf(market, config),
    key: `trading-canceled/${reason}`,
    data: { reason, market },
    private: true,
  }
}

function linkOf(market: string, { linkTo }: ExchangeConfig): { readonly link?: string } {
  const link = linkTo?.(market)
  return link === undefined ? {} : { link }
}

function amountOf(units: number, info: MarketInfo, config: ExchangeConfig): string {
  return short(printDecimal(units, minorStep(config.assets.get(info.quote)?.decimals ?? 0)))
}

/** Without zeros at the end that say nothing. */
function short(decimal: string): string {
  return decimal.includes('.') ? decimal.replace(/\.?0+$/, '') : decimal
}
