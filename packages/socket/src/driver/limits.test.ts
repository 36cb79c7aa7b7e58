import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { encodeClientFrame } from '../../test/frames.ts'
import { closed, pair, until } from '../../test/pair.ts'
import { RateMeter } from './rate-meter.ts'

describe('a peer that sends too much', () => {
  it.each([
    ['messages', { messageBurst: 10, messagesPerSecond: 1 }, (n: number) => encodeClientFrame(1, 'x', n)],
    ['pings', { messageBurst: 10, messagesPerSecond: 1 }, (n: number) => encodeClientFrame(9, '', n)],
    ['pongs nobody asked for', { messageBurst: 10, messagesPerSecond: 1 }, (n: number) => encodeClientFrame(10, '', n)],
    [
      'bytes',
      { byteBurst: 60_000, bytesPerSecond: 1, maxMessageBytes: 20_000 },
      (n: number) => encodeClientFrame(2, 'x'.repeat(10_000), n),
    ],
  ])('%s is closed with 1008 and told why', async (_what, limits, make) => {
    const { server, clientStream } = await pair({ server: limits })
    const ended = closed(server)
    clientStream.write(make(11))
    expect(await ended).toEqual({ code: 1008, reason: 'Too many messages or bytes in a second', clean: false })
    expect(server.fault).toMatchObject({ code: 'socket/too-fast', closeCode: 1008 })
  })

  it('is not confused with one that sends as much as it may', async () => {
    const { server, clientStream } = await pair({ server: { messageBurst: 10, messagesPerSecond: 1 } })
    const heard: unknown[] = []
    server.on('message', (data) => heard.push(data))
    clientStream.write(encodeClientFrame(1, 'x', 9))
    server.on('close', () => heard.push('closed'))
    clientStream.end(encodeClientFrame(8, '', 1))
    await closed(server)
    expect(heard).toHaveLength(10)
    expect(server.fault).toBeUndefined()
  })

  it('counts what compressed bytes inflate to', async () => {
    const { server, client } = await pair({
      server: { byteBurst: 3_000_000, bytesPerSecond: 1, maxMessageBytes: 1_000_000 },
      deflate: {},
    })
    const ended = closed(server)
    for (let at = 0; at < 4; at++) client.send('x'.repeat(1_000_000))
    expect(await ended).toMatchObject({ code: 1008 })
  })
})

describe('RateMeter', () => {
  const rates = { messagesPerSecond: 10, messageBurst: 20, bytesPerSecond: 1_000, byteBurst: 5_000 }

  it('gives the burst at once, and then what time brings', () => {
    const meter = new RateMeter(rates, 0)
    expect(meter.take(20, 0, 0)).toBe(true)
    expect(meter.take(1, 0, 99)).toBe(false)
    const other = new RateMeter(rates, 0)
    other.take(20, 5_000, 0)
    expect(other.take(10, 1_000, 1_000)).toBe(true)
    expect(other.take(0, 1, 1_000)).toBe(false)
  })

  it('never saves more than the burst, and a clock that goes back gives nothing', () => {
    const meter = new RateMeter(rates, 0)
    expect(meter.take(21, 0, 1e9)).toBe(false)
    const other = new RateMeter(rates, 1_000)
    other.take(20, 0, 1_000)
    expect(other.take(1, 0, 0)).toBe(false)
  })
})

describe('deadlines', () => {
  it('a message that does not become whole is closed with 1008, wherever it stops', async () => {
    const frame = encodeClientFrame(1, 'a message', 1)
    for (const bytes of [
      frame.subarray(0, 1),
      frame.subarray(0, 5),
      frame.subarray(0, 10),
      encodeClientFrame(1, 'x', 1, false),
    ]) {
      const { server, clientStream } = await pair({ server: { messageTimeoutMs: 30 } })
      const ended = closed(server)
      clientStream.write(bytes)
      expect(await ended).toMatchObject({ code: 1008, reason: 'A message took too long to arrive' })
      expect(server.fault?.code).toBe('socket/message-timeout')
    }
  })

  it('each message has its own time, also where one ends and the next begins in the same read', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] })
    onTestFinished(() => void vi.useRealTimers())
    const { server, serverStream, clientStream } = await pair({ server: { messageTimeoutMs: 1_000 } })
    const ended = closed(server)
    const frame = encodeClientFrame(1, 'a message', 1)
    let sent = 0
    const send = async (bytes: Buffer) => {
      sent += bytes.length
      clientStream.write(bytes)
      await until(() => serverStream.bytesRead === sent)
    }
    await send(frame.subarray(0, 5))
    for (let at = 0; at < 5; at++) {
      vi.advanceTimersByTime(700)
      await send(Buffer.concat([frame.subarray(5), frame.subarray(0, 5)]))
    }
    expect(server.isOpen).toBe(true)
    vi.advanceTimersByTime(1_200)
    expect(await ended).toMatchObject({ code: 1008, reason: 'A message took too long to arrive' })
  })

  it('a peer that takes nothing is cut when the write had its time, and the fault says so', async () => {
    const { server, clientStream } = await pair({ server: { writeTimeoutMs: 50, maxQueuedBytes: 1e9 } })
    clientStream.pause()
    const ended = closed(server)
    for (let at = 0; at < 100; at++) server.send('x'.repeat(200_000))
    expect(await ended).toEqual({ code: 1006, reason: '', clean: false })
    expect(server.fault?.code).toBe('socket/write-timeout')
  })

  it('a peer that answers no close is cut', async () => {
    const { server, clientStream } = await pair({ server: { closeTimeoutMs: 30 } })
    clientStream.pause()
    const ended = closed(server)
    server.close()
    expect(await ended).toMatchObject({ code: 1006 })
    expect(server.fault?.code).toBe('socket/close-timeout')
  })

  it('a server that answers a client’s goodbye and keeps the connection open is cut', async () => {
    const { client, serverStream } = await pair({ client: { closeTimeoutMs: 30 } })
    const gone = new Promise((resolve) => serverStream.once('close', resolve))
    client.close(1000)
    expect(await closed(client)).toMatchObject({ code: 1000, clean: true })
    serverStream.removeAllListeners('end')
    await gone
  })
})

describe('pings while pongs wait', () => {
  it('are closed with 1008 once as many wait as may', async () => {
    const { server, serverStream, clientStream } = await pair({
      server: { maxPendingPongs: 5, maxQueuedBytes: 1e9, maxBacklogBytes: 1e9 },
    })
    clientStream.pause()
    const ended = closed(server)
    // The operating system takes some megabytes for a peer that does not read; only then anything waits here.
    for (let at = 0; at < 100; at++) server.send('x'.repeat(200_000))
    clientStream.write(encodeClientFrame(9, '', 10))
    await until(() => serverStream.bytesRead === 60)
    clientStream.write(encodeClientFrame(9, '', 1))
    expect(await ended).toMatchObject({ code: 1008, reason: 'Too many pings while their pongs were not read' })
  })
})
