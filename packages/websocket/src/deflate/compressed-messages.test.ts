import { zlibCodec } from '@parley/socket'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { bytes, client, expectEvents, expectFailing, frameTo, hex, joined, server, utf8 } from '../../test/speaking.ts'
import type { Connection, ConnectionDeflate, ConnectionOptions } from '../index.ts'
import { PreparedMessage } from '../index.ts'

const codec = zlibCodec()
const rsv = 0x40

function deflate(takeover: boolean, more: Partial<ConnectionDeflate> = {}): ConnectionDeflate {
  const parameters = {
    serverContextTakeover: takeover,
    clientContextTakeover: takeover,
    serverMaxWindowBits: 15,
    clientMaxWindowBits: 15,
  }
  return { parameters, codec, threshold: 1, ...more }
}

const compressing = (options: Partial<ConnectionOptions> = {}, takeover = false) =>
  server({ deflate: deflate(takeover), ...options })

function compressed(text: string): Uint8Array {
  return codec.deflate(utf8(text), 15, undefined)
}

describe('the examples of RFC 7692 §7.2.3', () => {
  it.each([
    ['a message in one block', ['f248cdc9c90700'], 'Hello'],
    ['in two fragments', ['f248cd', 'c9c90700'], 'Hello'],
    ['a block without compression', ['000500faff48656c6c6f00'], 'Hello'],
    ['a final block', ['f348cdc9c9070000'], 'Hello'],
    ['two blocks', ['f248050000 00ffffcac9c90700'.replace(' ', '')], 'Hello'],
    ['an empty message', ['00'], ''],
  ])('%s', (_, payloads, text) => {
    const connection = compressing()
    payloads.forEach((payload, at) => {
      const isLast = at === payloads.length - 1
      connection.receive(frameTo('server', at === 0 ? 1 : 0, bytes(payload), { fin: isLast, rsv: at === 0 ? rsv : 0 }))
    })
    expectEvents(connection, { type: 'text', text })
  })

  it('a second message that refers to the first, where both keep their context', () => {
    const connection = compressing({}, true)
    connection.receive(frameTo('server', 1, bytes('f248cdc9c90700'), { rsv }))
    connection.receive(frameTo('server', 1, bytes('f200110000'), { rsv }))
    expectEvents(connection, { type: 'text', text: 'Hello' }, { type: 'text', text: 'Hello' })
  })

  it('the same without context takeover fails with 1007', () => {
    const connection = compressing()
    connection.receive(frameTo('server', 1, bytes('f248cdc9c90700'), { rsv }))
    expectEvents(connection, { type: 'text', text: 'Hello' })
    connection.receive(frameTo('server', 1, bytes('f200110000'), { rsv }))
    expectFailing(connection, 1007, 'deflate/damaged')
  })
})

describe('RSV1', () => {
  it.each([
    ['on a continuation', [frameTo('server', 1, 'a', { fin: false }), frameTo('server', 0, 'b', { rsv })]],
    ['on a ping', [frameTo('server', 9, '', { rsv })]],
    ['on a close', [frameTo('server', 8, bytes('03e8'), { rsv })]],
    ['with RSV2', [frameTo('server', 1, bytes('00'), { rsv: 0x60 })]],
    ['with RSV3', [frameTo('server', 1, bytes('00'), { rsv: 0x50 })]],
  ])('%s fails with 1002', (_, frames) => {
    const connection = compressing()
    for (const frame of frames) connection.receive(frame)
    expectFailing(connection, 1002, 'frame/reserved-bits')
  })

  it('is not needed: a message may go as it is', () => {
    const connection = compressing()
    connection.receive(frameTo('server', 1, 'plain'))
    connection.receive(frameTo('server', 1, compressed('not plain'), { rsv }))
    expectEvents(connection, { type: 'text', text: 'plain' }, { type: 'text', text: 'not plain' })
  })
})

describe('what cannot be inflated', () => {
  const payload = compressed('a text that is long enough to be cut at many places, a text that is long enough')

  it('fails with 1007 wherever it was cut', () => {
    for (let length = 0; length < payload.length; length++) {
      const connection = compressing()
      connection.receive(frameTo('server', 1, payload.subarray(0, length), { rsv }))
      expectFailing(connection, 1007, 'deflate/damaged')
    }
  })

  it('fails with 1007 if something follows it', () => {
    for (const more of ['00', 'ff', '0000ffff', '030000']) {
      const connection = compressing()
      connection.receive(frameTo('server', 1, joined([payload, bytes(more)]), { rsv }))
      if (more === '00') expect(connection.takeEvents()).toHaveLength(1)
      else expectFailing(connection, 1007)
    }
  })

  it('is no text if it inflates to something that is no UTF-8', () => {
    const connection = compressing()
    connection.receive(frameTo('server', 1, codec.deflate(bytes('eda080'), 15, undefined), { rsv }))
    expectFailing(connection, 1007, 'message/invalid-utf8')
  })

  it('leaves a small binary message no larger buffer to hold on to', () => {
    const connection = compressing()
    connection.receive(frameTo('server', 2, compressed('a little'), { rsv }))
    const [event] = connection.takeEvents()
    expect(event).toMatchObject({ type: 'binary', bytes: utf8('a little') })
    expect(event?.type === 'binary' && event.bytes.buffer.byteLength).toBe(8)
  })

  it.each([0, 8, 10_000])('is the same kind of array as without compression: %i bytes', (size) => {
    const connection = compressing()
    connection.receive(frameTo('server', 2, codec.deflate(new Uint8Array(size), 15, undefined), { rsv }))
    const [event] = connection.takeEvents()
    expect(event?.type === 'binary' && Object.getPrototypeOf(event.bytes)).toBe(Uint8Array.prototype)
  })

  it('may end its data in it some times, and not without end', () => {
    // An empty final block, padded to a whole byte: 03 00.
    const endings = (count: number) => joined([...Array.from({ length: count }, () => bytes('0300')), bytes('00')])
    const some = compressing()
    some.receive(frameTo('server', 2, endings(15), { rsv }))
    expectEvents(some, { type: 'binary', bytes: new Uint8Array(0) })
    const many = compressing()
    many.receive(frameTo('server', 2, endings(20_000), { rsv }))
    expectFailing(many, 1008, 'deflate/too-many-final-blocks')
  })
})

describe('the limit on a message', () => {
  it('holds for what it inflates to, to the byte', () => {
    for (const [size, fits] of [
      [1000, true],
      [1001, false],
    ] as const) {
      const connection = compressing({ maxMessageBytes: 1000 })
      connection.receive(frameTo('server', 2, codec.deflate(new Uint8Array(size), 15, undefined), { rsv }))
      if (fits) expect(connection.takeEvents()).toMatchObject([{ type: 'binary' }])
      else expectFailing(connection, 1009, 'message/too-large')
    }
  })

  it('lets a message through that compression made larger', () => {
    const noise = Uint8Array.from({ length: 1000 }, (_, at) => (at * 7919) % 251)
    const connection = compressing({ maxMessageBytes: 1000 })
    const stored = joined([bytes('00e80317fc'), noise, bytes('00')])
    connection.receive(frameTo('server', 2, stored, { rsv }))
    expectEvents(connection, { type: 'binary', bytes: noise })
  })

  it('holds for the bytes on the wire, over all fragments', () => {
    const connection = compressing({ maxMessageBytes: 1000 })
    connection.receive(frameTo('server', 2, new Uint8Array(600), { rsv, fin: false }))
    connection.receive(frameTo('server', 0, new Uint8Array(600), { fin: false }))
    expectFailing(connection, 1009, 'message/too-large')
  })

  it('holds for all messages of one read together: the rest is left until they are taken', () => {
    const connection = compressing({ maxMessageBytes: 1000 })
    const message = frameTo('server', 2, codec.deflate(new Uint8Array(600), 15, undefined), { rsv })
    const many = joined(Array.from({ length: 10 }, () => message))
    let at = 0
    const counts: number[] = []
    while (at < many.length) {
      at += connection.receive(many.subarray(at))
      counts.push(connection.takeEvents().length)
    }
    expect(counts).toEqual([2, 2, 2, 2, 2])
  })
})

describe('sending', () => {
  it('leaves short messages and those that do not shrink as they are', () => {
    const connection = server({ deflate: deflate(false, { threshold: 20 }) })
    connection.sendText('x'.repeat(19))
    connection.sendText('x'.repeat(20))
    connection.sendBinary(Uint8Array.from({ length: 40 }, (_, at) => (at * 7919) % 251))
    expect(connection.takeOutput().map(([first]) => first)).toEqual([0x81, 0xc1, 0x82])
  })

  it('never compresses control frames', () => {
    const connection = compressing()
    connection.ping(utf8('x'.repeat(100)))
    connection.close(1000, 'x'.repeat(100))
    expect(connection.takeOutput().map(([first]) => first)).toEqual([0x89, 0x88])
  })

  it('compresses a prepared message once for all that agreed alike', () => {
    const message = new PreparedMessage('news '.repeat(100))
    const frames = [1, 2, 3].map(() => {
      const connection = compressing()
      connection.sendPrepared(message)
      return connection.takeOutput()[0]!
    })
    expect(frames[0]![0]).toBe(0xc1)
    expect(frames.every((frame) => frame === frames[0])).toBe(true)
    const plain = server()
    plain.sendPrepared(message)
    expect(plain.takeOutput()[0]![0]).toBe(0x81)
    const narrow = server({
      deflate: deflate(false, { parameters: { ...deflate(false).parameters, serverMaxWindowBits: 9 } }),
    })
    narrow.sendPrepared(message)
    expect(narrow.takeOutput()[0]).not.toBe(frames[0])
  })
})

const message = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 200 }),
  fc.constantFrom('the same again', 'x'.repeat(5_000)),
  fc.uint8Array({ maxLength: 200 }),
)

/** What a text becomes on the wire: lone surrogates become U+FFFD. */
function wellFormed(text: string): string {
  return Buffer.from(text, 'utf8').toString('utf8')
}

/** Everything that `from` has to say, in pieces of any size. */
function carry(from: Connection, to: Connection, size: number): void {
  const all = joined(from.takeOutput())
  for (let at = 0; at < all.length; at += size) to.receive(all.subarray(at, at + size))
}

describe('both ends', () => {
  it.each([
    ['without context', false],
    ['with context', true],
  ])('understand each other, %s, at any context and in any pieces', (_, takeover) => {
    const bits = fc.integer({ min: 8, max: 15 })
    fc.assert(
      fc.property(
        fc.array(message, { maxLength: 8 }),
        bits,
        bits,
        fc.integer({ min: 1, max: 999 }),
        (messages, s, c, size) => {
          const parameters = { ...deflate(takeover).parameters, serverMaxWindowBits: s, clientMaxWindowBits: c }
          const ends = [
            server({ deflate: deflate(takeover, { parameters }) }),
            client({ deflate: deflate(takeover, { parameters }) }),
          ]
          for (const [from, to] of [ends, [...ends].reverse()] as [Connection, Connection][]) {
            for (const data of messages) from.sendPrepared(new PreparedMessage(data))
            carry(from, to, size)
            expect(
              to
                .takeEvents()
                .map((event) =>
                  event.type === 'text' ? event.text : event.type === 'binary' ? hex(event.bytes) : event,
                ),
            ).toEqual(messages.map((data) => (typeof data === 'string' ? wellFormed(data) : hex(data))))
          }
        },
      ),
      { numRuns: 100 },
    )
  })

  // Node gives and takes Buffers, whose `slice` is a view: the contexts must be copies all the same.
  it('keep contexts of their own, whatever is done to the bytes of a message afterwards', () => {
    const parameters = { ...deflate(true).parameters, serverMaxWindowBits: 9, clientMaxWindowBits: 9 }
    const [here, there] = [
      server({ deflate: deflate(true, { parameters }) }),
      client({ deflate: deflate(true, { parameters }) }),
    ]
    const numbers = Array.from({ length: 40_000 }, (_, at) => (at * at) % 251)
    for (let round = 0; round < 3; round++) {
      const sent = Buffer.from(numbers)
      here.sendBinary(sent)
      sent.fill(0)
      there.receive(joined(here.takeOutput()))
      const [event] = there.takeEvents()
      const heard = event?.type === 'binary' ? event.bytes : new Uint8Array(0)
      expect(Buffer.compare(heard, Buffer.from(numbers))).toBe(0)
      heard.fill(0)
    }
  })

  it('send less where messages may refer to earlier ones', () => {
    const sizes = [false, true].map((takeover) => {
      const connection = compressing({}, takeover)
      for (let at = 0; at < 5; at++) connection.sendText(`{"type":"trade","price":${at},"quantity":1,"side":"buy"}`)
      return connection.outputBytes
    })
    expect(sizes[1]).toBeLessThan(sizes[0]! * 0.6)
  })
})
