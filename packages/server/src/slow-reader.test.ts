import type { Socket } from 'node:net'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { counter } from '../test/counter.ts'
import { frame } from '../test/raw-frames.ts'
import { RawPeer } from '../test/raw-peer.ts'
import { serve } from '../test/serve.ts'
import { ViewReader } from '../test/view-reader.ts'
import { until } from '../test/wait.ts'
import type { AttachOptions } from './index.ts'

async function serveCounter(options: Partial<AttachOptions> = {}) {
  const served = await serve({ features: [counter], store: memoryStore(), drainOnSigterm: false, ...options })
  const sockets = new Map<number | undefined, Socket>()
  served.server.on('connection', (socket) => sockets.set(socket.remotePort, socket))
  /** The server's end of a peer's connection. */
  const endOf = (peer: RawPeer) => sockets.get(peer.socket.localPort)!
  return Object.assign(served, { endOf })
}

const add = (id: number, text = '', channel = 'counter/a') => ({
  type: 'command',
  id: `p.${id}`,
  channel,
  name: 'add',
  input: { by: id, text },
})

const sumTo = (count: number) => (count * (count + 1)) / 2

describe('a reader that stops reading', () => {
  it.each([
    ['the events it missed', 1_000],
    ['the whole state', 20],
  ])('costs bounded memory and nobody else’s time, and is brought level by %s', async (_what, maxReplay) => {
    const count = 300
    await using served = await serveCounter({ maxBacklogBytes: 100_000, limits: { maxReplay } })
    using slow = await RawPeer.open(served.port)
    using quick = await RawPeer.open(served.port)
    using publisher = await RawPeer.open(served.port)
    const slowView = new ViewReader(slow, 'counter/a')
    const quickView = new ViewReader(quick, 'counter/a')
    await slowView.readTo(0)
    await quickView.readTo(0)
    slow.socket.pause()

    const text = 'x'.repeat(50_000)
    let most = 0
    for (let id = 1; id <= count; id++) {
      publisher.text(add(id, text))
      await publisher.messageOf('done')
      most = Math.max(most, served.endOf(slow).writableLength)
      await quickView.readTo(id)
    }
    expect(quickView).toMatchObject({ total: sumTo(count), levelled: 0 })
    // The backlog, and the one message that went over it.
    expect(most).toBeLessThan(100_000 + 60_000)

    slow.socket.resume()
    await slowView.readTo(count)
    expect(slowView).toMatchObject({ total: sumTo(count), epoch: quickView.epoch })
    expect(slowView.levelled).toBeGreaterThanOrEqual(1)
    publisher.text(add(count + 1))
    await slowView.readTo(count + 1)
    expect(slowView.total).toBe(sumTo(count + 1))
    expect(served.log.errors).toEqual([])
  })

  it('is brought level even when its backlog was smaller than what the system buffers', async () => {
    await using served = await serveCounter({ maxBacklogBytes: 1_000 })
    using reader = await RawPeer.open(served.port)
    using publisher = await RawPeer.open(served.port)
    const views = ['counter/a', 'counter/b'].map((channel) => new ViewReader(reader, channel))
    const readTo = async (offset: number) => {
      while (views.some((view) => view.offset < offset)) {
        const message = await reader.message()
        for (const view of views) view.take(message)
      }
    }
    await readTo(0)
    // Both in one transaction: the second channel's news meet the first one's bytes.
    const text = 'x'.repeat(5_000)
    publisher.write(
      Buffer.concat([frame(1, JSON.stringify(add(1, text))), frame(1, JSON.stringify(add(2, text, 'counter/b')))]),
    )
    await readTo(1)
    expect(views.map(({ total }) => total)).toEqual([1, 2])
  })

  it('with a command in every message goes on being answered once it reads', async () => {
    await using served = await serveCounter({ maxBacklogBytes: 1_000 })
    using peer = await RawPeer.open(served.port)
    const requests = Array.from({ length: 500 }, (_, id) => frame(1, JSON.stringify(add(id + 1))))
    peer.write(Buffer.concat(requests))
    for (let id = 1; id <= 500; id++) expect(await peer.messageOf('done')).toMatchObject({ id: `p.${id}`, offset: id })
  })

  it('gets no signals while it is behind', async () => {
    await using served = await serveCounter({ maxBacklogBytes: 50_000 })
    using slow = await RawPeer.open(served.port)
    using talker = await RawPeer.open(served.port)
    for (const peer of [slow, talker]) await new ViewReader(peer, 'counter/a').readTo(0)
    slow.socket.pause()
    const signal = frame(
      1,
      JSON.stringify({ type: 'signal', channel: 'counter/a', name: 'wave', data: 'x'.repeat(40_000) }),
    )
    let most = 0
    for (let sent = 0; sent < 400; sent++) {
      talker.write(signal)
      talker.text({ type: 'ping' })
      await talker.messageOf('pong')
      most = Math.max(most, served.endOf(slow).writableLength)
    }
    expect(most).toBeLessThan(50_000 + 50_000)
    slow.reset()
    await until(() => served.attached.socketCount === 1, 'the slow one to be gone')
  })
})

describe('writes', () => {
  /** Counts the writes of a server's socket from now on, and keeps what was written. */
  function watchWrites(socket: Socket): Uint8Array[] {
    const written: Uint8Array[] = []
    const write = socket.write
    socket.write = ((...args: Parameters<typeof write>) => {
      written.push(args[0] as Uint8Array)
      return Reflect.apply(write, socket, args) as boolean
    }) as typeof write
    return written
  }

  it('are one per socket and turn: for answers, for news, and for plain sockets', async () => {
    await using served = await serveCounter()
    using publisher = await RawPeer.open(served.port)
    using reader = await RawPeer.open(served.port)
    const view = new ViewReader(reader, 'counter/a')
    await view.readTo(0)
    publisher.text({ type: 'ping' })
    await publisher.messageOf('pong')

    const [answers, news] = [watchWrites(served.endOf(publisher)), watchWrites(served.endOf(reader))]
    const count = 50
    publisher.write(Buffer.concat(Array.from({ length: count }, (_, at) => frame(1, JSON.stringify(add(at + 1))))))
    for (let id = 1; id <= count; id++) await publisher.messageOf('done')
    await view.readTo(count)
    // One segment may come in two reads, so in two transactions; never one write per message.
    expect(answers.length).toBeLessThanOrEqual(2)
    expect(news.length).toBeLessThanOrEqual(2)
  })

  it('of one turn are one for a plain socket, however many messages', async () => {
    const written: Uint8Array[][] = []
    await using served = await serve({
      drainOnSigterm: false,
      onSocket: (socket, request) => {
        written.push(watchWrites(request.socket))
        for (let at = 0; at < 100; at++) socket.send(`${at}`)
      },
    })
    using peer = await RawPeer.open(served.port)
    for (let at = 0; at < 100; at++) expect((await peer.frame())?.payload.toString()).toBe(`${at}`)
    expect(written[0]).toHaveLength(1)
    await peer.leave()
  })

  it('of the same news share their bytes between sockets', async () => {
    await using served = await serveCounter()
    using publisher = await RawPeer.open(served.port)
    const readers = await Promise.all(Array.from({ length: 3 }, () => RawPeer.open(served.port)))
    const views = readers.map((peer) => [new ViewReader(peer, 'counter/a'), new ViewReader(peer, 'counter/b')])
    for (const peer of readers) for (let opened = 0; opened < 2; opened++) await peer.messageOf('opened')
    const written = readers.map((peer) => watchWrites(served.endOf(peer)))
    publisher.write(
      Buffer.concat([frame(1, JSON.stringify(add(1))), frame(1, JSON.stringify(add(2, '', 'counter/b')))]),
    )
    for (const peer of readers) for (let got = 0; got < 2; got++) await peer.messageOf('events')
    const [first, ...rest] = written
    for (const other of rest) {
      expect(other).toHaveLength(first?.length ?? 0)
      other.forEach((bytes, at) => {
        expect(bytes).toBe(first?.[at])
      })
    }
    expect(views).toHaveLength(3)
    for (const peer of readers) await peer.leave()
  })
})
