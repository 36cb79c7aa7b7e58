import type { IncomingMessage, ServerResponse } from 'node:http'
import { docsOf, entryOf, render } from '@parley/diagnosis'
import { pathOf } from '../http/route-table.ts'
import { type Attempt, type Attempts, attemptIdOf } from './attempts.ts'

/** Why an attempt failed, as `GET <path>/why?attempt=<id>` says it. */
export interface Why {
  readonly code: string
  readonly message: string
  readonly fix?: string
  readonly docs?: string
  /** When the attempt came, in milliseconds since 1970. */
  readonly at?: number
}

export interface WhyPlace {
  readonly attempts: Attempts
  /** Where WebSockets are welcome. */
  readonly paths: readonly string[]
  readonly isTeaching: boolean
}

/** Whether a path ends in `/why`. */
export function isWhy(path: string): boolean {
  return path.endsWith('/why')
}

/**
 * Tells any page why its attempt failed, as a browser does not: whoever has the id made it. No cookie is looked at, so it says the same to
 * everybody.
 */
export function answerWhy(request: IncomingMessage, response: ServerResponse, place: WhyPlace): void {
  const { method } = request
  if (method !== 'GET' && method !== 'HEAD') {
    send(request, response, 405, { code: 'http/method', message: 'This address answers GET.' }, { allow: 'GET, HEAD' })
    return
  }
  const id = attemptIdOf(request.url ?? '')
  if (id === undefined) {
    const path = pathOf(request).slice(0, -'/why'.length)
    send(request, response, 200, { ...said('why/alive', {}, false), path })
    return
  }
  const attempt = place.attempts.find(id)
  if (attempt === undefined) {
    const code = place.attempts.isForgetful ? 'why/forgotten' : 'why/unknown-attempt'
    send(request, response, 404, said(code, {}, place.isTeaching))
  } else send(request, response, 200, { ...whyOf(attempt, place), at: attempt.at })
}

/** What there is to say of one attempt. */
export function whyOf(attempt: Attempt, { paths, isTeaching }: Pick<WhyPlace, 'paths' | 'isTeaching'>): Why {
  const { verdict, answeredBy, ended } = attempt
  if (verdict === undefined) {
    if (answeredBy === undefined) return said('why/pending', {}, isTeaching)
    const code = 'handshake/left-to-others'
    // Who else is there, and where we are, is nobody's affair in production.
    if (!isTeaching) return { code, message: 'Nothing of Parley is at this path.' }
    return said(code, { others: answeredBy, paths: paths.join(' and ') }, true)
  }
  if (!verdict.accepted) {
    const { code, message, fix } = verdict
    const teaches = isTeaching && entryOf(code) !== undefined
    return { code, message, ...(fix === undefined ? {} : { fix }), ...(teaches ? { docs: docsOf(code) } : {}) }
  }
  const { but } = verdict
  if (but !== undefined) return said(but.code, but.values ?? {}, isTeaching)
  // In production nobody follows what becomes of it.
  if (!isTeaching) return said('why/let-in', {}, false)
  if (ended === undefined) return said('why/open', {}, true)
  const { code, reason, fault } = ended
  const afterMs = String(ended.at - attempt.at)
  const values = { afterMs, code: String(code), reason }
  const why = said('why/ended', values, true)
  // A reason that is one of our codes says more than that it ended.
  const own = fault ?? (entryOf(reason) === undefined ? undefined : reason)
  return own === undefined ? why : { ...why, code: own, docs: docsOf(own) }
}

function said(code: string, values: Readonly<Record<string, string>>, isTeaching: boolean): Why {
  const { what, fix, docs } = render({ code, values }, 'en')
  return isTeaching ? { code, message: what, fix, docs } : { code, message: what }
}

function send(
  request: IncomingMessage,
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  const text = `${JSON.stringify(body)}\n`
  response.writeHead(status, {
    'content-type': 'application/json; charset=utf-8',
    'content-length': Buffer.byteLength(text),
    'cache-control': 'no-store',
    'x-content-type-options': 'nosniff',
    'access-control-allow-origin': '*',
    ...headers,
  })
  response.end(request.method === 'HEAD' ? undefined : text)
  request.resume()
}
