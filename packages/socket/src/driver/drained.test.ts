import { describe, expect, it } from 'vitest'
import { pair, until } from '../../test/pair.ts'

const mebibyte = 'x'.repeat(1_048_576)

/** Whether `drained()` has resolved, to be asked at any time. */
function watched(drained: Promise<void>): { isOver: boolean } {
  const state = { isOver: false }
  void drained.then(() => {
    state.isOver = true
  })
  return state
}

const turn = () => new Promise((resolve) => setImmediate(resolve))

describe('drained()', () => {
  it('goes on at the end of the transport, while a message waits for the loop that waits for it', async () => {
    const { server, client, serverStream, clientStream } = await pair()
    const loop = server[Symbol.asyncIterator]()
    client.send('one')
    client.send('two')
    expect(await loop.next()).toMatchObject({ value: 'one' })
    clientStream.pause()
    for (let at = 0; at < 12; at++) server.send(mebibyte)
    const drained = watched(server.drained())
    await until(() => serverStream.writableLength > 0)
    // As a reset does that is read before a write fails of it.
    serverStream.emit('error', new Error('read ECONNRESET'))
    await turn()
    expect(drained.isOver).toBe(true)
    expect(await loop.next()).toMatchObject({ value: 'two' })
    expect(await loop.next()).toMatchObject({ done: true })
  })

  it('goes on when this side cuts the connection', async () => {
    const { server, clientStream } = await pair()
    clientStream.pause()
    for (let at = 0; at < 12; at++) server.send(mebibyte)
    const drained = watched(server.drained())
    await turn()
    server.terminate()
    await turn()
    expect(drained.isOver).toBe(true)
  })

  it('is over at once when the transport has gone', async () => {
    const { server, client, serverStream, clientStream } = await pair()
    client.send('held')
    await until(() => clientStream.bytesWritten > 0 && serverStream.bytesRead === clientStream.bytesWritten)
    clientStream.resetAndDestroy()
    await until(() => serverStream.destroyed)
    const drained = watched(server.drained())
    await turn()
    expect(drained.isOver).toBe(true)
  })

  it('means what was sent before it was called, not what is sent all the time', async () => {
    const { server, client, serverStream, clientStream } = await pair({ server: { maxQueuedBytes: 1e9 } })
    client.on('message', () => {})
    clientStream.pause()
    for (let at = 0; at < 12; at++) server.send(mebibyte)
    const drained = server.drained().then(() => server.bufferedAmount)
    await until(() => serverStream.writableLength > 0)
    for (let at = 0; at < 12; at++) server.send(mebibyte)
    clientStream.resume()
    expect(await drained).toBeGreaterThan(0)
  })

  it('of several calls resolves in the order of what was sent before each', async () => {
    const { server, client, clientStream } = await pair({ client: { maxMessageBytes: 2_000_000 } })
    clientStream.pause()
    const order: number[] = []
    const all = [1, 2, 3].map((at) => {
      for (let count = 0; count < 4; count++) server.send(mebibyte)
      return server.drained().then(() => order.push(at))
    })
    client.on('message', () => {})
    clientStream.resume()
    await Promise.all(all)
    expect(order).toEqual([1, 2, 3])
  })
})
