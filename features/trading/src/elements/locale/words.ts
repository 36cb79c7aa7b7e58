import { languageOf } from '@parley/elements'
import type { Interval, MarketInfo } from '../../contract/index.ts'
import { printDecimal } from '../../money/index.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import type { Writing } from './writing.ts'
import { writingFor } from './writing.ts'

/** What the screen says, in one language; a test holds the languages together. */
export type Catalogue = typeof en

/** One language with its way to write times, money and what moves. */
export interface ScreenWords extends Writing {
  readonly text: Catalogue
  /** Parts per million with a sign and an arrow: "▲ +1.20%". */
  move(ppm: number): string
  /** Lots in few digits: "1.2K". */
  about(info: MarketInfo, lots: number): string
  /** With seconds: what was traded is told apart by them. */
  second(at: number): string
  /** When a candle began, as finely as its interval says. */
  candleTime(seconds: number, interval: Interval): string
}

export function screenWordsFor(tag: string): ScreenWords {
  const writing = writingFor(tag)
  const { region } = writing
  const about = new Intl.NumberFormat(region, { notation: 'compact', maximumSignificantDigits: 4 })
  const seconds = new Intl.DateTimeFormat(region, {
    ...{ hour: '2-digit', minute: '2-digit', second: '2-digit', hourCycle: 'h23' },
  })
  const day = new Intl.DateTimeFormat(region, { month: 'short', day: 'numeric', timeZone: 'UTC' })
  const minute = new Intl.DateTimeFormat(region, {
    ...{ month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit', hourCycle: 'h23' },
  })
  return {
    ...writing,
    text: languageOf(tag) === 'ko' ? ko : en,
    move: (ppm) => {
      const size = writing.ppm(Math.abs(ppm))
      // Nothing that two decimals show.
      return Math.abs(ppm) < 50 ? size : ppm > 0 ? `▲ +${size}` : `▼ −${size}`
    },
    // For eyes alone: nothing is counted with it.
    about: (info, lots) => about.format(Number(printDecimal(lots, info.lot))),
    second: (at) => seconds.format(at),
    candleTime: (at, interval) => {
      const format = interval === '1d' ? day : interval === '1s' ? seconds : minute
      return format.format(at * 1000)
    },
  }
}
