import { hasSubscribers } from 'node:diagnostics_channel'
import { once } from 'node:events'
import http from 'node:http'
import https from 'node:https'
import express from 'express'
import { describe, expect, it, onTestFinished, vi } from 'vitest'
import { WebSocketServer } from 'ws'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { selfSigned } from '../../test/self-signed.ts'
import { listen, RecordingLog, serve, stop } from '../../test/serve.ts'
import { socketIoOn } from '../../test/socket-io.ts'
import { until } from '../../test/wait.ts'
import { type AttachOptions, attach } from '../index.ts'
import { listenWithinMs } from './announcement.ts'

const plain = { onSocket() {}, drainOnSigterm: false, diagnosis: true }
const here = 'packages/server/src/diagnosis/notices.test.ts'

/** As JavaScript gives options: `undefined` is the default. */
type Given = { readonly [Name in keyof AttachOptions]?: AttachOptions[Name] | undefined }

/** A server that is attached to, with what was logged. */
function attachedTo(server: http.Server, options: Given = {}) {
  const log = new RecordingLog()
  const attached = attach(server, { ...plain, log, ...options } as AttachOptions)
  onTestFinished(async () => {
    await attached.close()
    if (server.listening) await stop(server)
  })
  return { log, attached }
}

const codesIn = ({ others }: RecordingLog) => others.flatMap((text) => /\((\w+\/[\w-]+)\)/.exec(text)?.[1] ?? [])

describe('when the server listens, the log', () => {
  it('is told once where it listens and what it accepts', async () => {
    const server = http.createServer()
    const { log } = attachedTo(server, { path: '/live' })
    const port = await listen(server)
    await until(() => log.others.length > 0, 'the line')
    expect(log.others).toEqual([expect.stringContaining(`WebSockets at ws://localhost:${port}/live`)])
    expect(log.others[0]).toMatch(new RegExp(`^Attached at ${here}:\\d+: `))
    await new Promise((resolve) => server.close(resolve))
    await listen(server)
    expect(log.others).toHaveLength(1)
  })

  it('is told if it listened before, when the turn is over', async () => {
    const server = http.createServer()
    await listen(server)
    const { log } = attachedTo(server)
    const others = new WebSocketServer({ server })
    onTestFinished(() => others.close())
    expect(log.others).toEqual([])
    await until(() => log.others.length > 0, 'the line')
    expect(log.others[0]).toMatch(new RegExp(`other upgrades go to ws \\(${here}:\\d+\\)\\.$`))
  })

  it('is told nothing with diagnosis: false, in production, and in a test that does not ask for it', async () => {
    for (const [nodeEnv, diagnosis] of [
      ['', false],
      ['production', undefined],
      ['test', undefined],
    ] as const) {
      vi.stubEnv('NODE_ENV', nodeEnv)
      const server = http.createServer()
      const { log } = attachedTo(server, { diagnosis })
      vi.unstubAllEnvs()
      await listen(server)
      await new Promise(setImmediate)
      expect(log.others, nodeEnv).toEqual([])
    }
  })

  it('is told of sessions that upgrades do not pass', async () => {
    const app = express()
    app.use(function session(_request, _response, next) {
      next()
    })
    for (const [authenticate, codes] of [
      [undefined, ['attach/session-unused']],
      [() => null, []],
    ] as const) {
      const server = http.createServer(app)
      const { log } = attachedTo(server, { authenticate })
      await listen(server)
      await until(() => log.others.length > 0, 'the line')
      expect(codesIn(log)).toEqual(codes)
    }
  })
})

describe('when the program ends by itself, the log', () => {
  const end = () => process.emit('beforeExit', 0)

  it('is told that the server never listened', () => {
    const { log } = attachedTo(http.createServer())
    end()
    end()
    expect(log.others).toEqual([expect.stringMatching(new RegExp(`attach\\(\\) at ${here}:\\d+ does not listen`))])
    expect(log.others[0]).toContain('server.listen(3000)')
  })

  it('is told nothing of one that listened, or that was given up', async () => {
    const server = http.createServer()
    const { log } = attachedTo(server)
    await listen(server)
    await until(() => log.others.length > 0, 'the line')
    await stop(server)
    const given = attachedTo(http.createServer())
    await given.attached.close()
    end()
    expect([...codesIn(log), ...codesIn(given.log)]).toEqual([])
  })
})

describe('what a peer sends', () => {
  it('reaches the log without what a terminal obeys, and cut', async () => {
    await using served = await serve(plain)
    const named = `http://\u009b31m.example${'x'.repeat(8_000)}`
    using peer = await RawPeer.connect(served.port)
    peer.socket.write(upgradeRequest({ Origin: named }), 'latin1')
    expect(await peer.answer()).toMatchObject({ status: 403 })
    await until(() => served.log.others.length > 1, 'the line')
    const line = served.log.others.find((text) => text.includes('handshake/origin')) ?? ''
    expect(line).toContain('http:// 31m.examplexxx')
    expect(line.length).toBeLessThan(5_000)
    expect(line).not.toMatch(/[^\P{Cc}\n]/u)
  })
})

describe('who else listens for upgrades', () => {
  it('is known by file and line, whoever came first', async () => {
    const server = http.createServer()
    const own = (_request: unknown, socket: { destroy(): void }) => socket.destroy()
    server.on('upgrade', own)
    const { log } = attachedTo(server)
    const io = socketIoOn(server)
    onTestFinished(() => void io.engine.close())
    server.once('upgrade', () => {})
    await listen(server)
    await until(() => log.others.length > 0, 'the line')
    const names = new RegExp(
      `other upgrades go to own \\(${here}:\\d+\\), socket\\.io \\(packages/server/test/socket-io\\.ts:\\d+\\), on\\('upgrade'\\) \\(${here}:\\d+\\)\\.$`,
    )
    expect(log.others[0]).toMatch(names)
    expect(codesIn(log)).toEqual([])
  })

  it('is complained of where two cannot share', async () => {
    const server = http.createServer()
    const { log } = attachedTo(server)
    const [one, two] = [new WebSocketServer({ server, path: '/a' }), new WebSocketServer({ server, path: '/b' })]
    await until(() => log.others.length > 0, 'the line')
    expect(codesIn(log)).toEqual(['attach/two-upgrade-listeners'])
    expect(log.others[0]).toContain(`ws (${here}:`)
    one.close()
    two.close()
  })

  it('is told of a path "*" that leaves it nothing', async () => {
    const server = http.createServer()
    const { log } = attachedTo(server, { path: '*' })
    server.on('upgrade', () => {})
    await until(() => log.others.length > 0, 'the line')
    expect(codesIn(log)).toEqual(['attach/every-path-taken'])
  })

  it('is named when it does not answer', async () => {
    const server = http.createServer()
    const { log } = attachedTo(server, { handshakeTimeoutMs: 200 })
    server.on('upgrade', function mine() {})
    const port = await listen(server)
    using peer = await RawPeer.connect(port)
    peer.write(upgradeRequest({}, 'GET /else HTTP/1.1'))
    expect((await peer.answer()).status).toBe(404)
    expect(codesIn(log)).toEqual(['attach/upgrade-unanswered', 'handshake/path'])
    expect(log.others.join()).toContain(`mine (${here}:`)
  })
})

describe('a server that does not listen while another one does', () => {
  it('is told which line starts the other one, for the same app', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const app = express()
    const { log } = attachedTo(http.createServer(app))
    const other = app.listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => stop(other))
    vi.advanceTimersByTime(listenWithinMs)
    expect(codesIn(log)).toEqual(['attach/not-listening'])
    expect(log.others[0]).toMatch(
      new RegExp(`attach\\(\\) at ${here}:\\d+ does not listen; .* started at ${here}:\\d+ \\(port \\d+\\)`),
    )
    expect(log.others[0]).toMatch(/ {4}server\.listen\(\d+\)$/)
  })

  it('is not told of a server with another app, which may well be there first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
    onTestFinished(() => void vi.useRealTimers())
    const { log } = attachedTo(http.createServer((_, response) => response.end('app')))
    const other = http.createServer((_, response) => response.end('numbers'))
    await listen(other)
    onTestFinished(() => stop(other))
    vi.advanceTimersByTime(listenWithinMs)
    expect(log.others).toEqual([])
  })

  it('is told at once when a WebSocket comes to that one', async () => {
    const { log } = attachedTo(http.createServer((_, response) => response.end('app')))
    const other = http.createServer((_, response) => response.end('other'))
    const port = await listen(other)
    onTestFinished(() => stop(other))
    using peer = await RawPeer.connect(port)
    peer.write(upgradeRequest())
    await peer.answer()
    expect(codesIn(log)).toEqual(['attach/not-listening'])
  })
})

describe('what comes to the wrong place', () => {
  it('is said of a WebSocket at another server of the process', async () => {
    await using served = await serve(plain)
    const other = http.createServer((_, response) => response.end('other'))
    const port = await listen(other)
    onTestFinished(() => stop(other))
    using peer = await RawPeer.connect(port)
    peer.write(upgradeRequest())
    await peer.answer()
    expect(codesIn(served.log)).toEqual(['attach/other-server'])
    expect(served.log.others.join()).toContain(`Connect to port ${served.port}`)
  })

  it('is said of a request whose Upgrade was taken away, with the lines for the proxy, once', async () => {
    await using served = await serve(plain, (_, response) => response.end('app'))
    for (const target of ['/else', '/parley', '/parley']) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest({ Upgrade: undefined, Connection: 'close' }, `GET ${target} HTTP/1.0`))
      expect((await peer.answer()).status).toBe(target === '/else' ? 200 : 426)
    }
    expect(codesIn(served.log)).toEqual(['handshake/proxy-stripped-upgrade'])
    expect(served.log.others.join()).toContain('\n    proxy_set_header Connection "upgrade";')
  })

  it('is not said of what the doctor tries, which says it itself: nobody is advised to let its foreign page in', async () => {
    await using served = await serve(plain, (_, response) => response.writeHead(404).end())
    const agent = { 'User-Agent': 'parley-doctor' }
    const stripped = { ...agent, Upgrade: undefined, Connection: 'close' }
    await (await fetch(`http://127.0.0.1:${served.port}/socket.io/?EIO=4&transport=polling`, { headers: agent })).text()
    for (const [headers, line, status] of [
      [{ ...agent, Origin: 'https://foreign.example' }, 'GET /parley HTTP/1.1', 403],
      [stripped, 'GET /parley HTTP/1.0', 426],
      [stripped, 'GET /else HTTP/1.0', 404],
      [agent, 'GET /else HTTP/1.1', 404],
    ] as const) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest(headers, line))
      expect((await peer.answer()).status, line).toBe(status)
    }
    expect(codesIn(served.log)).toEqual([])
  })

  it('is said of a Socket.IO client where there is no Socket.IO, and not where there is', async () => {
    await using served = await serve(plain, (_, response) => response.writeHead(404).end())
    const get = (port: number) => fetch(`http://127.0.0.1:${port}/socket.io/?EIO=4&transport=polling`)
    await (await get(served.port)).text()
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({}, 'GET /socket.io/?EIO=4&transport=websocket HTTP/1.1'))
    expect(JSON.parse((await peer.answer()).body).code).toBe('handshake/socket-io')
    expect(codesIn(served.log)).toEqual(['attach/socket-io-client', 'handshake/socket-io'])
    await using both = await serve(plain)
    const io = socketIoOn(both.server)
    await (await get(both.port)).text()
    io.engine.close()
    expect(codesIn(both.log)).toEqual([])
  })

  it('is not said of our own doctor, which asks for Socket.IO to know whether it is there', async () => {
    await using served = await serve(plain, (_, response) => response.writeHead(404).end())
    const headers = { 'User-Agent': 'parley-doctor' }
    await (await fetch(`http://127.0.0.1:${served.port}/socket.io/?EIO=4&transport=polling`, { headers })).text()
    expect(codesIn(served.log)).toEqual([])
  })

  it('is said of TLS at a plain port, and nothing is done about it', async () => {
    await using served = await serve(plain)
    using peer = await RawPeer.connect(served.port)
    peer.write(Buffer.from([0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3]))
    expect((await peer.answer()).status).toBe(400)
    expect(codesIn(served.log)).toEqual(['attach/tls-on-plain-port'])
  })

  it('is said of plain HTTP at a port with TLS', async () => {
    const server = https.createServer(selfSigned())
    const { log } = attachedTo(server)
    const port = await listen(server)
    using peer = await RawPeer.connect(port)
    peer.write(upgradeRequest())
    await peer.end()
    expect(codesIn(log)).toEqual(['attach/plain-on-tls-port'])
  })
})

describe('a port that is taken', () => {
  it('is said to be taken by which line of the same program, and the error stays the app’s', async () => {
    const first = http.createServer()
    const port = await listen(first)
    onTestFinished(() => stop(first))
    const server = http.createServer()
    const { log } = attachedTo(server)
    const failed = new Promise<NodeJS.ErrnoException>((resolve) => server.once('error', resolve))
    server.listen(port, '127.0.0.1')
    expect((await failed).code).toBe('EADDRINUSE')
    expect(codesIn(log)).toEqual(['attach/port-taken-here'])
    expect(log.others[0]).toContain(
      `Port ${port} is used already by this same program, at packages/server/test/serve.ts:`,
    )
  })
})

describe('a refusal in the log', () => {
  it('is one line of a kind, in Korean for a Korean terminal', async () => {
    vi.stubEnv('LANG', 'ko_KR.UTF-8')
    onTestFinished(() => void vi.unstubAllEnvs())
    await using served = await serve(plain)
    for (let at = 0; at < 3; at++) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest({}, 'GET /else?x=1 HTTP/1.1'))
      await peer.answer()
    }
    expect(served.log.others.filter((text) => text.includes('handshake/path'))).toEqual([
      '웹소켓 거절 (handshake/path) "/else": /else 에는 웹소켓에 답하는 것이 없습니다. 이 서버의 웹소켓 경로는 /parley 입니다.\n  /parley 로 접속하거나 attach()에 경로를 주세요: attach(server, { path: "/else", … }).',
    ])
  })

  it('in production is that which the operator can mend', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    onTestFinished(() => void vi.unstubAllEnvs())
    await using served = await serve({ onSocket() {}, drainOnSigterm: false })
    for (const [target, origin] of [
      ['/else', undefined],
      ['/parley', 'http://else.example'],
    ]) {
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest({ Origin: origin }, `GET ${target} HTTP/1.1`))
      expect(JSON.parse((await peer.answer()).body)).not.toHaveProperty('fix')
    }
    expect(codesIn(served.log)).toEqual(['handshake/origin'])
    expect(served.log.others[0]).toContain('attach(server, { origins: ["http://else.example"] })')
  })
})

describe('without diagnosis', () => {
  const channel = 'http.server.request.start'

  it('no request of the process is looked at', async () => {
    expect(hasSubscribers(channel)).toBe(false)
    await using served = await serve({ ...plain, diagnosis: false })
    expect([served.server.listenerCount('newListener'), hasSubscribers(channel)]).toEqual([0, false])
  })

  it('nor after the last attachment with it is closed', async () => {
    const served = await serve(plain)
    expect([served.server.listenerCount('newListener'), hasSubscribers(channel)]).toEqual([1, true])
    await served.attached.close()
    expect([served.server.listenerCount('newListener'), hasSubscribers(channel)]).toEqual([0, false])
    await stop(served.server)
  })
})

describe('hosting that holds no sockets', () => {
  it('is said in production too, unless diagnosis is off', async () => {
    vi.stubEnv('NODE_ENV', 'production')
    vi.stubEnv('VERCEL', '1')
    onTestFinished(() => void vi.unstubAllEnvs())
    const options = { onSocket() {}, drainOnSigterm: false }
    await using served = await serve(options)
    expect(codesIn(served.log)).toEqual(['attach/functions-hosting'])
    await using silent = await serve({ ...options, diagnosis: false })
    expect(silent.log.others).toEqual([])
  })
})

describe('the WebSocket’s address, opened in a browser', () => {
  it('is a page with its own policy', async () => {
    await using served = await serve(plain)
    const headers = { accept: 'text/html,*/*;q=0.8', 'accept-language': 'ko' }
    const response = await fetch(`http://127.0.0.1:${served.port}/parley`, { headers })
    expect(response.status).toBe(426)
    expect(response.headers.get('content-type')).toBe('text/html; charset=utf-8')
    expect(response.headers.get('content-security-policy')).toContain(
      `connect-src 'self' ws://127.0.0.1:${served.port};`,
    )
    const page = await response.text()
    expect(page).toContain(`new WebSocket(&#39;ws://127.0.0.1:${served.port}/parley&#39;)`)
    expect(page).toContain('웹소켓 주소에 보통의 HTTP 요청이 왔습니다.')
  })

  it('is JSON in production', async () => {
    await using served = await serve({ ...plain, diagnosis: false })
    const response = await fetch(`http://127.0.0.1:${served.port}/parley`, { headers: { accept: 'text/html' } })
    expect(await response.json()).toEqual({
      code: 'handshake/upgrade',
      message: 'This address is for WebSocket connections',
    })
  })
})
