/** Why a plan was not carried out: something that passes, which may say when, or a rule or a log that is at fault. */
export type PlanFailure =
  | { readonly kind: 'passing'; readonly retryAfterMs?: number | undefined }
  | { readonly kind: 'fault' }

interface Hold {
  readonly until: number
  readonly ms: number
  readonly failures: number
}

const leastMs = 1000
/** What passes is looked at again within a minute, unless it says when. */
const mostPassingMs = 60_000
/** A fault is mended by somebody who deploys: until then it is tried once an hour. It also bounds what a refusal may ask for. */
const mostMs = 3_600_000

/** Plans that failed, and until when each is left alone. They are kept by the store; this is only when they are tried. */
export class PlanHolds {
  readonly #holds = new Map<string, Hold>()

  get size(): number {
    return this.#holds.size
  }

  /** How often it has failed by now, and how long it is left alone. */
  failed(key: string, failure: PlanFailure, now: number): { readonly failures: number; readonly ms: number } {
    const failures = (this.#holds.get(key)?.failures ?? 0) + 1
    const ms = holdMs(failure, failures)
    this.#holds.set(key, { until: now + ms, ms, failures })
    return { failures, ms }
  }

  isHeld(key: string, now: number): boolean {
    const hold = this.#holds.get(key)
    // Further ahead than it was held for: the clock was set back, and no plan waits for that.
    return hold !== undefined && hold.until > now && hold.until - now <= hold.ms
  }

  /** When the first of those that are held at `now` is to be tried; `Infinity`: there is none. */
  nextAt(now: number): number {
    let next = Number.POSITIVE_INFINITY
    for (const { until, ms } of this.#holds.values()) if (until > now) next = Math.min(next, until, now + ms)
    return next
  }

  drop(key: string): void {
    this.#holds.delete(key)
  }

  /** These are all that are due: what is held and not among them was called off. */
  keepOnly(due: ReadonlySet<string>): void {
    for (const key of this.#holds.keys()) if (!due.has(key)) this.#holds.delete(key)
  }
}

/** After so many failures in a row, each later than the one before. */
export function backOffMs(failures: number, mostMs: number = mostPassingMs): number {
  return Math.min(mostMs, leastMs * 2 ** Math.min(failures - 1, 30))
}

function holdMs(failure: PlanFailure, failures: number): number {
  if (failure.kind === 'fault') return backOffMs(failures, mostMs)
  const { retryAfterMs } = failure
  return retryAfterMs === undefined ? backOffMs(failures) : Math.min(mostMs, Math.max(leastMs, retryAfterMs))
}
