import http from 'node:http'
import http2 from 'node:http2'
import { type Duplex, PassThrough } from 'node:stream'
import { describe, expect, it, onTestFinished } from 'vitest'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { listen, stop } from '../../test/serve.ts'
import { dribble, expectTimeout, getApp, limitMs, longAfter, serveInHaste } from '../../test/slow-peers.ts'
import { until } from '../../test/wait.ts'
import { attach } from '../index.ts'
import { HandshakeWatch } from './handshake-watch.ts'

describe('the time for a handshake', () => {
  it('does not end an answer that takes longer, nor a body', async () => {
    const responses: http.ServerResponse[] = []
    let uploaded = 0
    const { port } = await serveInHaste((request, response) => {
      request.on('data', (chunk) => {
        uploaded += chunk.length
      })
      if (request.method === 'POST') response.end('early')
      else responses.push(response)
    })
    using slow = await RawPeer.connect(port)
    slow.write(getApp)
    using upload = await RawPeer.connect(port)
    upload.write('POST /app HTTP/1.1\r\nHost: a\r\nContent-Length: 10000\r\n\r\nx')
    expect((await upload.answer()).status).toBe(200)
    dribble(upload)
    await longAfter()
    // The next request is begun while the answer is awaited.
    slow.write(getApp.slice(0, 20))
    await longAfter()
    expect(uploaded).toBeGreaterThan(2)
    responses[0]?.end('late')
    expect((await slow.answer()).status).toBe(200)
    slow.write(getApp.slice(20))
    await until(() => responses.length === 2, 'the second request')
    expect([slow.isEnded, upload.isEnded]).toEqual([false, false])
  })

  it('does not end what waits between two requests: Node’s keepAliveTimeout does', async () => {
    const { port } = await serveInHaste()
    using peer = await RawPeer.connect(port)
    peer.write(getApp)
    await peer.answer()
    await longAfter()
    peer.write(getApp)
    expect((await peer.answer()).status).toBe(200)
  })

  it('does not end WebSockets, tunnels and other upgrades', async () => {
    const { port, server } = await serveInHaste()
    const answerWith = (line: string) => (_: unknown, stream: Duplex) => {
      onTestFinished(() => void stream.destroy())
      stream.write(`HTTP/1.1 ${line}\r\n\r\n`)
    }
    server.on('upgrade', answerWith('101 Other'))
    server.on('connect', answerWith('200 OK'))
    using ours = await RawPeer.open(port)
    using theirs = await RawPeer.connect(port)
    theirs.write('GET /theirs HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: other\r\n\r\n')
    using tunnel = await RawPeer.connect(port)
    tunnel.write('CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n')
    expect([(await theirs.answer()).status, (await tunnel.answer()).status]).toEqual([101, 200])
    await longAfter()
    expect([ours.isEnded, theirs.isEnded, tunnel.isEnded]).toEqual([false, false, false])
    await ours.leave()
  })

  it('does not end those who wait for authenticate', async () => {
    const answers: (() => void)[] = []
    const authenticate = () => new Promise<null>((resolve) => answers.push(() => resolve(null)))
    const { port } = await serveInHaste(undefined, { authenticate, guests: true })
    using peer = await RawPeer.connect(port)
    peer.write(upgradeRequest())
    await until(() => answers.length === 1, 'authenticate')
    await longAfter()
    answers[0]?.()
    expect((await peer.answer()).status).toBe(101)
    await peer.leave()
  })

  it('begins anew for an upgrade that is given back to the app as a request', async () => {
    const responses: http.ServerResponse[] = []
    const { port } = await serveInHaste((_, response) => void responses.push(response))
    using peer = await RawPeer.connect(port)
    peer.write('GET /app HTTP/1.1\r\nHost: a\r\nConnection: Upgrade\r\nUpgrade: h2c\r\n\r\n')
    await until(() => responses.length === 1, 'the app')
    await longAfter()
    responses[0]?.end('app')
    expect((await peer.answer()).status).toBe(200)
    peer.write('GET /second HTTP/1.1\r\nX: ')
    dribble(peer)
    await expectTimeout(peer)
  })

  it('is kept for requests that wait for a 100, too', async () => {
    const { port, server } = await serveInHaste()
    const responses: http.ServerResponse[] = []
    server.on('checkContinue', (_, response) => responses.push(response))
    using peer = await RawPeer.connect(port)
    peer.write('POST /app HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 1\r\n\r\n')
    await until(() => responses.length === 1, 'the app')
    await longAfter()
    expect(peer.isEnded).toBe(false)
  })

  it('holds for connections that were there before, from their next request on', async () => {
    const server = http.createServer((_, response) => response.end('app'))
    const port = await listen(server)
    onTestFinished(() => stop(server))
    using old = await RawPeer.connect(port)
    old.write(getApp)
    await old.answer()
    using silent = await RawPeer.connect(port)
    const attached = attach(server, { onSocket() {}, handshakeTimeoutMs: limitMs, drainOnSigterm: false })
    await longAfter()
    expect([old.isEnded, silent.isEnded]).toEqual([false, false])
    old.write(getApp)
    expect((await old.answer()).status).toBe(200)
    old.write('GET /second HTTP/1.1\r\nX: ')
    dribble(old)
    await expectTimeout(old)
    await attached.close()
  })

  it('is the shortest of several, and nobody’s after the last close', async () => {
    const { port, server, attached } = await serveInHaste(undefined, { handshakeTimeoutMs: 60_000 })
    using first = await RawPeer.connect(port)
    const second = attach(server, { path: '/b', onSocket() {}, handshakeTimeoutMs: limitMs, drainOnSigterm: false })
    await first.end()
    await second.close()
    await attached.close()
    let connection: Duplex | undefined
    server.once('connection', (stream) => {
      connection = stream
    })
    using last = await RawPeer.connect(port)
    await until(() => connection !== undefined, 'the connection')
    await longAfter()
    expect(last.isEnded).toBe(false)
  })

  it('is over, and nothing is left of it on the connection, once that is something else or nobody watches any more', () => {
    const watch = new HandshakeWatch(http.createServer())
    const forget = watch.add(60_000)
    const [upgraded, tunnel, closed, open] = [
      new PassThrough(),
      new PassThrough(),
      new PassThrough(),
      new PassThrough(),
    ]
    const before = open.listenerCount('close')
    for (const stream of [upgraded, tunnel, closed, open]) watch.see('connection', [stream])
    expect(watch.size).toBe(4)
    watch.see('upgrade', [{}, upgraded])
    watch.see('connect', [{}, tunnel])
    closed.emit('close')
    expect(watch.size).toBe(1)
    forget()
    expect(watch.size).toBe(0)
    for (const stream of [upgraded, tunnel, closed, open]) expect(stream.listenerCount('close')).toBe(before)
    watch.see('connection', [open])
    expect(watch.size).toBe(0)
  })

  it('is not for HTTP/2, where a connection is a session', () => {
    const watch = new HandshakeWatch(http2.createServer() as never)
    watch.add(60_000)
    watch.see('connection', [new PassThrough()])
    expect(watch.size).toBe(0)
  })
})
