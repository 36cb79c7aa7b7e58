import http2 from 'node:http2'
import https from 'node:https'
import type { Socket } from '@parley/server'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { until } from '../../packages/server/test/wait.ts'
import { type Served, served } from './served.ts'

const echo = { onSocket: (socket: Socket) => void socket.on('message', (data) => void socket.send(data)) }

function get({ port, trust }: Served, path: string, headers = {}): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const request = https.get({ port, path, headers, host: '127.0.0.1', ...trust, agent: false }, (response) => {
      let body = ''
      response.on('data', (chunk) => {
        body += chunk
      })
      response.on('end', () => resolve({ status: response.statusCode ?? 0, body }))
    })
    request.on('error', reject)
  })
}

describe('a server with allowHTTP1', () => {
  it('serves wss over HTTP/1.1 and over HTTP/2 at the same time', async () => {
    await using place = await served(echo, 'TLS with allowHTTP1')
    const old = new WebSocket(`wss://127.0.0.1:${place.port}/parley`, place.trust)
    const heard: string[] = []
    old.on('message', (data) => heard.push(String(data)))
    await new Promise((resolve, reject) => old.once('open', resolve).once('error', reject))
    using client = await place.connect()
    const peer = await client.open()
    expect(place.attached.socketCount).toBe(2)
    old.send('by HTTP/1.1')
    peer.text('by HTTP/2')
    await until(() => heard.length === 1, 'the echo')
    expect([heard[0], await peer.heard()]).toEqual(['by HTTP/1.1', 'by HTTP/2'])
    await peer.leave()
    const closed = new Promise((resolve) => old.once('close', resolve))
    old.close(1000)
    expect(await closed).toBe(1000)
  })

  it('refuses, explains and passes on over HTTP/1.1 as an https.Server does', async () => {
    await using place = await served(echo, 'TLS with allowHTTP1')
    expect(await get(place, '/hello')).toMatchObject({ status: 200, body: 'app 1.1 /hello' })
    expect((await get(place, '/parley')).status).toBe(426)
    const h2c = { Connection: 'Upgrade, HTTP2-Settings', Upgrade: 'h2c', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' }
    expect(await get(place, '/offer', h2c)).toMatchObject({ status: 200, body: 'app 1.1 /offer' })
    const foreign = new WebSocket(`wss://127.0.0.1:${place.port}/parley`, {
      ...place.trust,
      origin: 'https://evil.example',
    })
    const status = new Promise((resolve) => {
      foreign.once('unexpected-response', (_request, { statusCode }) => resolve(statusCode))
    })
    expect(await status).toBe(403)
    foreign.on('error', () => {}).terminate()
  })

  it('sends WebSockets of another library on it to HTTP/1.1, where that library is', async () => {
    await using place = await served(echo, 'TLS with allowHTTP1')
    const others = new WebSocketServer({ server: place.server as unknown as https.Server, path: '/other' })
    onTestFinished(() => others.close())
    using client = await place.connect()
    const refused = client.ask('/other')
    await refused.gone()
    expect(refused.stream.rstCode).toBe(http2.constants.NGHTTP2_HTTP_1_1_REQUIRED)
    await client.open().then((peer) => peer.leave())
    const theirs = new WebSocket(`wss://127.0.0.1:${place.port}/other`, place.trust)
    await new Promise((resolve, reject) => theirs.once('open', resolve).once('error', reject))
    theirs.terminate()
  })
})
