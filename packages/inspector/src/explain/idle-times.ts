/** How long a socket had been silent when it ended. */
export interface IdleEnd {
  readonly idleMs: number
  readonly code: number
}

export interface Bar {
  readonly fromMs: number
  readonly toMs: number
  readonly count: number
}

export interface IdleTimes {
  /** Bars side by side, from 0 on. */
  readonly bars: readonly Bar[]
  /** So many were cut after so much the same silence that something between must have done it; `undefined`: nothing stands out. */
  readonly peak: { readonly idleMs: number; readonly count: number; readonly of: number } | undefined
}

/** Fewer say nothing. */
const leastAlike = 5
const alikeMs = 500
/** What is cut sooner was not cut for its silence. */
const leastIdleMs = 1_500
/** Upper edges, in milliseconds: around the limits that proxies have. */
const edges = [1_000, 5_000, 10_000, 20_000, 30_000, 45_000, 59_000, 62_000, 99_000, 102_000, 120_000, 300_000, 600_000]

/** Of a hundred sockets, how long each had been silent, and whether a limit of something between shows. */
export function idleTimes(ends: readonly IdleEnd[]): IdleTimes {
  const all = [...edges, Number.POSITIVE_INFINITY]
  const counted = all.map((toMs, at) => {
    const fromMs = all[at - 1] ?? 0
    return { fromMs, toMs, count: ends.filter(({ idleMs }) => idleMs >= fromMs && idleMs < toMs).length }
  })
  const last = counted.findLastIndex(({ count }) => count > 0)
  return { bars: counted.slice(0, last + 1), peak: peakOf(ends) }
}

function peakOf(ends: readonly IdleEnd[]): IdleTimes['peak'] {
  const cut = ends.filter(({ code, idleMs }) => code === 1006 && idleMs >= leastIdleMs).map(({ idleMs }) => idleMs)
  cut.sort((a, b) => a - b)
  let best: readonly number[] = []
  for (const [at, first] of cut.entries()) {
    const alike = cut.slice(at).filter((idleMs) => idleMs - first <= 2 * alikeMs)
    if (alike.length > best.length) best = alike
  }
  if (best.length < leastAlike) return undefined
  return { idleMs: best[Math.floor(best.length / 2)] ?? 0, count: best.length, of: cut.length }
}
