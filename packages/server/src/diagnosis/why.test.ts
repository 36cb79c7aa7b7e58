import { describe, expect, it } from 'vitest'
import { attemptsOf } from '../../test/attempts-of.ts'
import { closeFrame } from '../../test/raw-frames.ts'
import { RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { Socket } from '../index.ts'
import { maxAttempts } from './attempts.ts'

const id = 'an-id-of-the-client'
const options = { onSocket: (_socket: Socket) => {}, drainOnSigterm: false }

async function attempt(port: number, path: string, changes = {}): Promise<void> {
  using peer = await RawPeer.connect(port)
  peer.write(upgradeRequest(changes, `GET ${path}?attempt=${id} HTTP/1.1`))
  await peer.answer()
}

async function why(port: number, target = `/parley/why?attempt=${id}`, init: RequestInit = {}) {
  const response = await fetch(`http://127.0.0.1:${port}${target}`, init)
  return { status: response.status, headers: response.headers, body: JSON.parse((await response.text()) || 'null') }
}

describe('GET <path>/why', () => {
  it('says why an attempt failed, to any page, and to no cache', async () => {
    await using served = await serve(options)
    await attempt(served.port, '/parley', { Origin: 'http://else.example' })
    const { status, headers, body } = await why(served.port)
    expect(status).toBe(200)
    expect(body).toEqual({
      code: 'handshake/origin',
      message: 'The page at http://else.example may not connect to localhost.',
      fix: expect.stringContaining('attach(server, { origins: ["http://else.example"] })'),
      docs: 'docs/errors/handshake-origin.md',
      at: expect.any(Number),
    })
    expect(headers.get('access-control-allow-origin')).toBe('*')
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('access-control-allow-credentials')).toBeNull()
  })

  it('says in production the code and a short sentence', async () => {
    await using served = await serve({ ...options, diagnosis: false })
    await attempt(served.port, '/parley', { Origin: 'http://else.example' })
    expect((await why(served.port)).body).toEqual({
      code: 'handshake/origin',
      message: 'The page at http://else.example may not connect to localhost.',
      at: expect.any(Number),
    })
    await attempt(served.port, '/else')
    expect((await why(served.port)).body).toMatchObject({ message: 'Nothing answers WebSocket at this path.' })
    await attempt(served.port, '/parley')
    expect((await why(served.port)).body).toMatchObject({ code: 'why/let-in', message: 'The server let it in.' })
  })

  it('of an attempt that may be forgotten, as so many came since, does not say that it never came', async () => {
    await using served = await serve(options)
    expect(await why(served.port)).toMatchObject({ status: 404, body: { code: 'why/unknown-attempt' } })
    const one = (index: number) =>
      fetch(`http://127.0.0.1:${served.port}/parley?attempt=${id}${index}`, { headers: { 'Sec-WebSocket-Key': 'a' } })
    await Promise.all(Array.from({ length: maxAttempts }, (_, index) => one(index)))
    expect(await why(served.port)).toMatchObject({ status: 404, body: { code: 'why/forgotten' } })
    expect((await why(served.port, `/parley/why?attempt=${id}${maxAttempts - 1}`)).status).toBe(200)
  })

  it('without an attempt says that Parley is here', async () => {
    await using served = await serve({ ...options, path: '/live' })
    const { status, body } = await why(served.port, '/live/why')
    expect([status, body]).toEqual([200, { code: 'why/alive', message: 'Parley answers here.', path: '/live' }])
  })

  it('knows only the ids that came', async () => {
    await using served = await serve(options)
    const { status, body } = await why(served.port)
    expect([status, body.code]).toEqual([404, 'why/unknown-attempt'])
  })

  it('answers for a path that is not ours, there and at ours, and nothing else there', async () => {
    await using served = await serve(options, (_, response) => response.end('"app"'))
    await attempt(served.port, '/else')
    for (const path of ['/else', '/parley']) {
      const { body } = await why(served.port, `${path}/why?attempt=${id}`)
      expect(body).toMatchObject({ code: 'handshake/path', fix: expect.stringContaining('Connect to /parley') })
    }
    expect((await why(served.port, '/else/why')).body).toBe('app')
    expect((await why(served.port, '/else/why?attempt=another-id-of-16')).body).toBe('app')
  })

  it('answers for an attempt whose Upgrade was taken away, at our path and at the app’s', async () => {
    await using served = await serve(options, (_, response) => response.end())
    for (const path of ['/parley', '/else']) {
      await attempt(served.port, path, { Upgrade: undefined, Connection: 'close' })
      const { body } = await why(served.port)
      expect(body, path).toMatchObject({ code: 'handshake/proxy-stripped-upgrade' })
      expect(body.fix).toContain('proxy_http_version 1.1;')
    }
  })

  it('says how a socket ended that was let in', async () => {
    await using served = await serve({ ...options, maxMessageBytes: 10, authenticate: () => undefined })
    const peer = await RawPeer.open(served.port, `GET /parley?attempt=${id} HTTP/1.1`)
    expect((await peer.closeFrame()).code).toBe(4501)
    peer.write(closeFrame(4501))
    await peer.end()
    await until(() => attemptsOf(served.attached).all()[0]?.ended !== undefined, 'the end of the socket')
    const { body } = await why(served.port)
    expect(body.message).toMatch(
      /^The server let it in, and it ended after \d+ ms with the code 4501 and the reason "unauthenticated"\.$/,
    )
  })

  it('says that a socket is open, and that nothing is decided', async () => {
    let decide = () => {}
    const decided = new Promise<void>((resolve) => {
      decide = resolve
    })
    await using served = await serve({ ...options, guests: true, authenticate: () => decided.then(() => undefined) })
    using peer = await RawPeer.connect(served.port)
    peer.write(upgradeRequest({}, `GET /parley?attempt=${id} HTTP/1.1`))
    await until(() => attemptsOf(served.attached).all().length === 1, 'the attempt')
    expect((await why(served.port)).body.code).toBe('why/pending')
    decide()
    expect((await peer.answer()).status).toBe(101)
    expect((await why(served.port)).body.code).toBe('why/open')
  })

  it('says that the client asked for a subprotocol that is not spoken, as browsers hang up then', async () => {
    await using served = await serve({ ...options, protocols: ['chat.v2'] })
    await attempt(served.port, '/parley', { 'Sec-WebSocket-Protocol': 'chat.v1' })
    expect((await why(served.port)).body).toMatchObject({
      code: 'handshake/no-common-protocol',
      fix: expect.stringContaining('protocols: ["chat.v1"]'),
    })
  })

  it('answers HEAD without a body, and no other method', async () => {
    await using served = await serve(options)
    expect(await why(served.port, '/parley/why', { method: 'HEAD' })).toMatchObject({ status: 200, body: null })
    const { status, headers } = await why(served.port, '/parley/why', { method: 'POST', body: 'x' })
    expect([status, headers.get('allow')]).toEqual([405, 'GET, HEAD'])
  })
})
