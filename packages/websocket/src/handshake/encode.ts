import { encodeAgreed, encodeOffer } from '../deflate/negotiate.ts'
import type { DeflateChoice, DeflateParameters } from '../deflate/parameters.ts'
import { UsageError } from '../usage-error.ts'
import { encodeHeaderLines, requireProtocols, requireValue } from './header-check.ts'
import type { HeaderPair } from './header-list.ts'

const ACCEPT_RESERVED = new Set([
  'connection',
  'content-length',
  'sec-websocket-accept',
  'sec-websocket-extensions',
  'sec-websocket-protocol',
  'transfer-encoding',
  'upgrade',
])
const REFUSAL_RESERVED = new Set(['cache-control', 'connection', 'content-length', 'content-type', 'transfer-encoding'])
const REQUEST_RESERVED = new Set([
  'connection',
  'content-length',
  'host',
  'sec-websocket-extensions',
  'sec-websocket-key',
  'sec-websocket-protocol',
  'sec-websocket-version',
  'transfer-encoding',
  'upgrade',
])

const REASONS: ReadonlyMap<number, string> = new Map([
  [400, 'Bad Request'],
  [401, 'Unauthorized'],
  [403, 'Forbidden'],
  [404, 'Not Found'],
  [405, 'Method Not Allowed'],
  [408, 'Request Timeout'],
  [413, 'Content Too Large'],
  [414, 'URI Too Long'],
  [426, 'Upgrade Required'],
  [429, 'Too Many Requests'],
  [431, 'Request Header Fields Too Large'],
  [500, 'Internal Server Error'],
  [503, 'Service Unavailable'],
  [505, 'HTTP Version Not Supported'],
])

const encoder = new TextEncoder()

export interface AcceptInput {
  /** From `acceptKey`. */
  readonly accept: string
  /** From the verdict on the request. */
  readonly protocol?: string | undefined
  /** From the verdict on the request. */
  readonly deflate?: DeflateParameters | undefined
  readonly headers?: readonly HeaderPair[]
}

/** The whole head of the 101 answer (RFC 6455 §4.2.2). Write it as UTF-8; the bytes after it are frames. */
export function encodeAccept(input: AcceptInput): string {
  const { accept, protocol, deflate, headers = [] } = input
  let head = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n'
  head += `Sec-WebSocket-Accept: ${requireValue('Sec-WebSocket-Accept', accept)}\r\n`
  if (protocol !== undefined) head += `Sec-WebSocket-Protocol: ${requireProtocols([protocol])}\r\n`
  if (deflate !== undefined) head += `Sec-WebSocket-Extensions: ${encodeAgreed(deflate)}\r\n`
  return `${head}${encodeHeaderLines(headers, ACCEPT_RESERVED)}\r\n`
}

export interface RefusalInput {
  /** 400–599. */
  readonly status: number
  readonly headers?: Readonly<Record<string, string>>
  readonly body: string
  /** @default 'text/plain; charset=utf-8' */
  readonly contentType?: string
}

/**
 * A whole answer that refuses the upgrade. Write it as UTF-8, then end the transport: what follows on it is not ours
 * to read, and an answer other than 101 must not leave a tunnel behind. No cache may keep it (RFC 6455 §10.3).
 */
export function encodeRefusal(input: RefusalInput): string {
  const { status, headers = {}, body, contentType = 'text/plain; charset=utf-8' } = input
  if (!Number.isInteger(status) || status < 400 || status > 599) {
    throw new UsageError('ERR_STATUS', `expected a status of 400–599, got ${String(status)}`)
  }
  const lines = encodeHeaderLines(Object.entries(headers), REFUSAL_RESERVED)
  return (
    `HTTP/1.1 ${status} ${REASONS.get(status) ?? 'Refused'}\r\nConnection: close\r\nCache-Control: no-store\r\n` +
    `Content-Type: ${requireValue('Content-Type', contentType)}\r\n` +
    `Content-Length: ${encoder.encode(body).length}\r\n${lines}\r\n${body}`
  )
}

export interface RequestInput {
  /** With the port unless it is the scheme's own. */
  readonly host: string
  /** Path and query: `/chat?room=1`. */
  readonly target: string
  /** 16 random bytes in base64, new for each connection. */
  readonly key: string
  readonly protocols?: readonly string[]
  /** Offers permessage-deflate like this. Give the same to `judgeResponse`. */
  readonly deflate?: DeflateChoice | undefined
  readonly headers?: readonly HeaderPair[]
}

/** The whole opening request of a client (RFC 6455 §4.1). */
export function buildRequest(input: RequestInput): string {
  const { host, target, key, protocols = [], deflate, headers = [] } = input
  if (!isTarget(target)) {
    throw new UsageError('ERR_REQUEST_LINE', `expected a path of visible ASCII from /, got ${JSON.stringify(target)}`)
  }
  let head = `GET ${target} HTTP/1.1\r\nHost: ${requireValue('Host', host)}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n`
  head += `Sec-WebSocket-Key: ${requireValue('Sec-WebSocket-Key', key)}\r\nSec-WebSocket-Version: 13\r\n`
  if (protocols.length > 0) head += `Sec-WebSocket-Protocol: ${requireProtocols(protocols)}\r\n`
  if (deflate !== undefined) head += `Sec-WebSocket-Extensions: ${encodeOffer(deflate)}\r\n`
  return `${head}${encodeHeaderLines(headers, REQUEST_RESERVED)}\r\n`
}

function isTarget(target: string): boolean {
  for (let at = 0; at < target.length; at++) {
    const code = target.charCodeAt(at)
    if (code <= 0x20 || code >= 0x7f) return false
  }
  return target.startsWith('/')
}
