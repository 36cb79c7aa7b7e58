import type { Interval, MarketInfo } from '../../contract/index.ts'
import type { ScreenWords } from '../locale/words.ts'
import type { ChartWords } from './drawing.ts'

/** How the axes of a chart are written. Days of the exchange are those of UTC; all else is told by the reader's clock. */
export function chartWords(words: ScreenWords, info: MarketInfo, interval: Interval): ChartWords {
  const isDaily = interval === '1d'
  const zone = isDaily ? { timeZone: 'UTC' } : {}
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23', ...zone } as const
  const time = new Intl.DateTimeFormat(words.region, { ...clock, ...(interval === '1s' && { second: '2-digit' }) })
  const day = new Intl.DateTimeFormat(words.region, { month: 'short', day: 'numeric', ...zone })
  return {
    price: (ticks) => (Number.isSafeInteger(ticks) && ticks > 0 ? words.price(info, ticks) : ''),
    moment: (seconds) => words.candleTime(seconds, interval),
    tick: (seconds, isDay) => (isDay || isDaily ? day : time).format(seconds * 1000),
    ahead: isDaily ? 0 : -60 * new Date().getTimezoneOffset(),
  }
}
