import net from 'node:net'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../packages/server/test/raw-frames.ts'
import { RawPeer } from '../../packages/server/test/raw-peer.ts'
import { until } from '../../packages/server/test/wait.ts'
import { served } from './served.ts'

const handshakeTimeoutMs = 150
const preface = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n')
const settings = Buffer.from('000000040000000000', 'hex')
/** Five bytes of headers, and no END_HEADERS. */
const halfHeaders = Buffer.from('0000050100000000010001610162', 'hex')

const dribbles: [what: string, bytes: Buffer][] = [
  ['nothing', Buffer.alloc(0)],
  ['half a preface', preface.subarray(0, 10)],
  ['a preface and settings', Buffer.concat([preface, settings])],
  ['half a block of headers', Buffer.concat([preface, settings, halfHeaders])],
]

describe('a connection of HTTP/2 on which no whole request comes in time', () => {
  it.each(dribbles)('is ended: %s', async (_what, bytes) => {
    await using place = await served({ onSocket() {}, handshakeTimeoutMs }, 'plain')
    using peer = await RawPeer.connect(place.port)
    if (bytes.length > 0) peer.write(bytes)
    await peer.end()
    await until(() => place.connections.size === 0, 'the connection to be gone')
  })

  it('is ended in TLS, too', async () => {
    await using place = await served({ onSocket() {}, handshakeTimeoutMs })
    using peer = await RawPeer.connect(place.port, { ...place.trust, ALPNProtocols: ['h2'] })
    peer.write(Buffer.concat([preface, settings, halfHeaders]))
    await peer.end()
    await until(() => place.connections.size === 0, 'the connection to be gone')
  })
})

describe('a connection of HTTP/2 that had its request in time', () => {
  it('stays, with a WebSocket or without', async () => {
    await using place = await served({ onSocket() {}, handshakeTimeoutMs }, 'plain')
    using browser = await place.connect()
    const peer = await browser.open()
    using page = await place.connect()
    await page.get('/hello')
    // Longer than the time: these came later and are ended.
    for (let round = 0; round < 2; round++) {
      const silent = net.connect(place.port, '127.0.0.1', () => silent.write(Buffer.concat([preface, settings])))
      silent.on('error', () => {}).resume()
      await new Promise((resolve) => silent.once('close', resolve))
    }
    expect(await page.get('/again')).toMatchObject({ status: 200 })
    await peer.leave()
  })
})

describe('a client of HTTP/2', () => {
  it('that says goodbye behind more than it may send is heard', async () => {
    const ends: unknown[] = []
    await using place = await served({
      onSocket: (socket) => {
        socket.on('message', () => {})
        socket.on('close', (code, _reason, clean) => ends.push([code, clean]))
      },
      messageBurst: 10,
      messagesPerSecond: 1,
    })
    using client = await place.connect()
    const peer = await client.open()
    peer.write(Buffer.concat([...Array.from({ length: 11 }, () => frame(10)), closeFrame(1000)]))
    expect(await peer.closeFrame()).toMatchObject({ code: 1000 })
    expect(ends).toEqual([[1000, true]])
  })

  it('that cancels while authenticate runs makes room at once', async () => {
    let asked = 0
    const authenticate = () => {
      asked++
      return new Promise<undefined>(() => {})
    }
    await using place = await served({ onSocket() {}, authenticate, maxSockets: 1, authenticateTimeoutMs: 1_000 })
    using client = await place.connect()
    for (let round = 1; round <= 3; round++) {
      const peer = client.ask()
      await until(() => asked === round, 'authenticate')
      peer.stream.close()
      await peer.gone()
      await client.get('/a-round-trip')
    }
  })
})
