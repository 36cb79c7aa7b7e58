import type { Socket } from 'node:net'
import { describe, expect, it } from 'vitest'
import { accepting, scripted } from '../../test/connect/peers.ts'
import { dial } from './dial.ts'

describe('an opening request', () => {
  it('holds what RFC 6455 asks for and what the caller adds, each once, in a head of its own', async () => {
    const { port, requests } = await scripted((request) => accepting(request, 'Sec-WebSocket-Protocol: v2'))
    const { transport, verdict, headers } = await dial(`ws://ana:b@127.0.0.1:${port}/chat?room=1`, {
      protocols: ['v1', 'v2'],
      headers: { Cookie: 'session=1', 'X-Greeting': '안녕' },
      origin: 'https://app.example',
    })
    transport.destroy()
    expect(
      Buffer.from(requests[0] ?? '', 'latin1')
        .toString()
        .split('\r\n'),
    ).toEqual([
      'GET /chat?room=1 HTTP/1.1',
      `Host: 127.0.0.1:${port}`,
      'Upgrade: websocket',
      'Connection: Upgrade',
      expect.stringMatching(/^Sec-WebSocket-Key: [A-Za-z0-9+/]{22}==$/),
      'Sec-WebSocket-Version: 13',
      'Sec-WebSocket-Protocol: v1, v2',
      'Cookie: session=1',
      'X-Greeting: 안녕',
      'Origin: https://app.example',
      'Authorization: Basic YW5hOmI=',
      '',
      '',
    ])
    expect(verdict).toMatchObject({ accepted: true, protocol: 'v2', deflate: undefined })
    expect(headers).toContainEqual(['Sec-WebSocket-Protocol', 'v2'])
  })

  it('has a key of its own each time', async () => {
    const { port, requests } = await scripted((request) => accepting(request))
    for (let at = 0; at < 3; at++) (await dial(`ws://127.0.0.1:${port}`)).transport.destroy()
    expect(new Set(requests).size).toBe(3)
  })

  it('offers compression where asked, and says what was agreed on', async () => {
    const extension =
      'Sec-WebSocket-Extensions: permessage-deflate; server_no_context_takeover; client_max_window_bits=10'
    const { port, requests } = await scripted((request) => accepting(request, extension))
    const { transport, verdict } = await dial(`ws://127.0.0.1:${port}`, { deflate: true })
    transport.destroy()
    expect(requests[0]).toMatch(/^Sec-WebSocket-Extensions: permessage-deflate; /m)
    expect(verdict.deflate).toMatchObject({ clientMaxWindowBits: 10, serverContextTakeover: false })
  })
})

describe('what comes after the 101', () => {
  it('is read from the transport, in order, whatever came with it', async () => {
    const { port } = await scripted((request, stream) => {
      stream.write(Buffer.concat([Buffer.from(accepting(request)), Buffer.from('one ')]))
      setImmediate(() => stream.end('two'))
      return undefined
    })
    const { transport } = await dial(`ws://127.0.0.1:${port}`)
    let text = ''
    for await (const chunk of transport) text += chunk
    expect(text).toBe('one two')
  })

  it('is kept when the server ended at once', async () => {
    const { port } = await scripted((request, stream) => void stream.end(`${accepting(request)}goodbye`))
    const { transport } = await dial(`ws://127.0.0.1:${port}`)
    await new Promise((resolve) => setImmediate(resolve))
    let text = ''
    for await (const chunk of transport) text += chunk
    expect(text).toBe('goodbye')
  })

  it('may come byte by byte, after interim answers', async () => {
    const { port } = await scripted((request, stream) => {
      const bytes = Buffer.from(`HTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\n${accepting(request)}frames`)
      for (const byte of bytes) stream.write(Buffer.of(byte))
      stream.end()
      return undefined
    })
    const { transport } = await dial(`ws://127.0.0.1:${port}`)
    let text = ''
    for await (const chunk of transport) text += chunk
    expect(text).toBe('frames')
  })

  it('crashes nobody when it is a reset', async () => {
    const { port } = await scripted((request, stream) => {
      stream.write(accepting(request), () => (stream as Socket).resetAndDestroy())
      return undefined
    })
    const { transport } = await dial(`ws://127.0.0.1:${port}`)
    transport.resume()
    if (!transport.closed) await new Promise((resolve) => transport.once('close', resolve))
    expect(transport.destroyed).toBe(true)
  })
})

describe('a mistake of the caller', () => {
  it.each([
    ['a header that is set for you', { headers: { 'Sec-WebSocket-Key': 'x' } }, 'ERR_HEADER_RESERVED'],
    ['a header that would end a line', { headers: { 'X-A': 'a\r\nB: c' } }, 'ERR_HEADER_INVALID'],
    ['a header that is no text', { headers: { 'X-A': 1 as never } }, 'ERR_HEADER_INVALID'],
    ['a name that is none', { headers: { 'X A': 'a' } }, 'ERR_HEADER_INVALID'],
    [
      'the proxy’s credentials for the server',
      { headers: { 'Proxy-Authorization': 'Basic x' } },
      'ERR_HEADER_RESERVED',
    ],
    ['Origin twice', { headers: { ORIGIN: 'x' }, origin: 'y' }, 'ERR_HEADER_RESERVED'],
    ['a protocol that is no token', { protocols: ['a b'] }, 'ERR_PROTOCOL'],
    ['a protocol twice', { protocols: ['a', 'a'] }, 'ERR_PROTOCOL'],
    ['protocols as text', { protocols: 'chat' as never }, 'ERR_PROTOCOL'],
    ['no time at all', { handshakeTimeoutMs: 0 }, 'ERR_OPTION'],
    ['a time no timer has', { handshakeTimeoutMs: 2 ** 31 }, 'ERR_OPTION'],
    ['an address that is none', { localAddress: 'localhost' }, 'ERR_OPTION'],
    ['a family that is none', { family: 5 as never }, 'ERR_OPTION'],
    ['a lookup that is none', { lookup: {} as never }, 'ERR_OPTION'],
    ['a signal that is none', { signal: {} as never }, 'ERR_OPTION'],
    ['a proxy of another kind', { proxy: 'socks5://127.0.0.1' }, 'ERR_OPTION'],
  ])('is told before anything is opened: %s', async (_, options, code) => {
    const lookup = () => expect.unreachable()
    await expect(dial('ws://chat.example/', { lookup, ...options })).rejects.toMatchObject({ name: 'UsageError', code })
  })

  it('in keys and certificates is told before anything is opened', async () => {
    const lookup = () => expect.unreachable()
    const dialling = dial('wss://chat.example/', { lookup, tls: { key: 'no key', cert: 'no certificate' } })
    await expect(dialling).rejects.toThrow(/^expected tls as tls\.connect takes it: /)
  })

  it('in the URL shows no secret', async () => {
    await expect(dial('wss://ana:secret@chat.example/?token=secret#x')).rejects.toThrow(/^(?!.*secret)/)
  })
})
