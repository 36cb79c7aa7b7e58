import { textIn } from '@parley/channel/client'
import type { Language, Times } from '@parley/elements'
import { languageOf, regionOf, timesFor } from '@parley/elements'
import { roughly } from '../../../client/customer/waiting.ts'
import type { CustomerLine, Text } from '../../../contract/index.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

/** One language with its way to write times and numbers. */
export interface Words extends Times {
  readonly language: Language
  /** The tag that dates and numbers follow. */
  readonly region: string
  readonly text: Catalogue
  number(value: number): string
  percent(part: number): string
  /** The number on a badge: "99+" beyond 99. */
  badge(count: number): string
  /** "Today", "Yesterday", otherwise the date. */
  day(at: number, now: number): string
  /** "today at 9:00", "tomorrow at 9:00", "on Monday at 9:00", later with the date. */
  opensAt(at: number, now: number): string
  /** "about 5 minutes". */
  about(ms: number): string
  /** "1.2 MB" */
  size(bytes: number): string
  line(line: CustomerLine): string
  /** A text of the app. */
  say(text: Text): string
  reason(failing: { readonly code: string; readonly message: string }): string
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

export function wordsFor(tag: string): Words {
  const language = languageOf(tag)
  const region = regionOf(tag)
  const text = language === 'ko' ? ko : en
  const times = timesFor(region)
  const numbers = new Intl.NumberFormat(region)
  const percents = new Intl.NumberFormat(region, { style: 'percent' })
  const days = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long' })
  const weekdays = new Intl.DateTimeFormat(region, { weekday: 'long' })
  return {
    ...times,
    language,
    region,
    text,
    number: (value) => numbers.format(value),
    percent: (part) => percents.format(part),
    badge: (count) => (count > 99 ? `${numbers.format(99)}+` : numbers.format(count)),
    day: (at, now) => {
      const past = dayNumber(now) - dayNumber(at)
      return past === 0 ? text.today : past === 1 ? text.yesterday : days.format(at)
    },
    opensAt: (at, now) => {
      const ahead = dayNumber(at) - dayNumber(now)
      const time = times.time(at)
      if (ahead <= 0) return text.opensToday(time)
      if (ahead === 1) return text.opensTomorrow(time)
      return text.opensOn((ahead < 7 ? weekdays : days).format(at), time)
    },
    about: (ms) => {
      const { unit, count } = roughly(ms)
      return unit === 'minute' ? text.minutes(count) : text.hours(count)
    },
    size: (bytes) => {
      const step = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
      const format = { style: 'unit', unit: units[step]!, maximumFractionDigits: 1 } as const
      return new Intl.NumberFormat(region, format).format(bytes / 1000 ** step)
    },
    line: (line) => lineText(line, text),
    say: (what) => textIn(what, region),
    reason: (failing) => text.trouble.reason(failing),
  }
}

function lineText(line: CustomerLine, { lines }: Catalogue): string {
  if (line.what === 'joined') return lines.joined(line.agent.name)
  return line.what === 'merged' ? lines.merged(String(line.into.no)) : lines[line.what]
}

/** The number of the local day. */
export function dayNumber(at: number): number {
  const date = new Date(at)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / 86_400_000)
}
