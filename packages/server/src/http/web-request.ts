import type { IncomingMessage } from 'node:http'
import type { UpgradeRefusal } from '../handshake/opening.ts'
import { ProgressWatch } from './progress-watch.ts'

/** Where a request goes, as the client wrote it. */
export interface WebAddress {
  readonly host: string
  readonly isSecure: boolean
}

/** How much of a body a peer must give within a time. Options of `attach`. */
export interface BodyPace {
  readonly writeTimeoutMs: number
  readonly minWriteBytes: number
}

/** Methods that the Fetch standard forbids. */
const forbidden: ReadonlySet<string> = new Set(['CONNECT', 'TRACE', 'TRACK'])

/**
 * A request of Node's as the Fetch standard has them, or why it cannot be one. The body is read as it is asked for: what waits is in the
 * peer's buffers. A peer that is too slow with it makes it fail.
 */
export function webRequestOf(
  request: IncomingMessage,
  { host, isSecure }: WebAddress,
  pace: BodyPace,
  signal: AbortSignal,
): Request | UpgradeRefusal {
  const { method = 'GET', url = '/' } = request
  if (forbidden.has(method.toUpperCase())) {
    return { status: 405, code: 'http/method', message: `Nothing answers ${method} here.` }
  }
  try {
    const headers = headersOf(request.rawHeaders)
    if (!headers.has('host')) headers.set('host', host)
    const body = hasBody(request) ? bodyOf(request, pace, signal) : null
    // Node's types do not know of `duplex`, without which it takes no stream.
    const init = { method, headers, body, signal, duplex: 'half' } as RequestInit
    return new Request(new URL(`${isSecure ? 'https' : 'http'}://${host}${url}`), init)
  } catch {
    return { status: 400, code: 'http/bad-request', message: 'The address or a header of this request cannot be read.' }
  }
}

function headersOf(raw: readonly string[]): Headers {
  const headers = new Headers()
  for (let at = 0; at + 1 < raw.length; at += 2) {
    const name = raw[at] ?? ''
    // In HTTP/2 those are no headers but the method, the path and so on.
    if (!name.startsWith(':')) headers.append(name, raw[at + 1] ?? '')
  }
  return headers
}

function hasBody(request: IncomingMessage): boolean {
  const { method, headers } = request
  if (method === 'GET' || method === 'HEAD') return false
  const { stream } = request as { readonly stream?: { readonly endAfterHeaders: boolean } }
  if (stream !== undefined) return !stream.endAfterHeaders
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0
}

function bodyOf(request: IncomingMessage, pace: BodyPace, signal: AbortSignal): ReadableStream<Uint8Array> {
  // Ending the iteration must not end the connection: the answer is still to come.
  const chunks = request.iterator({ destroyOnReturn: false })
  const stalled = new AbortController()
  const watch = new ProgressWatch(pace.writeTimeoutMs, pace.minWriteBytes, () => stalled.abort())
  const late = new Promise<never>((_, reject) => {
    stalled.signal.addEventListener('abort', () => reject(tooSlow))
    signal.addEventListener('abort', () => reject(signal.reason))
  })
  late.catch(() => {})
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        watch.wait()
        const { done, value } = await Promise.race([chunks.next(), late]).finally(() => watch.stop())
        if (done) {
          controller.close()
          return
        }
        watch.progress(value.length)
        controller.enqueue(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))
      },
      cancel() {
        watch.stop()
        void chunks.return?.()
      },
    },
    // Nothing is read that nobody asked for.
    { highWaterMark: 0 },
  )
}

const tooSlow = Object.assign(new Error('The body of the request came too slowly.'), { code: 'ERR_BODY_TIMEOUT' })
