import http from 'node:http'
import type { Socket as NetSocket } from 'node:net'
import type { Duplex } from 'node:stream'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { type WebSocket, WebSocketServer } from 'ws'
import { certificate } from '../../test/connect/certificates.ts'
import { connectProxy } from '../../test/connect/connect-proxy.ts'
import { failureOf } from '../../test/connect/failure.ts'
import { accepting, listen, scripted, scriptedTls } from '../../test/connect/peers.ts'
import type { Socket } from '../socket.ts'
import { connectSocket } from './connect-socket.ts'

/** A foreign server, which does with each peer what the test says. */
async function foreign(onPeer: (peer: WebSocket, request: http.IncomingMessage) => void, options = {}) {
  const server = http.createServer()
  const sockets = new WebSocketServer({ server, ...options })
  sockets.on('connection', (peer, request) => onPeer(peer, request))
  const port = await listen(server)
  return { port, url: `ws://127.0.0.1:${port}/` }
}

const echo = (peer: WebSocket) => {
  peer.on('message', (data, isBinary) => peer.send(data, { binary: isBinary }))
}

async function open(...[url, options]: Parameters<typeof connectSocket>): Promise<Socket> {
  const socket = await connectSocket(url, options)
  onTestFinished(() => socket.terminate())
  return socket
}

/** The end of a socket, as its listener hears it. */
function endOf(socket: Socket): Promise<[code: number, reason: string, clean: boolean]> {
  return new Promise((resolve) => socket.on('close', (code, reason, clean) => resolve([code, reason, clean])))
}

async function take(socket: Socket, count: number): Promise<(string | Uint8Array)[]> {
  const taken: (string | Uint8Array)[] = []
  for await (const message of socket) {
    taken.push(message)
    if (taken.length === count) break
  }
  return taken
}

function textFrame(text: string): Buffer {
  return Buffer.concat([Buffer.of(0x81, Buffer.byteLength(text)), Buffer.from(text)])
}

describe('a socket to a foreign server', () => {
  it('carries texts and bytes both ways, and says goodbye', async () => {
    const { url } = await foreign(echo)
    const socket = await open(url)
    const long = '안녕 '.repeat(100_000)
    socket.send('one')
    socket.send(Uint8Array.of(1, 2, 3))
    socket.send(long)
    const heard: (string | number[])[] = []
    socket.on('message', (data) => heard.push(typeof data === 'string' ? data : [...data]))
    const end = endOf(socket)
    await vi.waitFor(() => expect(heard).toEqual(['one', [1, 2, 3], long]))
    socket.close(3000, 'bye')
    expect(await end).toEqual([3000, 'bye', true])
    expect(socket.isOpen).toBe(false)
  })

  it('compresses where both agree', async () => {
    const { url } = await foreign(echo, { perMessageDeflate: { threshold: 0 } })
    const socket = await open(url, { deflate: { threshold: 1, windowBits: 12, contextTakeover: true, level: 9 } })
    for (const text of ['a'.repeat(10_000), 'b', 'a'.repeat(10_000)]) {
      socket.send(text)
      expect(await take(socket, 1)).toEqual([text])
    }
  })

  it('speaks the subprotocol chosen, and the server sees the headers', async () => {
    const seen: (string | undefined)[] = []
    const { url } = await foreign(
      (peer, { headers }) => {
        seen.push(peer.protocol, headers.cookie, headers.origin)
      },
      { handleProtocols: () => 'v2' },
    )
    const options = { protocols: ['v1', 'v2'], headers: { cookie: 'a=1' }, origin: 'https://app.example' }
    const socket = await open(url, options)
    expect(socket.protocol).toBe('v2')
    expect(socket.remoteAddress).toBe('127.0.0.1')
    await vi.waitFor(() => expect(seen).toEqual(['v2', 'a=1', 'https://app.example']))
  })

  it('answers pings, and pings', async () => {
    const heard: string[] = []
    const { url } = await foreign((peer) => {
      peer.on('pong', (data) => heard.push(`pong ${data}`))
      peer.on('ping', () => heard.push('ping'))
      peer.ping('are you there')
    })
    await open(url, { heartbeatMs: 32 })
    await vi.waitFor(() => expect(heard).toEqual(expect.arrayContaining(['pong are you there', 'ping'])))
  })

  it('is cut when the server gives no sign of life', async () => {
    const { port } = await scripted((request) => accepting(request))
    const socket = await open(`ws://127.0.0.1:${port}`, { heartbeatMs: 32 })
    expect(await endOf(socket)).toEqual([1006, '', false])
    expect(socket.fault).toMatchObject({ code: 'socket/heartbeat' })
  })

  it('takes no more than its limits', async () => {
    const { url } = await foreign((peer) => peer.send('x'.repeat(101)))
    const socket = await open(url, { maxMessageBytes: 100 })
    expect((await endOf(socket))[0]).toBe(1009)
  })

  it('is not slowed down by a rate unless one is given', async () => {
    const { url } = await foreign((peer) => {
      for (let at = 0; at < 12_000; at++) peer.send('x')
      peer.close(3001)
    })
    const socket = await open(url)
    let count = 0
    socket.on('message', () => count++)
    expect(await endOf(socket)).toEqual([3001, '', true])
    expect(count).toBe(12_000)
    const limited = await open(url, { messagesPerSecond: 10, messageBurst: 100 })
    expect((await endOf(limited))[0]).toBe(1008)
  })
})

describe('messages before anybody listens', () => {
  it('wait, also those that came in one segment with the 101, and with the end behind them', async () => {
    const bytes = [textFrame('one'), textFrame('two'), Buffer.of(0x88, 2, 0x0b, 0xb8)]
    const { port } = await scripted((request, stream) => {
      stream.end(Buffer.concat([Buffer.from(accepting(request)), ...bytes]))
      return undefined
    })
    const socket = await open(`ws://127.0.0.1:${port}`)
    await new Promise((resolve) => setImmediate(resolve))
    const heard: unknown[] = []
    socket.on('message', (data) => heard.push(data))
    socket.on('close', (code) => heard.push(code))
    await vi.waitFor(() => expect(heard).toEqual(['one', 'two', 3000]))
  })

  it('do not hold up the end for one who listens for nothing else', async () => {
    const { url } = await foreign((peer) => {
      peer.send('nobody wants this')
      peer.close(3000)
    })
    const socket = await open(url)
    expect(await endOf(socket)).toEqual([3000, '', true])
  })

  it('wait for a loop although somebody listens for the end', async () => {
    const { url } = await foreign((peer) => {
      for (const text of ['one', 'two', 'three']) peer.send(text)
      peer.close(3000)
    })
    const socket = await open(url)
    const end = endOf(socket)
    const heard: unknown[] = []
    for await (const message of socket) {
      heard.push(message)
      await new Promise((resolve) => setImmediate(resolve))
    }
    expect(heard).toEqual(['one', 'two', 'three'])
    expect((await end)[0]).toBe(3000)
  })

  it('are none if the server is gone already: the end is still heard', async () => {
    const { port } = await scripted((request, stream) => void stream.end(accepting(request)))
    const socket = await open(`ws://127.0.0.1:${port}`)
    expect(await endOf(socket)).toEqual([1006, '', false])
    const reset = await scripted((request, stream) => {
      stream.write(accepting(request), () => (stream as NetSocket).resetAndDestroy())
      return undefined
    })
    const other = await open(`ws://127.0.0.1:${reset.port}`)
    expect(await endOf(other)).toEqual([1006, '', false])
  })
})

describe('wss and proxies', () => {
  const here = certificate('DNS:localhost')

  it('carry messages, also together', async () => {
    const { port } = await scriptedTls(here, (request) =>
      Buffer.concat([Buffer.from(accepting(request)), textFrame('hi')]),
    )
    const proxy = await connectProxy({ tls: here })
    const tls = { ca: here.cert }
    const direct = await open(`wss://localhost:${port}`, { tls })
    expect(await take(direct, 1)).toEqual(['hi'])
    const through = await open(`wss://localhost:${port}`, {
      tls,
      proxy: `https://localhost:${proxy.port}`,
      proxyTls: tls,
    })
    expect(await take(through, 1)).toEqual(['hi'])
    expect(through.remoteAddress).toBeUndefined()
  })
})

describe('a listener that throws', () => {
  it('closes the socket with 1011 and is heard of', async () => {
    const closed: unknown[] = []
    const { url } = await foreign((peer) => {
      peer.on('close', (code) => closed.push(code))
      peer.send('x')
    })
    const faults: unknown[] = []
    const socket = await open(url, { onFault: (error) => faults.push(error) })
    const fault = new Error('my mistake')
    socket.on('message', () => {
      throw fault
    })
    await vi.waitFor(() => expect(closed).toEqual([1011]))
    expect(faults).toEqual([fault])
  })

  it('is a warning of the process by default', async () => {
    const { url } = await foreign((peer) => peer.send('x'))
    const socket = await open(url)
    const warn = vi.spyOn(process, 'emitWarning').mockImplementation(() => {})
    onTestFinished(() => warn.mockRestore())
    socket.on('message', () => Promise.reject(new Error('my mistake')))
    await vi.waitFor(() => expect(warn).toHaveBeenCalledOnce())
    const [message, options] = warn.mock.calls[0] ?? []
    expect(message).toBe('A listener of a socket failed: my mistake')
    expect(options).toMatchObject({ type: 'SocketWarning', detail: expect.stringContaining('connect-socket.test.ts') })
  })
})

describe('connectSocket', () => {
  it('rejects with the step that failed, and leaves nothing open', async () => {
    const peers: Duplex[] = []
    const { port } = await scripted((_request, stream) => {
      peers.push(stream)
      return 'HTTP/1.1 403 Forbidden\r\nContent-Length: 0\r\n\r\n'
    })
    expect(await failureOf(connectSocket(`ws://127.0.0.1:${port}/`))).toMatchObject({ step: 'http', status: 403 })
    peers[0]?.resume()
    await vi.waitFor(() => expect(peers[0]?.readableEnded).toBe(true))
  })

  it.each([
    [
      { protocol: 'chat' },
      /^expected options of connectSocket\(\) only, got "protocol"; there are: protocols, headers, /,
    ],
    [{ maxMessageBytes: 0 }, 'expected maxMessageBytes to be a whole number from 1 to 9007199254740991, got 0'],
    [{ heartbeatMs: 1.5 }, 'expected heartbeatMs to be a whole number from 1 to 2147483647, got 1.5'],
    [{ closeTimeoutMs: 2 ** 31 }, 'expected closeTimeoutMs to be a whole number from 1 to 2147483647, got 2147483648'],
    [{ deflate: { windowBits: 8 } }, 'expected deflate.windowBits to be a whole number from 9 to 15, got 8'],
    [{ deflate: { contextTakeover: 1 } }, 'expected deflate.contextTakeover to be true or false, got 1'],
    [
      { deflate: { constructor: 1 } },
      'expected deflate to have windowBits, threshold, level and contextTakeover at most, got constructor',
    ],
    [{ deflate: 'yes' }, 'expected deflate to be true, false or its options, got yes'],
    [{ onFault: 'log' }, 'expected onFault to be a function, got string'],
  ])('rejects %j before anything is opened', async (options, message) => {
    await expect(connectSocket('ws://127.0.0.1:1/', options as never)).rejects.toThrow(
      expect.objectContaining({
        name: 'UsageError',
        message: typeof message === 'string' ? message : expect.stringMatching(message),
      }),
    )
  })
})
