import fc from 'fast-check'
import { expect, test } from 'vitest'
import { client, expectEvents, joined, server } from '../test/speaking.ts'
import type { Connection, ConnectionEvent } from './index.ts'

type Sent = Exclude<ConnectionEvent, { type: 'closed' }>

const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 40 }),
  fc.integer({ min: 0, max: 70_000 }).map((length) => 'abcdefgh한'.repeat(length / 9 + 1).slice(0, length)),
)
const payload = fc.uint8Array({ maxLength: 125 })
const sent: fc.Arbitrary<Sent> = fc.oneof(
  text.map((value) => ({ type: 'text' as const, text: value })),
  fc.uint8Array({ maxLength: 400 }).map((bytes) => ({ type: 'binary' as const, bytes })),
  payload.map((bytes) => ({ type: 'ping' as const, payload: bytes })),
  payload.map((bytes) => ({ type: 'pong' as const, payload: bytes })),
)

function send(connection: Connection, event: Sent): void {
  if (event.type === 'text') connection.sendText(event.text)
  else if (event.type === 'binary') connection.sendBinary(event.bytes)
  else if (event.type === 'ping') connection.ping(event.payload)
  else connection.pong(event.payload)
}

function seededKey(seed: number): () => Uint8Array {
  let state = seed
  return () => {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0
    return Uint8Array.of(state, state >>> 8, state >>> 16, state >>> 24)
  }
}

test('any messages of one side arrive identical at the other, however they are chopped', () => {
  const pieces = fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 })
  fc.assert(
    fc.property(
      fc.array(sent, { maxLength: 12 }),
      pieces,
      fc.integer(),
      fc.boolean(),
      (events, sizes, seed, toServer) => {
        const maskingKey = seededKey(seed)
        const from = toServer ? client({ maskingKey }) : server()
        const to = toServer ? server() : client({ maskingKey })
        for (const event of events) send(from, event)
        const wire = joined(from.takeOutput())
        for (let at = 0, turn = 0; at < wire.length; turn++) {
          const size = sizes[turn % sizes.length]!
          to.receive(wire.subarray(at, at + size))
          at += size
        }
        expectEvents(to, ...events)
      },
    ),
    { numRuns: 200 },
  )
})

test('no bytes make a connection throw, and the end comes once and last', () => {
  const chunk = fc.oneof(
    fc.uint8Array({ maxLength: 60 }),
    // Headers that begin well, so that the deeper rules are reached.
    fc
      .tuple(fc.constantFrom(0x81, 0x01, 0x80, 0x00, 0x82, 0x88, 0x89, 0x8a), fc.integer({ min: 0, max: 130 }), payload)
      .map(([first, length, rest]) => Uint8Array.of(first, 0x80 | length, 0, 0, 0, 0, ...rest.subarray(0, length))),
  )
  fc.assert(
    fc.property(fc.array(chunk, { maxLength: 20 }), fc.boolean(), (chunks, isServer) => {
      const limits = { maxMessageBytes: 300, maxFragments: 4, maxPendingPongs: 3 }
      const connection = isServer ? server(limits) : client(limits)
      const events: ConnectionEvent[] = []
      for (const bytes of chunks) {
        connection.receive(isServer ? bytes : bytes.map((byte, at) => (at === 1 ? byte & 0x7f : byte)))
        events.push(...connection.takeEvents())
      }
      connection.receiveEnd()
      events.push(...connection.takeEvents())
      expect(events.findIndex((event) => event.type === 'closed')).toBe(events.length - 1)
      expect(connection.shouldEndTransport).toBe(true)
    }),
    { numRuns: 2000 },
  )
})

test('one million single bytes of one message cost time in proportion', () => {
  const from = client()
  from.sendBinary(new Uint8Array(1_000_000).fill(7))
  const wire = joined(from.takeOutput())
  const to = server()
  for (let at = 0; at < wire.length; at++) to.receive(wire.subarray(at, at + 1))
  const [event] = to.takeEvents()
  expect(event).toMatchObject({ type: 'binary' })
  expect(event?.type === 'binary' && event.bytes.length).toBe(1_000_000)
})
