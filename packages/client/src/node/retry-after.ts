import type { ConnectError } from '@parley/socket'

/** When a server that cannot take us now wants to be asked again (RFC 9110 §10.2.3): in so many milliseconds from `now`. */
export function retryAfterMs(
  { status, headers }: Pick<ConnectError, 'status' | 'headers'>,
  now: number,
): number | undefined {
  if (status !== 503 && status !== 429) return undefined
  const value = headers?.find(([name]) => name.toLowerCase() === 'retry-after')?.[1].trim() ?? ''
  if (/^\d{1,9}$/.test(value)) return Number(value) * 1000
  // Dates begin with a day's name; of other texts the parser makes dates as well.
  const at = /^[a-z]/i.test(value) ? Date.parse(value) : Number.NaN
  return Number.isNaN(at) ? undefined : Math.max(0, at - now)
}
