import fc from 'fast-check'
import { Temporal } from 'temporal-polyfill'
import { describe, expect, it } from 'vitest'
import { addBusinessTime, type BusinessHours, businessTimeBetween, isOpenAt, nextChange } from './business-hours.ts'

const hour = 3_600_000
const nineToFive = [['09:00', '17:00']] as const
const weekdays = { 1: nineToFive, 2: nineToFive, 3: nineToFive, 4: nineToFive, 5: nineToFive }
const utc: BusinessHours = { zone: 'UTC', week: weekdays }
const at = (local: string, zone = 'UTC') => Temporal.PlainDateTime.from(local).toZonedDateTime(zone).epochMilliseconds
const shown = (instant: number | undefined, zone = 'UTC') =>
  instant === undefined
    ? undefined
    : Temporal.Instant.fromEpochMilliseconds(instant)
        .toZonedDateTimeISO(zone)
        .toString({ smallestUnit: 'minute', timeZoneName: 'never' })
const due = (hours: BusinessHours, from: string, ms: number) =>
  shown(addBusinessTime(hours, at(from, hours.zone), ms), hours.zone)

describe('open time', () => {
  it.each([
    ['Friday 16:30 and an hour is Monday 09:30', '2026-11-27T16:30', 1, '2026-11-30T09:30+00:00'],
    ['Wednesday 10:00 and two hours is 12:00', '2026-11-25T10:00', 2, '2026-11-25T12:00+00:00'],
    ['Friday 16:00 and two hours is Monday 10:00', '2026-11-27T16:00', 2, '2026-11-30T10:00+00:00'],
    ['Saturday and an hour is Monday 10:00', '2026-11-28T11:11', 1, '2026-11-30T10:00+00:00'],
    ['16:00 and an hour is the end of the day, not the next morning', '2026-11-25T16:00', 1, '2026-11-25T17:00+00:00'],
    ['no time at all on a Saturday is Monday 09:00', '2026-11-28T11:11', 0, '2026-11-30T09:00+00:00'],
    ['forty hours are a week', '2026-11-25T12:00', 40, '2026-12-02T12:00+00:00'],
  ])('of Monday to Friday, 9 to 17: %s', (_what, from, hours, expected) => {
    expect(due(utc, from, hours * hour)).toBe(expected)
  })

  it('stands still in a lunch break', () => {
    const split = [
      ['09:00', '12:00'],
      ['13:00', '18:00'],
    ] as const
    const hours = { zone: 'Asia/Seoul', week: { 3: split } }
    expect(due(hours, '2026-11-25T11:30', hour)).toBe('2026-11-25T13:30+09:00')
    expect(due(hours, '2026-11-25T12:30', hour)).toBe('2026-11-25T14:00+09:00')
    expect(due(hours, '2026-11-25T17:30', hour)).toBe('2026-12-02T09:30+09:00')
  })

  it('leaves out holidays, and has the days on which it is open all the same', () => {
    const hours = { ...utc, days: { '2026-12-25': [], '2026-12-26': [['10:00', '11:00']] } } as const
    expect(due(hours, '2026-12-24T16:30', hour)).toBe('2026-12-26T10:30+00:00')
    expect(due(hours, '2026-12-24T16:30', 2 * hour)).toBe('2026-12-28T09:30+00:00')
  })

  it('of a night that has 23 hours is shorter by the one that is left out', () => {
    const nights = { zone: 'Europe/Lisbon', week: { 6: [['22:00', '24:00']], 7: [['00:00', '06:00']] } } as const
    // On 29 March 2026 01:00 is 02:00.
    const from = at('2026-03-28T22:00', nights.zone)
    expect(businessTimeBetween(nights, from, from + 12 * hour)).toBe(7 * hour)
    expect(due(nights, '2026-03-28T22:00', 4 * hour)).toBe('2026-03-29T03:00+01:00')
  })

  it('of a night that has 25 hours is longer by the one that comes twice', () => {
    const nights = { zone: 'Europe/Lisbon', week: { 6: [['22:00', '24:00']], 7: [['00:00', '06:00']] } } as const
    const from = at('2026-10-24T22:00', nights.zone)
    expect(businessTimeBetween(nights, from, from + 12 * hour)).toBe(9 * hour)
    expect(due(nights, '2026-10-24T22:00', 4 * hour)).toBe('2026-10-25T01:00+00:00')
  })

  it('of a day is that of the day, whatever the night before did', () => {
    for (const monday of ['2026-03-30T09:00', '2026-10-26T09:00']) {
      const hours = { zone: 'Europe/Lisbon', week: weekdays }
      const friday = Temporal.PlainDateTime.from(monday).subtract({ days: 3 }).with({ hour: 16 }).toString()
      expect(due(hours, friday, 2 * hour)).toMatch(
        Temporal.PlainDateTime.from(monday).with({ hour: 10 }).toString().slice(0, 16),
      )
    }
  })

  it('in an hour that a day leaves out is none', () => {
    const hours = { zone: 'Europe/Lisbon', week: { 7: [['01:10', '01:50']] } } as const
    expect(due(hours, '2026-03-28T12:00', 1)).toBe('2026-04-05T01:10+01:00')
  })

  it('passes always where there are no hours', () => {
    expect(addBusinessTime(undefined, 5, 7)).toBe(12)
    expect([businessTimeBetween(undefined, 5, 12), isOpenAt(undefined, 5), nextChange(undefined, 5)]).toEqual([
      7,
      true,
      undefined,
    ])
  })

  it('is not counted beyond five years', () => {
    const rarely = { zone: 'UTC', week: { 1: [['09:00', '09:01']] } } as const
    expect(addBusinessTime(rarely, at('2026-11-25T10:00'), 10 * hour)).toBeUndefined()
  })
})

describe('the next change', () => {
  it('is opening in the morning and closing in the evening', () => {
    expect(shown(nextChange(utc, at('2026-11-27T16:59')))).toBe('2026-11-27T17:00+00:00')
    expect(shown(nextChange(utc, at('2026-11-27T17:00')))).toBe('2026-11-30T09:00+00:00')
  })

  it('is none where it is never closed', () => {
    const always = [['00:00', '24:00']] as const
    const hours = {
      zone: 'America/New_York',
      week: { 1: always, 2: always, 3: always, 4: always, 5: always, 6: always, 7: always },
    }
    expect(nextChange(hours, at('2026-11-25T10:00'))).toBeUndefined()
    expect(isOpenAt(hours, at('2026-11-25T00:00', hours.zone))).toBe(true)
  })
})

const minutes = fc.integer({ min: 0, max: 1440 })
const clock = (minute: number) =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`
const slots = fc
  .uniqueArray(minutes, { minLength: 0, maxLength: 6 })
  .map((all) => all.sort((a, b) => a - b))
  .map((all) =>
    all.flatMap((from, i) => (i % 2 === 0 && i + 1 < all.length ? [[clock(from), clock(all[i + 1]!)] as const] : [])),
  )
const anyHours: fc.Arbitrary<BusinessHours> = fc.record({
  zone: fc.constantFrom(
    'UTC',
    'Europe/Lisbon',
    'America/New_York',
    'Australia/Lord_Howe',
    'Asia/Kathmandu',
    'Africa/Cairo',
  ),
  week: fc.record({ 1: fc.constant(nineToFive), 3: slots, 6: slots, 7: slots }),
  days: fc.constantFrom({}, { '2026-03-29': [['00:30', '05:00']] as const, '2026-03-30': [] }),
})
const instant = fc.integer({ min: at('2026-01-01T00:00'), max: at('2026-12-31T00:00') })
const spans = fc.integer({ min: 1, max: 60 * hour })

describe('for any hours, zone and start', () => {
  it('what is due lies in open time, exactly so much of it after the start, and not before what is due earlier', () => {
    fc.assert(
      fc.property(anyHours, instant, spans, spans, (hours, start, ms, more) => {
        const end = addBusinessTime(hours, start, ms)!
        expect(businessTimeBetween(hours, start, end)).toBe(ms)
        expect(isOpenAt(hours, end - 1)).toBe(true)
        expect(addBusinessTime(hours, start, ms + more)!).toBeGreaterThan(end)
        expect(addBusinessTime(hours, start + more, ms)!).toBeGreaterThanOrEqual(end)
        // To stop and go on later costs no time and gives none.
        const half = Math.floor(ms / 2)
        expect(addBusinessTime(hours, addBusinessTime(hours, start, half)!, ms - half)).toBe(end)
      }),
      { numRuns: 150 },
    )
  })

  it('it is open or closed without exception until the next change', () => {
    fc.assert(
      fc.property(anyHours, instant, fc.double({ min: 0, max: 1, noNaN: true }), (hours, start, part) => {
        const change = nextChange(hours, start)!
        expect(isOpenAt(hours, Math.floor(start + (change - 1 - start) * part))).toBe(isOpenAt(hours, start))
        expect(isOpenAt(hours, change)).toBe(!isOpenAt(hours, start))
      }),
      { numRuns: 150 },
    )
  })
})
