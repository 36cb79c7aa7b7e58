import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../test/raw-frames.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions } from '../index.ts'

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
