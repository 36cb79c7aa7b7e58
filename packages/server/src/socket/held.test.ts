import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions, Socket } from '../index.ts'

/** A server whose `onSocket` is not done until the test ends. */
async function serveBusy(options: Partial<AttachOptions> = {}, begin: (socket: Socket) => void = () => {}) {
  let proceed = () => {}
  const onSocket = (socket: Socket) => {
    begin(socket)
    return new Promise<void>((resolve) => {
      proceed = resolve
    })
  }
  const served = await serve({ onSocket, drainOnSigterm: false, ...options })
  return Object.assign(served, { proceed: () => proceed() })
}

describe('while an onSocket that is async runs', () => {
  it('pings are answered', async () => {
    await using served = await serveBusy()
    using peer = await RawPeer.open(served.port)
    for (const payload of ['one', 'two', 'three']) {
      peer.write(frame(9, payload))
      expect(await peer.frame()).toMatchObject({ opcode: 10, payload: Buffer.from(payload) })
      peer.text('a message that waits')
    }
    served.proceed()
    await peer.leave()
  })

  it('a silent peer is cut by the heartbeat, though a ping or a message of its waits', async () => {
    await using served = await serveBusy({ heartbeatMs: 50 })
    for (const opcode of [9, 1]) {
      using peer = await RawPeer.open(served.port)
      peer.answersPings = false
      peer.write(frame(opcode, 'first'))
      await peer.end()
      await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    }
  })

  it('a reset is told at once where only a ping came before it', async () => {
    const codes: number[] = []
    await using served = await serveBusy({}, (socket) => void socket.on('close', (code) => codes.push(code)))
    const peer = await RawPeer.open(served.port)
    peer.write(frame(9))
    expect((await peer.frame())?.opcode).toBe(10)
    peer.reset()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    expect(codes).toEqual([1006])
  })
})

describe('a goodbye in the same read as more than the peer may send', () => {
  const flood = Buffer.concat([...Array.from({ length: 11 }, () => frame(10)), closeFrame(1000)])
  const limits = { messageBurst: 10, messagesPerSecond: 1 }

  it('ends a plain socket', async () => {
    const ends: unknown[] = []
    const onSocket = (socket: Socket) => {
      socket.on('message', () => {})
      socket.on('close', (code, _reason, clean) => ends.push([code, clean]))
    }
    await using served = await serve({ onSocket, drainOnSigterm: false, ...limits })
    using peer = await RawPeer.open(served.port)
    peer.write(flood)
    expect(await peer.closeFrame()).toMatchObject({ code: 1000 })
    await peer.end()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    expect(ends).toEqual([[1000, true]])
  })

  it('ends a session: nobody is left who is not there', async () => {
    const features = { features: [chat()], store: memoryStore() }
    await using served = await serve({ ...features, drainOnSigterm: false, ...limits, limits: { presenceGraceMs: 0 } })
    const open = { type: 'open', channel: 'chat/general', view: 'room' }
    using gone = await RawPeer.open(served.port)
    gone.text(open)
    expect(await gone.messageOf('presence')).toMatchObject({ count: 1 })
    gone.write(flood)
    await gone.end()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    using next = await RawPeer.open(served.port)
    next.text(open)
    expect(await next.messageOf('presence')).toMatchObject({ count: 1 })
    await next.leave()
  })
})
