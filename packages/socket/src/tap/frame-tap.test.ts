import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { streams, until } from '../../test/pair.ts'
import { type DeflateOptions, Socket, SocketGroup } from '../index.ts'
import { prepareMessage } from '../socket.ts'
import { FrameTap, type TappedFrame } from './frame-tap.ts'

async function tapped(deflate?: DeflateOptions, maxKept = 1_000) {
  const { serverStream, clientStream } = await streams()
  const parameters = deflate && {
    serverContextTakeover: true,
    clientContextTakeover: true,
    serverMaxWindowBits: 15,
    clientMaxWindowBits: 15,
  }
  const driver = new SocketGroup({}, deflate).open(serverStream, 'server', parameters)
  const server = new Socket(driver, new Uint8Array(0), {}, () => {})
  const client = new Socket(
    new SocketGroup({}, deflate).open(clientStream, 'client', parameters),
    new Uint8Array(0),
    {},
    () => {},
  )
  const frames: TappedFrame[] = []
  const tap = () =>
    driver.tap(new FrameTap({ onFrame: (frame) => frames.push(frame), maxKept, skip: driver.outputBytes }))
  return { driver, server, client, frames, tap }
}

const told = (frames: readonly TappedFrame[]) =>
  frames.map(({ direction, opcode, data, code }) => [
    direction,
    opcode,
    typeof data === 'string' ? data : Buffer.from(data).toString(),
    ...(code === undefined ? [] : [code]),
  ])

describe('a tapped socket', () => {
  it('tells of texts, bytes, pings, their pongs and the close, both ways and in order', async () => {
    const { server, client, driver, frames, tap } = await tapped()
    tap()
    client.send('hi')
    server.on('message', (data) => {
      server.send(data)
      server.send(prepareMessage(new Uint8Array([65])))
    })
    await until(() => frames.length === 3)
    driver.beat()
    await until(() => frames.length === 5)
    client.close(4001, 'done')
    await until(() => frames.length === 7)
    expect(told(frames)).toEqual([
      ['in', 'text', 'hi'],
      ['out', 'text', 'hi'],
      ['out', 'binary', 'A'],
      ['out', 'ping', expect.any(String)],
      ['in', 'pong', expect.any(String)],
      ['in', 'close', 'done', 4001],
      ['out', 'close', expect.any(String), 4001],
    ])
  })

  it('says what a compressed message was, and what it took on the wire', async () => {
    const { server, frames, tap } = await tapped({ threshold: 1, contextTakeover: true })
    server.send('before anybody looked '.repeat(20))
    tap()
    server.send('again and '.repeat(50))
    await until(() => frames.length === 1)
    expect(frames[0]).toMatchObject({ bytes: 500, isCompressed: true, data: 'again and '.repeat(50) })
    expect(frames[0]?.wireBytes).toBeLessThan(100)
  })

  it('leaves out what was queued before somebody looked, and nothing after it', async () => {
    const { server, frames, tap } = await tapped()
    server.send('one')
    server.send('two')
    tap()
    server.send('three')
    await until(() => frames.length > 0)
    expect(told(frames)).toEqual([['out', 'text', 'three']])
  })

  it('keeps a bounded beginning of each payload, however long it is', async () => {
    const sizes = fc.array(fc.integer({ min: 0, max: 70_000 }), { minLength: 1, maxLength: 5 })
    await fc.assert(
      fc.asyncProperty(sizes, async (lengths) => {
        const { server, frames, tap, driver } = await tapped(undefined, 64)
        tap()
        for (const length of lengths) server.send('x'.repeat(length))
        await until(() => frames.length === lengths.length)
        expect(frames.map(({ bytes }) => bytes)).toEqual(lengths)
        for (const { data } of frames) expect(data.length).toBeLessThanOrEqual(64)
        driver.terminate()
      }),
      { numRuns: 10 },
    )
  })

  it('is told nothing any more once it was taken off', async () => {
    const { server, client, frames, tap, driver } = await tapped()
    tap()
    driver.tap(undefined)
    server.send('unseen')
    await new Promise((resolve) => client.on('message', resolve))
    expect(frames).toEqual([])
  })
})
