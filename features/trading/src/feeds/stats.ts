// What happened in the last 24 hours, to the minute: the 1440 minutes up to the one that runs. Minutes without trades take no room.

/** One minute's trades. */
interface Minute {
  /** Minutes since 1970. */
  readonly m: number
  readonly o: number
  readonly h: number
  readonly l: number
  readonly lots: number
  readonly trades: number
}

/** Plain JSON, oldest first. */
export type Minutes = Minute[]

export interface Stats {
  /** Of the first trade. All three are left out if nothing was traded. */
  readonly open?: number
  readonly high?: number
  readonly low?: number
  readonly lots: number
  readonly trades: number
}

const minutesOfDay = 1440

/** `at`: wall clock, milliseconds. A clock that went back adds to the newest minute. */
export function addToStats(minutes: Minutes, price: number, lots: number, at: number): void {
  const newest = minutes.at(-1)
  const m = minuteOf(at)
  if (newest === undefined || m > newest.m) {
    minutes.push({ m, o: price, h: price, l: price, lots, trades: 1 })
    const first = minutes.findIndex((minute) => minute.m > m - minutesOfDay)
    minutes.splice(0, first)
    return
  }
  const [h, l] = [Math.max(newest.h, price), Math.min(newest.l, price)]
  minutes[minutes.length - 1] = { ...newest, h, l, lots: newest.lots + lots, trades: newest.trades + 1 }
}

/** As of `now`, wall clock: changes with every minute, also if nothing is traded. */
export function statsAt(minutes: Minutes, now: number): Stats {
  const seen = minutes.filter(({ m }) => m > minuteOf(now) - minutesOfDay)
  const first = seen[0]
  if (first === undefined) return { lots: 0, trades: 0 }
  let { h: high, l: low } = first
  let lots = 0
  let trades = 0
  for (const minute of seen) {
    high = Math.max(high, minute.h)
    low = Math.min(low, minute.l)
    lots += minute.lots
    trades += minute.trades
  }
  return { open: first.o, high, low, lots, trades }
}

export function minuteOf(at: number): number {
  return Math.floor(at / 60_000)
}
