// @vitest-environment happy-dom
import { afterEach, expect, test, vi } from 'vitest'
import { browserEnvironment } from './browser-environment.ts'
import { connect } from './connect.ts'

afterEach(() => vi.unstubAllGlobals())

class FakeWebSocket {
  static readonly OPEN = 1
  static last: FakeWebSocket
  readonly url: string
  readonly sent: string[] = []
  readyState = 0
  closedWith: number | undefined
  onopen = () => {}
  onmessage = (_event: { data: unknown }) => {}
  onerror = () => {}
  onclose = (_event: { code: number; reason: string }) => {}

  constructor(url: string) {
    if (url.includes('forbidden')) throw new Error('SecurityError')
    this.url = url
    FakeWebSocket.last = this
  }

  send(text: string) {
    this.sent.push(text)
  }

  close(code: number) {
    this.closedWith = code
  }
}

function dial(url: string) {
  vi.stubGlobal('WebSocket', FakeWebSocket)
  const heard: unknown[] = []
  const { promise: isClosed, resolve } = withResolvers()
  const socket = browserEnvironment().openSocket(url, {
    opened: () => heard.push('opened'),
    message: (text) => heard.push(text),
    closed: (code, reason) => {
      heard.push([code, reason])
      resolve()
    },
  })
  return { socket, heard, isClosed }
}

function withResolvers() {
  let resolve = () => {}
  const promise = new Promise<void>((done) => {
    resolve = done
  })
  return { promise, resolve }
}

test('a socket passes texts on, leaves binary out, and sends only while it is open', () => {
  const { socket, heard } = dial('ws://host/parley')
  const { last } = FakeWebSocket
  socket.send('too early')
  last.readyState = FakeWebSocket.OPEN
  last.onopen()
  socket.send('hello')
  last.onmessage({ data: 'text' })
  last.onmessage({ data: new ArrayBuffer(1) })
  last.onclose({ code: 4501, reason: 'who' })
  socket.close()
  expect(heard).toEqual(['opened', 'text', [4501, 'who']])
  expect(last.sent).toEqual(['hello'])
  expect(last.closedWith).toBe(1000)
})

test('a constructor that throws arrives as closed, later', async () => {
  const { heard, isClosed } = dial('ws://forbidden/parley')
  expect(heard).toEqual([])
  await isClosed
  expect(heard).toEqual([[1006, 'Error: SecurityError']])
})

test('an error that no close follows ends it, one that a close follows ends it once', async () => {
  const forbidden = dial('ws://host/parley')
  FakeWebSocket.last.onerror()
  await forbidden.isClosed
  expect(forbidden.heard).toEqual([[1006, '']])
  const failed = dial('ws://host/parley')
  FakeWebSocket.last.onerror()
  FakeWebSocket.last.onclose({ code: 1006, reason: '' })
  await new Promise((resolve) => setTimeout(resolve, 0))
  expect(failed.heard).toEqual([[1006, '']])
})

test('the network, and a page that wakes up, are told of until nobody asks', () => {
  let told = 0
  const stop = browserEnvironment().onOnlineChange!(() => {
    told += 1
  })
  for (const type of ['online', 'offline', 'pageshow']) dispatchEvent(new Event(type))
  expect(told).toBe(3)
  document.dispatchEvent(new Event('visibilitychange'))
  document.dispatchEvent(new Event('resume'))
  expect(told).toBe(5)
  vi.spyOn(document, 'visibilityState', 'get').mockReturnValue('hidden')
  document.dispatchEvent(new Event('visibilitychange'))
  stop()
  dispatchEvent(new Event('online'))
  expect(told).toBe(5)
})

test('without a URL the page’s own host is dialled, at /parley', () => {
  vi.stubGlobal('WebSocket', FakeWebSocket)
  vi.stubGlobal('location', { href: 'https://shop.example/cart?x=1' })
  const connection = connect()
  expect(FakeWebSocket.last.url).toMatch(/^wss:\/\/shop\.example\/parley\?attempt=[a-z0-9]{20}$/)
  connection.close()
})

test('chance is in [0, 1) and does not repeat', () => {
  const { random } = browserEnvironment()
  const draws = Array.from({ length: 1000 }, random)
  expect(draws.every((draw) => draw >= 0 && draw < 1)).toBe(true)
  expect(new Set(draws).size).toBeGreaterThan(990)
})
