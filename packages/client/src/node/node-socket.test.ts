import { once } from 'node:events'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, onTestFinished, test } from 'vitest'
import { WebSocketServer } from 'ws'
import { openedAt, talk, welcome } from '../testing/scripted-server.ts'
import { connect } from './connect.ts'
import { nodeEnvironment } from './node-environment.ts'
import { openNodeSocket } from './node-socket.ts'

async function listen() {
  const http = createServer((_request, response) => response.writeHead(404).end('nothing here'))
  const server = new WebSocketServer({ server: http, path: '/parley' })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => {
    for (const client of server.clients) client.terminate()
    http.close()
  })
  const { port } = http.address() as AddressInfo
  return { server, origin: `http://127.0.0.1:${port}` }
}

/** Keeps what a socket says, and waits for it. */
function listener() {
  const heard: string[] = []
  let wake = () => {}
  const push = (text: string) => {
    heard.push(text)
    wake()
  }
  return {
    heard,
    on: {
      opened: () => push('opened'),
      message: push,
      closed: (code: number, reason: string) => push(`closed ${code} ${reason}`),
    },
    async until(count: number) {
      while (heard.length < count) {
        await new Promise<void>((resolve) => {
          wake = resolve
        })
      }
      return heard
    },
  }
}

test('texts go both ways, whole and in order, and the close handshake ends it', async () => {
  const { server, origin } = await listen()
  server.on('connection', (peer) => peer.on('message', (bytes) => peer.send(String(bytes))))
  const { on, until } = listener()
  const socket = openNodeSocket(`${origin.replace('http', 'ws')}/parley`, on, {})
  await until(1)
  const long = '안녕 '.repeat(100_000)
  socket.send('one')
  socket.send(long)
  expect(await until(3)).toEqual(['opened', 'one', long])
  socket.close(1000, 'bye')
  expect((await until(4)).at(-1)).toBe('closed 1000 bye')
})

test('the code and reason of the server arrive', async () => {
  const { server, origin } = await listen()
  server.on('connection', (peer) => peer.close(4501, 'who are you'))
  const { on, until } = listener()
  openNodeSocket(`${origin.replace('http', 'ws')}/parley`, on, {})
  expect(await until(2)).toEqual(['opened', 'closed 4501 who are you'])
})

test('a connection that is reset is closed with 1006', async () => {
  const { server, origin } = await listen()
  server.on('connection', (peer) => peer.terminate())
  const { on, until } = listener()
  openNodeSocket(`${origin.replace('http', 'ws')}/parley`, on, {})
  expect(await until(2)).toEqual(['opened', 'closed 1006 '])
})

test('headers of the environment go with the opening request', async () => {
  const { server, origin } = await listen()
  const cookie = new Promise((resolve) => {
    server.on('connection', (_peer, request) => resolve(request.headers.cookie))
  })
  const connection = connect(origin, { environment: nodeEnvironment({ headers: { cookie: 'session=1' } }) })
  onTestFinished(() => connection.close())
  expect(await cookie).toBe('session=1')
})

test('what is no WebSocket server says why it cannot be used', async () => {
  const { origin } = await listen()
  const wrongPath = listener()
  openNodeSocket(`${origin.replace('http', 'ws')}/other`, wrongPath.on, {})
  expect((await wrongPath.until(1))[0]).toMatch(/^closed 1006 ws:\/\/.*\/other answered 400 Bad Request /)
  const nobody = listener()
  openNodeSocket('ws://127.0.0.1:1/parley', nobody.on, {})
  expect((await nobody.until(1))[0]).toMatch(/^closed 1006 No connection to .*ECONNREFUSED/)
})

/** A server that refuses every upgrade with this answer, and says why when it is asked. */
async function refusing(body: string) {
  const asked: string[] = []
  const http = createServer((request, response) => {
    asked.push(request.url ?? '')
    response.end(JSON.stringify({ code: 'handshake/host', message: 'Not that host.', fix: 'Name it.' }))
  })
  http.on('upgrade', (request, socket) => {
    asked.push(request.url ?? '')
    const length = Buffer.byteLength(body)
    socket.end(`HTTP/1.1 403 Forbidden\r\nContent-Type: application/json\r\nContent-Length: ${length}\r\n\r\n${body}`)
  })
  http.listen(0, '127.0.0.1')
  await once(http, 'listening')
  onTestFinished(() => void http.close())
  return { asked, origin: `http://127.0.0.1:${(http.address() as AddressInfo).port}` }
}

/** What a connection gives as its reason, once it is more than that there is none; and what it says aloud. */
async function reasonFrom(origin: string) {
  const lines: string[] = []
  const environment = { ...nodeEnvironment(), say: (line: string) => void lines.push(line) }
  const connection = connect(origin, { environment })
  onTestFinished(() => connection.close())
  const reason = await new Promise((resolve) => {
    connection.onStatus((status) => {
      if (status.state === 'waiting' && status.reason.code !== 'client/unreachable') resolve(status.reason)
    })
  })
  return { reason, lines }
}

test('an answer that explains itself is the reason, and nobody is asked', async () => {
  const refusal = { code: 'handshake/origin', message: 'Not from there.', fix: 'Add it.' }
  const { asked, origin } = await refusing(JSON.stringify(refusal))
  const { reason, lines } = await reasonFrom(origin)
  expect(reason).toEqual(refusal)
  expect(lines).toEqual(['Parley: Not from there. (handshake/origin) Fix: Add it.'])
  expect(asked.filter((url) => url.includes('/why'))).toEqual([])
})

test('of an answer that says nothing, the server is asked why', async () => {
  const { asked, origin } = await refusing('')
  const { reason } = await reasonFrom(origin)
  expect(reason).toEqual({ code: 'handshake/host', message: 'Not that host.', fix: 'Name it.' })
  const [first = ''] = asked
  expect(first).toMatch(/^\/parley\?attempt=[a-z0-9]{20}$/)
  expect(asked.find((url) => url.includes('/why'))).toBe(first.replace('/parley', '/parley/why'))
})

test('what can never work ends like what does not work now', async () => {
  const { on, until } = listener()
  const socket = openNodeSocket('ws://127.0.0.1:1/parley', on, { 'Sec-WebSocket-Key': 'mine' })
  socket.send('into the void')
  expect(await until(1)).toEqual(['closed 1006 expected a header other than Sec-WebSocket-Key, which is set for you'])
  socket.close()
  expect(await until(1)).toHaveLength(1)
})

test('a socket closed before it is open ends once', async () => {
  const { origin } = await listen()
  const { on, heard, until } = listener()
  openNodeSocket(`${origin.replace('http', 'ws')}/parley`, on, {}).close()
  await until(1)
  expect(heard).toEqual(['closed 1006 Closed before it was open.'])
})

test('a client opens a channel over a real socket', async () => {
  const { server, origin } = await listen()
  server.on('connection', (peer) => {
    peer.on('message', (bytes) => {
      const { type } = JSON.parse(String(bytes))
      if (type === 'hello') peer.send(JSON.stringify(welcome))
      if (type === 'open') peer.send(JSON.stringify(openedAt(1, ['hello'])))
    })
  })
  const connection = connect(origin)
  onTestFinished(() => connection.close())
  const room = connection.open(talk, 'tea', 'room')
  await new Promise<void>((resolve) => {
    room.onChange(() => {
      if (room.status === 'open') resolve()
    })
  })
  expect(room.state.texts).toEqual(['hello'])
})
