import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { Socket } from '../index.ts'

const base = { drainOnSigterm: false } as const
const echo = (socket: Socket) => void socket.on('message', (data) => void socket.send(data))

async function gone(served: { attached: { socketCount: number } }, deadlineMs?: number): Promise<void> {
  await until(() => served.attached.socketCount === 0, 'all sockets to be gone', deadlineMs)
}

describe('the end of a socket', () => {
  it('comes after closeTimeoutMs when the peer never answers a close', async () => {
    const ends: unknown[] = []
    await using served = await serve({
      ...base,
      closeTimeoutMs: 50,
      onSocket: (socket) => {
        socket.on('close', (code, _reason, clean) => ends.push([code, clean]))
        socket.close(1000)
      },
    })
    using peer = await RawPeer.open(served.port)
    await peer.closeFrame()
    await peer.end()
    await gone(served)
    expect(ends).toEqual([[1006, false]])
  })

  it('comes after closeTimeoutMs when the peer goes on talking after its fault', async () => {
    await using served = await serve({ ...base, closeTimeoutMs: 50, onSocket: echo })
    using peer = await RawPeer.open(served.port)
    peer.socket.allowHalfOpen = true
    peer.write(frame(3))
    await peer.closeFrame()
    const talking = setInterval(() => peer.socket.writable && peer.write(frame(1, 'x')), 5)
    await gone(served)
    clearInterval(talking)
  })

  it('comes at once with a reset, in the middle of a message too', async () => {
    const ends: number[] = []
    await using served = await serve({
      ...base,
      onSocket: (socket) => void socket.on('close', (code) => ends.push(code)),
    })
    const peer = await RawPeer.open(served.port)
    peer.write(frame(1, 'cut').subarray(0, 5))
    peer.reset()
    await gone(served)
    expect(ends).toEqual([1006])
  })

  it('comes at once with a FIN and no goodbye', async () => {
    const ends: number[] = []
    await using served = await serve({
      ...base,
      onSocket: (socket) => void socket.on('close', (code) => ends.push(code)),
    })
    using peer = await RawPeer.open(served.port)
    peer.socket.end()
    await gone(served)
    expect(ends).toEqual([1006])
  })

  it('leaves nothing after 2 000 rounds of all kinds', async () => {
    const limits = { presenceGraceMs: 0 }
    await using served = await serve({ ...base, features: [chat()], store: memoryStore(), limits })
    const goodbyes: ((peer: RawPeer) => void)[] = [
      (peer) => peer.reset(),
      (peer) => void peer.socket.end(),
      (peer) => void peer.socket.end(closeFrame(1000)),
      (peer) => void peer.socket.end(frame(3)),
    ]
    const open = frame(1, '{"type":"open","channel":"chat/general","view":"room"}')
    const round = async (at: number) => {
      const peer = await RawPeer.connect(served.port)
      peer.write(Buffer.concat([Buffer.from(upgradeRequest()), open]))
      if (at % 3) await peer.answer()
      goodbyes[at % 4]?.(peer)
      await peer.end()
      peer.socket.destroy()
    }
    for (let at = 0; at < 2_000; at += 20) await Promise.all(Array.from({ length: 20 }, (_, part) => round(at + part)))
    await gone(served)
    // Presence is what would keep a reader that was forgotten.
    using last = await RawPeer.open(served.port)
    last.write(open)
    expect(await last.messageOf('presence')).toMatchObject({ count: 1 })
    await last.leave()
    expect(served.log.errors).toEqual([])
  })
})

describe('the heartbeat', () => {
  const heartbeatMs = 80

  it('cuts a peer that answers no ping within two beats', async () => {
    await using served = await serve({ ...base, onSocket: echo, heartbeatMs })
    using peer = await RawPeer.open(served.port)
    const start = performance.now()
    await peer.end()
    const lived = performance.now() - start
    // Two beats and the tick of the timer, with room for a busy machine.
    expect(lived).toBeLessThan(heartbeatMs * 3 + 500)
    expect(lived).toBeGreaterThan(heartbeatMs * 0.9)
    await gone(served)
  })

  it('cuts a silent peer though much is sent to it', async () => {
    const timers: NodeJS.Timeout[] = []
    await using served = await serve({
      ...base,
      heartbeatMs,
      onSocket: (socket) => {
        const timer = setInterval(() => socket.send('news'), 5)
        timers.push(timer)
        socket.on('close', () => clearInterval(timer))
      },
    })
    using peer = await RawPeer.open(served.port)
    await peer.end()
    await gone(served)
    expect(timers).toHaveLength(1)
  })

  it('keeps a peer that answers pings, and one that talks without answering', async () => {
    await using served = await serve({ ...base, onSocket: echo, heartbeatMs: 60 })
    using quiet = await RawPeer.open(served.port)
    using talker = await RawPeer.open(served.port)
    talker.answersPings = false
    const talking = setInterval(() => talker.text('x'), 15)
    for (let pings = 0; pings < 6; ) {
      const next = await quiet.frame()
      expect(next).toBeDefined()
      if (next?.opcode === 9) pings++
    }
    clearInterval(talking)
    expect(served.attached.socketCount).toBe(2)
    await quiet.leave()
    await talker.leave()
  })

  it('keeps a peer that reads slowly what waits for it, one large message too', async () => {
    const size = 64_000_000
    const beatMs = 200
    await using served = await serve({
      ...base,
      heartbeatMs: beatMs,
      onSocket: (socket) => void socket.send('x'.repeat(size)),
    })
    using peer = await RawPeer.open(served.port)
    // A little at a time, for several heartbeats. The system reports what was taken in steps of about a megabyte.
    peer.socket.on('data', () => peer.socket.pause())
    const reading = setInterval(() => peer.socket.resume(), 3)
    const end = performance.now() + beatMs * 5
    await until(() => served.attached.socketCount === 0 || performance.now() > end, 'five heartbeats')
    clearInterval(reading)
    expect(peer.receivedBytes).toBeLessThan(size)
    expect(served.attached.socketCount).toBe(1)
    peer.reset()
    await gone(served)
  })

  it('cuts a peer that sends commands and reads no answer, after a bounded queue', async () => {
    let most = 0
    await using served = await serve({
      ...base,
      heartbeatMs,
      maxBacklogBytes: 200_000,
      onSocket: (socket) =>
        void socket.on('message', (data) => {
          socket.send(`${data}`.repeat(10))
          most = Math.max(most, socket.bufferedAmount)
        }),
    })
    using peer = await RawPeer.open(served.port)
    peer.socket.pause()
    const request = frame(1, 'x'.repeat(5_000))
    let sent = 0
    const more = () => {
      while (peer.socket.writable && sent < 40_000_000) {
        sent += request.length
        if (!peer.socket.write(request)) return void peer.socket.once('drain', more)
      }
    }
    more()
    await gone(served, 20_000)
    expect(most).toBeLessThan(300_000)
    expect(sent).toBeLessThan(40_000_000)
  })

  it('begins again with the next socket when nobody was left', async () => {
    await using served = await serve({ ...base, onSocket: echo, heartbeatMs })
    using peer = await RawPeer.open(served.port)
    await peer.leave()
    await gone(served)
    using again = await RawPeer.open(served.port)
    const ping = await again.frame()
    expect(ping?.opcode).toBe(9)
    await again.leave()
  })
})
