// When what could not be sent is tried again, and when no more.

/** As many attempts, and as long, as one delivery is worth. */
export const maxAttempts = 8
export const maxAgeMs = 86_400_000

const firstMs = 30_000
const longestMs = 4 * 3_600_000

/** 30 seconds after the first attempt, then four times as long each time, up to 4 hours. */
export function backOffMs(attempts: number): number {
  return Math.min(longestMs, firstMs * 4 ** Math.min(20, Math.max(0, attempts - 1)))
}

export interface Tried {
  /** How often, this time included. */
  readonly attempts: number
  readonly since: number
  readonly now: number
  /** Not worth sending from then on. */
  readonly expiresAt?: number
  /** What the other side asked for. */
  readonly retryAfterMs?: number
}

/** The time of the next attempt; or why there is none. Earlier than the other side asked for it is never. */
export function nextAttempt(tried: Tried): number | 'gave-up' | 'too-old' {
  const { attempts, since, now, expiresAt = Number.POSITIVE_INFINITY, retryAfterMs = 0 } = tried
  const next = now + Math.max(backOffMs(attempts), retryAfterMs)
  if (attempts >= maxAttempts || next > since + maxAgeMs) return 'gave-up'
  return next >= expiresAt ? 'too-old' : next
}

/** A header `Retry-After` (RFC 9110 §10.2.3), seconds or a date, as milliseconds from `now`; `undefined`: it says nothing. */
export function retryAfterMs(header: string | null | undefined, now: number): number | undefined {
  const text = header?.trim() ?? ''
  if (/^\d{1,10}$/.test(text)) return Number(text) * 1000
  // Other things are dates, too, for a lenient parser.
  const at = /^[A-Z][a-z]{2,8},? /.test(text) ? Date.parse(text) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
