import fc from 'fast-check'
import { describe, expect, it, onTestFinished } from 'vitest'
import { type Answer, RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import type { AttachOptions, Socket } from '../index.ts'

const base = { onSocket: () => {}, drainOnSigterm: false }

async function ask(port: number, changes: Parameters<typeof upgradeRequest>[0], line?: string): Promise<Answer> {
  using peer = await RawPeer.connect(port)
  peer.write(upgradeRequest(changes, line))
  const answer = await peer.answer()
  if (answer.status !== 101) {
    expect([answer.headers.get('connection'), answer.headers.get('cache-control')]).toEqual(['close', 'no-store'])
    await peer.end()
  }
  return answer
}

async function statusOf(options: AttachOptions, changes: Parameters<typeof upgradeRequest>[0]): Promise<number> {
  await using served = await serve({ ...base, ...options })
  return (await ask(served.port, changes)).status
}

/** With NODE_ENV as given while the test runs. */
function inEnvironment(name: string): void {
  const before = process.env.NODE_ENV
  process.env.NODE_ENV = name
  onTestFinished(() => {
    process.env.NODE_ENV = before
  })
}

describe('a request for a host that this server is not known as', () => {
  it('is refused in development, with the line that lets it in, though its page is of that host', async () => {
    await using served = await serve(base)
    const { status, body } = await ask(served.port, { Host: 'evil.example', Origin: 'http://evil.example' })
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({
      code: 'handshake/host-unknown',
      message: expect.stringContaining('evil.example'),
      fix: expect.stringContaining('attach(server, { hosts: ["evil.example"] })'),
    })
  })

  it('is let in once it is told of, by name or as the host of an origin', async () => {
    const request = { Host: 'app.example:3000', Origin: 'http://app.example:3000' }
    expect(await statusOf({ hosts: ['app.example'] }, request)).toBe(101)
    expect(await statusOf({ hosts: ['app.example:3000'] }, request)).toBe(101)
    expect(await statusOf({ hosts: ['app.example:3001'] }, request)).toBe(403)
    expect(await statusOf({ origins: ['https://app.example'] }, request)).toBe(101)
  })

  it('is nothing to worry about in production, unless names are given', async () => {
    inEnvironment('production')
    expect(await statusOf({}, { Host: 'app.example' })).toBe(101)
    expect(await statusOf({ hosts: ['app.example'] }, { Host: 'app.example' })).toBe(101)
    expect(await statusOf({ hosts: ['app.example'] }, { Host: 'evil.example' })).toBe(403)
    expect(await statusOf({ hosts: [] }, { Host: 'evil.example' })).toBe(403)
  })
})

describe('what a proxy says', () => {
  const forwarded = { Host: 'inner', 'X-Forwarded-Host': 'app.example', Origin: 'https://app.example' }

  it('is the host that is judged, where the proxy is on the list', async () => {
    inEnvironment('production')
    expect(await statusOf({ trustedProxies: ['127.0.0.1'] }, forwarded)).toBe(101)
    expect(await statusOf({ trustedProxies: ['127.0.0.0/8'], hosts: ['app.example'] }, forwarded)).toBe(101)
    expect(await statusOf({ trustedProxies: ['127.0.0.1'], hosts: ['inner'] }, forwarded)).toBe(403)
    const evil = { ...forwarded, Origin: 'https://inner' }
    expect(await statusOf({ trustedProxies: ['127.0.0.1'] }, evil)).toBe(403)
  })

  it('is where a socket comes from, and nothing is where it was not said', async () => {
    const addresses: (string | undefined)[] = []
    const onSocket = (socket: Socket) => void addresses.push(socket.remoteAddress)
    await using served = await serve({ ...base, onSocket, trustedProxies: ['127.0.0.1'] })
    for (const header of ['192.0.2.1, 203.0.113.7', '2001:DB8:0::7', undefined]) {
      const peer = await RawPeer.open(served.port, undefined, { 'X-Forwarded-For': header })
      await peer.leave()
    }
    expect(addresses).toEqual(['203.0.113.7', '2001:db8::7', '127.0.0.1'])
  })

  it('says nothing where it is not, and the answer names the line to write', async () => {
    inEnvironment('production')
    await using served = await serve({ ...base, trustedProxies: ['192.0.2.1'], diagnosis: true })
    const { status, body } = await ask(served.port, forwarded)
    expect(status).toBe(403)
    expect(JSON.parse(body)).toMatchObject({
      code: 'handshake/origin',
      fix: expect.stringContaining('attach(server, { trustedProxies: ["127.0.0.1"] })'),
    })
  })

  it('makes a page that was not encrypted foreign to one that is', async () => {
    inEnvironment('production')
    const request = { Host: 'app.example', Origin: 'http://app.example', 'X-Forwarded-Proto': 'https' }
    expect(await statusOf({}, request)).toBe(101)
    expect(await statusOf({ trustedProxies: ['127.0.0.1'] }, request)).toBe(403)
  })
})

describe('the head of a request', () => {
  it('with more headers than it may have is refused with 431', async () => {
    await using served = await serve(base)
    const more = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, at) => [`x${at}`, '']))
    expect((await ask(served.port, more(95))).status).toBe(101)
    const { status, body } = await ask(served.port, more(96))
    expect([status, JSON.parse(body).code]).toEqual([431, 'handshake/headers-too-large'])
    expect(await statusOf({ maxHeaders: 6 }, more(2))).toBe(431)
    expect(await statusOf({ maxHeaders: 7 }, more(2))).toBe(101)
  })

  it('with larger headers than it may have is refused with 431', async () => {
    const cookie = (size: number) => ({ Cookie: 'x'.repeat(size) })
    expect(await statusOf({ maxHeaderBytes: 1_000 }, cookie(500))).toBe(101)
    expect(await statusOf({ maxHeaderBytes: 1_000 }, cookie(1_000))).toBe(431)
  })
})

describe('names that objects have', () => {
  it('are text like any other, wherever a request may hold them', async () => {
    const users: unknown[] = []
    await using served = await serve({
      ...base,
      path: '/__proto__',
      protocols: ['toString', '__proto__'],
      origins: ['https://app.example'],
      trustedProxies: ['127.0.0.1'],
      onSocket: (socket: Socket) => void users.push(socket.user?.id),
      authenticate: ({ url }) => ({ id: new URL(`http://a${url}`).searchParams.get('id') ?? 'x', name: '__proto__' }),
    })
    const name = fc.constantFrom(
      '__proto__',
      'constructor',
      'toString',
      'hasOwnProperty',
      'valueOf',
      '__defineGetter__',
    )
    const request = fc.record({
      path: name,
      query: name,
      header: name,
      value: name,
      protocol: name,
      extension: name,
      forwarded: name,
      host: fc.option(name, { freq: 3 }),
      origin: fc.option(name, { freq: 3 }),
    })
    await fc.assert(
      fc.asyncProperty(
        request,
        async ({ path, query, header, value, protocol, extension, forwarded, host, origin }) => {
          users.length = 0
          const changes = {
            [header]: value,
            'Sec-WebSocket-Protocol': protocol,
            'Sec-WebSocket-Extensions': `${extension}; ${extension}=${extension}`,
            'X-Forwarded-For': forwarded,
            Cookie: `${value}=${value}`,
            ...(host === null ? {} : { Host: host }),
            ...(origin === null ? {} : { Origin: origin }),
          }
          using peer = await RawPeer.connect(served.port)
          peer.write(upgradeRequest({ ...changes, ['__proto__']: value }, `GET /${path}?${query}&id=${query} HTTP/1.1`))
          const { status, headers } = await peer.answer()
          const expected = path !== '__proto__' ? 404 : host !== null || origin !== null ? 403 : 101
          expect(status).toBe(expected)
          if (expected !== 101) return
          const chosen = protocol === '__proto__' || protocol === 'toString' ? protocol : undefined
          expect(headers.get('sec-websocket-protocol')).toBe(chosen)
          await peer.leave()
          expect(users).toEqual([query])
        },
      ),
      { numRuns: 150 },
    )
    expect(served.log.errors).toEqual([])
  })
})
