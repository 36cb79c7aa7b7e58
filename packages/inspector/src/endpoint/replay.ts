import { randomBytes } from 'node:crypto'
import http, { type IncomingMessage } from 'node:http'
import https from 'node:https'
import type { Attempt } from '@parley/server'
import type { Replayed } from '../contract.ts'
import { redactHeaders } from '../redact/redact-request.ts'
import { redactText } from '../redact/redact-text.ts'
import { hidden } from '../redact/secret-names.ts'
import { type Refusal, refuse } from './refusal.ts'

const timeoutMs = 5_000
const maxBody = 16_384
/** A masked close frame with 1000: whoever opened something says goodbye. */
const goodbye = Buffer.from([0x88, 0x82, 0, 0, 0, 0, 0x03, 0xe8])

/** The request of an attempt as it can be made again: what was hidden of it is left out. */
export function requestOf(attempt: Attempt, id: string) {
  const isHidden = (text: string) => text.includes(hidden)
  const without = attempt.headers.filter(([, value]) => isHidden(value)).map(([name]) => name)
  const [front = '', query = ''] = attempt.url.split('?')
  const parameters = query.split('&').filter((one) => one !== '' && !one.startsWith('attempt='))
  const kept = parameters.filter((one) => !isHidden(one))
  without.push(...parameters.filter(isHidden).map((one) => `?${one.split('=')[0]}`))
  const headers = attempt.headers.filter(([, value]) => !isHidden(value)).flat()
  return { path: `${front}?${[...kept, `attempt=${id}`].join('&')}`, headers, without }
}

/**
 * Makes an attempt again, to the very address and port that the page was asked for at: never anywhere else. What becomes of it
 * is an attempt of its own.
 */
export function replay(
  attempt: Attempt,
  { socket }: IncomingMessage,
  protocols: readonly string[],
): Promise<Replayed | Refusal> {
  // Its headers are not those of HTTP/1.1, and there is no telling what they would have been.
  if (attempt.httpVersion.startsWith('2')) return Promise.resolve(refuse(409, 'inspect/replay-http2'))
  const id = randomBytes(12).toString('base64url')
  const { path, headers, without } = requestOf(attempt, id)
  const { localAddress = '127.0.0.1', localPort = 0 } = socket
  const where = { host: localAddress, port: localPort, method: attempt.method, path, headers, agent: false }
  return new Promise((resolve) => {
    const failed = (error: unknown) =>
      resolve(refuse(502, 'inspect/replay', { why: error instanceof Error ? error.message : String(error) }))
    try {
      // To ourselves, by our own certificate.
      const options = { ...where, setDefaultHeaders: false, setHost: false }
      const request =
        'encrypted' in socket ? https.request({ ...options, rejectUnauthorized: false }) : http.request(options)
      const late = setTimeout(() => request.destroy(new Error(`no answer within ${timeoutMs} ms`)), timeoutMs)
      request.on('close', () => clearTimeout(late))
      const answered = (response: IncomingMessage, body: string) => {
        const pairs: [string, string][] = []
        for (let i = 0; i + 1 < response.rawHeaders.length; i += 2) {
          pairs.push([response.rawHeaders[i] ?? '', response.rawHeaders[i + 1] ?? ''])
        }
        const shown = {
          status: response.statusCode ?? 0,
          headers: redactHeaders(pairs, protocols),
          body: redactText(body),
        }
        resolve({ attempt: id, ...shown, without })
      }
      request.on('error', failed)
      request.on('upgrade', (response, stream) => {
        clearTimeout(late)
        stream.on('error', () => {})
        stream.end(goodbye)
        stream.resume()
        answered(response, '')
      })
      request.on('response', (response) => {
        let body = ''
        response.setEncoding('utf8')
        response.on('data', (text: string) => {
          if (body.length < maxBody) body += text.slice(0, maxBody - body.length)
        })
        response.on('error', failed)
        response.on('close', () => answered(response, body))
      })
      request.end()
    } catch (error) {
      failed(error)
    }
  })
}
