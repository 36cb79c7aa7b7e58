import { describe, expect, test } from 'vitest'
import {
  bytes,
  client,
  expectEvents,
  expectFailing,
  frameTo,
  hex,
  joined,
  receiveInPieces,
  server,
  utf8,
} from '../test/speaking.ts'

describe.each([
  ['a reserved bit', 'c180 00000000', 1002, 'frame/reserved-bits'],
  ['a reserved data opcode', '8380 00000000', 1002, 'frame/reserved-opcode'],
  ['a reserved control opcode', '8b80 00000000', 1002, 'frame/reserved-opcode'],
  ['an unmasked frame', '8101 61', 1002, 'frame/unmasked'],
  ['a fragmented ping', '0980 00000000', 1002, 'control/fragmented'],
  ['a ping of 126 bytes', '89fe007e', 1002, 'control/too-long'],
  ['a continuation of nothing', '8080 00000000', 1002, 'message/unexpected-continuation'],
  ['a new message inside another', '0180 00000000 8180 00000000', 1002, 'message/unfinished'],
  ['a 16-bit length of 125', '82fe007d', 1002, 'frame/length-not-minimal'],
  ['a 64-bit length of 65535', '82ff000000000000ffff', 1002, 'frame/length-not-minimal'],
  ['an announced length of 2^40', '82ff0000010000000000', 1009, 'message/too-large'],
  ['an announced length of 2^63', '82ff8000000000000000', 1009, 'message/too-large'],
  ['a close body of one byte', '8881 00000000 03', 1002, 'close/short-body'],
  ['the close code 1005', '8882 00000000 03ed', 1002, 'close/illegal-code'],
  ['the close code 0', '8882 00000000 0000', 1002, 'close/illegal-code'],
  ['a close reason that is no text', '8883 00000000 03e8ff', 1007, 'close/invalid-utf8'],
  ['a whole text that is no text', '8182 00000000 c328', 1007, 'message/invalid-utf8'],
  ['a text that ends inside a character', '8182 00000000 61c3', 1007, 'message/invalid-utf8'],
  ['an incomplete frame with an impossible byte', '8189 00000000 61ff', 1007, 'message/invalid-utf8'],
  ['an impossible byte over fragments', '0181 00000000 c3 8089 00000000 28', 1007, 'message/invalid-utf8'],
  ['a fragmented text that ends inside a character', '0181 00000000 61 8081 00000000 c3', 1007, 'message/invalid-utf8'],
] as const)('%s', (_, text, closeCode, fault) => {
  test.each([1, 2, 3, 100])(`fails the connection with ${closeCode}, in pieces of %i`, (size) => {
    const connection = server()
    receiveInPieces(connection, bytes(text), size)
    expect(expectFailing(connection, closeCode, fault)).toEqual([])
  })

  test('gets no second close frame if we had closed already', () => {
    const connection = server()
    connection.close(1000)
    connection.takeOutput()
    connection.receive(bytes(text))
    expect(connection.takeEvents()).toMatchObject([{ type: 'closed', code: closeCode, clean: false, by: 'self' }])
    expect(connection.hasOutput).toBe(false)
  })
})

test('a masked frame fails a client with 1002', () => {
  const connection = client()
  connection.receive(frameTo('server', 1, 'a'))
  expectFailing(connection, 1002, 'frame/masked')
})

describe('messages before the end, in the same read', () => {
  const broken = {
    'a broken header': bytes('ffff'),
    'text that is no UTF-8': frameTo('server', 1, bytes('ff')),
    'such text in pieces': joined([frameTo('server', 1, 'x', { fin: false }), frameTo('server', 0, bytes('ff'))]),
    'a message that is too large': frameTo('server', 2, new Uint8Array(200)),
    'a close frame with a code that must not be': frameTo('server', 8, bytes('03ed')),
    'a close frame': frameTo('server', 8, bytes('03e8')),
  }

  test.each(Object.entries(broken))('are answered before %s ends it', (_what, end) => {
    const connection = server({ maxMessageBytes: 100 })
    const all = joined([frameTo('server', 1, 'a'), frameTo('server', 2, 'b'), end, frameTo('server', 1, 'never')])
    const taken = connection.receive(all)
    expect(taken).toBeLessThan(all.length)
    expectEvents(connection, { type: 'text', text: 'a' }, { type: 'binary', bytes: utf8('b') })
    expect(connection.sendText('answer')).toBe(true)
    expect(connection.receive(all.subarray(taken))).toBe(all.length - taken)
    expect(connection.takeEvents()).toMatchObject([{ type: 'closed' }])
    expect(connection.takeOutput().map(([first]) => first)).toEqual([0x81, 0x88])
    connection.receive(all)
    connection.receiveEnd()
    expect(connection.takeEvents()).toEqual([])
  })

  test.each(Object.entries(broken))('are answered also where %s is the last there is', (_what, end) => {
    const connection = server({ maxMessageBytes: 100 })
    const all = joined([frameTo('server', 1, 'a'), end])
    const taken = connection.receive(all)
    expect(connection.takeEvents()).toMatchObject([{ type: 'text' }])
    expect(connection.state).toBe('open')
    connection.receive(all.subarray(taken))
    expect(connection.state).toBe('closed')
  })

  test('a transport that ends meanwhile does not make a goodbye unclean', () => {
    const connection = server()
    connection.receive(joined([frameTo('server', 1, 'a'), frameTo('server', 8, bytes('03e8'))]))
    connection.receiveEnd()
    expect(connection.takeEvents()).toMatchObject([{ type: 'text' }, { type: 'closed', code: 1000, clean: true }])
  })

  test('a driver that gives up meanwhile has the last word', () => {
    const connection = server()
    const all = joined([frameTo('server', 1, 'a'), frameTo('server', 8, bytes('03e8'))])
    const taken = connection.receive(all)
    connection.fail(1008, 'enough')
    connection.receive(all.subarray(taken))
    expect(connection.takeEvents()).toMatchObject([{ type: 'text' }, { type: 'closed', code: 1008 }])
  })
})

describe('illegal close codes', () => {
  test.each([1, 999, 1004, 1005, 1006, 1015, 1016, 2000, 2999, 5000, 65_535])('%i is refused with 1002', (code) => {
    const connection = server()
    connection.receive(frameTo('server', 8, Uint8Array.of(code >> 8, code)))
    expectFailing(connection, 1002, 'close/illegal-code')
  })
})

describe('limits', () => {
  test('a message of exactly the limit passes, one byte more fails with 1009', () => {
    const connection = server({ maxMessageBytes: 10 })
    connection.receive(frameTo('server', 1, 'x'.repeat(10)))
    expectEvents(connection, { type: 'text', text: 'x'.repeat(10) })
    connection.receive(bytes('818b'))
    expectFailing(connection, 1009, 'message/too-large')
  })

  test('fragments add up, and the header that goes past the limit is enough', () => {
    const connection = server({ maxMessageBytes: 10 })
    connection.receive(frameTo('server', 1, 'x'.repeat(6), { fin: false }))
    connection.receive(bytes('8085'))
    expectFailing(connection, 1009, 'message/too-large')
  })

  test('a frame past its own limit fails with 1009', () => {
    const connection = server({ maxFrameBytes: 4 })
    connection.receive(frameTo('server', 2, 'four', { fin: false }))
    connection.receive(frameTo('server', 9, 'control'))
    connection.receive(bytes('8085'))
    expectFailing(connection, 1009, 'frame/too-large')
  })

  test('empty fragments count', () => {
    const connection = server({ maxFragments: 3 })
    for (const _ of [1, 2]) {
      connection.receive(frameTo('server', 2, '', { fin: false }))
      connection.receive(frameTo('server', 0, '', { fin: false }))
      connection.receive(frameTo('server', 0, ''))
    }
    expect(connection.takeEvents().length).toBe(2)
    for (const opcode of [2, 0, 0, 0]) connection.receive(frameTo('server', opcode, '', { fin: false }))
    expectFailing(connection, 1008, 'message/too-many-fragments')
  })

  test('the fragments of one message start from none', () => {
    const connection = server()
    for (let at = 0; at < 1025; at++) connection.receive(frameTo('server', at === 0 ? 2 : 0, '', { fin: false }))
    expectFailing(connection, 1008, 'message/too-many-fragments')
  })

  test('of more pings in one read than pongs may wait, the newest is answered (RFC 6455 §5.5.3)', () => {
    const connection = server({ maxPendingPongs: 2 })
    connection.receive(joined(['1', '2', '3', '44'].map((payload) => frameTo('server', 9, payload))))
    connection.sendText('x')
    expect(connection.outputBytes).toBe(3 + 4 + 3)
    expect(hex(connection.takeOutput())).toBe('8a0131 8a023434 810178')
    expect(connection.takeEvents().length).toBe(4)
  })

  test('a ping that comes while as many pongs wait as may fails with 1008', () => {
    const connection = server()
    const pings = joined(Array.from({ length: 70 }, () => frameTo('server', 9, '')))
    connection.receive(pings)
    expect(connection.state).toBe('open')
    connection.receive(frameTo('server', 9, ''))
    expect(expectFailing(connection, 1008, 'control/ping-flood').length).toBe(70)
  })

  test('pongs that were taken do not count', () => {
    const connection = server({ maxPendingPongs: 1 })
    for (let round = 0; round < 5; round++) {
      connection.receive(frameTo('server', 9, ''))
      expect(connection.takeOutput().length).toBe(1)
    }
    expect(connection.state).toBe('open')
  })
})

describe('text is checked as it arrives', () => {
  test('every split of a broken text fails at the same byte', () => {
    const frame = frameTo('server', 1, joined([utf8('κόσμε'), bytes('eda080'), utf8('edited')]))
    const failing = 6 + utf8('κόσμε').length + 2
    for (let split = 1; split < failing; split++) {
      const connection = server()
      connection.receive(frame.slice(0, split))
      connection.receive(frame.slice(split, failing - 1))
      expect(connection.state).toBe('open')
      connection.receive(frame.slice(failing - 1, failing))
      expectFailing(connection, 1007, 'message/invalid-utf8')
    }
  })

  test('bytes that are no text are welcome in a binary message', () => {
    const connection = server()
    receiveInPieces(connection, frameTo('server', 2, bytes('c328ff')), 1)
    expectEvents(connection, { type: 'binary', bytes: bytes('c328ff') })
  })
})
