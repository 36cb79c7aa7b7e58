import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { afterEach, describe, expect, it, vi } from 'vitest'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions } from '../index.ts'
import { HelloWatch } from './hello-watch.ts'

const withChat = (options: Partial<AttachOptions>) =>
  serve({ features: [chat()], store: memoryStore(), drainOnSigterm: false, ...options })

describe('a socket that says nothing', () => {
  it('is told so after helloTimeoutMs, closed with 4009, and gone', async () => {
    await using served = await withChat({ helloTimeoutMs: 30 })
    using peer = await RawPeer.open(served.port)
    expect(await peer.message()).toMatchObject({
      type: 'error',
      code: 'hello-timeout',
      message: expect.stringContaining('{"type":"hello","protocol":1}'),
    })
    expect(await peer.closeFrame()).toEqual({ code: 4009, reason: 'hello-timeout' })
    peer.write(closeFrame(4009))
    await peer.end()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    expect(served.log.errors).toEqual([])
  })

  it('that is ours is no better off with pings, pongs, and messages that are not', async () => {
    await using served = await withChat({ helloTimeoutMs: 30 })
    using peer = await RawPeer.open(served.port)
    peer.write(Buffer.concat([frame(9), frame(10), frame(1, 'hello?'), frame(2, 'x'), frame(1, '{"type":"shout"}')]))
    expect(await peer.closeFrame()).toEqual({ code: 4009, reason: 'hello-timeout' })
  })

  it('stays once it has said anything that is ours', async () => {
    await using served = await withChat({ helloTimeoutMs: 100 })
    using talker = await RawPeer.open(served.port)
    talker.text({ type: 'ping' })
    expect(await talker.message()).toMatchObject({ type: 'welcome' })
    using silent = await RawPeer.open(served.port)
    expect(await silent.closeFrame()).toMatchObject({ code: 4009 })
    // It came before the silent one, so its time was over before.
    talker.text({ type: 'ping' })
    await talker.messageOf('pong')
    await talker.messageOf('pong')
    await talker.leave()
  })

  it('stays where sockets are plain: they may only listen', async () => {
    let isOpen = false
    await using served = await serve({
      helloTimeoutMs: 1,
      drainOnSigterm: false,
      onSocket: (socket) => void socket.on('close', () => (isOpen = false)),
    })
    using peer = await RawPeer.open(served.port)
    isOpen = true
    peer.write(frame(9, 'still here'))
    expect((await peer.frame())?.opcode).toBe(10)
    expect(isOpen).toBe(true)
    await peer.leave()
  })
})

describe('HelloWatch', () => {
  afterEach(() => void vi.useRealTimers())

  it('needs one timer for all, and none when nobody is waited for', () => {
    vi.useFakeTimers()
    const watch = new HelloWatch(1_000)
    const late: number[] = []
    const stops = Array.from({ length: 5_000 }, (_, at) => watch.add(() => late.push(at)))
    expect(vi.getTimerCount()).toBe(1)
    stops.slice(2).forEach((stop) => void stop())
    vi.advanceTimersByTime(500)
    const last = watch.add(() => late.push(-1))
    vi.advanceTimersByTime(600)
    expect(late).toEqual([0, 1])
    vi.advanceTimersByTime(500)
    expect(late).toEqual([0, 1, -1])
    expect(vi.getTimerCount()).toBe(0)
    last()
    const stop = watch.add(() => late.push(-2))
    expect(vi.getTimerCount()).toBe(1)
    stop()
    expect(vi.getTimerCount()).toBe(0)
  })
})
