import type { Language } from '@parley/elements'
import { languageOf, regionOf } from '@parley/elements'
import { dayOf } from '../timeline.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

const dayMs = 24 * 3_600_000

/** One language with its way to write times. */
export interface Words {
  readonly language: Language
  readonly text: Catalogue
  /** 2:05 PM */
  time(at: number): string
  /** Today, Yesterday, Tuesday 3 March; with the year where it is another. */
  day(at: number, now: number): string
  /** Date and time in full. */
  moment(at: number): string
  /** The time of today, "yesterday" with it, otherwise day and month with it: for lists. */
  shortMoment(at: number, now: number): string
  number(value: number): string
  /** 1.4 MB */
  size(bytes: number): string
  /** "Ana, Ben and 3 others" */
  people(names: readonly string[], more: number): string
  /** "1 min 5 sec", "2 hr 10 min", "3 days 4 hr" */
  timeLeft(until: number, now: number): string
  /** Why something was refused, in words for the person who did it. */
  reason(refusal: { readonly code: string; readonly message: string }): string
}

/** The words for a language tag. Dates follow the tag's region where it is one of our languages. */
export function wordsFor(tag: string): Words {
  const language = languageOf(tag)
  const region = regionOf(tag)
  const text = language === 'ko' ? ko : en
  const time = new Intl.DateTimeFormat(region, { hour: 'numeric', minute: '2-digit' })
  const day = new Intl.DateTimeFormat(region, { weekday: 'long', month: 'long', day: 'numeric' })
  const dayOfYear = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'long', day: 'numeric' })
  const moment = new Intl.DateTimeFormat(region, { dateStyle: 'full', timeStyle: 'short' })
  const dayAndTime = new Intl.DateTimeFormat(region, {
    month: 'short',
    day: 'numeric',
    hour: 'numeric',
    minute: '2-digit',
  })
  const yearAndDay = new Intl.DateTimeFormat(region, { year: 'numeric', month: 'short', day: 'numeric' })
  const numbers = new Intl.NumberFormat(region)
  const list = new Intl.ListFormat(region, { type: 'conjunction' })
  return {
    language,
    text,
    time: (at) => time.format(at),
    day: (at, now) => {
      if (dayOf(at) === dayOf(now)) return text.today
      if (dayOf(at) === dayOf(now) - 1) return text.yesterday
      return new Date(at).getFullYear() === new Date(now).getFullYear() ? day.format(at) : dayOfYear.format(at)
    },
    moment: (at) => moment.format(at),
    shortMoment: (at, now) => {
      if (dayOf(at) === dayOf(now)) return time.format(at)
      if (dayOf(at) === dayOf(now) - 1) return `${text.yesterday} ${time.format(at)}`
      return Math.abs(now - at) < 300 * dayMs ? dayAndTime.format(at) : yearAndDay.format(at)
    },
    number: (value) => numbers.format(value),
    size: (bytes) => sizeIn(region, bytes),
    people: (names, more) => list.format(more > 0 ? [...names, text.others(more)] : names),
    timeLeft: (until, now) => timeLeft(region, Math.max(0, Math.ceil((until - now) / 1000))),
    reason: (refusal) => text.trouble.reason(refusal),
  }
}

const units = ['byte', 'kilobyte', 'megabyte', 'gigabyte'] as const

function sizeIn(region: string, bytes: number): string {
  const power = Math.min(units.length - 1, Math.floor(Math.log10(Math.max(1, bytes)) / 3))
  const unit = units[power] ?? 'byte'
  const style = {
    style: 'unit',
    unit,
    unitDisplay: power === 0 ? 'long' : 'short',
    maximumFractionDigits: power > 1 ? 1 : 0,
  } as const
  return new Intl.NumberFormat(region, style).format(bytes / 1000 ** power)
}

function timeLeft(region: string, seconds: number): string {
  const unit = (value: number, name: string) =>
    new Intl.NumberFormat(region, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value)
  const both = (first: string, value: number, name: string) => (value > 0 ? `${first} ${unit(value, name)}` : first)
  const minutes = Math.floor(seconds / 60)
  const hours = Math.floor(minutes / 60)
  const days = Math.floor(hours / 24)
  if (days > 0) return both(unit(days, 'day'), hours % 24, 'hour')
  if (hours > 0) return both(unit(hours, 'hour'), minutes % 60, 'minute')
  return minutes > 0 ? both(unit(minutes, 'minute'), seconds % 60, 'second') : unit(seconds, 'second')
}
