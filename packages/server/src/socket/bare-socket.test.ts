import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket } from 'ws'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions, Socket } from '../index.ts'

const serveSockets = (onSocket: AttachOptions['onSocket'], options: Partial<AttachOptions> = {}) =>
  serve({ onSocket: onSocket!, drainOnSigterm: false, ...options })

const echo = (socket: Socket) => void socket.on('message', (data) => void socket.send(data))

describe('a plain socket', () => {
  it('echoes text and bytes to a foreign client', async () => {
    await using served = await serveSockets(echo)
    const client = new WebSocket(`ws://127.0.0.1:${served.port}/parley`)
    onTestFinished(() => client.terminate())
    const heard: [unknown, boolean][] = []
    client.on('message', (data, isBinary) => heard.push([isBinary ? data : String(data), isBinary]))
    await new Promise((resolve) => client.once('open', resolve))
    const large = 'ä€😀'.repeat(20_000)
    for (const message of ['hello', '', large, Buffer.from([0, 255, 1]), Buffer.alloc(0)]) client.send(message)
    await until(() => heard.length === 5, 'all echoes')
    expect(heard).toEqual([
      ['hello', false],
      ['', false],
      [large, false],
      [Buffer.from([0, 255, 1]), true],
      [Buffer.alloc(0), true],
    ])
    const closed = new Promise((resolve) => client.once('close', (code) => resolve(code)))
    client.close(3001)
    expect(await closed).toBe(3001)
  })

  it('keeps messages until somebody listens, in the segment of the request and after an await', async () => {
    const heard: unknown[] = []
    let proceed = () => {}
    await using served = await serveSockets(async (socket) => {
      await new Promise<void>((resolve) => {
        proceed = resolve
      })
      socket.on('message', (data) => heard.push(data))
    })
    using peer = await RawPeer.connect(served.port)
    peer.write(Buffer.concat([Buffer.from(upgradeRequest()), frame(1, 'a'), frame(1, 'b')]))
    await peer.answer()
    for (let at = 0; at < 20; at++) peer.text(`later ${at}`)
    await new Promise((resolve) => peer.socket.write('', resolve))
    expect(heard).toEqual([])
    proceed()
    await until(() => heard.length === 22, 'all messages')
    expect(heard.slice(0, 3)).toEqual(['a', 'b', 'later 0'])
    await peer.leave()
  })

  it('gives messages that came before the goodbye to who listens after it', async () => {
    const heard: unknown[] = []
    let proceed = () => {}
    await using served = await serveSockets(async (socket) => {
      await new Promise<void>((resolve) => {
        proceed = resolve
      })
      socket.on('message', (data) => heard.push(data))
      socket.on('close', (...how) => heard.push(how))
    })
    using peer = await RawPeer.open(served.port)
    peer.write(Buffer.concat([frame(1, 'last words'), closeFrame(1001, 'bye')]))
    peer.socket.end()
    await peer.end()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    proceed()
    await until(() => heard.length === 2, 'what was said')
    expect(heard).toEqual(['last words', [1001, 'bye', true]])
  })

  it('counts no longer once it is gone, though its handler never ends', async () => {
    await using served = await serveSockets(() => new Promise(() => {}))
    const peer = await RawPeer.open(served.port)
    peer.text('never read')
    peer.reset()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
  })

  it.each<[string, (socket: Socket) => unknown]>([
    [
      'a listener that throws',
      (socket) =>
        socket.on('message', () => {
          throw new Error('my fault')
        }),
    ],
    [
      'a listener that rejects',
      (socket) =>
        socket.on('message', async () => {
          throw new Error('my fault')
        }),
    ],
    [
      'an onSocket that throws',
      () => {
        throw new Error('my fault')
      },
    ],
    [
      'an onSocket that rejects',
      async () => {
        throw new Error('my fault')
      },
    ],
  ])('of %s is closed with 1011, and that is logged once', async (_what, onSocket) => {
    const healthy: string[] = []
    await using served = await serveSockets((socket, request) => {
      if (request.url !== '/parley?bad') return void socket.on('message', (data) => healthy.push(String(data)))
      return onSocket(socket)
    })
    using good = await RawPeer.open(served.port)
    using bad = await RawPeer.open(served.port, 'GET /parley?bad HTTP/1.1')
    bad.write(Buffer.concat(Array.from({ length: 100 }, () => frame(1, 'x'))))
    expect(await bad.closeFrame()).toEqual({ code: 1011, reason: 'the handler failed' })
    bad.write(frame(1, 'y'))
    bad.write(closeFrame(1011))
    await bad.end()
    expect(served.log.errors).toEqual([expect.stringMatching(/^onSocket threw: Error: my fault\n.*bare-socket\.test/s)])
    good.text('alive')
    await until(() => healthy.length === 1, 'the other socket')
    await good.leave()
  })

  it('says what to write when an object is sent', async () => {
    await using served = await serveSockets((socket) => void socket.send({ a: 1 } as never))
    using peer = await RawPeer.open(served.port)
    expect((await peer.closeFrame()).code).toBe(1011)
    expect(served.log.errors[0]).toContain('socket.send(JSON.stringify(data))')
  })

  it('closes from this side: code and reason go out, the peer’s answer makes it clean', async () => {
    const ends: unknown[] = []
    await using served = await serveSockets((socket) => {
      socket.on('close', (...how) => ends.push(how))
      socket.send('bye')
      socket.close(4000, 'enough')
      ends.push(socket.isOpen, socket.send('too late'))
    })
    using peer = await RawPeer.open(served.port)
    expect((await peer.frame())?.payload.toString()).toBe('bye')
    expect(await peer.closeFrame()).toEqual({ code: 4000, reason: 'enough' })
    peer.write(closeFrame(4000))
    await peer.end()
    await until(() => ends.length === 3, 'the end')
    expect(ends).toEqual([false, false, [4000, '', true]])
  })

  it('closes from the peer’s side, after its messages', async () => {
    const heard: unknown[] = []
    await using served = await serveSockets((socket) => {
      socket.on('message', (data) => heard.push(data)).on('close', (...how) => heard.push(how))
    })
    using peer = await RawPeer.open(served.port)
    peer.write(Buffer.concat([frame(1, 'one'), closeFrame(1000, 'done'), frame(1, 'not this')]))
    expect((await peer.closeFrame()).code).toBe(1000)
    await peer.end()
    expect(heard).toEqual(['one', [1000, 'done', true]])
  })

  it('that is terminated in a listener hears no more', async () => {
    const heard: unknown[] = []
    await using served = await serveSockets((socket) => {
      socket.on('message', (data) => {
        heard.push(data)
        socket.terminate()
      })
      socket.on('close', (code, _reason, clean) => heard.push([code, clean]))
    })
    using peer = await RawPeer.open(served.port)
    peer.write(Buffer.concat([frame(1, 'one'), frame(1, 'two')]))
    await peer.end()
    expect(heard).toEqual(['one', [1006, false]])
  })

  it('tells of drain when all has gone out, however little it was', async () => {
    const amounts: number[] = []
    await using served = await serveSockets((socket) => {
      socket.on('drain', () => amounts.push(socket.bufferedAmount))
      socket.send('little')
      amounts.push(socket.bufferedAmount)
    })
    using peer = await RawPeer.open(served.port)
    await until(() => amounts.length === 2, 'drain')
    expect(amounts).toEqual([8, 0])
    await peer.leave()
  })

  it('may send a message larger than the whole queue may be', async () => {
    await using served = await serveSockets((socket) => void socket.send('x'.repeat(5_000_000)), {
      maxQueuedBytes: 1_000_000,
    })
    using peer = await RawPeer.open(served.port)
    expect((await peer.frame())?.payload.length).toBe(5_000_000)
    await peer.leave()
  })

  it('to a peer that does not read is bounded and ends with 4008, which the peer can read', async () => {
    const ends: unknown[] = []
    let sent = 0
    let most = 0
    await using served = await serveSockets(
      (socket) => {
        socket.on('close', (code) => ends.push(code))
        while (socket.send('x'.repeat(100_000))) {
          sent++
          most = Math.max(most, socket.bufferedAmount)
        }
      },
      { maxQueuedBytes: 10_000_000, closeTimeoutMs: 10_000 },
    )
    using peer = await RawPeer.connect(served.port)
    peer.socket.pause()
    peer.write(upgradeRequest())
    await until(() => sent > 0, 'the flood')
    expect(most).toBeLessThan(10_200_000)
    peer.socket.resume()
    await peer.answer()
    expect(await peer.closeFrame()).toEqual({ code: 4008, reason: 'too-slow' })
    peer.write(closeFrame(4008))
    await until(() => ends.length === 1, 'the end')
    expect(ends).toEqual([4008])
  })
})
