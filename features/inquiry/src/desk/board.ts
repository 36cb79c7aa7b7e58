import { ownValue } from '@parley/channel/client'
import { Temporal } from 'temporal-polyfill'
import type { BoardEvents, DayNumbers, Spread } from '../contract/index.ts'
import { spreadBounds } from '../contract/index.ts'
import { maxReportDays } from '../contract/limits.ts'
import type { DeskState } from './desk-state.ts'

type Days = DeskState['days']
type Scores = DayNumbers['ratings']

const dayMs = 86_400_000

const noSpread: Spread = { count: 0, sumMs: 0, buckets: Array<number>(spreadBounds.length + 1).fill(0) }
const noNumbers: DayNumbers = {
  ...{ opened: 0, resolved: 0, firstReply: noSpread, resolution: noSpread },
  ...{ ratings: [0, 0, 0, 0, 0], breaches: 0 },
}

/** What happened that reports count. */
export type Happened =
  | { readonly what: 'opened' | 'breached' }
  | { readonly what: 'replied' | 'resolved'; readonly afterMs: number }
  | { readonly what: 'rated'; readonly score: number }

/** The numbers of a day and team after it, and the days that are over then. */
export function countedIn(days: Days, team: string, happened: Happened, now: number): BoardEvents['daySet'] {
  const day = dayOf(now)
  const teams = ownValue(days, day)
  // Days end when another begins.
  const first = teams === undefined ? dayOf(now - (maxReportDays - 1) * dayMs) : ''
  const dropped = Object.keys(days).filter((old) => old < first)
  const numbers = plus(ownValue(teams ?? {}, team) ?? noNumbers, happened)
  return { day, team, numbers, ...(dropped.length === 0 ? {} : { dropped }) }
}

/** The newest that was asked for: writing a date takes longer than all else here, and nearly all events are of one day. */
let latest = { number: Number.NaN, day: '' }

function dayOf(at: number): string {
  const number = Math.floor(at / dayMs)
  if (latest.number !== number)
    latest = { number, day: Temporal.Instant.fromEpochMilliseconds(at).toString().slice(0, 10) }
  return latest.day
}

function plus(numbers: DayNumbers, happened: Happened): DayNumbers {
  switch (happened.what) {
    case 'opened':
      return { ...numbers, opened: numbers.opened + 1 }
    case 'breached':
      return { ...numbers, breaches: numbers.breaches + 1 }
    case 'replied':
      return { ...numbers, firstReply: withOne(numbers.firstReply, happened.afterMs) }
    case 'resolved':
      return {
        ...numbers,
        resolved: numbers.resolved + 1,
        resolution: withOne(numbers.resolution, happened.afterMs),
      }
    case 'rated': {
      const ratings = numbers.ratings.map((count, at) => count + (at === happened.score - 1 ? 1 : 0))
      return { ...numbers, ratings: ratings as unknown as Scores }
    }
  }
}

function withOne({ count, sumMs, buckets }: Spread, ms: number): Spread {
  const found = spreadBounds.findIndex((bound) => ms < bound)
  const at = found < 0 ? spreadBounds.length : found
  return { count: count + 1, sumMs: sumMs + ms, buckets: buckets.map((each, index) => each + (index === at ? 1 : 0)) }
}
