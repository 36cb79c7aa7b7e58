import http from 'node:http'
import type { Duplex } from 'node:stream'
import { UsageError } from '@parley/channel'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocket, WebSocketServer } from 'ws'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { listen, serve, stop } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import { attach, type Socket } from '../index.ts'

const echo = { onSocket: (socket: Socket) => void socket.on('message', (data) => void socket.send(data)) }

async function expectEcho(port: number, line?: string): Promise<void> {
  const peer = await RawPeer.open(port, line)
  peer.text('hello')
  expect((await peer.frame())?.payload.toString()).toBe('hello')
  await peer.leave()
}

describe('upgrades that are not ours', () => {
  it('go to a ws server on the same http.Server, and ours never reach it', async () => {
    await using served = await serve(echo)
    const others = new WebSocketServer({ server: served.server, path: '/other' })
    onTestFinished(() => others.close())
    const heard: string[] = []
    others.on('connection', (socket) => socket.on('message', (data) => heard.push(String(data))))

    const theirs = new WebSocket(`ws://127.0.0.1:${served.port}/other`)
    await new Promise((resolve, reject) => theirs.once('open', resolve).once('error', reject))
    await expectEcho(served.port)
    theirs.send('still here')
    const closed = new Promise((resolve) => theirs.once('close', resolve))
    theirs.close()
    await closed
    expect(heard).toEqual(['still here'])
  })

  it('go to a ws server that was there first', async () => {
    const server = http.createServer()
    const others = new WebSocketServer({ server, path: '/other' })
    const attached = attach(server, { ...echo, drainOnSigterm: false })
    const port = await listen(server)
    await expectEcho(port)
    const theirs = new WebSocket(`ws://127.0.0.1:${port}/other`)
    await new Promise((resolve, reject) => theirs.once('open', resolve).once('error', reject))
    theirs.terminate()
    await attached.close()
    others.close()
    await stop(server)
  })

  it('end in time if no listener takes them, and not if one takes its time', async () => {
    await using served = await serve({ ...echo, handshakeTimeoutMs: 200 })
    const answer = 'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n\r\n'
    served.server.on('upgrade', (request, stream) => {
      // Listening is enough to make it theirs.
      if (request.url === '/asks') stream.on('data', () => stream.write(answer)).on('end', () => stream.end())
    })
    using theirs = await RawPeer.connect(served.port)
    theirs.write(upgradeRequest({}, 'GET /asks HTTP/1.1'))
    using nobodys = await RawPeer.connect(served.port)
    nobodys.write(upgradeRequest({}, 'GET /nobody HTTP/1.1'))
    const refusal = await nobodys.answer()
    expect(refusal).toMatchObject({ status: 404, body: expect.stringContaining('handshake/path') })
    await nobodys.end()
    theirs.write('frames')
    expect(await theirs.answer()).toMatchObject({ status: 101 })
  })

  it.each([
    ['a WebSocket', {}],
    ['something else', { Upgrade: 'h2c', 'Sec-WebSocket-Key': undefined }],
  ])('to %s may be reset while no listener takes them: the process goes on', async (_, headers) => {
    await using served = await serve(echo)
    const ignored: Duplex[] = []
    served.server.on('upgrade', (_request, stream) => ignored.push(stream))
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest(headers, 'GET /nobody HTTP/1.1'))
    await until(() => ignored.length === 1, 'the upgrade')
    const [stream] = ignored as [Duplex]
    // An error that nobody listens to would be the end of this test file, and a stream that stays that of its server.
    const listeners = stream.listenerCount('error')
    if (listeners === 0) stream.destroy()
    expect(listeners).toBeGreaterThan(0)
    peer.reset()
    await until(() => stream.destroyed, 'the end')
    await expectEcho(served.port)
  })

  it('go to a handler that destroys all it does not know, and ours do not', async () => {
    await using served = await serve(echo)
    const seen: (string | undefined)[] = []
    served.server.on('upgrade', (request, socket) => {
      seen.push(request.url)
      socket.destroy()
    })
    await expectEcho(served.port)
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({}, 'GET /else HTTP/1.1'))
    await peer.end()
    expect(seen).toEqual(['/else'])
  })

  it('get a 404 that names our path when nobody else listens', async () => {
    await using served = await serve({ ...echo, path: '/live' })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({}, 'GET /ws?x=1 HTTP/1.1'))
    const { status, headers, body } = await peer.answer()
    expect([status, headers.get('connection')]).toEqual([404, 'close'])
    expect(JSON.parse(body)).toEqual({
      code: 'handshake/path',
      message: 'Nothing answers WebSocket at /ws. This server listens at /live.',
      fix: 'Connect to /live, or give attach() the path: attach(server, { path: "/ws", … }).',
      docs: 'docs/errors/handshake-path.md',
    })
    await peer.end()
  })

  it.each(['/', '/ws/', '/ws/?x=1'])(
    '%s is not offered as a path of attach(), which takes none that ends so',
    async (asked) => {
      await using served = await serve({ ...echo, path: '/live' })
      using peer = await RawPeer.connect(served.port)
      peer.write(upgradeRequest({}, `GET ${asked} HTTP/1.1`))
      const { body } = await peer.answer()
      expect(JSON.parse(body)).toMatchObject({ code: 'handshake/path', fix: 'Connect to /live.' })
      await peer.end()
    },
  )
})

describe('a request that offers another protocol (curl --http2, Java’s HttpClient)', () => {
  const h2c = { Upgrade: 'h2c', Connection: 'Upgrade, HTTP2-Settings', 'HTTP2-Settings': 'AAMAAABkAAQAAP__' }
  const noKey = { 'Sec-WebSocket-Key': undefined, 'Sec-WebSocket-Version': undefined }
  const app: http.RequestListener = (request, response) => {
    let body = ''
    request.on('data', (chunk) => {
      body += chunk
    })
    request.on('end', () => response.end(`${request.method} ${request.url} ${body}`))
  }

  it('still reaches the app, body and all, and the connection stays', async () => {
    await using served = await serve(echo, app)
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ ...h2c, ...noKey }, 'GET /page HTTP/1.1'))
    expect((await peer.answer()).status).toBe(200)
    const post = upgradeRequest({ ...h2c, ...noKey, 'Content-Length': '5' }, 'POST /form HTTP/1.1')
    peer.write(`${post}he`)
    peer.write('llo')
    expect(await peer.answer()).toMatchObject({ status: 200 })
    peer.write(upgradeRequest({ ...h2c, ...noKey, 'Transfer-Encoding': 'chunked' }, 'POST /form HTTP/1.1'))
    peer.write('5\r\nhello\r\n0\r\n\r\n')
    expect(await peer.answer()).toMatchObject({ status: 200 })
    expect(peer.socket.destroyed).toBe(false)
  })

  it('gives the app the body that was sent', async () => {
    const seen: string[] = []
    await using served = await serve(echo, (request, response) => {
      request.on('data', (chunk) => seen.push(String(chunk)))
      request.on('end', () => response.end())
    })
    using peer = await RawPeer.connect(served.port)
    peer.write(`${upgradeRequest({ ...h2c, ...noKey, 'Content-Length': '5' }, 'POST /form HTTP/1.1')}hello`)
    await peer.answer()
    expect(seen.join('')).toBe('hello')
  })

  it('at our path is told what this address is', async () => {
    await using served = await serve(echo, app)
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({ ...h2c, ...noKey }))
    expect(await peer.answer()).toMatchObject({ status: 426 })
  })
})

describe('paths', () => {
  it('two of one server do not know each other', async () => {
    await using served = await serve({ onSocket: (socket) => void socket.send('first') })
    const second = attach(served.server, { path: '/second', onSocket: (socket) => void socket.send('second') })
    for (const [path, word] of [
      ['/parley', 'first'],
      ['/second', 'second'],
      ['/second?query', 'second'],
    ]) {
      const peer = await RawPeer.open(served.port, `GET ${path} HTTP/1.1`)
      expect((await peer.frame())?.payload.toString()).toBe(word)
      await peer.leave()
    }
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({}, 'GET /third HTTP/1.1'))
    expect((await peer.answer()).body).toContain('/parley and /second')
    await second.close()
    await expect(RawPeer.open(served.port, 'GET /second HTTP/1.1')).rejects.toThrow('404')
  })

  it('cannot be taken twice', async () => {
    await using served = await serve(echo)
    expect(() => attach(served.server, echo)).toThrow(UsageError)
    expect(() => attach(served.server, echo)).toThrow(expect.objectContaining({ code: 'ERR_ATTACH_TWICE' }))
    expect(() => attach(served.server, echo)).toThrow(
      /of this server already: packages\/server\/test\/serve\.ts:\d+\. Leave/,
    )
    await expectEcho(served.port)
  })

  it('are free again after close, and the server is as it was', async () => {
    const server = http.createServer((_, response) => response.end('app'))
    const port = await listen(server)
    const attached = attach(server, echo)
    await expectEcho(port)
    await attached.close()
    expect(server.listenerCount('upgrade')).toBe(0)
    expect(Object.hasOwn(server, 'emit')).toBe(false)
    using peer = await RawPeer.connect(port)
    peer.write(upgradeRequest())
    expect(await peer.answer()).toMatchObject({ status: 200 })

    const again = attach(server, echo)
    await expectEcho(port)
    await again.close()
    await again.close()
    await stop(server)
  })

  it('work when somebody put his own emit around ours meanwhile', async () => {
    const server = http.createServer((_, response) => response.end('app'))
    const port = await listen(server)
    const attached = attach(server, echo)
    const emit = server.emit
    server.emit = ((...args: Parameters<typeof emit>) => Reflect.apply(emit, server, args)) as typeof emit
    await attached.close()
    expect(await (await fetch(`http://127.0.0.1:${port}/parley`)).text()).toBe('app')
    const again = attach(server, echo)
    await expectEcho(port)
    await again.close()
    await stop(server)
  })
})
