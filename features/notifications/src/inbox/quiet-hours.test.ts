import fc from 'fast-check'
import { describe, expect, it, test } from 'vitest'
import type { QuietHours } from '../contract/index.ts'
import { isEndless, isTimeZone, quietUntil } from './quiet-hours.ts'

const night: QuietHours = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }
const until = (quiet: QuietHours, now: string) => {
  const end = quietUntil(quiet, Date.parse(now))
  return end === undefined ? undefined : new Date(end).toISOString().replace(':00.000Z', 'Z')
}

describe('quiet hours', () => {
  test.each<[string, QuietHours, string, string | undefined]>([
    ['before they begin', night, '2026-01-15T20:59:59Z', undefined],
    ['when they begin', night, '2026-01-15T21:00Z', '2026-01-16T06:00Z'],
    ['after midnight', night, '2026-01-16T05:59:59Z', '2026-01-16T06:00Z'],
    ['when they end', night, '2026-01-16T06:00Z', undefined],
    ['within one day', { ...night, from: '12:00', to: '13:30' }, '2026-07-01T10:15Z', '2026-07-01T11:30Z'],
    ['in the night that is an hour shorter', night, '2026-03-28T21:30Z', '2026-03-29T05:00Z'],
    ['in the night that is an hour longer', night, '2026-10-24T20:30Z', '2026-10-25T06:00Z'],
    ['that end at a time that there is not', { ...night, to: '02:30' }, '2026-03-29T00:15Z', '2026-03-29T01:00Z'],
    ['that begin at a time that there is not', { ...night, from: '02:30' }, '2026-03-29T01:00Z', '2026-03-29T05:00Z'],
    [
      'that end at a time that there is twice: the later',
      { ...night, to: '02:30' },
      '2026-10-25T00:31Z',
      '2026-10-25T01:30Z',
    ],
    [
      'that begin at a time that there is twice: the earlier',
      { ...night, from: '02:30' },
      '2026-10-25T00:30Z',
      '2026-10-25T06:00Z',
    ],
    [
      'in a zone of five hours and three quarters',
      { ...night, zone: 'Asia/Kathmandu' },
      '2026-01-15T16:15Z',
      '2026-01-16T01:15Z',
    ],
    [
      'where summer is half an hour',
      { ...night, zone: 'Australia/Lord_Howe' },
      '2026-04-04T11:30Z',
      '2026-04-04T20:30Z',
    ],
    ['in Seoul', { ...night, zone: 'Asia/Seoul' }, '2026-01-15T15:00Z', '2026-01-15T22:00Z'],
    ['on a day that is not named', { ...night, days: [5, 6] }, '2026-01-15T22:00Z', undefined],
    ['in the night after a day that is named', { ...night, days: [5, 6] }, '2026-01-17T23:30Z', '2026-01-18T06:00Z'],
    ['in the night before a day that is named', { ...night, days: [5] }, '2026-01-15T23:30Z', undefined],
    [
      'of a whole weekend',
      { ...night, from: '00:00', to: '00:00', days: [6, 7] },
      '2026-01-17T10:00Z',
      '2026-01-18T23:00Z',
    ],
    ['over a day that there is not', { ...night, zone: 'Pacific/Apia' }, '2011-12-30T09:30Z', '2011-12-30T17:00Z'],
  ])('%s', (_, quiet, now, end) => {
    expect(until(quiet, now)).toBe(end)
  })

  it('in a zone that this server does not know delay nothing', () => {
    expect(until({ ...night, zone: 'Mars/Olympus' }, '2026-01-15T23:00Z')).toBeUndefined()
  })

  it.each(['JST', 'IST', 'PST', 'ACT', 'CTT'])('in "%s", which Intl may take for a zone, are none', (zone) => {
    expect(isTimeZone(zone)).toBe(false)
    expect(until({ ...night, zone }, '2026-01-15T23:00Z')).toBeUndefined()
  })

  it('of the whole of every day would never end', () => {
    expect(isEndless({ from: '08:00', to: '08:00' })).toBe(true)
    expect(isEndless({ from: '08:00', to: '08:00', days: [1, 2, 3, 4, 5, 6, 7] })).toBe(true)
    expect(isEndless({ from: '08:00', to: '08:00', days: [1, 2, 3, 4, 5, 6, 6] })).toBe(false)
    expect(isEndless({ from: '08:00', to: '07:59' })).toBe(false)
  })

  it.each([
    ['Asia/Seoul', true],
    ['UTC', true],
    ['Mars/Olympus', false],
    ['+09:00', false],
    ['', false],
    ['../etc', false],
  ])('%j as a time zone: %s', (zone, is) => expect(isTimeZone(zone)).toBe(is))
})

const zones = [
  'Europe/Berlin',
  'Asia/Seoul',
  'Asia/Kathmandu',
  'Australia/Lord_Howe',
  'America/St_Johns',
  'Africa/Casablanca',
  'America/New_York',
  'Pacific/Chatham',
]
const hhmm = fc
  .nat({ max: 1439 })
  .map((all) => `${String(Math.floor(all / 60)).padStart(2, '0')}:${String(all % 60).padStart(2, '0')}`)
/** Around the changes of 2026 more than elsewhere. */
const moments = fc.oneof(
  fc.integer({ min: Date.parse('2026-01-01'), max: Date.parse('2027-12-31') }),
  fc
    .tuple(
      fc.constantFrom(
        '2026-03-29T01:00Z',
        '2026-10-25T01:00Z',
        '2026-04-04T15:00Z',
        '2026-10-03T15:30Z',
        '2026-11-01T06:00Z',
      ),
      fc.integer({ min: -86_400_000, max: 86_400_000 }),
    )
    .map(([at, ms]) => Date.parse(at) + ms),
)
const quiets = fc
  .record({
    from: hhmm,
    to: hhmm,
    zone: fc.constantFrom(...zones),
    days: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), { nil: undefined }),
  })
  .map(({ days, ...quiet }): QuietHours => (days === undefined ? quiet : { ...quiet, days }))
  .filter((quiet) => !isEndless(quiet))

/** By the wall clock alone, as a person would read it. */
function isQuietOnTheWall({ from, to, days, zone }: QuietHours, at: number): boolean {
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    weekday: 'short',
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  const parts = Object.fromEntries(format.formatToParts(at).map(({ type, value }) => [type, value]))
  const time = `${parts.hour}:${parts.minute}`
  const today = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'].indexOf(parts.weekday ?? '') + 1
  const isOn = (day: number) => days === undefined || days.includes(day === 0 ? 7 : day)
  if (from < to) return from <= time && time < to && isOn(today)
  return (time >= from && isOn(today)) || (time < to && isOn(today - 1))
}

describe('whatever they are, in whatever zone', () => {
  it('a delay never ends within them, and what the wall clock calls quiet is delayed', { timeout: 120_000 }, () => {
    fc.assert(
      fc.property(quiets, moments, (quiet, now) => {
        const end = quietUntil(quiet, now)
        if (isQuietOnTheWall(quiet, now)) expect(end).toBeGreaterThan(now)
        if (end === undefined) return
        expect(isQuietOnTheWall(quiet, end)).toBe(false)
        expect(quietUntil(quiet, end)).toBeUndefined()
      }),
      { numRuns: 800 },
    )
  })
})
