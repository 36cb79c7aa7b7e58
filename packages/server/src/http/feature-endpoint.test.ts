import { connect, type Socket } from 'node:net'
import type { Feature, FeatureContext } from '@parley/channel'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { counterChannel } from '../../test/counter.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { type Served, serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import { type AttachOptions, attach } from '../index.ts'

type Handler = (request: Request, context: FeatureContext) => Promise<Response | undefined>

const feature = (fetch: Handler): Feature => ({ name: 'tally', channels: [counterChannel], fetch })

function serveTally(handler: Handler, options: Partial<AttachOptions> = {}): Promise<Served> {
  const base = { features: [feature(handler)], store: memoryStore(), drainOnSigterm: false }
  return serve({ ...base, ...options }, (_, response) => response.end('app'))
}

const at = ({ port }: Served, path: string) => `http://127.0.0.1:${port}/parley/tally/${path}`
const echo: Handler = async (request) => new Response(await request.text())

describe('a feature over HTTP', () => {
  it('gets the request as it was sent, and its answer goes out as it was made', async () => {
    const seen: unknown[] = []
    await using served = await serveTally(async (request) => {
      const { method, url, headers } = request
      seen.push(method, new URL(url).pathname + new URL(url).search, headers.get('x-one'), headers.get('cookie'))
      const answer = new Response(`got ${await request.text()}`, { status: 201, headers: { 'x-two': '2' } })
      answer.headers.append('set-cookie', 'a=1')
      answer.headers.append('set-cookie', 'b=2')
      return answer
    })
    const headers = { 'x-one': '1', cookie: 'c=3' }
    const answer = await fetch(at(served, 'a/b?c=d'), { method: 'PUT', headers, body: 'hello' })
    expect(seen).toEqual(['PUT', '/parley/tally/a/b?c=d', '1', 'c=3'])
    expect([answer.status, answer.headers.get('x-two'), await answer.text()]).toEqual([201, '2', 'got hello'])
    expect(answer.headers.getSetCookie()).toEqual(['a=1', 'b=2'])
  })

  it('is not kept by caches nor guessed at, unless it says so itself', async () => {
    await using served = await serveTally(async (request) => {
      const headers = { 'cache-control': 'max-age=60', 'x-content-type-options': 'sniff' }
      return new Response('x', request.url.endsWith('own') ? { headers } : {})
    })
    const plain = await fetch(at(served, 'plain'))
    expect([plain.headers.get('cache-control'), plain.headers.get('x-content-type-options')]).toEqual([
      'no-store',
      'nosniff',
    ])
    const own = await fetch(at(served, 'own'))
    expect([own.headers.get('cache-control'), own.headers.get('x-content-type-options')]).toEqual([
      'max-age=60',
      'sniff',
    ])
  })

  it('that has no answer is not found, and one that throws has failed and is logged', async () => {
    await using served = await serveTally(async (request) => {
      if (request.url.endsWith('throws')) throw new Error('no disk')
      if (request.url.endsWith('odd')) return 'text' as never
      return request.url.endsWith('error') ? Response.error() : undefined
    })
    const said = async (path: string) => {
      const answer = await fetch(at(served, path))
      return [answer.status, ((await answer.json()) as { code: string }).code]
    }
    expect(await said('none')).toEqual([404, 'http/not-found'])
    expect(served.log.errors).toEqual([])
    expect(await said('throws')).toEqual([500, 'internal'])
    expect(await said('odd')).toEqual([500, 'internal'])
    expect(await said('error')).toEqual([500, 'internal'])
    expect(served.log.errors[0]).toContain('tally: "fetch" threw: Error: no disk')
    expect(served.log.errors).toHaveLength(2)
  })

  it.each(['/', '/parley/tally', '/parley/other/x', '/parley/tallyx/x', '/parley/__proto__/x', '/tally/x'])(
    'leaves %s to the app',
    async (path) => {
      await using served = await serveTally(echo)
      expect(await (await fetch(`http://127.0.0.1:${served.port}${path}`)).text()).toBe('app')
    },
  )

  it.each(['tally/../../secret', 'tally/..%2f../../x', 'tally/%2e%2e/%2e%2e/x', 'tally/./../x'])(
    'is not asked for %s, which leads out of it',
    async (path) => {
      const urls: string[] = []
      await using served = await serveTally(async (request) => {
        urls.push(new URL(request.url).pathname)
        return undefined
      })
      using peer = await RawPeer.connect(served.port)
      peer.write(`GET /parley/${path} HTTP/1.1\r\nHost: localhost\r\n\r\n`)
      expect((await peer.answer()).status).toBe(404)
      for (const url of urls) expect(url).toMatch(/^\/parley\/tally\//)
    },
  )

  it('answers HEAD without a body, and TRACE not at all', async () => {
    await using served = await serveTally(async () => new Response('body', { headers: { 'content-length': '4' } }))
    const head = await fetch(at(served, 'x'), { method: 'HEAD' })
    expect([head.status, head.headers.get('content-length'), await head.text()]).toEqual([200, '4', ''])
    using peer = await RawPeer.connect(served.port)
    peer.write('TRACE /parley/tally/x HTTP/1.1\r\nHost: localhost\r\n\r\n')
    expect(await peer.answer()).toMatchObject({ status: 405 })
  })

  it('serves many requests over one connection, read or unread', async () => {
    await using served = await serveTally(async (request) =>
      request.method === 'POST' ? new Response('unread') : new Response(null, { status: 204 }),
    )
    using peer = await RawPeer.connect(served.port)
    for (let round = 0; round < 3; round++) {
      peer.write('GET /parley/tally/x HTTP/1.1\r\nHost: localhost\r\n\r\n')
      expect((await peer.answer()).status).toBe(204)
    }
    peer.write('POST /parley/tally/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 9\r\n\r\nGET / HTT')
    const answer = await peer.answer()
    expect(answer.status).toBe(200)
  })
})

describe('a body over HTTP', () => {
  it('of any size goes through in both directions', async () => {
    await using served = await serveTally(async ({ body }) => new Response(body))
    const bytes = Buffer.alloc(5_000_000, 'parley')
    const answer = await fetch(at(served, 'x'), { method: 'POST', body: bytes })
    expect(Buffer.compare(Buffer.from(await answer.arrayBuffer()), bytes)).toBe(0)
  })

  it('is taken from the peer as it is read', async () => {
    let read = () => {}
    await using served = await serveTally(async (request) => {
      await new Promise<void>((resolve) => {
        read = resolve
      })
      let size = 0
      for await (const chunk of request.body as unknown as AsyncIterable<Uint8Array>) size += chunk.length
      return new Response(String(size))
    })
    const size = 64_000_000
    const socket = connect(served.port, '127.0.0.1')
    socket.write(`POST /parley/tally/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: ${size}\r\n\r\n`)
    const accepted = socket.write(Buffer.alloc(size))
    expect(accepted).toBe(false)
    let isDrained = false
    socket.once('drain', () => {
      isDrained = true
    })
    await until(() => socket.bytesWritten > 0, 'the first bytes')
    const { promise, resolve } = promiseOf<string>()
    socket.once('data', (data) => resolve(data.toString()))
    // Loopback takes some megabytes by itself; not all of them.
    await (await fetch(`http://127.0.0.1:${served.port}/`)).text()
    expect(isDrained).toBe(false)
    read()
    expect(await promise).toContain('HTTP/1.1 200')
    socket.destroy()
  })

  it('of an answer is made as the peer takes it', async () => {
    let made = 0
    const piece = new Uint8Array(1_000_000)
    await using served = await serveTally(async () => {
      const body = new ReadableStream({
        pull(controller) {
          made++
          if (made > 40) controller.close()
          else controller.enqueue(piece)
        },
      })
      return new Response(body)
    })
    using peer = await RawPeer.connect(served.port)
    peer.socket.pause()
    peer.write('GET /parley/tally/x HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n')
    await until(() => made > 0, 'the first piece')
    for (let round = 0; round < 20; round++) await (await fetch(`http://127.0.0.1:${served.port}/`)).text()
    expect(made).toBeLessThan(30)
    peer.socket.resume()
    await peer.end()
    expect(peer.receivedBytes).toBeGreaterThan(40_000_000)
  })

  it('of an answer that fails in the middle tears it, and is logged', async () => {
    await using served = await serveTally(async () => {
      let pulls = 0
      const body = new ReadableStream({
        pull(controller) {
          if (++pulls === 1) controller.enqueue(new Uint8Array(10))
          else controller.error(new Error('no disk'))
        },
      })
      return new Response(body)
    })
    await expect(fetch(at(served, 'x')).then((answer) => answer.text())).rejects.toThrow()
    expect(served.log.errors[0]).toContain('GET /parley/tally/x: the body of the answer failed: Error: no disk')
  })

  it('whose peer goes aborts the request, and its answer is told', async () => {
    const seen: string[] = []
    await using served = await serveTally(async ({ signal, body, method }) => {
      signal.addEventListener('abort', () => seen.push('aborted'))
      if (method === 'POST') {
        await body?.getReader().read()
        await body?.cancel().catch(() => {})
        throw new Error('whatever')
      }
      return new Response(new ReadableStream({ cancel: () => void seen.push('cancelled'), pull: () => never }))
    })
    using get = await RawPeer.connect(served.port)
    get.write('GET /parley/tally/x HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await until(() => get.unread.length > 0, 'the head')
    get.reset()
    await until(() => seen.length === 2, 'the end')
    expect(seen.sort()).toEqual(['aborted', 'cancelled'])
    using post = await RawPeer.connect(served.port)
    post.write('POST /parley/tally/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\n')
    post.reset()
    await until(() => seen.length === 3, 'the third')
    expect(served.log.errors).toEqual([])
  })

  it('that comes too slowly fails, however it is spread out', async () => {
    const errors: unknown[] = []
    const pace = { writeTimeoutMs: 50, minWriteBytes: 1000 }
    await using served = await serveTally(async (request) => {
      await request.text().catch((error: Error) => errors.push((error as { code?: string }).code))
      return new Response(null, { status: 408 })
    }, pace)
    using peer = await RawPeer.connect(served.port)
    peer.write('POST /parley/tally/x HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\n')
    const drip = setInterval(() => peer.write('x'), 5)
    expect((await peer.answer()).status).toBe(408)
    clearInterval(drip)
    expect(errors).toEqual(['ERR_BODY_TIMEOUT'])
  })

  it('of an answer that nobody takes ends the connection', async () => {
    const body = () => new Response(new Uint8Array(50_000_000))
    await using served = await serveTally(async () => body(), { writeTimeoutMs: 50 })
    const connected: Socket[] = []
    served.server.on('connection', (socket) => connected.push(socket))
    using peer = await RawPeer.connect(served.port)
    peer.socket.pause()
    peer.write('GET /parley/tally/x HTTP/1.1\r\nHost: localhost\r\n\r\n')
    await until(() => connected[0]?.destroyed === true, 'the end of the connection')
  })
})

describe('who may ask a feature over HTTP', () => {
  it('is not a page of another origin, except for GET and HEAD', async () => {
    await using served = await serveTally(async () => new Response('ok'), { origins: ['https://friend.example'] })
    const ask = (method: string, origin: string) => fetch(at(served, 'x'), { method, headers: { origin } })
    for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
      const answer = await ask(method, 'https://evil.example')
      expect([answer.status, await answer.json()]).toMatchObject([403, { code: 'handshake/origin' }])
    }
    expect((await ask('POST', 'null')).status).toBe(403)
    expect((await ask('GET', 'https://evil.example')).status).toBe(200)
    expect((await ask('POST', 'https://friend.example')).status).toBe(200)
    expect((await ask('POST', `http://127.0.0.1:${served.port}`)).status).toBe(200)
    expect((await fetch(at(served, 'x'), { method: 'POST' })).status).toBe(200)
  })

  it('is not one who means another server', async () => {
    await using served = await serveTally(async () => new Response('ok'))
    using peer = await RawPeer.connect(served.port)
    peer.write('GET /parley/tally/x HTTP/1.1\r\nHost: rebound.example\r\n\r\n')
    const { status, body } = await peer.answer()
    expect([status, JSON.parse(body)]).toMatchObject([403, { code: 'handshake/host-unknown' }])
  })

  it('is nobody while the server drains', async () => {
    let release = () => {}
    const held = new Promise<void>((resolve) => {
      release = resolve
    })
    let isCommitting = false
    const onCommit = () => {
      isCommitting = true
      return held
    }
    const store = memoryStore({ onCommit })
    await using served = await serveTally(
      async (_, context) =>
        Response.json(await context.command({ id: 'ana', name: 'Ana', guest: false }, 'counter/a', 'add', { by: 1 })),
      { store },
    )
    const first = fetch(at(served, 'x'), { method: 'POST' })
    await until(() => isCommitting, 'the commit')
    const closing = served.attached.close()
    const late = await fetch(at(served, 'x'))
    expect([late.status, await late.json()]).toMatchObject([503, { code: 'draining' }])
    expect(late.headers.get('retry-after')).toBe('1')
    release()
    await closing
    expect(await (await first).json()).toMatchObject({ offset: 1 })
  })
})

describe('what a feature may do over HTTP', () => {
  const ana = { id: 'ana', name: 'Ana', guest: false }

  it('is to command, open, find and report', async () => {
    await using served = await serveTally(async (_, context) => {
      const done = await context.command(ana, 'counter/a', 'add', { by: 2 }, { id: 'one' })
      const { state, position } = await context.open(ana, 'counter/a', 'all')
      const found = await context.find(ana, 'counter/a', 'all', 'notes', { limit: 1 }).catch(({ code }) => code)
      context.report(new Error('look at this'), 'tally')
      return Response.json({ done, state, offset: position.offset, found })
    })
    const answer = await fetch(at(served, 'x'), { method: 'POST' })
    expect(await answer.json()).toMatchObject({
      done: { id: 'one', offset: 1 },
      state: { total: 2 },
      offset: 1,
      found: 'unknown-collection',
    })
    expect(served.log.errors).toEqual([expect.stringContaining('tally: Error: look at this')])
  })

  it('needs a function and a name that can stand in an address', () => {
    const wrong = (fields: object) => () =>
      attach({}, { features: [{ ...feature(echo), ...fields }], store: memoryStore() })
    for (const fields of [{ fetch: 'x' }, { name: 'a/b' }, { name: '' }]) expect(wrong(fields)).toThrow()
  })
})

const never = new Promise<void>(() => {})

function promiseOf<T>() {
  let resolve = (_: T) => {}
  const promise = new Promise<T>((settle) => {
    resolve = settle
  })
  return { promise, resolve }
}
