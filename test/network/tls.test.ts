// What TLS adds to how a peer can go, and peers that speak TLS where there is none, or none where there is.
import https from 'node:https'
import net from 'node:net'
import tls from 'node:tls'
import { attach } from '@parley/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { frame } from '../../packages/server/test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../../packages/server/test/raw-peer.ts'
import { selfSigned } from '../../packages/server/test/self-signed.ts'
import { listen, RecordingLog, stop } from '../../packages/server/test/serve.ts'
import { until, within } from '../../packages/server/test/wait.ts'
import { Child } from './child.ts'
import { nextText } from './next-text.ts'
import { heartbeatMs, serveAt, twoHeartbeatsMs } from './served.ts'

async function serveTls() {
  const { key, cert } = selfSigned()
  const server = https.createServer({ key, cert }, (_, response) => response.end('app'))
  const log = new RecordingLog()
  const ends: (readonly [number, boolean])[] = []
  const faults: string[] = []
  server.on('tlsClientError', (error: NodeJS.ErrnoException) => faults.push(error.code ?? error.message))
  const attached = attach(server, {
    drainOnSigterm: false,
    log,
    heartbeatMs,
    maxQueuedBytes: 200_000_000,
    onSocket: (socket) => {
      socket.on('message', (data) => {
        if (data === 'flood') flood(socket)
        else socket.send(data)
      })
      socket.on('close', (code, _reason, clean) => ends.push([code, clean]))
    },
  })
  const port = await listen(server)
  onTestFinished(async () => {
    await attached.close()
    await stop(server)
  })
  const secure = { ca: cert, servername: 'localhost' }
  const emptied = () => until(() => attached.socketCount === 0, 'all sockets to be gone')
  /** A client that comes after whatever happened is served as ever. */
  const stillServes = async () => {
    using peer = await RawPeer.connect(port, secure)
    peer.write(upgradeRequest())
    expect((await peer.answer()).status).toBe(101)
    peer.text('hello')
    expect(await nextText(peer)).toBe('hello')
    await peer.leave()
    await emptied()
    expect(log.errors).toEqual([])
  }
  return { port, attached, ends, faults, secure, emptied, stillServes }
}

function flood(socket: Parameters<NonNullable<Parameters<typeof attach>[1]['onSocket']>>[0]): void {
  const data = 'x'.repeat(1_000_000)
  const sending = setInterval(() => socket.send(data), 10)
  socket.on('close', () => clearInterval(sending))
}

/** An open WebSocket and the TCP connection under its TLS, to do to it what TLS does not know of. */
async function openOver(port: number, secure: tls.ConnectionOptions) {
  const wire = net.connect(port, '127.0.0.1')
  wire.on('error', () => {})
  onTestFinished(() => void wire.destroy())
  const stream = tls.connect({ ...secure, socket: wire })
  await within(new Promise((resolve) => stream.once('secureConnect', resolve)), 'TLS')
  const peer = new RawPeer(stream)
  peer.write(upgradeRequest())
  expect((await peer.answer()).status).toBe(101)
  return { peer, wire }
}

/** Binary: a pong that comes after it is read as part of it, and need not be text. */
const half = frame(2, 'x'.repeat(5_000)).subarray(0, 1_000)

describe('wss', () => {
  it.each(['TLSv1.2', 'TLSv1.3'] as const)('is spoken with %s', async (version) => {
    const { port, secure, ends, emptied } = await serveTls()
    const { peer } = await openOver(port, { ...secure, minVersion: version, maxVersion: version })
    expect((peer.socket as tls.TLSSocket).getProtocol()).toBe(version)
    const large = 'x'.repeat(500_000)
    peer.text(large)
    expect((await nextText(peer)) === large).toBe(true)
    await peer.leave()
    await emptied()
    expect(ends).toEqual([[1000, true]])
  })
})

const departures: readonly (readonly [string, (peer: RawPeer, wire: net.Socket) => unknown])[] = [
  ['ends TLS in order and says no goodbye', (peer) => peer.socket.end()],
  ['ends TCP under TLS without a word', (_, wire) => wire.end()],
  ['resets TCP under TLS', (_, wire) => wire.resetAndDestroy()],
  ['sends bytes under TLS that are none of it', (_, wire) => wire.write(Buffer.alloc(500, 0x17))],
]

describe.each(departures)('a peer that %s', (_name, depart) => {
  it.each([
    ['is gone at once', ''],
    ['is gone at once in the middle of a message', half],
  ])('%s, and the server lives', async (_title, first) => {
    const { port, secure, ends, emptied, stillServes } = await serveTls()
    const { peer, wire } = await openOver(port, secure)
    // The echo shows that what went before has been read.
    peer.write(Buffer.concat([frame(1, 'here'), Buffer.from(first as string)]))
    expect(await nextText(peer)).toBe('here')
    const start = performance.now()
    depart(peer, wire)
    await emptied()
    // By itself, not by the heartbeat.
    expect(performance.now() - start).toBeLessThan(heartbeatMs)
    expect(ends).toEqual([[1006, false]])
    await stillServes()
  })
})

describe('a process at the other end of TLS', () => {
  it('that is killed in the middle of a message is gone at once', async () => {
    const { port, ends, attached, emptied, stillServes } = await serveTls()
    const client = new Child('client', { args: [`wss://127.0.0.1:${port}/parley`, 'trusting'] })
    await client.says('open')
    client.tell('half')
    await client.says('half')
    expect(attached.socketCount).toBe(1)
    client.process.kill('SIGKILL')
    await emptied()
    expect(ends).toEqual([[1006, false]])
    await stillServes()
  })

  it.each([
    ['says nothing', ''],
    ['does not read what waits for it', 'flood'],
  ])('that freezes and %s is gone within two heartbeats', async (_name, order) => {
    const { port, ends, emptied } = await serveTls()
    const client = new Child('client', { args: [`wss://127.0.0.1:${port}/parley`, 'trusting'] })
    await client.says('open')
    if (order !== '') client.tell(order)
    await client.says(order === '' ? 'ping' : 'message')
    await client.freeze()
    const start = performance.now()
    await emptied()
    expect(performance.now() - start).toBeLessThan(twoHeartbeatsMs)
    expect(ends).toEqual([[1006, false]])
  })
})

describe('the wrong protocol', () => {
  it.each([
    ['a request', 'GET / HTTP/1.1\r\nHost: localhost\r\n\r\n'],
    ['an upgrade', upgradeRequest()],
  ])('%s without TLS at the port of TLS ends the connection at once', async (_name, bytes) => {
    const { port, faults, attached, stillServes } = await serveTls()
    using peer = await RawPeer.connect(port)
    peer.write(bytes)
    await peer.end()
    expect(faults).toEqual(['ERR_SSL_HTTP_REQUEST'])
    expect(attached.socketCount).toBe(0)
    await stillServes()
  })

  it('TLS at a port without it is told in plain HTTP that this is no request', async () => {
    const { port, attached, url } = await serveAt('127.0.0.1')
    const hello = await clientHello()
    using peer = await RawPeer.connect(port)
    peer.write(hello)
    const { status, headers } = await peer.answer()
    expect([status, headers.get('connection')]).toEqual([400, 'close'])
    await peer.end()
    expect(attached.socketCount).toBe(0)

    const client = new Child('client', { args: [url.replace('ws:', 'wss:'), 'trusting'] })
    expect((await client.says('error')).text).toMatch(/wrong version number|packet length too long/i)
    const plain = new Child('client', { args: [url] })
    await plain.says('open')
  })

  it.each([
    ['is cut off', (wire: net.Socket) => wire.resetAndDestroy()],
    ['ends', (wire: net.Socket) => wire.end()],
  ])('a handshake of TLS that %s in the middle leaves nothing', async (_name, leave) => {
    const { port, attached, stillServes } = await serveTls()
    const hello = await clientHello()
    for (let round = 0; round < 20; round++) {
      const wire = net.connect(port, '127.0.0.1')
      wire.on('error', () => {}).resume()
      const closed = new Promise((resolve) => wire.once('close', resolve))
      wire.write(hello.subarray(0, 1 + round * 10), () => leave(wire))
      await within(closed, 'the connection to end')
    }
    expect(attached.socketCount).toBe(0)
    await stillServes()
  })
})

/** The first bytes of a real client. */
async function clientHello(): Promise<Buffer> {
  const server = net.createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as net.AddressInfo
  const client = tls.connect({ port, host: '127.0.0.1' })
  client.on('error', () => {})
  try {
    return await within(
      new Promise<Buffer>((resolve) => server.once('connection', (wire) => wire.once('data', resolve))),
      'a ClientHello',
    )
  } finally {
    client.destroy()
    server.close()
  }
}
