// When a team works, and how long something takes in its hours. Wall clocks of its own time zone, through every change of them.
import { Temporal } from 'temporal-polyfill'

/** `HH:MM`, 24 hours; `24:00` is the end of the day. */
export type Slot = readonly [from: string, to: string]

export interface BusinessHours {
  /** An IANA time zone: `Asia/Seoul`. */
  readonly zone: string
  /** By ISO weekday, `1` Monday to `7` Sunday; a day that is missing is closed. Several slots are a day with breaks. */
  readonly week: { readonly [weekday: string]: readonly Slot[] }
  /** Days that are otherwise, `2026-12-25`: closed (`[]`) or open in these slots. */
  readonly days?: { readonly [day: string]: readonly Slot[] }
}

/** A stretch of open time, in milliseconds since 1970. */
interface Stretch {
  readonly from: number
  readonly to: number
}

/** No promise is counted further ahead: hours that are hardly ever open would be walked for ever. */
const horizonDays = 1_830
/** Every exception is noticed within its year. */
const changeDays = 370

/** The instant at which `ms` of open time have passed since `start`. Without hours time passes always. `undefined`: not within five years. */
export function addBusinessTime(hours: BusinessHours | undefined, start: number, ms: number): number | undefined {
  if (hours === undefined) return start + ms
  let left = ms
  for (const { from, to } of stretches(hours, start, horizonDays)) {
    const begin = Math.max(from, start)
    // Nothing to wait for is due at once, in open time.
    if (to - begin >= left) return begin + left
    left -= to - begin
  }
  return undefined
}

/** How much of the time from `from` to `to` is open; 0 if `to` is not later. At most five years are looked at. */
export function businessTimeBetween(hours: BusinessHours | undefined, from: number, to: number): number {
  if (to <= from) return 0
  if (hours === undefined) return to - from
  let sum = 0
  for (const stretch of stretches(hours, from, horizonDays)) {
    if (stretch.from >= to) break
    sum += Math.min(stretch.to, to) - Math.max(stretch.from, from)
  }
  return sum
}

export function isOpenAt(hours: BusinessHours | undefined, at: number): boolean {
  if (hours === undefined) return true
  const [first] = stretches(hours, at, 0)
  return first !== undefined && first.from <= at
}

/** When it opens or closes next, after `at`; `undefined`: not within a year. */
export function nextChange(hours: BusinessHours | undefined, at: number): number | undefined {
  if (hours === undefined) return undefined
  const [first] = stretches(hours, at, changeDays)
  if (first === undefined) return undefined
  if (first.from > at) return first.from
  const last = dayStretches(hours, dayOf(hours.zone, at).add({ days: changeDays })).at(-1)
  return last !== undefined && first.to >= last.to ? undefined : first.to
}

/** Open time that ends after `at`, in its order; what touches is one. Of the day of `at` and so many after it. */
function* stretches(hours: BusinessHours, at: number, days: number): Generator<Stretch> {
  let open: Stretch | undefined
  let day = dayOf(hours.zone, at)
  for (let i = 0; i <= days; i++) {
    for (const next of dayStretches(hours, day)) {
      if (next.to <= at) continue
      if (open !== undefined && next.from <= open.to) {
        open = { from: open.from, to: Math.max(open.to, next.to) }
      } else {
        if (open !== undefined) yield open
        open = next
      }
    }
    day = day.add({ days: 1 })
  }
  if (open !== undefined) yield open
}

function dayOf(zone: string, at: number): Temporal.PlainDate {
  return Temporal.Instant.fromEpochMilliseconds(at).toZonedDateTimeISO(zone).toPlainDate()
}

/** Asked again and again for the same few days. */
const known = new WeakMap<BusinessHours, Map<string, readonly Stretch[]>>()
const mostKnown = 2_000

function dayStretches(hours: BusinessHours, day: Temporal.PlainDate): readonly Stretch[] {
  let days = known.get(hours)
  if (days === undefined || days.size > mostKnown) {
    days = new Map()
    known.set(hours, days)
  }
  const name = day.toString()
  let found = days.get(name)
  if (found === undefined) {
    found = slotsOf(hours, day, name)
      .map(([from, to]) => ({
        from: instantOf(day, from, hours.zone, 'earlier'),
        to: to === '24:00' ? startOf(day.add({ days: 1 }), hours.zone) : instantOf(day, to, hours.zone, 'later'),
      }))
      // A slot in the hour that a day leaves out is no time at all.
      .filter(({ from, to }) => from < to)
      .sort((a, b) => a.from - b.from)
    days.set(name, found)
  }
  return found
}

function slotsOf({ week, days = {} }: BusinessHours, day: Temporal.PlainDate, name: string): readonly Slot[] {
  if (Object.hasOwn(days, name)) return days[name]!
  const weekday = String(day.dayOfWeek)
  return Object.hasOwn(week, weekday) ? week[weekday]! : []
}

function startOf(day: Temporal.PlainDate, zone: string): number {
  return day.toZonedDateTime(zone).epochMilliseconds
}

/** When the wall clock shows it. What it shows twice has two instants; what it leaves out is when it is set forward. */
function instantOf(day: Temporal.PlainDate, time: string, zone: string, which: 'earlier' | 'later'): number {
  const local = day.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = local.toZonedDateTime(zone, { disambiguation: which })
  if (found.toPlainDateTime().equals(local)) return found.epochMilliseconds
  const before = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds
}
