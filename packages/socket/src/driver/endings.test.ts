import { Connection } from '@parley/websocket'
import { describe, expect, it } from 'vitest'
import { encodeClientFrame } from '../../test/frames.ts'
import { closed, type Pair, pair, until } from '../../test/pair.ts'
import { Intake } from './intake.ts'
import { defaultSocketLimits } from './limits.ts'

const goodbye = encodeClientFrame(8, '', 1)
const tight = { messageBurst: 10, messagesPerSecond: 1 }

/** What the server was told of its end by the time its transport is gone. */
async function endsOf({ server, serverStream, clientStream }: Pair, bytes: Uint8Array): Promise<unknown[]> {
  const ends: unknown[] = []
  server.on('message', () => {})
  server.on('close', (code, _reason, clean) => ends.push([code, clean]))
  await new Promise((resolve) => setImmediate(resolve))
  clientStream.end(bytes)
  await until(() => serverStream.destroyed)
  return ends
}

describe('an end in the same read as more than the peer may send', () => {
  it.each([
    ['a goodbye after pongs', encodeClientFrame(10, '', 11), goodbye, [1005, true], undefined],
    ['a goodbye after pings', encodeClientFrame(9, '', 11), goodbye, [1005, true], undefined],
    ['a fault after pongs', encodeClientFrame(10, '', 11), encodeClientFrame(3, '', 1), [1002, false], 'frame/'],
    ['a goodbye after messages', encodeClientFrame(1, 'x', 11), goodbye, [1008, false], 'socket/too-fast'],
  ])('is told once: %s', async (_what, flood, end, told, fault) => {
    const ends = await pair({ server: tight })
    expect(await endsOf(ends, Buffer.concat([flood, end]))).toEqual([told])
    if (fault === undefined) expect(ends.server.fault).toBeUndefined()
    else expect(ends.server.fault?.code).toContain(fault)
  })

  it('is no message: who sends as much as he may can still say goodbye', async () => {
    const ends = await pair({ server: tight })
    expect(await endsOf(ends, Buffer.concat([encodeClientFrame(1, 'x', 10), goodbye]))).toEqual([[1005, true]])
    expect(ends.server.fault).toBeUndefined()
  })
})

describe('bytes after the end', () => {
  const flood = new Uint8Array(1_000_000)

  it('are not kept while the user is not told of it', async () => {
    const { server, clientStream, serverStream } = await pair({ server: { ...tight, maxHeldBytes: 1 } })
    clientStream.write(Buffer.concat([encodeClientFrame(1, 'x', 11), goodbye]))
    await until(() => server.fault !== undefined)
    const before = process.memoryUsage().arrayBuffers
    for (let at = 0; at < 50; at++) serverStream.emit('data', flood)
    expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(10_000_000)
  })

  it('keep nobody from reading on to the end of the transport', () => {
    const connection = new Connection({ role: 'server' })
    const told: string[] = []
    const intake = new Intake(
      connection,
      { ...defaultSocketLimits, maxHeldBytes: 1 },
      { mustWait: false, closed: ({ code }) => told.push(`closed ${code}`), tooFast() {} },
    )
    intake.start({ text: (text) => told.push(text), binary() {} }, true)
    intake.read(encodeClientFrame(1, 'held', 1))
    connection.fail(1008, 'enough')
    intake.fail()
    intake.read(flood)
    intake.release()
    expect(intake.isBlocked).toBe(false)
    expect(told).toEqual(['held', 'closed 1008'])
  })
})

describe('a transport that is gone', () => {
  it('takes no more messages, though some that came before it, and a goodbye, wait for their listener', async () => {
    const { server, client, serverStream, clientStream } = await pair()
    client.send('one')
    client.send('two')
    client.close(1000)
    await until(() => clientStream.bytesWritten > 0 && serverStream.bytesRead === clientStream.bytesWritten)
    clientStream.resetAndDestroy()
    await until(() => serverStream.destroyed)
    expect([server.isOpen, server.send('lost'), server.bufferedAmount]).toEqual([false, false, 0])
    const heard: unknown[] = []
    for await (const data of server) heard.push(data)
    expect(heard).toEqual(['one', 'two'])
  })
})

/** The time of one close deadline, as another socket lives to see it. */
async function closeDeadline(closeTimeoutMs: number): Promise<void> {
  const { server, clientStream } = await pair({ server: { closeTimeoutMs } })
  clientStream.pause()
  const ended = closed(server)
  server.close()
  await ended
}

describe('the time to answer a close', () => {
  const closeTimeoutMs = 800

  it('does not run out while what was sent before is taken: a slow reader gets all of it', async () => {
    const { server, client, clientStream } = await pair({ server: { closeTimeoutMs } })
    const began = performance.now()
    const ended = closed(server)
    for (let at = 0; at < 150; at++) server.send('x'.repeat(100_000))
    server.close(1000, 'done')
    const heard: unknown[] = []
    client.on('message', (data) => heard.push(data))
    // A little at a time.
    clientStream.on('data', () => clientStream.pause())
    const reading = setInterval(() => clientStream.resume(), 8)
    expect(await ended).toEqual({ code: 1000, reason: '', clean: true })
    clearInterval(reading)
    expect(performance.now() - began).toBeGreaterThan(closeTimeoutMs)
    expect(heard).toHaveLength(150)
    expect(server.fault).toBeUndefined()
  })

  it('does not run out while messages before the answer wait for a busy loop', async () => {
    const { server, client, serverStream, clientStream } = await pair({ server: { closeTimeoutMs: 50 } })
    const loop = server[Symbol.asyncIterator]()
    for (const text of ['one', 'two', 'three']) client.send(text)
    expect(await loop.next()).toMatchObject({ value: 'one' })
    server.close(1000, 'bye')
    client.on('message', () => {})
    await new Promise((resolve) => client.on('close', resolve))
    await until(() => serverStream.bytesRead === clientStream.bytesWritten)
    await closeDeadline(50)
    await closeDeadline(50)
    const rest: unknown[] = []
    for (let next = await loop.next(); next.done !== true; next = await loop.next()) rest.push(next.value)
    expect(rest).toEqual(['two', 'three'])
    expect(await closed(server)).toMatchObject({ code: 1000, clean: true })
    expect(server.fault).toBeUndefined()
  })
})
