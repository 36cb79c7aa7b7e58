// One POST to somebody who may hang, lie or never end: bounded in time, in bytes, and in where it goes. Redirects are not followed.
import dns from 'node:dns'
import http from 'node:http'
import https from 'node:https'
import type { LookupFunction } from 'node:net'
import { isIP } from 'node:net'
import { retryAfterMs } from './back-off.ts'
import { oneLine } from './mail-text.ts'
import { isPrivateHost } from './private-host.ts'
import type { SendResult } from './send-result.ts'

export interface Post {
  readonly url: URL
  readonly headers: Readonly<Record<string, string | number>>
  readonly body: Uint8Array | string
  readonly signal: AbortSignal
  /** Also to addresses that are not the internet's. */
  readonly allowPrivate: boolean
}

export interface Answer {
  readonly status: number
  readonly retryAfter: string | undefined
  /** The beginning of what it says, as far as it came in time. */
  readonly text: string
}

/** So much of an answer is read; what it says beyond is nobody's business. */
const maxAnswerBytes = 2_048

/** Rejects with the fault of the connection, or with the reason of `signal` if no answer began before it. */
export function post({ url, headers, body, signal, allowPrivate }: Post): Promise<Answer> {
  return new Promise((resolve, reject) => {
    signal.throwIfAborted()
    if (!allowPrivate && isPrivateHost(url.hostname)) throw new PrivateAddressError(url.hostname)
    const lookup = allowPrivate ? {} : { lookup: publicLookup }
    const { request } = url.protocol === 'http:' ? http : https
    // No agent: a connection ends with its answer, so that nothing of it is left to wait for.
    const asked = request(url, { method: 'POST', headers, agent: false, ...lookup })
    let answered: (() => Answer) | undefined
    const stop = () => asked.destroy()
    const end = () => {
      signal.removeEventListener('abort', onAbort)
      stop()
    }
    const settle = (error?: unknown) => {
      end()
      if (answered === undefined) reject(error)
      else resolve(answered())
    }
    const onAbort = () => settle(signal.reason)
    signal.addEventListener('abort', onAbort)
    asked.on('error', settle)
    asked.on('response', (response) => {
      const chunks: Buffer[] = []
      let bytes = 0
      const { statusCode: status = 0 } = response
      const retryAfter = response.headers['retry-after']
      answered = () => ({ status, retryAfter, text: Buffer.concat(chunks).toString('utf8', 0, maxAnswerBytes) })
      // What was taken needs no words.
      if (status >= 200 && status < 300) settle()
      response.on('error', settle).on('end', settle).on('close', settle)
      response.on('data', (chunk: Buffer) => {
        chunks.push(chunk)
        bytes += chunk.length
        if (bytes >= maxAnswerBytes) settle()
      })
    })
    asked.end(body)
  })
}

/** What an answer means; its words are for the log. `goneStatus`: by these the receiver says that it is there no more. */
export function resultOf(
  { status, retryAfter, text }: Answer,
  now: number,
  goneStatus: readonly number[] = [],
): SendResult {
  if (status >= 200 && status < 300) return { status: 'sent' }
  const said = { reason: `HTTP ${status}`, detail: [`HTTP ${status}`, words(text)].filter(Boolean).join(': ') }
  if (goneStatus.includes(status)) return { status: 'gone', ...said, reason: 'gone' }
  if (status !== 408 && status !== 425 && status !== 429 && status < 500) return { status: 'failed', ...said }
  const waitMs = retryAfterMs(retryAfter, now)
  return { status: 'later', ...said, ...(waitMs === undefined ? {} : { retryAfterMs: waitMs }) }
}

/** What became of a post that had no answer. An address that is not the internet's stays one. */
export function resultOfFault(fault: unknown): SendResult {
  const { code, message, name } = fault as {
    readonly code?: unknown
    readonly message?: string
    readonly name?: string
  }
  if (fault instanceof PrivateAddressError)
    return { status: 'failed', reason: 'private-address', detail: fault.message }
  if (name === 'AbortError' || name === 'TimeoutError') return { status: 'later', reason: 'timeout' }
  const detail = typeof code === 'string' ? code : words(message ?? String(fault))
  return { status: 'later', reason: 'unreachable', detail }
}

class PrivateAddressError extends Error {
  constructor(host: string) {
    super(`private address: ${host}`)
  }
}

/** Words of a stranger: one line, at most 200 characters. */
function words(text: string): string {
  return oneLine(text).slice(0, 200)
}

/** A name may lead into our own network; the address that is checked is the one that is used. */
const publicLookup: LookupFunction = (hostname, options, callback) => {
  dns.lookup(hostname, { ...options, all: true }, (error, addresses) => {
    if (error !== null) return callback(error, '')
    const isPrivate = addresses.some(({ address }) => isPrivateHost(isIP(address) === 6 ? `[${address}]` : address))
    if (isPrivate) return callback(new PrivateAddressError(hostname), '')
    if (options.all) return callback(null, addresses)
    const [first] = addresses
    callback(null, first?.address ?? '', first?.family)
  })
}
