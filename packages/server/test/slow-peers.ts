import http from 'node:http'
import type { Duplex } from 'node:stream'
import { expect, onTestFinished } from 'vitest'
import { type AttachOptions, attach } from '../src/index.ts'
import { RawPeer } from './raw-peer.ts'
import { listen, stop } from './serve.ts'

/** The time for a handshake in these tests. */
export const limitMs = 100

/** A server whose connections the test can see, with Parley attached. */
export async function serveInHaste(
  app: http.RequestListener = (_, response) => void response.end('app'),
  { server = http.createServer(), ...options }: Partial<AttachOptions> & { server?: http.Server } = {},
) {
  server.on('request', app)
  const connections: Duplex[] = []
  server.on('connection', (stream) => connections.push(stream))
  const attached = attach(server, { onSocket() {}, handshakeTimeoutMs: limitMs, drainOnSigterm: false, ...options })
  const port = await listen(server)
  onTestFinished(async () => {
    await attached.close()
    await stop(server)
  })
  return { server, attached, port, connections }
}

/** Sends a byte of a header every now and then, until the connection ends. */
export function dribble(peer: RawPeer): void {
  const timer = setInterval(() => peer.write('x'), limitMs / 5)
  peer.socket.once('close', () => clearInterval(timer))
}

/** Twice the time allowed, as two silent connections to another server live to see it, one after the other. */
export async function longAfter(): Promise<void> {
  const { port } = await serveInHaste()
  for (let round = 0; round < 2; round++) {
    using silent = await RawPeer.connect(port)
    await silent.end()
  }
}

export async function expectTimeout(peer: RawPeer): Promise<void> {
  const { status, headers, body } = await peer.answer()
  expect(status).toBe(408)
  expect([headers.get('connection'), headers.get('cache-control')]).toEqual(['close', 'no-store'])
  expect(JSON.parse(body)).toMatchObject({ code: 'handshake/timeout', message: expect.stringMatching(/\w/) })
  await peer.end()
  expect(peer.unread.length).toBe(0)
}

export const getApp = 'GET /app HTTP/1.1\r\nHost: a\r\n\r\n'
