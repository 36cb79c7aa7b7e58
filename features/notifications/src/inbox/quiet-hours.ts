// Quiet hours in a person's own time zone. They are the stretch of time between two readings of the clock on the wall: longer by an hour
// on the night when clocks are set back, shorter on the other.
import { Temporal } from 'temporal-polyfill'
import type { QuietHours } from '../contract/index.ts'

/** When the quiet hours end that are on at `now` (milliseconds since 1970); `undefined`: none are. Never a time in quiet hours. */
export function quietUntil(quiet: QuietHours, now: number): number | undefined {
  // It was known when it was set; another server's tables may be older, and no notification is lost to that.
  if (!isTimeZone(quiet.zone)) return undefined
  let until = now
  // Where one day's end is the next one's beginning they are one stretch. `isEndless` is refused, so it ends.
  for (let end = endAt(quiet, until); end !== undefined; end = endAt(quiet, until)) until = end
  return until === now ? undefined : until
}

/** The whole of every day: nothing would ever be sent. */
export function isEndless({ from, to, days }: Pick<QuietHours, 'from' | 'to' | 'days'>): boolean {
  return from === to && (days === undefined || new Set(days).size === 7)
}

/** An IANA time zone that this server knows. An offset (`+09:00`) is none: it knows no summer. */
export function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    // Not what Intl knows: it takes "JST" and the like, of which nobody knows what the clock shows there.
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

/** Of the quiet hours that began on this day or the day before. */
function endAt({ from, to, days, zone }: QuietHours, now: number): number | undefined {
  const today = Temporal.Instant.fromEpochMilliseconds(now).toZonedDateTimeISO(zone).toPlainDate()
  for (const day of [today, today.subtract({ days: 1 })]) {
    if (days !== undefined && !days.includes(day.dayOfWeek)) continue
    const end = instantOf(from < to ? day : day.add({ days: 1 }), to, zone, 'later')
    if (now < end && instantOf(day, from, zone, 'earlier') <= now) return end
  }
  return undefined
}

/** When the wall clock shows it. What it shows twice has two instants; what it leaves out is when it is set forward. */
function instantOf(day: Temporal.PlainDate, time: string, zone: string, which: 'earlier' | 'later'): number {
  const local = day.toPlainDateTime(Temporal.PlainTime.from(time))
  const found = local.toZonedDateTime(zone, { disambiguation: which })
  if (found.toPlainDateTime().equals(local)) return found.epochMilliseconds
  const before = local.toZonedDateTime(zone, { disambiguation: 'earlier' })
  return before.getTimeZoneTransition('next')?.epochMilliseconds ?? found.epochMilliseconds
}
