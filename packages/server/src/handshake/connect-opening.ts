import type { IncomingMessage } from 'node:http'
import type { Http2ServerRequest, ServerHttp2Stream } from 'node:http2'
import type { Duplex } from 'node:stream'
import {
  type ConnectHead,
  connectAcceptHeaders,
  type HeaderPair,
  judgeConnect,
  type RequestOptions,
} from '@parley/websocket'
import { cancelCode, Tunnel } from '../http/tunnel.ts'
import {
  type Agreed,
  ignoreError,
  type Judgement,
  lingerMs,
  type Opening,
  pairsOf,
  refusalBody,
  refusalType,
  type UpgradeRefusal,
} from './opening.ts'

/** RFC 9113 §7: what closes a stream that has said all. */
const noError = 0

const noBytes = Buffer.alloc(0)

/** By HTTP/2: one stream of a session becomes the WebSocket (RFC 8441 §5). The session is the app's, whatever happens. */
export class ConnectOpening implements Opening {
  readonly request: IncomingMessage
  /** What came behind the request waits in the stream. */
  readonly head: Buffer = noBytes
  readonly #stream: ServerHttp2Stream

  /** `request` is on `stream`. */
  constructor(stream: ServerHttp2Stream, request: Http2ServerRequest) {
    this.#stream = stream
    // A hook of the app can use of it what it can use of an IncomingMessage.
    this.request = request as unknown as IncomingMessage
    request.headers.host ??= request.authority
    // It has no body: what follows on the stream are frames, which no reading of the request may take, or hold back.
    request.push(null)
    request.removeAllListeners('pause')
    request.removeAllListeners('resume')
    stream.on('error', ignoreError)
  }

  judge(options: RequestOptions): Judgement {
    return judgeConnect(connectHeadOf(this.request), options)
  }

  accept(agreed: Agreed): Duplex | undefined {
    const stream = this.#stream
    if (stream.destroyed || stream.closed) return undefined
    stream.respond({ ':status': 200, ...Object.fromEntries(connectAcceptHeaders(agreed)) })
    return new Tunnel(stream)
  }

  acceptHeaders(agreed: Agreed): readonly HeaderPair[] {
    return [[':status', '200'], ...connectAcceptHeaders(agreed)]
  }

  refuse(refusal: UpgradeRefusal): void {
    refuseStream(this.#stream, refusal)
  }

  refusalHeaders(refusal: UpgradeRefusal): readonly HeaderPair[] {
    return Object.entries(headersOf(refusal, refusalBody(refusal)))
  }

  drop(): void {
    if (!this.#stream.closed) this.#stream.close(cancelCode)
  }

  whenGone(run: () => void): () => void {
    this.#stream.on('close', run)
    return () => this.#stream.off('close', run)
  }
}

/** Answers, and ends this one stream; what the peer sends on it meanwhile is thrown away. */
export function refuseStream(stream: ServerHttp2Stream, refusal: UpgradeRefusal): void {
  if (stream.destroyed || stream.closed) return
  const body = refusalBody(refusal)
  stream.on('error', ignoreError)
  stream.respond(headersOf(refusal, body))
  const cut = setTimeout(() => stream.close(cancelCode), lingerMs)
  stream.on('close', () => clearTimeout(cut))
  stream.resume()
  stream.end(body, () => {
    if (!stream.closed) stream.close(noError)
  })
}

function headersOf(refusal: UpgradeRefusal, body: string): Record<string, string> {
  return {
    ...refusal.headers,
    ':status': String(refusal.status),
    'cache-control': 'no-store',
    'content-type': refusalType,
    'content-length': String(Buffer.byteLength(body)),
  }
}

/** The head of a request of HTTP/2, as it came. */
export function connectHeadOf({ method = '', headers, rawHeaders }: IncomingMessage): ConnectHead {
  return {
    method,
    protocol: one(headers, ':protocol'),
    scheme: one(headers, ':scheme'),
    authority: one(headers, ':authority'),
    path: one(headers, ':path'),
    headers: pairsOf(rawHeaders).filter(([name]) => !name.startsWith(':')),
  }
}

function one(headers: IncomingMessage['headers'], name: string): string | undefined {
  const value = headers[name]
  return typeof value === 'string' ? value : undefined
}
