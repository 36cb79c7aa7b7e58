import type { IncomingMessage } from 'node:http'
import type http2 from 'node:http2'
import type { User } from '@parley/server'
import { describe, expect, it } from 'vitest'
import { attemptsOf } from '../../packages/server/test/attempts-of.ts'
import { until } from '../../packages/server/test/wait.ts'
import { type Kind, served } from './served.ts'

const options = { onSocket: () => {} }

const refused: [what: string, path: string, changes: Record<string, string | string[] | undefined>, code: string][] = [
  ['no version', '/parley', { 'sec-websocket-version': undefined }, 'handshake/version'],
  ['version 8', '/parley', { 'sec-websocket-version': '8' }, 'handshake/version'],
  ['a body', '/parley', { 'content-length': '5' }, 'handshake/body'],
  ['a foreign origin', '/parley', { origin: 'https://evil.example' }, 'handshake/origin'],
  ['the origin null', '/parley', { origin: 'null' }, 'handshake/origin-null'],
  ['another Host', '/parley', { ':authority': 'localhost', host: 'evil.example' }, 'handshake/host'],
  ['an :authority that is no host', '/parley', { ':authority': 'a,b' }, 'handshake/host'],
  ['an :authority nobody knows', '/parley', { ':authority': 'evil.example' }, 'handshake/host-unknown'],
  ['a list of protocols with a hole', '/parley', { 'sec-websocket-protocol': 'a,,b' }, 'handshake/protocol'],
  ['a broken list of extensions', '/parley', { 'sec-websocket-extensions': 'a;b="' }, 'handshake/extension'],
  ['a cookie of 20 000 bytes', '/parley', { cookie: 'x'.repeat(20_000) }, 'handshake/headers-too-large'],
  ['another path', '/else', {}, 'handshake/path'],
  ['a path called __proto__', '/__proto__', {}, 'handshake/path'],
]

const statusOf: Readonly<Record<string, number>> = {
  'handshake/origin': 403,
  'handshake/origin-null': 403,
  'handshake/host-unknown': 403,
  'handshake/path': 404,
  'handshake/headers-too-large': 431,
}

describe('an extended CONNECT', () => {
  it.each(refused)('with %s is refused with its reason; the session lives', async (_what, path, changes, code) => {
    await using place = await served(options)
    using client = await place.connect()
    const peer = client.ask(path, changes)
    const { status, headers, body } = await peer.answer()
    expect(JSON.parse(body)).toMatchObject({ code, message: expect.stringMatching(/\w/) })
    expect(status).toBe(statusOf[code] ?? 400)
    expect(headers['content-type']).toBe('application/json; charset=utf-8')
    expect(headers['cache-control']).toBe('no-store')
    if (code === 'handshake/version') expect(headers['sec-websocket-version']).toBe('13')
    await peer.gone()
    await client.open().then((next) => next.leave())
    await until(() => place.attached.socketCount === 0, 'the socket to be gone')
    expect(place.connections.size).toBe(1)
    expect(place.log.errors).toEqual([])
  })

  it('is remembered, and its page is told why it was refused', async () => {
    await using place = await served(options)
    using client = await place.connect()
    const id = 'an-id-of-the-client'
    await client.ask(`/parley?attempt=${id}`, { origin: 'https://evil.example', cookie: 'sid=1' }).answer()
    const [attempt] = attemptsOf(place.attached).all()
    expect(attempt).toMatchObject({ id, method: 'CONNECT', httpVersion: '2.0', verdict: { code: 'handshake/origin' } })
    expect(attempt?.headers).toContainEqual(['cookie', 'sid=[redacted]'])
    expect(attempt?.verdict?.headers).toContainEqual([':status', '403'])
    const { status, headers, body } = await client.get(`/parley/why?attempt=${id}`)
    expect([status, headers['access-control-allow-origin']]).toEqual([200, '*'])
    expect(JSON.parse(body)).toMatchObject({ code: 'handshake/origin', fix: expect.stringContaining('origins') })
  })

  it('that is refused while its client goes on sending ends all the same', async () => {
    await using place = await served(options)
    using client = await place.connect()
    const peer = client.ask('/else')
    peer.write(Buffer.alloc(1_000_000))
    expect((await peer.answer()).status).toBe(404)
    await peer.gone()
    expect(await client.get('/hello')).toMatchObject({ body: 'app 2.0 /hello' })
  })

  it.each(['no Origin', 'the origin of the same host', 'a listed one'])('with %s is accepted', async (what) => {
    await using place = await served({ ...options, origins: ['https://app.example'] })
    using client = await place.connect()
    const origin = what === 'a listed one' ? 'https://app.example' : what === 'no Origin' ? undefined : place.url
    await client.open('/parley', { origin }).then((peer) => peer.leave())
  })

  it('for which there is no seat is told so, and a seat that becomes free is given again', async () => {
    await using place = await served({ ...options, maxSockets: 1 })
    using client = await place.connect()
    const first = await client.open()
    const { status, headers, body } = await client.ask().answer()
    expect([status, headers['retry-after'], JSON.parse(body).code]).toEqual([503, '5', 'handshake/too-many-sockets'])
    await first.leave()
    await until(() => place.attached.socketCount === 0, 'the seat to be free')
    await client.open().then((peer) => peer.leave())
  })

  it('that nobody knows is told so with a close code, one whose authenticate fails with 500', async () => {
    const authenticate = ({ url }: IncomingMessage): User | undefined => {
      if (url === '/parley?fail') throw new Error('no database')
      return undefined
    }
    await using place = await served({ ...options, authenticate })
    using client = await place.connect()
    const stranger = await client.open()
    expect(await stranger.closeFrame()).toEqual({ code: 4501, reason: 'unauthenticated' })
    expect((await client.ask('/parley?fail').answer()).status).toBe(500)
    expect(place.log.errors).toEqual([expect.stringContaining('no database')])
  })

  it('while the server closes is answered with 503', async () => {
    let letIn = (_user: User) => {}
    const authenticate = () => new Promise<User>((resolve) => (letIn = resolve))
    await using place = await served({ ...options, authenticate })
    using client = await place.connect()
    const waiting = client.ask()
    await client.get('/a-round-trip')
    const closing = place.attached.close()
    letIn({ id: 'ana', name: 'Ana' })
    const { status, body } = await waiting.answer()
    expect([status, JSON.parse(body).code]).toEqual([503, 'draining'])
    await closing
  })
})

describe('requests that are not ours', () => {
  it('for another protocol reach whoever answers CONNECT, or Node’s own 405', async () => {
    await using place = await served(options)
    using client = await place.connect()
    expect((await client.ask('/parley', { ':protocol': 'connect-udp' }).answer()).status).toBe(405)
    place.server.on('connect', (_request: http2.Http2ServerRequest, response: http2.Http2ServerResponse) => {
      response.writeHead(200, { 'x-by': 'app' }).end()
    })
    const { headers } = await client.ask('/parley', { ':protocol': 'connect-udp' }).answer()
    expect(headers['x-by']).toBe('app')
  })

  it.each(['connect', 'stream'])('for another path reach an app that answers "%s" itself', async (event) => {
    await using place = await served(options)
    using client = await place.connect()
    // Otherwise Node answers the stream with 405 before its next listener hears of it.
    if (event === 'stream') place.server.removeAllListeners('request').removeAllListeners('stream')
    place.server.on(event, (first: unknown, second: unknown) => {
      if (event === 'connect') (second as http2.Http2ServerResponse).writeHead(200, { 'x-by': 'app' }).end()
      const stream = first as http2.ServerHttp2Stream
      const isConnect = event === 'stream' && (second as http2.IncomingHttpHeaders)[':method'] === 'CONNECT'
      if (isConnect) stream.respond({ ':status': 200, 'x-by': 'app' }, { endStream: true })
    })
    expect((await client.ask('/else').answer()).headers['x-by']).toBe('app')
    await client.open().then((peer) => peer.leave())
  })
})

describe('an ordinary request over HTTP/2', () => {
  it.each<Kind>(['TLS', 'plain'])('to our path is told what that is (%s)', async (kind) => {
    await using place = await served(options, kind)
    using client = await place.connect()
    const { status, headers, body } = await client.get('/parley?x=1')
    expect([status, headers.allow, headers['cache-control']]).toEqual([405, 'CONNECT', 'no-store'])
    const scheme = kind === 'TLS' ? 'wss' : 'ws'
    expect(JSON.parse(body)).toEqual({
      code: 'handshake/method',
      message: 'This address is for WebSocket connections: in HTTP/2 expected the method CONNECT, got "GET"',
      fix: `This address speaks WebSocket. In a page: new WebSocket('${scheme}://localhost:${place.port}/parley?x=1')`,
      docs: expect.stringMatching(/^docs\/errors\/handshake-/),
    })
  })

  it.each(['an app that answers requests', 'an app that answers streams'])(
    'gets the browser files, with %s',
    async (app) => {
      const clientFiles = new URL('./', import.meta.url).href
      await using place = await served({ ...options, clientFiles })
      if (app.endsWith('streams')) {
        place.server.removeAllListeners('stream')
        place.server.removeAllListeners('request')
        place.server.on('stream', (stream: http2.ServerHttp2Stream, headers: http2.IncomingHttpHeaders) => {
          stream.respond({ ':status': 200 })
          stream.end(`stream ${headers[':path']}`)
        })
      }
      using client = await place.connect()
      const missing = await client.get('/parley/client.js')
      expect([missing.status, missing.body]).toEqual([404, 'client.js has not been built. Run: npm run build\n'])
      expect((await client.get('/parley/no-file')).body).toMatch(/^(app 2.0|stream) \/parley\/no-file$/)
      expect((await client.get('/parley')).status).toBe(405)
      expect((await client.get('/')).body).toMatch(/^(app 2.0|stream) \/$/)
      await client.open().then((peer) => peer.leave())
    },
  )
})

describe('a session from before attach', () => {
  it('is told that it may open WebSockets when it next asks for anything', async () => {
    await using place = await served({ ...options, path: '/first' })
    await place.attached.close()
    using client = await place.connect()
    expect(client.mayOpenWebSockets).toBe(false)
    const { attach } = await import('@parley/server')
    const again = attach(place.server, { ...options, drainOnSigterm: false })
    expect(await client.get('/hello')).toMatchObject({ status: 200 })
    await until(() => client.mayOpenWebSockets, 'the setting')
    await client.open().then((peer) => peer.leave())
    await again.close()
    using later = await place.connect()
    expect(later.mayOpenWebSockets).toBe(false)
  })
})
