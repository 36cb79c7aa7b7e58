// What the tests of this package say, in the protocol's own words. Frames are built here by hand, apart from the
// package's encoder, so that a test never checks the encoder against itself.
import assert from 'node:assert/strict'
import { Connection, type ConnectionEvent, type ConnectionOptions, type FaultCode } from '../src/index.ts'

export function bytes(hex: string): Uint8Array {
  return Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'))
}

export function hex(data: Uint8Array | readonly Uint8Array[]): string {
  return (data instanceof Uint8Array ? [data] : data).map((part) => Buffer.from(part).toString('hex')).join(' ')
}

export function utf8(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'utf8'))
}

export function joined(parts: readonly Uint8Array[]): Uint8Array {
  return Uint8Array.from(Buffer.concat(parts))
}

export function server(options: Partial<ConnectionOptions> = {}): Connection {
  return new Connection({ role: 'server', ...options })
}

/** A client whose masking key is always that of the examples in RFC 6455 §5.7. */
export function client(options: Partial<ConnectionOptions> = {}): Connection {
  return new Connection({ role: 'client', maskingKey: () => bytes('37fa213d'), ...options })
}

export interface RawFrame {
  fin?: boolean
  rsv?: number
  key?: string | undefined
}

/** A frame as the other side of `connection` would send it: masked towards a server, plain towards a client. */
export function frameTo(
  role: 'server' | 'client',
  opcode: number,
  payload: Uint8Array | string,
  raw: RawFrame = {},
): Uint8Array {
  const data = typeof payload === 'string' ? utf8(payload) : payload
  const key = 'key' in raw ? raw.key : role === 'server' ? '37fa213d' : undefined
  const maskBit = key === undefined ? 0 : 0x80
  const head = Buffer.alloc(14)
  head[0] = (raw.fin === false ? 0 : 0x80) | (raw.rsv ?? 0) | opcode
  let size = 2
  if (data.length < 126) head[1] = maskBit | data.length
  else if (data.length < 65_536) {
    head[1] = maskBit | 126
    size = head.writeUInt16BE(data.length, 2)
  } else {
    head[1] = maskBit | 127
    size = head.writeBigUInt64BE(BigInt(data.length), 2)
  }
  if (key === undefined) return joined([head.subarray(0, size), data])
  const mask = bytes(key)
  return joined([head.subarray(0, size), mask, data.map((byte, at) => byte ^ mask[at % 4]!)])
}

/** Feeds the bytes in pieces of `size`. */
export function receiveInPieces(connection: Connection, data: Uint8Array, size: number): void {
  for (let at = 0; at < data.length; at += size) connection.receive(data.slice(at, at + size))
}

export function expectEvents(connection: Connection, ...expected: ConnectionEvent[]): void {
  assert.deepEqual(plain(connection.takeEvents()), plain(expected))
}

export function expectOutput(connection: Connection, ...frames: string[]): void {
  assert.deepEqual(
    connection.takeOutput().map((frame) => hex(frame)),
    frames.map((frame) => frame.replaceAll(' ', '')),
  )
}

/** The connection told the peer why, once, and is closed. Returns the events before the end. */
export function expectFailing(connection: Connection, closeCode: number, fault?: FaultCode): ConnectionEvent[] {
  assert.equal(connection.state, 'closed')
  assert.equal(connection.shouldEndTransport, true)
  const events = connection.takeEvents()
  const closed = events.at(-1)
  assert(closed?.type === 'closed', 'expected the event closed')
  assert.equal(closed.code, closeCode)
  assert.equal(closed.clean, false)
  assert.equal(closed.by, 'self')
  assert.equal(closed.fault?.closeCode, closeCode)
  if (fault !== undefined) assert.equal(closed.fault.code, fault)
  const closes = connection.takeOutput().filter((frame) => (frame[0]! & 0x0f) === 8)
  assert.equal(closes.length, 1)
  assert.equal(sentCloseCode(closes[0]!), closeCode)
  connection.receive(frameTo('server', 1, 'more'))
  connection.receiveEnd()
  assert.deepEqual(connection.takeEvents(), [])
  assert.deepEqual(connection.takeOutput(), [])
  assert.equal(connection.sendText('more'), false)
  return events.slice(0, -1)
}

export function expectClean(connection: Connection, code: number, reason: string, by: 'peer' | 'self'): void {
  assert.equal(connection.state, 'closed')
  assert.deepEqual(connection.takeEvents().at(-1), { type: 'closed', code, reason, clean: true, by })
}

function sentCloseCode(frame: Uint8Array): number {
  const masked = frame[1]! > 127
  const key = masked ? frame.subarray(2, 6) : new Uint8Array(4)
  const body = frame.subarray(masked ? 6 : 2)
  return ((body[0]! ^ key[0]!) << 8) | (body[1]! ^ key[1]!)
}

/** Arrays of one kind, whatever class the bytes came in. */
function plain(events: readonly ConnectionEvent[]): unknown {
  return events.map((event) => {
    if (event.type === 'binary') return { ...event, bytes: hex(event.bytes) }
    if (event.type === 'ping' || event.type === 'pong') return { ...event, payload: hex(event.payload) }
    return event
  })
}
