import { describe, expect, it } from 'vitest'
import { closed, message, pair } from '../test/pair.ts'
import { prepareMessage } from './index.ts'

describe('for await', () => {
  it('gives one message at a time, in order, and ends with the socket', async () => {
    const { server, client } = await pair()
    for (const text of ['one', 'two', 'three']) client.send(text)
    client.send(Uint8Array.of(4))
    const heard: unknown[] = []
    for await (const data of server) {
      heard.push(data)
      if (heard.length === 4) client.close(1000, 'done')
    }
    expect(heard).toEqual(['one', 'two', 'three', Uint8Array.of(4)])
    expect(server.isOpen).toBe(false)
  })

  it('holds the peer back while the loop is busy: nothing more is read', async () => {
    const { server, client, serverStream } = await pair({ server: { bytesPerSecond: 1e9, byteBurst: 1e9 } })
    const large = 'x'.repeat(65_536)
    let sent = 0
    const loop = server[Symbol.asyncIterator]()
    for (; sent < 2_000 && client.bufferedAmount < 1_000_000; sent++) {
      client.send(large)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(sent).toBeLessThan(2_000)
    expect(serverStream.isPaused()).toBe(true)
    expect(serverStream.bytesRead).toBeLessThan(400_000)
    for (let at = 0; at < sent; at++) expect(await loop.next()).toEqual({ value: large, done: false })
    expect(client.bufferedAmount).toBe(0)
  })

  it('loses nothing between two loops', async () => {
    const { server, client } = await pair()
    for (const text of ['hello', 'one', 'two']) client.send(text)
    const heard: unknown[] = []
    for await (const data of server) {
      heard.push(data)
      break
    }
    client.close()
    for await (const data of server) heard.push(data)
    expect(heard).toEqual(['hello', 'one', 'two'])
  })

  it('answers several who ask at once in the order they asked, and all of them at the end', async () => {
    const { server, client } = await pair()
    const loop = server[Symbol.asyncIterator]()
    const asked = [loop.next(), loop.next(), loop.next()]
    client.send('a')
    client.send('b')
    client.close()
    expect((await Promise.all(asked)).map(({ value }) => value)).toEqual(['a', 'b', undefined])
    expect(await loop.next()).toEqual({ value: undefined, done: true })
  })

  it('that was left after the server’s handler is done keeps no socket from being read', async () => {
    const { server, client } = await pair()
    client.send('one')
    const loop = server[Symbol.asyncIterator]()
    await loop.next()
    server.release()
    await loop.return?.()
    const ended = closed(server)
    client.send('nobody listens')
    client.close(1000)
    expect(await ended).toMatchObject({ code: 1000, clean: true })
  })
})

describe('drained()', () => {
  it('resolves when all that was sent has left the process', async () => {
    const { server, client } = await pair({ server: { maxQueuedBytes: 1e9 } })
    client.on('message', () => {})
    await server.drained()
    for (let at = 0; at < 100; at++) server.send('x'.repeat(100_000))
    expect(server.bufferedAmount).toBeGreaterThan(0)
    await server.drained()
    expect(server.bufferedAmount).toBe(0)
  })

  it('resolves when the socket ends, too', async () => {
    const { server, clientStream } = await pair({ server: { maxQueuedBytes: 1e9 } })
    clientStream.pause()
    for (let at = 0; at < 200; at++) server.send('x'.repeat(100_000))
    const drained = server.drained()
    server.on('message', () => {})
    clientStream.destroy()
    await drained
    expect(server.isOpen).toBe(false)
    await server.drained()
  })
})

describe('both roles', () => {
  it('say goodbye, whoever begins, and the server ends the connection', async () => {
    for (const begins of ['server', 'client'] as const) {
      const ends = await pair()
      const all = Promise.all([closed(ends.server), closed(ends.client)])
      ends[begins].close(4000, 'bye')
      // The reason need not come back.
      expect(await all).toMatchObject([
        { code: 4000, clean: true },
        { code: 4000, clean: true },
      ])
    }
  })

  it('send what is prepared', async () => {
    const { server, client } = await pair()
    const news = prepareMessage('news')
    server.send(news)
    client.send(news)
    expect(await Promise.all([message(server), message(client)])).toEqual(['news', 'news'])
  })

  it('compress, with and without context', async () => {
    for (const contextTakeover of [false, true]) {
      const { server, client, clientStream } = await pair({ deflate: { contextTakeover, threshold: 10 } })
      const text = 'the same words again and again, '.repeat(50)
      const heard: unknown[] = []
      client.on('message', (data) => heard.push(data))
      for (let at = 0; at < 3; at++) server.send(text)
      server.send(prepareMessage(text))
      client.send(text)
      expect(await message(server)).toBe(text)
      server.close()
      await closed(server)
      expect(heard).toEqual([text, text, text, text])
      expect(clientStream.bytesRead).toBeLessThan(text.length / 2)
    }
  })

  it('let a listener that throws end its own socket alone', async () => {
    const { server, client, faults } = await pair()
    server.on('message', () => {
      throw new Error('no')
    })
    client.send('x')
    expect(await closed(client)).toMatchObject({ code: 1011 })
    expect(faults).toEqual([new Error('no')])
  })
})
