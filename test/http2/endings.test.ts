import http2 from 'node:http2'
import type { Socket } from '@parley/server'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../packages/server/test/raw-frames.ts'
import { until } from '../../packages/server/test/wait.ts'
import type { Client } from './client.ts'
import { type Served, served } from './served.ts'
import type { StreamPeer } from './stream-peer.ts'

interface Ended {
  readonly code: number
  readonly clean: boolean
}

/** One WebSocket, and what its handler hears of its end. */
async function one(place: Served, client: Client, ends: Ended[]): Promise<StreamPeer> {
  const peer = await client.open()
  expect(place.attached.socketCount).toBe(1)
  expect(ends).toEqual([])
  return peer
}

function listener(ends: Ended[], more: (socket: Socket) => void = () => {}) {
  const onSocket = (socket: Socket) => {
    socket.on('close', (code, _reason, clean) => ends.push({ code, clean }))
    more(socket)
  }
  return { onSocket }
}

const cut = { code: 1006, clean: false }

const ways: [how: string, end: (peer: StreamPeer, client: Client) => void, ended: Ended, sessionLives: boolean][] = [
  ['cancels its stream', (peer) => peer.stream.close(http2.constants.NGHTTP2_CANCEL), cut, true],
  ['resets its stream with NO_ERROR', (peer) => peer.stream.close(0), cut, true],
  ['resets its stream for a fault', (peer) => peer.stream.close(http2.constants.NGHTTP2_INTERNAL_ERROR), cut, true],
  ['ends its side without a word', (peer) => peer.stream.end(), cut, true],
  ['says goodbye and ends its side', (peer) => peer.stream.end(closeFrame(4000)), { code: 4000, clean: true }, true],
  ['destroys the session', (_peer, client) => client.session.destroy(), cut, false],
  [
    'goes away for a fault (GOAWAY)',
    (_peer, client) => client.session.goaway(http2.constants.NGHTTP2_ENHANCE_YOUR_CALM),
    cut,
    false,
  ],
]

describe('a client that', () => {
  it.each(ways)('%s leaves nothing behind', async (_how, end, ended, sessionLives) => {
    const ends: Ended[] = []
    await using place = await served(listener(ends))
    using client = await place.connect()
    const peer = await one(place, client, ends)
    end(peer, client)
    await until(() => ends.length === 1 && place.attached.socketCount === 0, 'the end')
    expect(ends).toEqual([ended])
    await peer.gone()
    if (sessionLives) expect(await client.get('/hello')).toMatchObject({ status: 200 })
    expect(place.log.errors).toEqual([])
  })

  it('cuts the connection leaves nothing behind', async () => {
    const ends: Ended[] = []
    await using place = await served(listener(ends))
    using client = await place.connect()
    await one(place, client, ends)
    for (const connection of place.connections) connection.resetAndDestroy()
    await until(() => ends.length === 1 && place.attached.socketCount === 0, 'the end')
    expect(ends).toEqual([cut])
  })

  it('wants no new streams (GOAWAY) keeps its WebSocket until it is over', async () => {
    const ends: Ended[] = []
    await using place = await served(listener(ends, (socket) => socket.on('message', (data) => void socket.send(data))))
    using client = await place.connect()
    const peer = await one(place, client, ends)
    client.session.close()
    peer.text('still here')
    expect(await peer.heard()).toBe('still here')
    await peer.leave()
    await until(() => place.connections.size === 0, 'the session to end by itself')
    expect(ends).toEqual([{ code: 1000, clean: true }])
  })

  it('says goodbye and ends its side at once still reads the answer', async () => {
    await using place = await served({ onSocket: (socket) => void socket.send('x'.repeat(50_000)) })
    using client = await place.connect()
    const peer = client.ask()
    peer.stream.end(closeFrame(4000))
    expect((await peer.answer()).status).toBe(200)
    expect(await peer.closeFrame()).toEqual({ code: 4000, reason: '' })
    await peer.gone()
    expect(peer.stream.rstCode).toBe(0)
  })

  it('ends its side and reads nothing is not waited for', async () => {
    await using place = await served({ onSocket: (socket) => void socket.send('x'.repeat(200_000)) })
    using client = await place.connect()
    const peer = await client.open()
    peer.stream.pause()
    peer.stream.end(frame(1, 'last words'))
    await peer.gone()
    expect(peer.stream.rstCode).toBe(http2.constants.NGHTTP2_CANCEL)
    expect(place.attached.socketCount).toBe(0)
  })

  it.each([http2.constants.NGHTTP2_CANCEL, http2.constants.NGHTTP2_NO_ERROR])(
    'resets its stream with %i while its messages wait for somebody who reads them is noticed',
    async (code) => {
      let release = () => {}
      let stream: http2.ServerHttp2Stream | undefined
      const onSocket = (_socket: Socket, request: unknown) => {
        stream = (request as http2.Http2ServerRequest).stream
        return new Promise<void>((resolve) => (release = resolve))
      }
      // No ping comes in between and finds out.
      await using place = await served({ onSocket, heartbeatMs: 3_600_000 })
      using client = await place.connect()
      const peer = await client.open()
      peer.write(Buffer.concat(Array.from({ length: 300 }, () => frame(1, 'x'.repeat(1_000)))))
      await client.get('/a-round-trip')
      peer.stream.close(code)
      await until(() => place.attached.socketCount === 0, 'the socket to be gone')
      expect(stream?.destroyed).toBe(true)
      release()
    },
  )

  it('cancels while authenticate runs gets no socket', async () => {
    let letIn = () => {}
    let sockets = 0
    const authenticate = () =>
      new Promise<{ id: string; name: string }>((resolve) => {
        letIn = () => resolve({ id: 'ana', name: 'Ana' })
      })
    await using place = await served({ onSocket: () => void sockets++, authenticate, maxSockets: 1 })
    using client = await place.connect()
    const peer = client.ask()
    await client.get('/a-round-trip')
    peer.stream.close(http2.constants.NGHTTP2_CANCEL)
    await client.get('/another')
    letIn()
    const next = client.ask()
    await client.get('/and-another')
    letIn()
    expect((await next.answer()).status).toBe(200)
    await next.leave()
    expect(sockets).toBe(1)
  })

  it('opens and cancels a thousand times leaves nothing behind', async () => {
    await using place = await served({ onSocket: () => {} })
    for (let round = 0; round < 20; round++) {
      using client = await place.connect()
      for (let at = 0; at < 50; at++) client.ask().stream.close(http2.constants.NGHTTP2_CANCEL)
      await until(() => place.attached.socketCount === 0, 'all to be gone')
    }
    using client = await place.connect()
    await client.open().then((peer) => peer.leave())
    await until(() => place.attached.socketCount === 0, 'the last to be gone')
    expect(place.log.errors).toEqual([])
  }, 60_000)
})

describe('a reader that', () => {
  it('stops is bounded and ends with 4008, which it can read; others on its session go on', async () => {
    const ends: Ended[] = []
    let most = 0
    const flood = (socket: Socket) => {
      while (socket.send('x'.repeat(100_000))) most = Math.max(most, socket.bufferedAmount)
    }
    const { onSocket } = listener(ends, flood)
    const quiet = (socket: Socket) => void socket.on('message', (data) => void socket.send(data))
    await using place = await served({
      onSocket: (socket, request) => (request.url === '/parley?flood' ? onSocket(socket) : quiet(socket)),
      maxQueuedBytes: 5_000_000,
      closeTimeoutMs: 10_000,
    })
    using client = await place.connect()
    const other = await client.open()
    const slow = client.ask('/parley?flood')
    slow.stream.pause()
    await until(() => most > 0, 'the flood')
    expect(most).toBeLessThan(5_200_000)
    other.text('not held up')
    expect(await other.heard()).toBe('not held up')
    slow.stream.resume()
    expect(await slow.closeFrame()).toEqual({ code: 4008, reason: 'too-slow' })
    slow.write(closeFrame(4008))
    slow.stream.end()
    await until(() => ends.length === 1, 'the end')
    expect(ends).toEqual([{ code: 4008, clean: true }])
    await other.leave()
  })

  it('is slow, but reads, is not taken for dead', async () => {
    const ends: Ended[] = []
    const size = 1_000_000
    const heartbeatMs = 400
    await using place = await served({
      ...listener(ends, (socket) => void socket.send('x'.repeat(size))),
      heartbeatMs,
    })
    using client = await place.connect()
    const peer = client.ask()
    // One frame of HTTP/2 now and then, for longer than a dead peer would be waited for: its pong comes last.
    const began = performance.now()
    peer.stream.on('data', () => {
      peer.stream.pause()
      setTimeout(() => peer.stream.resume(), 25)
    })
    expect((await peer.frame())?.payload.length).toBe(size)
    expect(performance.now() - began).toBeGreaterThan(3 * heartbeatMs)
    expect(ends).toEqual([])
    await peer.leave()
  })

  it('is gone without a word is cut within two heartbeats; the session is not', async () => {
    const ends: Ended[] = []
    await using place = await served({ ...listener(ends), heartbeatMs: 100 })
    using client = await place.connect()
    const peer = await one(place, client, ends)
    peer.answersPings = false
    const began = performance.now()
    await until(() => ends.length === 1, 'the end')
    expect(performance.now() - began).toBeLessThan(1_000)
    expect(ends).toEqual([cut])
    await peer.gone()
    expect(peer.stream.rstCode).toBe(http2.constants.NGHTTP2_CANCEL)
    expect(await client.get('/hello')).toMatchObject({ status: 200 })
  })
})

describe('the server', () => {
  it('that is closed ends its streams and leaves the sessions to the app', async () => {
    const ends: Ended[] = []
    await using place = await served(listener(ends))
    using client = await place.connect()
    const peer = await one(place, client, ends)
    const closing = place.attached.close()
    expect(await peer.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
    peer.write(closeFrame(1012))
    await until(() => peer.isEnded, 'the end of the server’s side')
    peer.stream.end()
    await closing
    expect(ends).toEqual([{ code: 1012, clean: true }])
    expect(await client.get('/hello')).toMatchObject({ status: 200, body: 'app 2.0 /hello' })
    expect((await client.ask().answer()).status).toBe(405)
  })

  it('that terminates a socket cancels its stream', async () => {
    const ends: Ended[] = []
    await using place = await served(listener(ends, (socket) => socket.terminate()))
    using client = await place.connect()
    const peer = client.ask()
    await peer.gone()
    expect(peer.stream.rstCode).toBe(http2.constants.NGHTTP2_CANCEL)
    await until(() => ends.length === 1, 'the end')
    expect(ends).toEqual([cut])
    expect(await client.get('/hello')).toMatchObject({ status: 200 })
  })
})
