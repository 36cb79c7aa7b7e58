import { createHash } from 'node:crypto'
import { once } from 'node:events'
import net, { type AddressInfo } from 'node:net'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import { onTestFinished } from 'vitest'

/** Puts a server on a free port of 127.0.0.1 (or `host`) for the time of one test. */
export async function listen(server: net.Server, host = '127.0.0.1'): Promise<number> {
  const sockets = new Set<net.Socket>()
  server.on('connection', (socket) => {
    sockets.add(socket)
    socket.on('error', () => {})
    socket.on('close', () => sockets.delete(socket))
  })
  server.listen(0, host)
  await once(server, 'listening')
  onTestFinished(() => {
    for (const socket of sockets) socket.destroy()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A port of 127.0.0.1 on which nothing listens any more. */
export async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** What the server of a handshake proves itself with, for the key in a request. Written apart from the code under test. */
export function acceptFor(request: string): string {
  const [, key = ''] = /^sec-websocket-key: (.*)$/im.exec(request) ?? []
  return createHash('sha1').update(`${key.trim()}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`).digest('base64')
}

/** A whole and right 101, with more header lines if wanted. */
export function accepting(request: string, ...lines: string[]): string {
  const head = ['HTTP/1.1 101 Switching Protocols', 'Upgrade: websocket', 'Connection: Upgrade', ...lines]
  return `${head.join('\r\n')}\r\nSec-WebSocket-Accept: ${acceptFor(request)}\r\n\r\n`
}

/** The head of the next request on a stream; what follows stays in it. */
export async function requestHead(stream: Duplex): Promise<string> {
  let bytes = Buffer.alloc(0)
  while (!bytes.includes('\r\n\r\n')) {
    const chunk: Buffer | null = stream.read()
    if (chunk === null) await once(stream, 'readable')
    else bytes = Buffer.concat([bytes, chunk])
  }
  const end = bytes.indexOf('\r\n\r\n') + 4
  if (bytes.length > end) stream.unshift(bytes.subarray(end))
  return bytes.toString('latin1', 0, end)
}

type Reply = (request: string, stream: Duplex) => string | Uint8Array | undefined

async function reply(stream: Duplex, answer: Reply, requests: string[]): Promise<void> {
  const request = await requestHead(stream)
  requests.push(request)
  const bytes = answer(request, stream)
  if (bytes !== undefined) stream.write(bytes)
}

/** A server that answers each connection's request with bytes of the test's own. `requests`: what came. */
export async function scripted(answer: Reply, host?: string): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = []
  const server = net.createServer((socket) => {
    reply(socket, answer, requests).catch(() => socket.destroy())
  })
  return { port: await listen(server, host), requests }
}

/** The same over TLS. */
export async function scriptedTls(
  options: tls.TlsOptions,
  answer: Reply,
): Promise<{ port: number; requests: string[] }> {
  const requests: string[] = []
  const server = tls.createServer(options, (socket) => {
    socket.on('error', () => {})
    reply(socket, answer, requests).catch(() => socket.destroy())
  })
  server.on('tlsClientError', () => {})
  return { port: await listen(server), requests }
}
