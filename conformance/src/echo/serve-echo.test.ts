import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { frame, headerOf, opcodes, parseExtensions, RawConnection } from '../wire/index.ts'
import { type EchoServer, serveEcho } from './serve-echo.ts'

let server: EchoServer
let port: number

beforeAll(async () => {
  server = await serveEcho(0, '127.0.0.1')
  port = Number(new URL(server.url).port)
})

afterAll(() => server.close())

describe('the echo server', () => {
  it.each(['/', '/any/path?with=query', '/parley'])('echoes on the path %s', async (path) => {
    const peer = await RawConnection.open(port, { path })
    peer.send(opcodes.text, 'hello')
    expect((await peer.frameOf(opcodes.text))?.payload.toString()).toBe('hello')
    peer.cut()
  })

  it('agrees to compression and keeps the context', async () => {
    const peer = await RawConnection.open(port, { headers: { 'Sec-WebSocket-Extensions': 'permessage-deflate' } })
    const [answer] = parseExtensions(headerOf(peer.opening!, 'sec-websocket-extensions') ?? '')
    expect(answer).toEqual({ name: 'permessage-deflate', parameters: [] })
    peer.cut()
  })

  it('echoes 64 MiB', async () => {
    const peer = await RawConnection.open(port)
    const payload = Buffer.alloc(64 * 1024 * 1024, 0x5a)
    peer.send(opcodes.binary, payload)
    const echo = await peer.frameOf(opcodes.binary, 20_000)
    expect(echo?.payload.equals(payload)).toBe(true)
    peer.cut()
  })

  it('takes a message of 65 536 fragments, and 10 000 messages at once', async () => {
    const peer = await RawConnection.open(port)
    const fragments = Array.from({ length: 65_536 }, (_, index) =>
      frame(index === 0 ? opcodes.text : opcodes.continuation, 'x'.repeat(16), { fin: index === 65_535 }),
    )
    const messages = Array.from({ length: 10_000 }, (_, index) => frame(opcodes.text, `${index}`))
    peer.write(Buffer.concat([...fragments, ...messages]))
    // Its heartbeat may be among the frames.
    const echoes = () => peer.frames.filter(({ opcode }) => opcode === opcodes.text)
    const isDone = () => peer.ending !== undefined || (peer.frames.length > 10_000 && echoes().length === 10_001)
    await peer.until(isDone, 'all echoes', 20_000)
    expect(echoes()[0]?.payload.length).toBe(1_048_576)
    expect(echoes()[10_000]?.payload.toString()).toBe('9999')
    peer.cut()
  })
})
