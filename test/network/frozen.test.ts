// Processes that are there and do nothing: to the kernel on the other side their connections are in order.
import { describe, expect, it } from 'vitest'
import { closeFrame, frame } from '../../packages/server/test/raw-frames.ts'
import { RawPeer } from '../../packages/server/test/raw-peer.ts'
import { until } from '../../packages/server/test/wait.ts'
import { Child } from './child.ts'
import { nextText } from './next-text.ts'
import { heartbeatMs, serveAt, twoHeartbeatsMs } from './served.ts'

async function reach(options: Parameters<typeof serveAt>[1] = {}) {
  const served = await serveAt('127.0.0.1', { heartbeatMs, ...options })
  const client = new Child('client', { args: [served.url] })
  await client.says('open')
  return { served, client, socket: served.sockets[0]! }
}

/** Answers this peer's pings from now on. Returns how many there have been. */
function answerPings(peer: RawPeer): () => number {
  let pings = 0
  const read = async () => {
    for (let next = await peer.frame(); next !== undefined; next = await peer.frame()) {
      if (next.opcode === 9) pings++
    }
  }
  // Silence is normal here; the end comes with the test.
  read().catch(() => {})
  return () => pings
}

describe('a frozen client', () => {
  it('is gone within two heartbeats', async () => {
    const { served, client } = await reach()
    await client.says('ping')
    await client.freeze()
    expect(await served.emptied()).toBeLessThan(twoHeartbeatsMs)
    expect(served.ends).toEqual([[1006, false]])
  })

  it('is gone within two heartbeats while a little is sent to it, which its kernel takes', async () => {
    const { served, client, socket } = await reach()
    const sending = setInterval(() => socket.send('news'), 5)
    socket.on('close', () => clearInterval(sending))
    await client.says('message', 20)
    await client.freeze()
    expect(await served.emptied()).toBeLessThan(twoHeartbeatsMs)
  })

  it('is gone within two heartbeats of the moment its kernel is full', async () => {
    const { served, client, socket } = await reach({ maxQueuedBytes: 200_000_000 })
    await client.freeze()
    let full = 0
    const sending = setInterval(() => {
      if (socket.bufferedAmount > 0) full ||= performance.now()
      socket.send('x'.repeat(1_000_000))
    }, 10)
    socket.on('close', () => clearInterval(sending))
    await served.emptied()
    expect(performance.now() - full).toBeLessThan(twoHeartbeatsMs)
  })

  it('is gone in the end from a server that is always busy', async () => {
    const server = new Child('server', { args: [JSON.stringify({ heartbeatMs })] })
    const { port } = await server.says('listening')
    const client = new Child('client', { args: [`ws://127.0.0.1:${port}/parley`] })
    await client.says('open')
    server.tell('spin 150')
    await client.freeze()
    expect(await server.says('end', 0, 15_000)).toMatchObject({ code: 1006 })
  })

  it('that goes on before the second heartbeat is not cut, and missed nothing', async () => {
    const { served, client, socket } = await reach()
    // Comes later, so it is pinged later in each round: by its pings we know that the client's has been sent.
    using clock = await RawPeer.open(served.port)
    const ticks = answerPings(clock)
    const before = client.count('ping')
    await client.says('ping', before)
    await client.freeze()
    socket.send('while you were away')
    const start = ticks()
    await until(() => ticks() === start + 2, 'the client to be pinged while it stands still')
    client.thaw()
    expect(await client.says('message')).toMatchObject({ text: 'while you were away' })
    await client.says('ping', before + 4)
    expect(served.attached.socketCount).toBe(2)
    expect(served.ends).toEqual([])
  })
})

describe('a server that was frozen for five heartbeats', () => {
  const beatMs = 200
  const pauseMs = beatMs * 5

  /** Freezes it, says so when the time is over, and wakes it. The time is what is tested. */
  async function freeze(server: Child, meanwhile = () => {}): Promise<void> {
    await server.freeze()
    meanwhile()
    const end = performance.now() + pauseMs
    await until(() => performance.now() > end, 'the pause to end')
    server.thaw()
  }

  async function start(options: Readonly<Record<string, number>>) {
    const server = new Child('server', { args: [JSON.stringify(options)] })
    const { port } = await server.says('listening')
    const count = async () => {
      server.tell('count')
      return (await server.says('count', server.count('count'))).sockets
    }
    return { server, port: port as number, count }
  }

  it('cuts none of its healthy clients when it wakes, in whatever moment it was frozen', async () => {
    const { server, port, count } = await start({ heartbeatMs: beatMs })
    const peers = await Promise.all(Array.from({ length: 200 }, () => RawPeer.open(port)))
    const pings = peers.map(answerPings)
    for (let round = 0; round < 5; round++) {
      await freeze(server)
      // Those that were pinged just before, or just after, would be cut at the second ping from here on.
      const before = pings.map((count) => count())
      const isThrough = (at: number) => pings[at]!() >= before[at]! + 3 || peers[at]!.isEnded
      await until(() => peers.every((_, at) => isThrough(at)), 'three more pings')
      expect(await count()).toBe(200)
    }
    expect(peers.filter(({ isEnded }) => isEnded)).toEqual([])
    for (const peer of peers) peer.reset()
  })

  it('keeps a client that it pinged just before and that answered meanwhile', async () => {
    const { server, port, count } = await start({ heartbeatMs: beatMs })
    using peer = await RawPeer.open(port)
    peer.answersPings = false
    const first = await peer.frame()
    expect(first?.opcode).toBe(9)
    await freeze(server, () => peer.write(frame(10, first!.payload)))
    peer.answersPings = true
    const pings = answerPings(peer)
    await until(() => pings() >= 3 || peer.isEnded, 'three more pings')
    expect(await count()).toBe(1)
  })

  it('hears what came meanwhile, in order, and closes nobody for it', async () => {
    const { server, port, count } = await start({ heartbeatMs: beatMs })
    const peers = await Promise.all(Array.from({ length: 20 }, () => RawPeer.open(port)))
    await freeze(server, () => {
      for (const peer of peers) for (let at = 0; at < 20; at++) peer.text(`${at}`)
    })
    for (const peer of peers) {
      const heard: string[] = []
      while (heard.length < 20) heard.push(await nextText(peer))
      expect(heard).toEqual(Array.from({ length: 20 }, (_, at) => `${at}`))
    }
    expect(await count()).toBe(20)
    for (const peer of peers) peer.reset()
  })

  it('does not send a session away whose hello came meanwhile', async () => {
    const { server, port } = await start({ heartbeatMs: beatMs, helloTimeoutMs: pauseMs / 2 })
    using peer = await RawPeer.open(port, 'GET /chat HTTP/1.1')
    await freeze(server, () => peer.text({ type: 'hello', protocol: 1 }))
    expect(await peer.message()).toMatchObject({ type: 'welcome' })
  })

  it('takes the goodbye that came meanwhile for one', async () => {
    const { server, port } = await start({ heartbeatMs: beatMs, closeTimeoutMs: pauseMs / 2 })
    using peer = await RawPeer.open(port)
    peer.text('close')
    const { code } = await peer.closeFrame()
    expect(code).toBe(1000)
    await freeze(server, () => peer.write(closeFrame(1000)))
    expect(await server.says('end')).toMatchObject({ code: 1000, clean: true })
  })
})
