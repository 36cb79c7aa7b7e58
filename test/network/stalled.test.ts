// Peers that stop reading while something waits for them, and are otherwise well.
import { describe, expect, it } from 'vitest'
import { frame } from '../../packages/server/test/raw-frames.ts'
import { RawPeer } from '../../packages/server/test/raw-peer.ts'
import { until } from '../../packages/server/test/wait.ts'
import { Child } from './child.ts'
import { newNamespace } from './namespace.ts'
import { nextText } from './next-text.ts'
import { serveAt } from './served.ts'

const writeTimeoutMs = 500
/** Deadlines run up to a tenth late, and a busy machine a little more. */
const soonMs = writeTimeoutMs * 1.1 + 300
/** More than any kernel takes. */
const large = 'x'.repeat(40_000_000)

// Only the write deadline is at work: no heartbeat in a minute, and nobody is too slow.
const patient = { heartbeatMs: 60_000, maxQueuedBytes: 200_000_000, writeTimeoutMs }

describe('a peer that takes nothing of what waits for it', () => {
  it('is cut after writeTimeoutMs', async () => {
    const served = await serveAt('127.0.0.1', patient)
    using peer = await RawPeer.open(served.port)
    peer.socket.pause()
    served.sockets[0]?.send(large)
    const lived = await served.emptied()
    expect(lived).toBeGreaterThan(writeTimeoutMs * 0.9)
    expect(lived).toBeLessThan(soonMs)
    expect(served.ends).toEqual([[1006, false]])
  })

  it('is cut after writeTimeoutMs though it goes on talking', async () => {
    const served = await serveAt('127.0.0.1', { ...patient, maxBacklogBytes: 300_000_000 })
    using peer = await RawPeer.open(served.port)
    peer.socket.pause()
    const talking = setInterval(() => peer.socket.writable && peer.write(frame(1, 'still here')), 20)
    served.sockets[0]?.send(large)
    const lived = await served.emptied().finally(() => clearInterval(talking))
    expect(lived).toBeLessThan(soonMs)
    expect(served.ends).toEqual([[1006, false]])
  })

  it('is cut after writeTimeoutMs when the network has lost it', async () => {
    const host = newNamespace()
    const served = await serveAt(host.ourAddress, patient)
    const client = new Child('client', { args: [served.url], on: host })
    await client.says('open')
    host.lose('both ways')
    served.sockets[0]?.send(large)
    expect(await served.emptied()).toBeLessThan(soonMs)
    expect(served.ends).toEqual([[1006, false]])
  })

  it('holds nobody else up', async () => {
    const served = await serveAt('127.0.0.1', patient)
    using stalled = await RawPeer.open(served.port)
    using reading = await RawPeer.open(served.port)
    stalled.socket.pause()
    for (const socket of served.sockets) socket.send(large)
    expect((await nextText(reading)).length).toBe(large.length)
    await until(() => served.attached.socketCount === 1, 'the stalled one to be gone')
    await reading.leave()
  })
})

describe('a peer that takes a little now and then', () => {
  it('is not cut, however long the whole takes', async () => {
    const served = await serveAt('127.0.0.1', patient)
    using peer = await RawPeer.open(served.port)
    // The system reports what was taken in steps of about a megabyte.
    peer.socket.on('data', () => peer.socket.pause())
    const reading = setInterval(() => peer.socket.resume(), 10)
    served.sockets[0]?.send(large)
    const end = performance.now() + writeTimeoutMs * 4
    await until(() => served.attached.socketCount === 0 || performance.now() > end, 'four deadlines')
    clearInterval(reading)
    expect(peer.receivedBytes).toBeLessThan(large.length)
    expect(served.attached.socketCount).toBe(1)
    peer.reset()
  })

  it('is not cut by a server that was itself frozen for longer', async () => {
    const server = new Child('server', { args: [JSON.stringify({ ...patient, maxMessageBytes: 100_000_000 })] })
    const { port } = await server.says('listening')
    using peer = await RawPeer.open(port as number)
    peer.text(large)
    await until(() => peer.receivedBytes > 0, 'the echo to begin')
    await server.freeze()
    const end = performance.now() + writeTimeoutMs * 3
    await until(() => performance.now() > end, 'the pause to end')
    server.thaw()
    expect((await nextText(peer)).length).toBe(large.length)
    await peer.leave()
  })
})
