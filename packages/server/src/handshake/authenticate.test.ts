import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions, Socket, User } from '../index.ts'

const withChat = (options: Partial<AttachOptions>) =>
  serve({ features: [chat()], store: memoryStore(), drainOnSigterm: false, ...options })

/** An `authenticate` that answers when the test says. */
function gate() {
  const open: (() => void)[] = []
  const authenticate = () => new Promise<User>((resolve) => open.push(() => resolve({ id: 'ana', name: 'Ana' })))
  return { authenticate, open }
}

describe('authenticate', () => {
  it('says who a session is', async () => {
    const authenticate = (request: IncomingMessage) => ({ id: request.headers.cookie ?? '', name: 'Ana', secret: 1 })
    await using served = await withChat({ authenticate })
    using peer = await RawPeer.open(served.port, undefined, { Cookie: 'ana' })
    peer.text({ type: 'hello', protocol: 1, guest: { key: 'x'.repeat(16), name: 'Mallory' } })
    expect(await peer.message()).toMatchObject({ user: { id: 'ana', name: 'Ana', guest: false } })
  })

  it.each([undefined, null])('that knows nobody (%s) has the socket told so and closed at once', async (nobody) => {
    await using served = await withChat({ authenticate: async () => nobody })
    using peer = await RawPeer.open(served.port)
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'unauthenticated' })
    expect(await peer.closeFrame()).toEqual({ code: 4501, reason: 'unauthenticated' })
    peer.write(closeFrame(4501))
    await peer.end()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
  })

  it('that knows nobody does not let what came with the request do anything', async () => {
    const store = memoryStore()
    await using served = await withChat({ store, authenticate: () => null })
    using peer = await RawPeer.connect(served.port)
    const post = { type: 'command', id: 'a.1', channel: 'chat/a', name: 'post', input: { text: 'hello' } }
    const hello = { type: 'hello', protocol: 1, guest: { key: 'x'.repeat(16) } }
    peer.write(Buffer.concat([Buffer.from(upgradeRequest()), frame(1, JSON.stringify(hello))]))
    peer.text(post)
    await peer.answer()
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'unauthenticated' })
    peer.write(closeFrame(4501))
    expect(await peer.closeFrame()).toEqual({ code: 4501, reason: 'unauthenticated' })
    await peer.end()
    expect(store.channels()).toEqual([])
  })

  it('that knows nobody lets guests in where guests are welcome', async () => {
    await using served = await withChat({ authenticate: () => null, guests: true })
    using peer = await RawPeer.open(served.port)
    peer.text({ type: 'ping' })
    expect(await peer.message()).toMatchObject({ type: 'welcome', user: { guest: true } })
  })

  it('holds for plain sockets, too', async () => {
    const users: (User | undefined)[] = []
    const onSocket = (socket: Socket) => {
      users.push(socket.user)
    }
    const authenticate = ({ headers }: IncomingMessage) => (headers.cookie ? { id: 'ana', name: 'Ana' } : undefined)
    await using served = await serve({ onSocket, authenticate, drainOnSigterm: false })
    using stranger = await RawPeer.open(served.port)
    expect(await stranger.closeFrame()).toEqual({ code: 4501, reason: 'unauthenticated' })
    using ana = await RawPeer.open(served.port, undefined, { Cookie: 'ana' })
    await ana.leave()
    expect(users).toEqual([{ id: 'ana', name: 'Ana' }])
  })

  it.each<[string, AttachOptions['authenticate']]>([
    [
      'throws',
      () => {
        throw new Error('no database')
      },
    ],
    ['rejects', () => Promise.reject(new Error('no database'))],
    ['returns no user', (() => ({ sub: 'ana' })) as never],
    ['returns false', (() => false) as never],
    ['returns an id with a line feed', () => ({ id: 'a\nb', name: 'Ana' })],
    ['returns no name', (() => ({ id: 'ana' })) as never],
  ])('that %s is answered with 500 and logged once', async (_what, authenticate) => {
    await using served = await withChat({ authenticate: authenticate! })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest())
    const { status, body } = await peer.answer()
    expect([status, JSON.parse(body).code]).toEqual([500, 'handshake/authenticate-failed'])
    expect(body).not.toContain('database')
    expect(served.log.errors).toEqual([expect.stringContaining('"authenticate" threw')])
    await peer.end()
  })

  it('that never answers is answered with 503', async () => {
    await using served = await withChat({ authenticate: () => new Promise(() => {}), authenticateTimeoutMs: 20 })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest())
    const { status, body } = await peer.answer()
    expect([status, JSON.parse(body).code]).toEqual([503, 'handshake/authenticate-timeout'])
    expect(served.log.errors).toHaveLength(1)
  })

  it('that keeps failing is logged at once, and then counted', async () => {
    const answers = [() => Promise.reject(new Error('no database')), () => new Promise<User>(() => {})]
    let round = 0
    const authenticate = () => answers[round++ % 2]!()
    const served = await withChat({ authenticate, authenticateTimeoutMs: 20 })
    for (let at = 0; at < 6; at++) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest())
      expect((await peer.answer()).status).toBe(at % 2 === 0 ? 500 : 503)
      await peer.end()
    }
    expect(served.log.errors).toHaveLength(2)
    await served[Symbol.asyncDispose]()
    expect(served.log.errors.slice(2)).toEqual([
      '"authenticate" threw: no database (2 more times)',
      '"authenticate" did not answer within 20 ms (2 more times)',
    ])
  })

  it('that fails after its time is over harms nobody', async () => {
    let fail = (_: Error) => {}
    const authenticate = () =>
      new Promise<User>((_, reject) => {
        fail = reject
      })
    await using served = await withChat({ authenticate, authenticateTimeoutMs: 20 })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest())
    expect((await peer.answer()).status).toBe(503)
    fail(new Error('late'))
    await peer.end()
    expect(served.log.errors).toHaveLength(1)
  })

  it('keeps what is sent with the request and while it runs, in order', async () => {
    const { authenticate, open } = gate()
    const heard: unknown[] = []
    const onSocket = (socket: Socket) => void socket.on('message', (data) => heard.push(data))
    await using served = await serve({ onSocket, authenticate, drainOnSigterm: false })
    using peer = await RawPeer.connect(served.port)
    const [first, second] = [frame(1, 'two'), frame(1, 'x'.repeat(100_000))]
    peer.write(Buffer.concat([Buffer.from(upgradeRequest()), frame(1, 'one'), first.subarray(0, 4)]))
    await until(() => open.length === 1, 'authenticate')
    peer.write(first.subarray(4))
    peer.write(Buffer.concat([second, frame(1, 'last')]))
    await new Promise((resolve) => peer.socket.write('', resolve))
    open[0]?.()
    expect((await peer.answer()).status).toBe(101)
    await until(() => heard.length === 4, 'all messages')
    expect(heard).toEqual(['one', 'two', 'x'.repeat(100_000), 'last'])
  })

  it('has what is sent while it runs wait outside: of a megabyte only a buffer full is read', async () => {
    const { authenticate, open } = gate()
    const heard: string[] = []
    const onSocket = (socket: Socket) => void socket.on('message', (data) => heard.push(String(data)))
    await using served = await serve({ onSocket, authenticate, drainOnSigterm: false })
    const streams: Duplex[] = []
    served.server.on('connection', (stream) => streams.push(stream))
    using peer = await RawPeer.connect(served.port)
    const texts = Array.from({ length: 64 }, (_, at) => `${at} `.padEnd(16_384, 'x'))
    peer.write(Buffer.concat([Buffer.from(upgradeRequest()), frame(1, 'with the request')]))
    await until(() => open.length === 1, 'authenticate')
    for (const text of texts) peer.write(frame(1, text))
    const stream = streams[0]!
    // It has read what it may: a read may be one chunk more than the mark.
    await until(() => stream.readableLength >= stream.readableHighWaterMark, 'the buffer to be full')
    // Another one comes and is answered meanwhile, so that the server had every chance to read on.
    const other = await fetch(`http://127.0.0.1:${served.port}/parley`)
    expect(other.status).toBe(426)
    expect(stream.readableLength).toBeLessThanOrEqual(stream.readableHighWaterMark + 65_536)
    expect(heard).toEqual([])
    open[0]?.()
    expect((await peer.answer()).status).toBe(101)
    await until(() => heard.length === 1 + texts.length, 'all messages')
    expect(heard).toEqual(['with the request', ...texts])
    await peer.leave()
  })

  it.each<[string, (peer: RawPeer) => void]>([
    ['resets', (peer) => peer.reset()],
    ['ends', (peer) => void peer.socket.end()],
    ['says goodbye', (peer) => void peer.socket.end(closeFrame(1001))],
  ])('leaks nothing when the client %s meanwhile', async (_what, go) => {
    const { authenticate, open } = gate()
    await using served = await withChat({ authenticate })
    const peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest())
    await until(() => open.length === 1, 'authenticate')
    go(peer)
    // Another one comes and goes, so that the server has seen the first one's end.
    const other = await RawPeer.connect(served.port)
    other.write(upgradeRequest())
    await until(() => open.length === 2, 'authenticate')
    for (const answer of open) answer()
    await other.answer()
    await other.leave()
    await until(() => served.attached.socketCount === 0, 'all to be gone')
    const connections = () =>
      new Promise<number>((resolve) => served.server.getConnections((_, count) => resolve(count)))
    for (let round = 0; round < 5_000 && (await connections()) > 0; round++);
    expect(await connections()).toBe(0)
    peer.socket.destroy()
  })

  it('that answers after close() began is refused', async () => {
    const { authenticate, open } = gate()
    await using served = await withChat({ authenticate })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest())
    await until(() => open.length === 1, 'authenticate')
    await served.attached.close()
    open[0]?.()
    const { status, headers } = await peer.answer()
    expect([status, headers.get('retry-after')]).toEqual([503, '1'])
    expect(served.attached.socketCount).toBe(0)
  })
})
