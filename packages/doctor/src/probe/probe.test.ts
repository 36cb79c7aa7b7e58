import http, { type RequestListener, type Server } from 'node:http'
import https from 'node:https'
import net, { type AddressInfo } from 'node:net'
import { describe, expect, it, onTestFinished } from 'vitest'
import { WebSocketServer } from 'ws'
import { certificate } from '../../../socket/test/connect/certificates.ts'
import { type AddressOptions, diagnoseAddress } from '../diagnose-address.ts'
import { rendered } from '../report/rendered.ts'
import type { Report } from '../report/report.ts'

const now = () => performance.now()
const hello: RequestListener = (_request, response) => {
  response.setHeader('x-powered-by', 'Express').setHeader('content-type', 'text/html').end('<h1>hello</h1>')
}

async function listening<Some extends net.Server>(server: Some, host = '127.0.0.1'): Promise<number> {
  await new Promise<void>((resolve) => {
    server.listen(0, host, resolve)
  })
  onTestFinished(() => {
    if (server instanceof http.Server) server.closeAllConnections()
    server.close()
  })
  return (server.address() as AddressInfo).port
}

/** A server with what `add` puts on it. */
async function serve(add: (server: Server) => void, handler: RequestListener = hello): Promise<number> {
  const server = http.createServer(handler)
  add(server)
  return listening(server)
}

async function look(url: string, options: Partial<AddressOptions> = {}): Promise<Report & { codes: string[] }> {
  const report = await diagnoseAddress(url, { language: 'en', now, ...options })
  for (const finding of report.findings) for (const language of ['en', 'ko'] as const) rendered(finding, language)
  return { ...report, codes: report.findings.map(({ code }) => code) }
}

const echo = (server: Server, path?: string) => {
  const wss = new WebSocketServer(path === undefined ? { server } : { server, path })
  wss.on('connection', (ws) => {
    ws.on('message', (data) => ws.send(String(data)))
  })
}

describe('an address where a WebSocket opens', () => {
  it('gives nothing, and tells each step', async () => {
    const port = await serve((server) => echo(server, '/ws'))
    const { codes, steps } = await look(`ws://127.0.0.1:${port}/ws`)
    expect(codes).toEqual([])
    const states = steps.map(({ name, state }) => `${name} ${state}`)
    expect(states).toEqual(['tcp ok', 'http ok', 'upgrade ok', 'first ok', 'origin warned', 'ping ok', 'close ok'])
  })

  it('is sent nothing that others would see, unless that is asked for', async () => {
    const heard: string[] = []
    const port = await serve((server) => {
      new WebSocketServer({ server }).on('connection', (ws) =>
        ws.on('message', (data) => {
          heard.push(String(data).slice(0, 20))
          ws.send(data)
        }),
      )
    })
    await look(`127.0.0.1:${port}`)
    expect(heard).toEqual([])
    const { steps } = await look(`127.0.0.1:${port}`, { says: true })
    expect(heard).toEqual(['parley-doctor', 'x'.repeat(20)])
    expect(steps.find(({ name }) => name === 'echo')?.detail).toBe('same, 64 KiB taken')
  })

  it('that takes no message of 64 KiB is warned of', async () => {
    const port = await serve((server) => {
      new WebSocketServer({ server, maxPayload: 1000 }).on('connection', (ws) => ws.on('error', () => {}))
    })
    expect((await look(`ws://127.0.0.1:${port}/`, { says: true })).codes).toEqual(['probe/message-limit'])
  })

  it('tells how long an idle connection lives', async () => {
    const port = await serve((server) => {
      const wss = new WebSocketServer({ server })
      let count = 0
      wss.on('connection', (ws) => {
        // The first ones are the steps before.
        if (++count > 2) setTimeout(() => ws.terminate(), 150)
      })
    })
    const { findings } = await look(`ws://127.0.0.1:${port}/`, { idleMs: 2000 })
    expect(findings.map(({ code }) => code)).toEqual(['probe/idle-cut'])
    expect(Number(findings[0]?.values?.seconds)).toBeLessThan(1)
  })
})

describe('an address where none opens', () => {
  it.each<[string, string, (server: Server) => void, RequestListener?, string?]>([
    ['an app without a WebSocket', 'probe/treated-as-page', () => {}],
    ['another path', 'probe/wrong-path', (server) => echo(server, '/ws')],
    ['a path that nobody guesses', 'probe/refused', (server) => echo(server, '/a/b/c')],
    ['two servers by path', 'probe/second-answer', (server) => [echo(server, '/ws'), echo(server, '/b')], hello, '/ws'],
    [
      'a handler that destroys',
      'connect/no-answer',
      (server) => server.on('upgrade', (_request, socket) => socket.destroy()),
    ],
    [
      'a handler that takes another origin',
      'probe/origin-refused',
      (server) =>
        new WebSocketServer({ server, verifyClient: ({ origin }: { origin?: string }) => origin === undefined }),
    ],
    [
      'nobody without a sign-in',
      'probe/sign-in',
      (server) => new WebSocketServer({ server, verifyClient: () => false }),
    ],
    [
      'a redirect',
      'connect/redirected',
      () => {},
      (_request, response) => response.writeHead(301, { location: '/ws/' }).end(),
    ],
    [
      'a proxy whose server is down',
      'probe/upstream-down',
      () => {},
      (_request, response) => response.writeHead(502, { server: 'nginx' }).end('bad'),
    ],
    [
      'somebody who wants an upgrade',
      'probe/upgrade-lost',
      () => {},
      (_request, response) => response.writeHead(426).end('Upgrade Required'),
    ],
    [
      'a refusal that explains itself',
      'probe/explained',
      () => {},
      (_request, response) =>
        response
          .writeHead(403, { 'content-type': 'application/json' })
          .end('{"code":"app/members-only","message":"Not you.","fix":"Say who."}'),
    ],
    [
      'a refusal of Parley',
      'handshake/origin',
      () => {},
      (_request, response) =>
        response
          .writeHead(403, { 'content-type': 'application/json' })
          .end('{"code":"handshake/origin","message":"Not you.","fix":"Say who."}'),
    ],
    [
      'an answer whose proof is wrong',
      'probe/wrong-answer',
      (server) =>
        server.on('upgrade', (_request, socket) =>
          socket.write(
            'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: AAAA\r\n\r\n',
          ),
        ),
    ],
    [
      'a socket that is cut at once',
      'probe/closed-at-once',
      (server) => {
        echo(server)
        server.on('upgrade', (_request, socket) => setTimeout(() => socket.destroy(), 20))
      },
    ],
    ['a handler that never answers', 'probe/never-answers', (server) => server.on('upgrade', () => {})],
  ])('%s: %s', async (_, code, add, handler = hello, path = '/') => {
    const port = await serve(add, handler)
    const { codes, findings } = await look(`ws://127.0.0.1:${port}${path}`)
    expect(codes[0]).toBe(code)
    expect(findings[0]?.evidence).toBeTruthy()
  })

  it('Socket.IO is known by its own answer', async () => {
    const port = await serve(
      (server) => server.on('upgrade', (_request, socket) => socket.end()),
      (request, response) =>
        response.end(request.url?.startsWith('/socket.io/?EIO=4') ? '0{"sid":"a","upgrades":["websocket"]}' : ''),
    )
    expect((await look(`ws://127.0.0.1:${port}/`)).codes).toEqual(['probe/socketio-server'])
  })

  it('nothing listens there: what else listens on this machine', async () => {
    const free = net.createServer()
    const port = await listening(free)
    await new Promise((resolve) => free.close(resolve))
    const other = await serve(echo)
    const { codes, findings } = await look(`ws://127.0.0.1:${port}/`)
    if (process.platform !== 'linux') expect(codes).toEqual(['connect/refused'])
    else {
      expect(codes).toEqual(['probe/other-port'])
      expect(findings[0]?.values?.listens).toContain(`:${other}`)
    }
  })

  it.runIf(process.platform === 'linux')('the server listens on the other family', async () => {
    const port = await serve(echo)
    const { codes, findings } = await look(`ws://[::1]:${port}/`)
    expect(codes).toEqual(['probe/other-family'])
    expect(findings[0]?.lines).toEqual([`ws://127.0.0.1:${port}/`])
  })

  it('no machine has that name', async () => {
    expect((await look('ws://nowhere.invalid/')).codes[0]).toMatch(/^connect\/name-/)
  })

  it('what answers is not HTTP', async () => {
    const port = await listening(net.createServer((socket) => socket.on('error', () => {}).end('220 mail ready\r\n')))
    expect((await look(`ws://127.0.0.1:${port}/`)).codes).toEqual(['connect/not-http'])
  })

  it('takes no longer than it may, however silent the server is', async () => {
    const port = await listening(net.createServer((socket) => socket.on('error', () => {})))
    const began = now()
    const { codes } = await look(`ws://127.0.0.1:${port}/`, { withinMs: 400 })
    expect(codes).toEqual(['connect/timeout'])
    expect(now() - began).toBeLessThan(1500)
  })
})

describe('TLS', () => {
  it('with a certificate that nobody vouches for', async () => {
    const server = https.createServer({ ...certificate('IP:127.0.0.1') }, hello)
    new WebSocketServer({ server })
    expect((await look(`wss://127.0.0.1:${await listening(server)}/`)).codes).toEqual(['connect/certificate-untrusted'])
  })

  it('wss at a plain port, ws at one of TLS', async () => {
    const plain = await serve(echo)
    const one = await look(`wss://127.0.0.1:${plain}/`)
    expect(one.codes).toEqual(['connect/not-tls'])
    expect(one.findings[0]?.lines).toEqual([`ws://127.0.0.1:${plain}/`])
    const secure = await listening(https.createServer({ ...certificate('IP:127.0.0.1') }, hello))
    const other = await look(`ws://127.0.0.1:${secure}/`)
    expect(other.codes).toEqual(['connect/speaks-tls'])
    expect(other.findings[0]?.lines).toEqual([`wss://127.0.0.1:${secure}/`])
  })
})

describe('through a proxy', () => {
  /** Sends requests on as nginx does that was not told of WebSocket, or as `rewrite` says. */
  async function proxyTo(target: number, { keeps = false, rewrite = (path: string) => path } = {}): Promise<number> {
    const server = http.createServer((request, response) => {
      const socket = net.connect(target, '127.0.0.1', () => {
        const key = request.headers['sec-websocket-key']
        const headers = `Host: 127.0.0.1:${target}\r\nConnection: close\r\n${key === undefined ? '' : `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n`}`
        socket.write(`GET ${rewrite(request.url ?? '/')} HTTP/1.0\r\n${headers}\r\n`)
      })
      let text = ''
      socket.on('data', (chunk) => {
        text += String(chunk)
      })
      socket.on('error', () => {})
      socket.on('end', () => {
        const [head = '', body = ''] = text.split('\r\n\r\n')
        response
          .writeHead(Number(/ (\d{3})/.exec(head)?.[1] ?? 502), { server: 'nginx/1.22', 'content-type': 'text/html' })
          .end(body)
      })
    })
    if (keeps) {
      server.on('upgrade', (request, socket) => {
        const other = net.connect(target, '127.0.0.1', () => {
          const headers = Object.entries(request.headers).map(([name, value]) => `${name}: ${value}\r\n`)
          other.write(`GET ${rewrite(request.url ?? '/')} HTTP/1.1\r\n${headers.join('')}\r\n`)
          other.pipe(socket).pipe(other)
        })
        other.on('error', () => socket.destroy())
        socket.on('error', () => other.destroy())
      })
    }
    return listening(server)
  }

  it('that passes the upgrade on gives nothing', async () => {
    const port = await serve((server) => echo(server, '/ws'))
    const proxy = await proxyTo(port, { keeps: true })
    expect((await look(`ws://127.0.0.1:${port}/ws`, { through: `ws://127.0.0.1:${proxy}/ws` })).codes).toEqual([])
  })

  it('that takes Upgrade out is told by what the server answers without it', async () => {
    const port = await serve((server) => echo(server, '/ws'))
    const { codes, findings } = await look(`ws://127.0.0.1:${port}/ws`, {
      through: `ws://127.0.0.1:${await proxyTo(port)}/ws`,
    })
    expect(codes).toEqual(['probe/proxy-strips-upgrade'])
    expect(findings[0]?.lines).toContain('proxy_set_header Upgrade $http_upgrade;')
  })

  it('that cuts the prefix off is told by the path that gets the same answer', async () => {
    const port = await serve((server) => echo(server, '/app/ws'))
    const proxy = await proxyTo(port, { keeps: true, rewrite: (path) => path.replace('/app', '') })
    const { codes, findings } = await look(`ws://127.0.0.1:${port}/app/ws`, {
      through: `ws://127.0.0.1:${proxy}/app/ws`,
    })
    expect(codes).toEqual(['probe/proxy-prefix'])
    expect(findings[0]?.values).toMatchObject({ sent: '/app/ws', arrived: '/ws' })
  })
})

it('refuses what is no address', async () => {
  await expect(look('ftp://example.com')).rejects.toThrow(RangeError)
  await expect(look('ws://')).rejects.toThrow(RangeError)
})
