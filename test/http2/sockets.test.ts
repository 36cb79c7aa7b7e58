import type { IncomingMessage } from 'node:http'
import { chat } from '@parley/chat/server'
import type { Socket, User } from '@parley/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../packages/server/test/raw-frames.ts'
import { until } from '../../packages/server/test/wait.ts'
import { kinds, served } from './served.ts'

const echo = { onSocket: (socket: Socket) => void socket.on('message', (data) => void socket.send(data)) }

describe.each(kinds)('an HTTP/2 server (%s)', (kind) => {
  it('carries two WebSockets and ordinary requests on one session', async () => {
    await using place = await served(echo, kind)
    using client = await place.connect()
    expect(client.mayOpenWebSockets).toBe(true)
    const [ana, ben] = [await client.open(), await client.open('/parley?as=ben')]
    ana.text('from Ana')
    ben.text('from Ben')
    expect([await ana.heard(), await ben.heard()]).toEqual(['from Ana', 'from Ben'])
    expect(await client.get('/hello')).toMatchObject({ status: 200, body: 'app 2.0 /hello' })
    expect(place.attached.socketCount).toBe(2)
    expect(place.connections.size).toBe(1)

    await ana.leave()
    expect(ana.stream.rstCode).toBe(0)
    await until(() => place.attached.socketCount === 1, 'one to be gone')
    ben.text('still here')
    expect(await ben.heard()).toBe('still here')
    await ben.leave()
    expect(await client.get('/bye')).toMatchObject({ body: 'app 2.0 /bye' })
  })
})

describe('a WebSocket over HTTP/2', () => {
  it('carries messages larger than every window, both ways, in order', async () => {
    await using place = await served({ ...echo, maxMessageBytes: 10_000_000 })
    using client = await place.connect()
    const peer = await client.open()
    const large = 'x'.repeat(3_000_000)
    peer.text('first')
    peer.text(large)
    peer.text('last')
    expect(await peer.heard()).toBe('first')
    expect((await peer.heard()) === large).toBe(true)
    expect(await peer.heard()).toBe('last')
    await peer.leave()
  })

  it('keeps what comes with the request and while authenticate runs, in order', async () => {
    const heard: unknown[] = []
    let letIn = (_user: User) => {}
    const authenticate = (request: IncomingMessage) => {
      // What middleware may do with a request must not cost frames.
      request.on('data', (data) => heard.push(data)).resume()
      request.pause()
      request.resume()
      return new Promise<User>((resolve) => {
        letIn = resolve
      })
    }
    const onSocket = (socket: Socket) => void socket.on('message', (data) => heard.push(data))
    await using place = await served({ onSocket, authenticate })
    using client = await place.connect()
    const peer = client.ask()
    peer.text('with the request')
    // Beyond the first window, which is all that anybody keeps for us.
    peer.write(Buffer.concat(Array.from({ length: 500 }, (_, at) => frame(1, `${at}`.padEnd(1_000)))))
    await client.get('/a-round-trip')
    expect(heard).toEqual([])
    letIn({ id: 'ana', name: 'Ana' })
    await until(() => heard.length === 501, 'all messages')
    expect(heard.map((text) => String(text).trim())).toEqual([
      'with the request',
      ...Array.from({ length: 500 }, (_, at) => String(at)),
    ])
    await peer.leave()
  })

  it('shows the app a request with its URL, its headers and where it comes from', async () => {
    const seen: unknown[] = []
    const look = (request: IncomingMessage) => {
      const { url, httpVersion, headers, socket } = request
      seen.push([url, httpVersion, headers.host, headers.cookie, headers.origin, socket.remoteAddress])
    }
    const authenticate = (request: IncomingMessage) => {
      look(request)
      return { id: 'ana', name: 'Ana' }
    }
    const onSocket = (socket: Socket, request: IncomingMessage) => {
      look(request)
      seen.push(socket.user)
    }
    await using place = await served({ onSocket, authenticate })
    using client = await place.connect()
    const peer = await client.open('/parley?room=1', { cookie: ['a=1', 'b=2'], origin: place.url })
    const request = ['/parley?room=1', '2.0', `localhost:${place.port}`, 'a=1; b=2', place.url, '127.0.0.1']
    expect(seen).toEqual([request, request, { id: 'ana', name: 'Ana' }])
    await peer.leave()
  })

  it('agrees on a subprotocol and on compression', async () => {
    await using place = await served({ ...echo, protocols: ['b', 'a'], deflate: true })
    using client = await place.connect()
    const peer = client.ask('/parley', {
      'sec-websocket-protocol': 'x, a, b',
      'sec-websocket-extensions': 'permessage-deflate',
    })
    const { status, headers } = await peer.answer()
    expect(status).toBe(200)
    expect(headers['sec-websocket-protocol']).toBe('a')
    expect(headers['sec-websocket-extensions']).toMatch(/^permessage-deflate/)
    expect(headers['sec-websocket-accept']).toBeUndefined()
    peer.text('x'.repeat(10_000))
    const answer = await peer.frame()
    expect(answer?.size).toBeLessThan(1_000)
    await peer.leave()
  })

  it('answers bytes that break RFC 6455 with their close code; the session and the others live', async () => {
    await using place = await served(echo)
    using client = await place.connect()
    const [good, bad] = [await client.open(), await client.open()]
    bad.write(frame(1, 'x', { masked: false }))
    expect((await bad.closeFrame()).code).toBe(1002)
    bad.stream.end()
    await bad.gone()
    good.text('alive')
    expect(await good.heard()).toBe('alive')
    await good.leave()
    expect(place.log.errors).toEqual([])
  })

  it('is a session of chat, too', async () => {
    await using place = await served({ features: [chat()], store: memoryStore() })
    using client = await place.connect()
    const [ana, ben] = [await client.open(), await client.open()]
    for (const peer of [ana, ben]) {
      peer.text({ type: 'hello', protocol: 1 })
      await peer.messageOf('welcome')
      peer.text({ type: 'open', channel: 'chat/lobby', view: 'room' })
      await peer.messageOf('opened')
    }
    ana.text({ type: 'command', id: 'a.1', channel: 'chat/lobby', name: 'post', input: { text: 'over HTTP/2' } })
    await ana.messageOf('done')
    expect(JSON.stringify(await ben.messageOf('events'))).toContain('over HTTP/2')

    const closing = place.attached.close()
    await ben.messageOf('goodbye')
    for (const peer of [ana, ben]) {
      expect(await peer.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
      peer.write(closeFrame(1012))
      peer.stream.end()
    }
    await closing
    expect(await client.get('/still')).toMatchObject({ body: 'app 2.0 /still' })
  })
})
