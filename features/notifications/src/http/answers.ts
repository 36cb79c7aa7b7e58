import type { ChannelError } from '@parley/channel'
import { NotificationsCode } from '../contract/index.ts'

type Headers = Readonly<Record<string, string>>

/** An answer in JSON, kept by nobody. */
export function json(status: number, body: object, headers: Headers = {}): Response {
  return Response.json(body, { status, headers: { 'cache-control': 'no-store', ...headers } })
}

export function no(status: number, code: string, message: string, headers: Headers = {}): Response {
  return json(status, { code, message }, headers)
}

/** "Not now": with the time, and in whole seconds as a header. */
export function later(status: 429 | 503, code: string, message: string, retryAfterMs: number): Response {
  const seconds = Math.max(1, Math.ceil(retryAfterMs / 1000))
  return json(status, { code, message, retryAfterMs }, { 'retry-after': String(seconds) })
}

/** A refusal of the platform or of an inbox, in the words of HTTP. */
export function refusal({ code, message, retryable, retryAfterMs = 1000, issues }: ChannelError): Response {
  if (retryable) return later(code === NotificationsCode.tooMany ? 429 : 503, code, message, retryAfterMs)
  if (code === 'internal') return no(500, code, message)
  if (code === 'not-allowed') return no(403, code, message)
  if (code === NotificationsCode.idReused) return no(409, code, message)
  return json(400, { code, message, ...(issues.length === 0 ? {} : { issues }) })
}
