import { Temporal } from 'temporal-polyfill'
import type { BusinessHours } from './business-hours.ts'

const maxDays = 1_000
const maxSlots = 10

/** What is wrong with opening hours, in one sentence that names the field; `undefined`: nothing. */
export function checkHours(hours: BusinessHours): string | undefined {
  const { zone, week, days = {} } = hours
  if (typeof zone !== 'string' || !isTimeZone(zone))
    return `"zone" is an IANA time zone such as 'Europe/Lisbon', not ${JSON.stringify(zone)}`
  if (!isRecord(week)) return `"week" has the slots of each weekday: week: { 1: [['09:00', '17:00']] }`
  for (const [day, slots] of Object.entries(week)) {
    if (!/^[1-7]$/.test(day)) return `a day of "week" is 1 (Monday) to 7 (Sunday), not ${JSON.stringify(day)}`
    const fault = checkSlots(slots)
    if (fault !== undefined) return `"week" ${day}: ${fault}`
  }
  // Else nothing that is promised could ever come due.
  if (!Object.values(week).some((slots) => slots.length > 0)) return '"week" has no day on which it is open'
  if (!isRecord(days) || Object.keys(days).length > maxDays) return `"days" has at most ${maxDays} days`
  for (const [day, slots] of Object.entries(days)) {
    if (!isDay(day)) return `a day of "days" is written as '2026-12-25', not ${JSON.stringify(day)}`
    const fault = checkSlots(slots)
    if (fault !== undefined) return `"days" ${day}: ${fault}`
  }
  return undefined
}

function checkSlots(slots: unknown): string | undefined {
  if (!Array.isArray(slots) || slots.length > maxSlots)
    return `a list of at most ${maxSlots} slots: [['09:00', '17:00']]`
  let before = ''
  for (const slot of slots) {
    if (!Array.isArray(slot) || slot.length !== 2) return "a slot is two times: ['09:00', '17:00']"
    const [from, to] = slot as [unknown, unknown]
    if (!isTime(from) || from === '24:00') return `a slot begins at '00:00' to '23:59', not ${JSON.stringify(from)}`
    if (!isTime(to)) return `a slot ends at '00:01' to '24:00', not ${JSON.stringify(to)}`
    if (to <= from) return `a slot ends after it begins; over midnight it is two: ${from} to ${to}`
    if (from < before) return `slots come one after the other: ${from} is before ${before}`
    before = to
  }
  return undefined
}

function isTime(time: unknown): time is string {
  return typeof time === 'string' && (/^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '24:00')
}

function isDay(day: string): boolean {
  if (!/^\d{4}-\d\d-\d\d$/.test(day)) return false
  try {
    Temporal.PlainDate.from(day)
    return true
  } catch {
    return false
  }
}

/** An offset (`+09:00`) is none: it knows no summer. Nor is what only Intl knows, as `JST`. */
function isTimeZone(zone: string): boolean {
  if (!/^[A-Za-z]/.test(zone)) return false
  try {
    Temporal.Instant.fromEpochMilliseconds(0).toZonedDateTimeISO(zone)
    return true
  } catch {
    return false
  }
}

function isRecord(value: unknown): value is { readonly [key: string]: never[] } {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
