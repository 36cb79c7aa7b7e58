import https from 'node:https'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { WebSocket } from 'ws'
import { closeFrame } from '../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../test/raw-peer.ts'
import { selfSigned } from '../test/self-signed.ts'
import { listen, RecordingLog, stop } from '../test/serve.ts'
import { until } from '../test/wait.ts'
import { attach } from './index.ts'

async function serveTls() {
  const { key, cert } = selfSigned()
  const server = https.createServer({ key, cert }, (request, response) => {
    let size = 0
    request.on('data', (chunk) => {
      size += chunk.length
    })
    request.on('end', () => response.end(`app ${size}`))
  })
  const log = new RecordingLog()
  const attached = attach(server, { features: [chat()], store: memoryStore(), log, drainOnSigterm: false })
  attach(server, {
    path: '/plain',
    onSocket: (socket) => void socket.on('message', (data) => void socket.send(data)),
    drainOnSigterm: false,
  })
  const port = await listen(server)
  const dispose = async () => {
    await attached.close()
    await stop(server)
  }
  return { server, attached, port, log, secure: { ca: cert }, [Symbol.asyncDispose]: dispose }
}

describe('an https.Server', () => {
  it('serves wss to a foreign client', async () => {
    await using served = await serveTls()
    const client = new WebSocket(`wss://127.0.0.1:${served.port}/plain`, served.secure)
    const heard: string[] = []
    client.on('message', (data) => heard.push(String(data)))
    await new Promise((resolve, reject) => client.once('open', resolve).once('error', reject))
    const large = 'x'.repeat(1_000_000)
    client.send('hello')
    client.send(large)
    await until(() => heard.length === 2, 'the echoes')
    expect(heard).toEqual(['hello', large])
    const closed = new Promise((resolve) => client.once('close', (code) => resolve(code)))
    client.close(1000)
    expect(await closed).toBe(1000)
  })

  it('carries a session to its close, and explains itself with wss', async () => {
    await using served = await serveTls()
    const session = await RawPeer.connect(served.port, served.secure)
    session.write(upgradeRequest())
    await session.answer()
    session.text({ type: 'ping' })
    await session.messageOf('pong')
    using peer = await RawPeer.connect(served.port, served.secure)
    peer.write('GET /parley HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect((await peer.answer()).body).toContain('wss://localhost/parley')
    const closing = served.attached.close()
    expect(await session.closeFrame()).toEqual({ code: 1012, reason: 'draining' })
    session.write(closeFrame(1012))
    await closing
    expect(served.attached.socketCount).toBe(0)
  })

  it('refuses with a reason, and gives other upgrades back to the app', async () => {
    await using served = await serveTls()
    using peer = await RawPeer.connect(served.port, served.secure)
    peer.write(upgradeRequest({ 'Sec-WebSocket-Version': '8' }))
    expect((await peer.answer()).status).toBe(426)
    using other = await RawPeer.connect(served.port, served.secure)
    const h2c = { Upgrade: 'h2c', 'Sec-WebSocket-Key': undefined, 'Content-Length': '5' }
    other.write(`${upgradeRequest(h2c, 'POST / HTTP/1.1')}hello`)
    await until(() => other.unread.includes('app 5'), 'the app')
  })

  it('lives on when plain text comes to it', async () => {
    await using served = await serveTls()
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest())
    await peer.end()
    using session = await RawPeer.connect(served.port, served.secure)
    session.write(upgradeRequest())
    expect((await session.answer()).status).toBe(101)
    session.socket.destroy()
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
  })
})
