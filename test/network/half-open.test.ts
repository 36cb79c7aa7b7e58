// Peers that are gone without a word: the network between us loses their packets, and TCP alone would wait for them for
// a quarter of an hour.
import type { Socket } from '@parley/server'
import { describe, expect, it } from 'vitest'
import { until } from '../../packages/server/test/wait.ts'
import { Child } from './child.ts'
import { type Loss, newNamespace } from './namespace.ts'
import { heartbeatMs, serveAt, twoHeartbeatsMs } from './served.ts'

/** One client on a host of its own. */
async function reach(options: Parameters<typeof serveAt>[1] = {}) {
  const host = newNamespace()
  const served = await serveAt(host.ourAddress, { heartbeatMs, ...options })
  const client = new Child('client', { args: [served.url], on: host })
  await client.says('open')
  return { host, served, client, socket: served.sockets[0]! }
}

/** Sends so many bytes so often until the socket is gone. */
function keepSending(socket: Socket, size: number, everyMs: number): void {
  const data = 'x'.repeat(size)
  const sending = setInterval(() => socket.send(data), everyMs)
  socket.on('close', () => clearInterval(sending))
}

const losses: readonly Loss[] = ['both ways', 'to the host', 'from the host', 'the cable']

describe.each(losses)('a peer behind a network that loses %s', (loss) => {
  it('is gone within two heartbeats while nobody says anything', async () => {
    const { host, served } = await reach()
    host.lose(loss)
    expect(await served.emptied()).toBeLessThan(twoHeartbeatsMs)
    expect(served.ends).toEqual([[1006, false]])
    expect(served.log.errors).toEqual([])
  })

  it('is gone within two heartbeats while a little is sent to it all the time', async () => {
    const { host, served, client, socket } = await reach()
    keepSending(socket, 100, 5)
    await client.says('message', 20)
    host.lose(loss)
    expect(await served.emptied()).toBeLessThan(twoHeartbeatsMs)
    expect(served.ends).toEqual([[1006, false]])
  })

  it('is gone within two heartbeats while more waits for it than the network takes', async () => {
    const { host, served, client, socket } = await reach({ maxQueuedBytes: 200_000_000 })
    keepSending(socket, 1_000_000, 10)
    await client.says('message', 5)
    host.lose(loss)
    expect(await served.emptied()).toBeLessThan(twoHeartbeatsMs)
    expect(served.ends).toEqual([[1006, false]])
  })
})

describe('a network that loses everything', () => {
  it('in the middle of a message leaves nothing of it', async () => {
    const { host, served, client, socket } = await reach()
    let heard = 0
    socket.on('message', () => heard++)
    client.tell('half')
    await client.says('half')
    await until(() => served.bytesRead() > 1_000, 'half a message')
    host.lose('both ways')
    expect(await served.emptied()).toBeLessThan(twoHeartbeatsMs)
    expect(served.ends).toEqual([[1006, false]])
    expect(heard).toBe(0)
  })

  it('while we say goodbye ends the goodbye after closeTimeoutMs', async () => {
    const closeTimeoutMs = 200
    const { host, served, socket } = await reach({ heartbeatMs: 60_000, closeTimeoutMs })
    host.lose('both ways')
    socket.close(1000)
    expect(await served.emptied()).toBeLessThan(closeTimeoutMs + 300)
    expect(served.ends).toEqual([[1006, false]])
  })

  it('for less than a heartbeat loses nothing, and keeps the order', async () => {
    const { host, served, client, socket } = await reach()
    // A whole heartbeat lies ahead.
    await client.says('ping')
    host.lose('both ways')
    for (let at = 0; at < 50; at++) socket.send(`sent ${at}`)
    host.mend()
    await client.says('message', 49)
    const texts = client.said.filter(({ is }) => is === 'message').map(({ text }) => text)
    expect(texts).toEqual(Array.from({ length: 50 }, (_, at) => `sent ${at}`))
    await client.says('ping', client.count('ping') + 2)
    expect(served.attached.socketCount).toBe(1)
    expect(served.ends).toEqual([])
  })

  it('to one host does not cut those on another', async () => {
    const { host, served } = await reach()
    const elsewhere = newNamespace()
    // The same server: whoever is on another host comes by another card to the same address.
    const other = new Child('client', { args: [served.url], on: elsewhere })
    await other.says('open')
    host.lose('both ways')
    await other.says('ping', 4)
    expect(served.attached.socketCount).toBe(1)
  })
})
