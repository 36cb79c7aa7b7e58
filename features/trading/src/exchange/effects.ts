// What an event does beside growing the state.
import { cancelTimer, type Effect, type EffectContext, type EventMeta, setTimer } from '@parley/channel'
import type { Executed } from '../contract/index.ts'
import { erasedId } from '../names.ts'
import type { ExchangeConfig } from '../options.ts'
import { announceCanceled, announceFilled } from './announcing.ts'
import { candleDocuments, fillDocument, orderDocument } from './documents.ts'
import type { ExchangeState } from './exchange-state.ts'

const clock = 'clock'

export function exchangeEffects(config: ExchangeConfig) {
  const isPerson = (account: string) => account !== erasedId && !config.isBot(account)
  return {
    pastMade: (_event: unknown, { state }: EffectContext<ExchangeState>): readonly Effect[] =>
      state.feeds.news.closed.flatMap(({ market, interval, candle }) => candleDocuments(market, interval, candle)),
    executed: (
      { data, offset }: { readonly data: Executed } & EventMeta,
      { state, takesAnnouncements }: EffectContext<ExchangeState>,
    ): readonly Effect[] => {
      const effects: Effect[] = []
      if (state.dueMovedBy === offset) {
        const { dueAt } = state
        effects.push(dueAt === undefined ? cancelTimer(clock) : setTimer(clock, dueAt, clock, { dueAt }))
      }
      // Of an event that was looked at long after it happened, as by an erasure, the state says nothing.
      if (state.newestOffset !== offset) return effects
      const { ended, fills, closed } = state.feeds.news
      const own = ended.filter(({ account }) => isPerson(account))
      for (const report of own) effects.push(orderDocument(report, offset))
      for (const { account, fill } of fills) if (isPerson(account)) effects.push(fillDocument(account, fill, offset))
      for (const { market, interval, candle } of closed) effects.push(...candleDocuments(market, interval, candle))
      if (!takesAnnouncements || own.length === 0) return effects
      const telling = {
        config,
        infoOf: (market: string) => state.market(market)?.info,
        isHere: (account: string) => state.present.has(account),
      }
      effects.push(...announceFilled(data.facts, own, telling))
      effects.push(
        ...announceCanceled(
          data.facts.filter((fact) => fact.type !== 'ended' || isPerson(fact.account)),
          telling,
        ),
      )
      return effects
    },
  }
}
