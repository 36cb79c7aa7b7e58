import { describe, expect, it } from 'vitest'
import { encodeClientFrame } from '../../test/frames.ts'
import { closed, pair, until } from '../../test/pair.ts'

/** Two heartbeats at least, as a socket whose peer is silent lives to see them. */
async function twoBeats(heartbeatMs: number): Promise<void> {
  const { server, clientStream } = await pair({ server: { heartbeatMs } })
  clientStream.pause()
  await closed(server)
}

describe('while a message waits for its listener', () => {
  const heartbeatMs = 40

  it('pings are answered, before and after it', async () => {
    const { serverStream, clientStream } = await pair()
    const ping = encodeClientFrame(9, 'p', 1)
    const pongBytes = 3
    for (const [at, bytes] of [ping, encodeClientFrame(1, 'held', 1), ping, ping].entries()) {
      clientStream.write(bytes)
      const pongs = at === 0 ? 1 : at
      await until(() => clientStream.bytesRead === pongs * pongBytes)
    }
    expect(serverStream.isPaused()).toBe(false)
  })

  it('a peer that is gone without a word is found', async () => {
    const { server, clientStream, serverStream } = await pair({ server: { heartbeatMs } })
    clientStream.pause()
    clientStream.write(encodeClientFrame(1, 'held', 1))
    for (let round = 0; round < 5 && !serverStream.destroyed; round++) await twoBeats(heartbeatMs)
    expect(server.fault?.code).toBe('socket/heartbeat')
    expect(await closed(server)).toEqual({ code: 1006, reason: '', clean: false })
  })

  it('a peer that answers pings lives, though nobody listens there either', async () => {
    const { server, client } = await pair({ server: { heartbeatMs } })
    client.send('held')
    server.send('held')
    await twoBeats(heartbeatMs)
    await twoBeats(heartbeatMs)
    expect([server.isOpen, client.isOpen]).toEqual([true, true])
  })

  it('a goodbye is heard: the socket ends when the message was taken', async () => {
    const { server, client, serverStream, clientStream } = await pair()
    client.send('held')
    client.close(1000)
    await until(() => clientStream.bytesWritten > 0 && serverStream.bytesRead === clientStream.bytesWritten)
    const heard: unknown[] = []
    for await (const data of server) heard.push(data)
    expect(heard).toEqual(['held'])
    expect(await closed(server)).toMatchObject({ code: 1000, clean: true })
  })

  it('a reset is seen at once where only a ping came before it', async () => {
    const { server, serverStream, clientStream } = await pair()
    const codes: number[] = []
    server.on('close', (code) => codes.push(code))
    clientStream.write(encodeClientFrame(9, 'p', 1))
    await until(() => serverStream.bytesRead > 0)
    clientStream.resetAndDestroy()
    await until(() => serverStream.destroyed)
    expect(codes).toEqual([1006])
  })
})

describe('when more than maxHeldBytes wait', () => {
  it('nothing more is read, and a silent peer is not taken for dead', async () => {
    const heartbeatMs = 40
    const { server, clientStream, serverStream } = await pair({ server: { heartbeatMs, maxHeldBytes: 10 } })
    clientStream.pause()
    clientStream.write(encodeClientFrame(1, 'more than ten', 1))
    await until(() => serverStream.isPaused())
    await twoBeats(heartbeatMs)
    await twoBeats(heartbeatMs)
    expect(server.isOpen).toBe(true)
    expect(server.fault).toBeUndefined()
  })

  it('reading goes on once they are taken', async () => {
    const { server, client, serverStream } = await pair({ server: { maxHeldBytes: 10 } })
    client.send('more than ten')
    await until(() => serverStream.isPaused())
    client.send('the next')
    const loop = server[Symbol.asyncIterator]()
    expect(await loop.next()).toMatchObject({ value: 'more than ten' })
    expect(await loop.next()).toMatchObject({ value: 'the next' })
    expect(serverStream.isPaused()).toBe(false)
  })
})
