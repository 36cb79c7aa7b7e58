import http from 'node:http'
import http2 from 'node:http2'
import https from 'node:https'
import type { AddressInfo } from 'node:net'
import { Duplex, PassThrough } from 'node:stream'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { selfSigned } from '../../test/self-signed.ts'
import { dribble, expectTimeout, getApp, limitMs, longAfter, serveInHaste } from '../../test/slow-peers.ts'
import { until } from '../../test/wait.ts'
import { HandshakeWatch } from './handshake-watch.ts'

describe('a connection that does not finish the head of a request in time', () => {
  it('is cut when it is silent from the start, and not before', async () => {
    const { port } = await serveInHaste()
    const begin = performance.now()
    using peer = await RawPeer.connect(port)
    await peer.end()
    expect(performance.now() - begin).toBeGreaterThanOrEqual(limitMs)
    expect(peer.receivedBytes).toBe(0)
  })

  it('is answered with 408 when it stops in the middle', async () => {
    const { port, connections } = await serveInHaste()
    using peer = await RawPeer.connect(port)
    peer.write('GET /parley HTTP/1.1\r\nHo')
    await expectTimeout(peer)
    await until(() => connections[0]?.destroyed === true, 'the connection to be gone')
  })

  it('is answered with 408 when it sends a little now and then', async () => {
    const urls: unknown[] = []
    const { port } = await serveInHaste((request, response) => {
      urls.push(request.url)
      response.end()
    })
    using peer = await RawPeer.connect(port)
    peer.write('GET /parley HTTP/1.1\r\nHost: a\r\nX: ')
    dribble(peer)
    await expectTimeout(peer)
    expect(urls).toEqual([])
  })

  it('is answered with 408 when that is its second request', async () => {
    const { port } = await serveInHaste()
    using peer = await RawPeer.connect(port)
    for (let round = 0; round < 3; round++) {
      peer.write(getApp)
      expect((await peer.answer()).status).toBe(200)
    }
    peer.write('GET /second HTTP/1.1\r\nX: ')
    dribble(peer)
    await expectTimeout(peer)
  })

  it('is cut though it does not even take the 408', async () => {
    const watch = new HandshakeWatch(http.createServer())
    onTestFinished(watch.add(limitMs))
    const stuck = Object.assign(new Duplex({ read() {}, write() {} }), { bytesRead: 5 })
    watch.see('connection', [stuck])
    await until(() => stuck.destroyed, 'the end of the connection')
    expect(stuck.writableLength).toBeGreaterThan(0)
    // What comes meanwhile is not read: it would be a request that nobody can answer any more.
    expect(stuck.isPaused()).toBe(true)
    expect(watch.size).toBe(0)
  })

  it('is cut within a fifth more than the time', () => {
    vi.useFakeTimers()
    onTestFinished(() => void vi.useRealTimers())
    const watch = new HandshakeWatch(http.createServer())
    onTestFinished(watch.add(10_000))
    const first = new PassThrough()
    watch.see('connection', [first])
    vi.advanceTimersByTime(4_900)
    const second = new PassThrough()
    watch.see('connection', [second])
    vi.advanceTimersByTime(5_000)
    expect([first.destroyed, second.destroyed]).toEqual([false, false])
    vi.advanceTimersByTime(2_100)
    expect([first.destroyed, second.destroyed]).toEqual([true, false])
    vi.advanceTimersByTime(4_900)
    expect(second.destroyed).toBe(true)
  })

  it('is cut however many there are', async () => {
    const { port, connections } = await serveInHaste()
    const peers = await Promise.all(Array.from({ length: 200 }, () => RawPeer.connect(port)))
    for (const [at, peer] of peers.entries()) if (at % 2 === 0) peer.write('GET / HTTP/1.1\r\nX: ')
    await Promise.all(peers.map((peer) => peer.end()))
    await until(() => connections.every(({ destroyed }) => destroyed), 'all to be gone')
    const told = peers.filter((peer) => peer.unread.toString().startsWith('HTTP/1.1 408 '))
    expect(told.length).toBe(100)
    for (const peer of peers) peer.socket.destroy()
  })
})

describe('a connection to an https.Server', () => {
  async function serveTls() {
    const { key, cert } = selfSigned()
    const served = await serveInHaste(undefined, { server: https.createServer({ key, cert }) })
    return { ...served, secure: { ca: cert } }
  }

  it('is cut when it does not even begin with TLS', async () => {
    const { port } = await serveTls()
    using peer = await RawPeer.connect(port)
    await peer.end()
    expect(peer.receivedBytes).toBe(0)
  })

  it('is cut when it is silent in TLS, and answered with 408 when it stops in the middle', async () => {
    const { port, secure, connections } = await serveTls()
    using silent = await RawPeer.connect(port, secure)
    using slow = await RawPeer.connect(port, secure)
    slow.write('GET /app HTTP/1.1\r\nX: ')
    dribble(slow)
    await expectTimeout(slow)
    await silent.end()
    expect(silent.receivedBytes).toBe(0)
    await until(() => connections.every(({ destroyed }) => destroyed), 'both to be gone')
  })

  it('is left alone when it does what it should', async () => {
    const { port, secure } = await serveTls()
    using page = await RawPeer.connect(port, secure)
    page.write(getApp)
    expect((await page.answer()).status).toBe(200)
    using peer = await RawPeer.connect(port, secure)
    peer.write(upgradeRequest())
    expect((await peer.answer()).status).toBe(101)
    await longAfter()
    expect([page.isEnded, peer.isEnded]).toEqual([false, false])
    page.write('GET /second HTTP/1.1\r\nX: ')
    dribble(page)
    await expectTimeout(page)
    await peer.leave()
  })
})

describe('a server that speaks HTTP/2 and HTTP/1.1', () => {
  it('keeps its sessions, and cuts connections of HTTP/1.1', async () => {
    const { key, cert } = selfSigned()
    const server = http2.createSecureServer({ key, cert, allowHTTP1: true }, (_, response) => response.end('app'))
    const watch = new HandshakeWatch(server)
    onTestFinished(watch.add(limitMs))
    const { emit } = server
    server.emit = ((name: string, ...args: unknown[]) => {
      watch.see(name, args)
      return Reflect.apply(emit, server, [name, ...args])
    }) as typeof emit
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    onTestFinished(() => void server.close())
    const { port } = server.address() as AddressInfo
    const session = http2.connect(`https://localhost:${port}`, { ca: cert })
    onTestFinished(() => session.destroy())
    const get = async () => {
      const stream = session.request({ ':path': '/app' })
      stream.setEncoding('utf8')
      let body = ''
      for await (const text of stream) body += text
      return body
    }
    expect(await get()).toBe('app')
    using slow = await RawPeer.connect(port, { ca: cert })
    slow.write(getApp)
    await until(() => slow.unread.includes('app'), 'the app')
    await longAfter()
    expect(await get()).toBe('app')
    expect(watch.size).toBe(1)
    slow.write('GET /second HTTP/1.1\r\nX: ')
    dribble(slow)
    await until(() => slow.unread.includes('HTTP/1.1 408 '), 'the refusal')
    await slow.end()
    expect(await get()).toBe('app')
  })
})
