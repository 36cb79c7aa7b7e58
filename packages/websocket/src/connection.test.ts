import { describe, expect, test } from 'vitest'
import {
  bytes,
  client,
  expectClean,
  expectEvents,
  expectOutput,
  frameTo,
  hex,
  joined,
  receiveInPieces,
  server,
} from '../test/speaking.ts'
import { PreparedMessage } from './index.ts'

const HELLO = bytes('48656c6c6f')

describe('the examples of RFC 6455 §5.7', () => {
  test('a single-frame unmasked text message', () => {
    const connection = client()
    connection.receive(bytes('810548656c6c6f'))
    expectEvents(connection, { type: 'text', text: 'Hello' })
    const other = server()
    other.sendText('Hello')
    expectOutput(other, '810548656c6c6f')
  })

  test('a single-frame masked text message', () => {
    const connection = server()
    connection.receive(bytes('818537fa213d7f9f4d5158'))
    expectEvents(connection, { type: 'text', text: 'Hello' })
    const other = client()
    other.sendText('Hello')
    expectOutput(other, '818537fa213d7f9f4d5158')
  })

  test('a fragmented unmasked text message', () => {
    const connection = client()
    connection.receive(bytes('010348656c'))
    expectEvents(connection)
    connection.receive(bytes('80026c6f'))
    expectEvents(connection, { type: 'text', text: 'Hello' })
  })

  test('an unmasked ping and its masked pong', () => {
    const connection = client()
    connection.receive(bytes('890548656c6c6f'))
    expectEvents(connection, { type: 'ping', payload: HELLO })
    expectOutput(connection, '8a8537fa213d7f9f4d5158')
    const other = server()
    other.receive(bytes('8a8537fa213d7f9f4d5158'))
    expectEvents(other, { type: 'pong', payload: HELLO })
    expectOutput(other)
  })

  test.each([256, 65_536])('a binary message of %i bytes in a single unmasked frame', (length) => {
    const data = Uint8Array.from({ length }, (_, at) => at)
    const connection = client()
    connection.receive(frameTo('client', 2, data))
    expectEvents(connection, { type: 'binary', bytes: data })
    const other = server()
    other.sendBinary(data)
    expectOutput(other, hex(frameTo('client', 2, data)))
  })
})

describe.each(['server', 'client'] as const)('a %s', (role) => {
  const open = role === 'server' ? server : client
  const other = role === 'server' ? 'client' : 'server'

  test('receives several frames in one piece, and one frame in many', () => {
    const frames = [frameTo(role, 1, 'a'), frameTo(role, 2, bytes('01')), frameTo(role, 1, ''), frameTo(role, 10, 'p')]
    for (const size of [1, 2, 3, 7, 1000]) {
      const connection = open()
      receiveInPieces(connection, joined(frames), size)
      expectEvents(
        connection,
        { type: 'text', text: 'a' },
        { type: 'binary', bytes: bytes('01') },
        { type: 'text', text: '' },
        { type: 'pong', payload: bytes('70') },
      )
    }
  })

  test('delivers control frames at once inside a fragmented message', () => {
    const connection = open()
    connection.receive(frameTo(role, 1, 'Hel', { fin: false }))
    connection.receive(frameTo(role, 9, 'p'))
    expectEvents(connection, { type: 'ping', payload: bytes('70') })
    expectOutput(connection, hex(frameTo(other, 10, 'p')))
    connection.receive(frameTo(role, 0, '', { fin: false }))
    connection.receive(frameTo(role, 10, ''))
    expectEvents(connection, { type: 'pong', payload: new Uint8Array() })
    connection.receive(frameTo(role, 0, 'lo'))
    expectEvents(connection, { type: 'text', text: 'Hello' })
  })

  test('gathers a binary message and a character over fragments', () => {
    const connection = open()
    connection.receive(frameTo(role, 2, bytes('0102'), { fin: false }))
    connection.receive(frameTo(role, 0, bytes('03')))
    connection.receive(frameTo(role, 1, bytes('ed95'), { fin: false }))
    connection.receive(frameTo(role, 0, bytes('9c')))
    expectEvents(connection, { type: 'binary', bytes: bytes('010203') }, { type: 'text', text: '한' })
  })

  test('echoes the code of a close frame and is closed', () => {
    const connection = open()
    connection.receive(frameTo(role, 8, joined([bytes('03e9'), Buffer.from('going')])))
    expectOutput(connection, hex(frameTo(other, 8, bytes('03e9'))))
    expect(connection.shouldEndTransport).toBe(true)
    expectClean(connection, 1001, 'going', 'peer')
  })

  test('answers an empty close frame with an empty one', () => {
    const connection = open()
    connection.receive(frameTo(role, 8, ''))
    expectOutput(connection, hex(frameTo(other, 8, '')))
    expectClean(connection, 1005, '', 'peer')
  })

  test('hears nothing after the close frame of the peer, not even in the same piece', () => {
    const connection = open()
    connection.receive(joined([frameTo(role, 8, ''), frameTo(role, 1, 'late'), bytes('ffff')]))
    connection.receive(bytes('ffff'))
    connection.receiveEnd()
    expectEvents(connection, { type: 'closed', code: 1005, reason: '', clean: true, by: 'peer' })
    expectOutput(connection, hex(frameTo(other, 8, '')))
  })

  test('closes: begins, still hears and answers pings, ends with the peer’s close frame', () => {
    const connection = open()
    connection.close(4000, 'bye')
    connection.close(4001)
    expect(connection.state).toBe('closing')
    expect(connection.shouldEndTransport).toBe(false)
    connection.receive(frameTo(role, 1, 'in flight'))
    connection.receive(frameTo(role, 9, ''))
    expectEvents(connection, { type: 'text', text: 'in flight' }, { type: 'ping', payload: new Uint8Array() })
    expectOutput(
      connection,
      hex(frameTo(other, 8, joined([bytes('0fa0'), Buffer.from('bye')]))),
      hex(frameTo(other, 10, '')),
    )
    connection.receive(frameTo(role, 8, bytes('0fa0')))
    expectOutput(connection)
    expectClean(connection, 4000, '', 'self')
  })

  test('queues nothing once closing or closed', () => {
    const connection = open()
    connection.close()
    expectOutput(connection, hex(frameTo(other, 8, '')))
    for (let round = 0; round < 2; round++) {
      expect(connection.sendText('a')).toBe(false)
      expect(connection.sendBinary(bytes('01'))).toBe(false)
      expect(connection.ping()).toBe(false)
      expect(connection.pong()).toBe(false)
      expect(connection.sendPrepared(new PreparedMessage('a'))).toBe(false)
      expect(connection.hasOutput).toBe(false)
      connection.receiveEnd()
    }
    connection.close(1000)
    expect(connection.hasOutput).toBe(false)
  })

  test('a transport that ends without a close handshake gives 1006, once', () => {
    for (const before of [
      '',
      '81',
      hex(frameTo(role, 1, 'half')).slice(0, -2),
      hex(frameTo(role, 1, 'a', { fin: false })),
    ]) {
      const connection = open()
      connection.receive(bytes(before))
      connection.receiveEnd()
      connection.receiveEnd()
      expect(connection.state).toBe('closed')
      expectEvents(connection, { type: 'closed', code: 1006, reason: '', clean: false, by: 'transport' })
    }
    const connection = open()
    connection.close(1000)
    connection.receiveEnd()
    expectEvents(connection, { type: 'closed', code: 1006, reason: '', clean: false, by: 'transport' })
  })

  test('sends pings and pongs', () => {
    const connection = open()
    expect(connection.hasOutput).toBe(false)
    expect(connection.ping(HELLO)).toBe(true)
    expect(connection.pong()).toBe(true)
    expect(connection.hasOutput).toBe(true)
    expectOutput(connection, hex(frameTo(other, 9, HELLO)), hex(frameTo(other, 10, '')))
    expect(connection.hasOutput).toBe(false)
  })

  test('a caller’s mistake throws and queues nothing, in every state', () => {
    const connection = open()
    for (let round = 0; round < 2; round++) {
      const failing = (code: string) => expect.objectContaining({ name: 'UsageError', code })
      const notBytes: unknown = 5
      expect(() => connection.ping(new Uint8Array(126))).toThrow(failing('ERR_CONTROL_PAYLOAD'))
      expect(() => connection.pong(notBytes as Uint8Array)).toThrow(failing('ERR_PAYLOAD_TYPE'))
      expect(() => connection.sendBinary(notBytes as Uint8Array)).toThrow(failing('ERR_PAYLOAD_TYPE'))
      expect(() => connection.close(1005)).toThrow(failing('ERR_CLOSE_CODE'))
      expect(() => connection.close(1000, 'x'.repeat(124))).toThrow(failing('ERR_CLOSE_REASON'))
      expect(connection.hasOutput).toBe(false)
      connection.receiveEnd()
    }
  })
})

test('the bytes received are neither changed nor kept', () => {
  const connection = server()
  const whole = joined([frameTo('server', 2, new Uint8Array(100)), frameTo('server', 1, 'x'.repeat(100))])
  const reused = new Uint8Array(64)
  for (let at = 0; at < whole.length; at += 64) {
    const part = whole.subarray(at, at + 64)
    reused.set(part)
    connection.receive(reused.subarray(0, part.length))
    expect(reused.subarray(0, part.length)).toEqual(part)
    reused.fill(0xff)
  }
  expectEvents(connection, { type: 'binary', bytes: new Uint8Array(100) }, { type: 'text', text: 'x'.repeat(100) })
})

test('a prepared message is framed once for many servers, and masked anew by each client', () => {
  const text = new PreparedMessage('news')
  const [one, other] = [server(), server()]
  expect([one.sendPrepared(text), other.sendPrepared(text)]).toEqual([true, true])
  const [frame] = one.takeOutput()
  expect(hex(frame!)).toBe('81046e657773')
  expect(other.takeOutput()[0]).toBe(frame)
  const here = client()
  here.sendPrepared(text)
  here.sendPrepared(new PreparedMessage(bytes('01')))
  expectOutput(here, hex(frameTo('server', 1, 'news')), hex(frameTo('server', 2, bytes('01'))))
  one.close()
  expect(one.sendPrepared(text)).toBe(false)
})

// Of a Buffer, `slice` is a view of the same bytes.
test.each([bytes('0102'), Buffer.of(1, 2)])('a prepared message keeps bytes of its own', (data) => {
  const message = new PreparedMessage(data)
  data[0] = 9
  const connection = server()
  connection.sendPrepared(message)
  expectOutput(connection, '82020102')
  expect(() => new PreparedMessage(5 as unknown as string)).toThrow(
    expect.objectContaining({ code: 'ERR_PAYLOAD_TYPE' }),
  )
})

test('a driver that gives up says why, and hears no more', () => {
  const connection = server()
  connection.fail(1008, 'too much')
  connection.receive(frameTo('server', 1, 'more'))
  connection.fail(1011, 'again')
  expectOutput(connection, '880a03f0746f6f206d756368')
  expectEvents(connection, { type: 'closed', code: 1008, reason: 'too much', clean: false, by: 'self' })
  expect(connection.shouldEndTransport).toBe(true)
  const closing = server()
  closing.close(1000)
  closing.fail(1008, 'too much')
  expectOutput(closing, '880203e8')
})

test('an unfinished message has a number until it is whole', () => {
  const connection = server()
  expect(connection.unfinishedMessage).toBe(0)
  const frame = frameTo('server', 1, 'text')
  connection.receive(frame.subarray(0, 1))
  expect(connection.unfinishedMessage).toBe(1)
  connection.receive(frame.subarray(1, 8))
  expect(connection.unfinishedMessage).toBe(1)
  connection.receive(frame.subarray(8))
  expect(connection.unfinishedMessage).toBe(0)
  connection.receive(frameTo('server', 2, '', { fin: false }))
  connection.receive(frameTo('server', 9, ''))
  expect(connection.unfinishedMessage).toBe(2)
  connection.receive(frameTo('server', 0, ''))
  expect(connection.unfinishedMessage).toBe(0)
})

test('nothing to take costs nothing, and cannot be filled', () => {
  expect(server().takeEvents()).toBe(client().takeEvents())
  expect(server().takeOutput()).toBe(client().takeOutput())
  expect(Object.isFrozen(server().takeEvents())).toBe(true)
})

test('both sides may begin to close at once', () => {
  const [here, there] = [server(), client()]
  here.close(1001)
  there.close(1000)
  for (const part of here.takeOutput()) there.receive(part)
  for (const part of there.takeOutput()) here.receive(part)
  expectClean(here, 1000, '', 'self')
  expectClean(there, 1001, '', 'self')
})

test('each frame of a client has a key of its own', () => {
  let next = 0
  const connection = client({ maskingKey: () => Uint8Array.of(0, 0, 0, next++) })
  connection.sendText('a')
  connection.sendBinary(bytes('61'))
  connection.receive(frameTo('client', 9, ''))
  expectOutput(connection, '81810000000061', '82810000000161', '8a8000000002')
})
