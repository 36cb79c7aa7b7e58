import { createHash, randomBytes } from 'node:crypto'

/** The first line and the headers of a request or an answer. */
export interface HttpHead {
  readonly line: string
  /** In order, names as they were written. */
  readonly headers: readonly (readonly [name: string, value: string])[]
}

/** Headers to write: `undefined` leaves one out, a list writes it several times. */
export type HeaderChanges = Readonly<Record<string, string | readonly string[] | undefined>>

export function parseHead(text: string): HttpHead {
  const [line = '', ...rest] = text.split('\r\n')
  const headers = rest.map((one): readonly [string, string] => {
    const colon = one.indexOf(':')
    return colon < 0 ? [one, ''] : [one.slice(0, colon), one.slice(colon + 1).trim()]
  })
  return { line, headers }
}

/** All values of a header, joined as RFC 9110 §5.3 allows; `undefined` if it is not there. */
export function headerOf(head: HttpHead, name: string): string | undefined {
  const values = head.headers.filter(([one]) => one.toLowerCase() === name.toLowerCase()).map(([, value]) => value)
  return values.length === 0 ? undefined : values.join(', ')
}

export function statusOf(head: HttpHead): number {
  return Number(head.line.split(' ')[1])
}

export function encodeHead(line: string, headers: HeaderChanges): string {
  let text = `${line}\r\n`
  for (const [name, value] of Object.entries(headers)) {
    for (const one of value === undefined ? [] : [value].flat()) text += `${name}: ${one}\r\n`
  }
  return `${text}\r\n`
}

/** An opening request as RFC 6455 §4.1 wants it, with changes. */
export function upgradeRequest(path = '/', changes: HeaderChanges = {}, key = newKey()): string {
  return encodeHead(`GET ${path} HTTP/1.1`, {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': key,
    ...changes,
  })
}

/** The answer that opens the socket (RFC 6455 §4.2.2), with changes. */
export function upgradeAnswer(key: string, changes: HeaderChanges = {}): string {
  return encodeHead('HTTP/1.1 101 Switching Protocols', {
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Accept': acceptOf(key),
    ...changes,
  })
}

export function acceptOf(key: string): string {
  return createHash('sha1').update(`${key}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
}

export function newKey(): string {
  return randomBytes(16).toString('base64')
}
