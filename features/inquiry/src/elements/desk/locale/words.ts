import { ownValue, textIn } from '@parley/channel/client'
import type { Language, Times } from '@parley/elements'
import { languageOf, regionOf, timesFor } from '@parley/elements'
import type { Desk, Text } from '../../../contract/index.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

/** What the desk says, in one language; a test holds the languages together. */
export type Catalogue = typeof en

/** One language with its way to write times and numbers. */
export interface Words extends Times {
  readonly language: Language
  /** The tag that dates and numbers follow. */
  readonly region: string
  readonly text: Catalogue
  number(value: number): string
  /** The number on a badge: "99+" beyond 99. */
  badge(count: number): string
  /** How long: "2 min", "1 hr 5 min", "3 days". Never negative. */
  span(ms: number): string
  /** "Today", "Yesterday", otherwise the date. */
  day(at: number, now: number): string
  /** "3 Nov" of an ISO day. */
  shortDay(day: string): string
  percent(part: number): string
  names(names: readonly string[]): string
  say(text: Text): string
  team(desk: Pick<Desk, 'teams'>, team: string): string
  reason(failing: { readonly code: string; readonly message: string }): string
}

const minuteMs = 60_000
const hourMs = 60 * minuteMs
const dayMs = 24 * hourMs

export function wordsFor(tag: string): Words {
  const language = languageOf(tag)
  const region = regionOf(tag)
  const text = language === 'ko' ? ko : en
  const numbers = new Intl.NumberFormat(region, { maximumFractionDigits: 1 })
  const percents = new Intl.NumberFormat(region, { style: 'percent' })
  const days = new Intl.DateTimeFormat(region, { weekday: 'long', day: 'numeric', month: 'long' })
  const shortDays = new Intl.DateTimeFormat(region, { day: 'numeric', month: 'short', timeZone: 'UTC' })
  const list = new Intl.ListFormat(region, { type: 'conjunction', style: 'short' })
  const say = (what: Text) => textIn(what, region)
  return {
    ...timesFor(region),
    language,
    region,
    text,
    number: (value) => numbers.format(value),
    badge: (count) => (count > 99 ? `${numbers.format(99)}+` : numbers.format(count)),
    span: spansFor(region, text.lessThanMinute),
    day: (at, now) => {
      const days_ = dayNumber(now) - dayNumber(at)
      return days_ === 0 ? text.today : days_ === 1 ? text.yesterday : days.format(at)
    },
    shortDay: (day) => shortDays.format(Date.parse(day)),
    percent: (part) => percents.format(part),
    names: (names) => list.format(names),
    say,
    team: (desk, team) => say(ownValue(desk.teams, team)?.title ?? team),
    reason: (failing) => text.trouble.reason(failing),
  }
}

function spansFor(region: string, lessThanMinute: string): (ms: number) => string {
  const unit = (name: string) => new Intl.NumberFormat(region, { style: 'unit', unit: name, unitDisplay: 'short' })
  const units = [
    { ms: dayMs, format: unit('day') },
    { ms: hourMs, format: unit('hour') },
    { ms: minuteMs, format: unit('minute') },
  ] as const
  return (ms) => {
    if (ms < minuteMs) return lessThanMinute
    const [first, ...finer] = units.filter((one) => ms >= one.ms)
    if (first === undefined) return lessThanMinute
    const whole = Math.floor(ms / first.ms)
    const next = finer[0]
    const rest = next && Math.floor((ms % first.ms) / next.ms)
    // Minutes beside days, or beside ten hours, help nobody.
    const isFine = next !== undefined && rest !== undefined && rest > 0 && whole < 10
    return isFine ? `${first.format.format(whole)} ${next.format.format(rest)}` : first.format.format(whole)
  }
}

/** The number of the local day. */
export function dayNumber(at: number): number {
  const date = new Date(at)
  return Math.round(Date.UTC(date.getFullYear(), date.getMonth(), date.getDate()) / dayMs)
}
