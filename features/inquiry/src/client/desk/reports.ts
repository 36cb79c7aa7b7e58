import type { Board, DayNumbers, Spread } from '../../contract/index.ts'
import { spreadBounds } from '../../contract/index.ts'

/** One day of a report, of all teams or of one. */
export interface ReportDay {
  /** `2026-11-29` */
  readonly day: string
  readonly opened: number
  readonly resolved: number
  readonly breaches: number
  readonly firstReply: Spread
  readonly resolution: Spread
  readonly ratings: DayNumbers['ratings']
}

const noSpread: Spread = { count: 0, sumMs: 0, buckets: [] }

/** The days from `from` to `to` (ISO days, both included), also those without numbers. */
export function reportDays(board: Board, range: { from: string; to: string; team?: string | undefined }): ReportDay[] {
  return daysBetween(range.from, range.to).map((day) => {
    const teams = Object.hasOwn(board.days, day) ? board.days[day]! : {}
    const numbers = Object.entries(teams).flatMap(([team, one]) =>
      range.team === undefined || range.team === team ? [one] : [],
    )
    return { day, ...sumOf(numbers) }
  })
}

export function sumOf(numbers: readonly Omit<ReportDay, 'day'>[]): Omit<ReportDay, 'day'> {
  const sum = (of: (one: Omit<ReportDay, 'day'>) => number) => numbers.reduce((all, one) => all + of(one), 0)
  const ratings = [0, 1, 2, 3, 4].map((index) => sum((one) => one.ratings[index] ?? 0))
  return {
    opened: sum(({ opened }) => opened),
    resolved: sum(({ resolved }) => resolved),
    breaches: sum(({ breaches }) => breaches),
    firstReply: numbers.map(({ firstReply }) => firstReply).reduce(addSpreads, noSpread),
    resolution: numbers.map(({ resolution }) => resolution).reduce(addSpreads, noSpread),
    ratings: ratings as unknown as DayNumbers['ratings'],
  }
}

function addSpreads(one: Spread, other: Spread): Spread {
  const length = Math.max(one.buckets.length, other.buckets.length)
  return {
    count: one.count + other.count,
    sumMs: one.sumMs + other.sumMs,
    buckets: Array.from({ length }, (_, index) => (one.buckets[index] ?? 0) + (other.buckets[index] ?? 0)),
  }
}

export function meanOf({ count, sumMs }: Spread): number | undefined {
  return count === 0 ? undefined : sumMs / count
}

/** Within this time a part of them was done: the upper bound of the bucket in which that part ends. `undefined`: none, or beyond all bounds. */
export function withinOf({ count, buckets }: Spread, part: number): number | undefined {
  if (count === 0) return undefined
  let seen = 0
  for (const [index, inBucket] of buckets.entries()) {
    seen += inBucket
    if (seen >= part * count) return spreadBounds[index]
  }
  return undefined
}

export function satisfactionOf(ratings: DayNumbers['ratings']): {
  readonly mean: number | undefined
  readonly count: number
} {
  const count = ratings.reduce((sum, one) => sum + one, 0)
  const sum = ratings.reduce((all, one, index) => all + one * (index + 1), 0)
  return { count, mean: count === 0 ? undefined : sum / count }
}

export function daysBetween(from: string, to: string): string[] {
  const days: string[] = []
  for (let at = Date.parse(from); at <= Date.parse(to); at += 86_400_000)
    days.push(new Date(at).toISOString().slice(0, 10))
  return days
}

const columns = [
  ...['day', 'team', 'opened', 'resolved', 'breaches', 'first_replies', 'first_reply_mean_s', 'first_reply_p90_s'],
  ...['resolutions', 'resolution_mean_s', 'resolution_p90_s', 'ratings', 'rating_mean'],
]

/** A line for each day and team, by day; RFC 4180, times in seconds. What is not known is empty. */
export function reportCsv(
  board: Board,
  { from, to, team }: { from: string; to: string; team?: string | undefined },
): string {
  const lines = daysBetween(from, to).flatMap((day) => {
    const teams = Object.hasOwn(board.days, day) ? board.days[day]! : {}
    return Object.keys(teams)
      .filter((one) => team === undefined || one === team)
      .sort()
      .map((one) => csvLine(lineOf(day, one, teams[one]!)))
  })
  return [csvLine(columns), ...lines].map((line) => `${line}\r\n`).join('')
}

function lineOf(day: string, team: string, numbers: DayNumbers): readonly (string | number | undefined)[] {
  const seconds = (ms: number | undefined) => (ms === undefined ? undefined : Math.round(ms / 1000))
  const rated = satisfactionOf(numbers.ratings)
  return [
    ...[day, team, numbers.opened, numbers.resolved, numbers.breaches],
    ...[numbers.firstReply, numbers.resolution].flatMap((spread) => [
      spread.count,
      seconds(meanOf(spread)),
      seconds(withinOf(spread, 0.9)),
    ]),
    ...[rated.count, rated.mean === undefined ? undefined : Math.round(rated.mean * 100) / 100],
  ]
}

function csvLine(values: readonly (string | number | undefined)[]): string {
  return values.map((value) => csvField(String(value ?? ''))).join(',')
}

/** What a spreadsheet would take for a formula begins with an apostrophe. */
function csvField(value: string): string {
  const safe = /^[=+\-@\t\r]/u.test(value) && Number.isNaN(Number(value)) ? `'${value}` : value
  return /[",\r\n]/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe
}
