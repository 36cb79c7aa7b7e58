import { describe, expect, it } from 'vitest'
import { WebSocketServer } from 'ws'
import { attemptsOf } from '../../test/attempts-of.ts'
import { key, RawPeer, upgradeRequest } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { Socket } from '../index.ts'
import { attemptIdOf, maxAttempts } from './attempts.ts'

const id = 'an-id-of-the-client'
const options = { onSocket: (socket: Socket) => void socket.send('hi'), drainOnSigterm: false }

async function refusedAt(port: number, target: string, changes = {}) {
  using peer = await RawPeer.connect(port)
  peer.write(upgradeRequest(changes, `GET ${target} HTTP/1.1`))
  return await peer.answer()
}

describe('an attempt', () => {
  it('that was let in is remembered with what came and what was answered, without secrets', async () => {
    await using served = await serve(options)
    const headers = { Cookie: 'sid=secret', 'Sec-WebSocket-Extensions': 'x' }
    const peer = await RawPeer.open(served.port, `GET /parley?attempt=${id}&token=secret HTTP/1.1`, headers)
    const [attempt] = attemptsOf(served.attached).all()
    expect(attempt).toMatchObject({ id, remote: '127.0.0.1', method: 'GET', httpVersion: '1.1', answeredBy: 'parley' })
    expect(attempt?.url).toBe(`/parley?attempt=${id}&token=[redacted]`)
    expect(attempt?.headers).toContainEqual(['Cookie', 'sid=[redacted]'])
    expect(attempt?.headers).toContainEqual(['Sec-WebSocket-Key', key])
    expect(JSON.stringify(attempt)).not.toContain('=secret')
    expect(attempt?.verdict).toEqual({
      accepted: true,
      headers: [
        ['Upgrade', 'websocket'],
        ['Connection', 'Upgrade'],
        ['Sec-WebSocket-Accept', 's3pPLMBiTxaQ9kYGzzhZRbK+xOo='],
      ],
    })
    expect(attempt?.ended).toBeUndefined()
    await peer.leave()
    await until(() => attempt?.ended !== undefined, 'the end of the socket')
    expect(attempt?.ended).toMatchObject({ code: 1000, reason: '', clean: true })
    expect(attempt?.ended?.idleMs).toBeGreaterThanOrEqual(0)
  })

  it('that was refused is remembered with the answer, as it was sent', async () => {
    await using served = await serve(options)
    const answer = await refusedAt(served.port, '/parley', { Origin: 'http://else.example' })
    const [attempt] = attemptsOf(served.attached).all()
    expect(attempt?.verdict).toMatchObject({
      accepted: false,
      status: 403,
      code: 'handshake/origin',
      fix: expect.stringContaining('origins: ["http://else.example"]'),
    })
    expect(attempt?.verdict?.headers.map(([name]) => name.toLowerCase())).toEqual([...answer.headers.keys()])
  })

  it('at a path that is nobody’s is remembered, too', async () => {
    await using served = await serve(options)
    await refusedAt(served.port, '/else')
    expect(attemptsOf(served.attached).all()).toMatchObject([{ url: '/else', verdict: { code: 'handshake/path' } }])
  })

  it('that was left to another library names it', async () => {
    await using served = await serve(options)
    const others = new WebSocketServer({ server: served.server, path: '/other' })
    const peer = await RawPeer.open(served.port, 'GET /other HTTP/1.1')
    const [attempt] = attemptsOf(served.attached).all()
    expect(attempt?.verdict).toBeUndefined()
    expect(attempt?.answeredBy).toMatch(/^ws \(packages\/server\/src\/diagnosis\/attempts\.test\.ts:\d+\)$/)
    peer.socket.destroy()
    others.close()
  })

  it('whose socket was given up for a fault says which', async () => {
    await using served = await serve({ ...options, maxMessageBytes: 10 })
    using peer = await RawPeer.open(served.port)
    peer.text('more than ten bytes')
    await peer.closeFrame()
    peer.socket.end()
    const [attempt] = attemptsOf(served.attached).all()
    await until(() => attempt?.ended !== undefined, 'the end of the socket')
    expect(attempt?.ended).toMatchObject({ code: 1009, fault: 'message/too-large' })
  })

  it('is told to who watches, when it comes and whenever more is known of it', async () => {
    await using served = await serve(options)
    const heard: unknown[] = []
    const stop = attemptsOf(served.attached).watch(({ verdict, ended }) => heard.push([verdict?.accepted, ended?.code]))
    await (await RawPeer.open(served.port)).leave()
    await until(() => heard.length === 3, 'the end of the socket')
    expect(heard).toEqual([
      [undefined, undefined],
      [true, undefined],
      [true, 1000],
    ])
    stop()
    await refusedAt(served.port, '/else')
    expect(heard).toHaveLength(3)
  })

  it(`is one of the last ${maxAttempts}`, async () => {
    await using served = await serve(options)
    for (let at = 0; at < maxAttempts + 2; at++) await refusedAt(served.port, `/else/${at}`)
    const urls = attemptsOf(served.attached)
      .all()
      .map(({ url }) => url)
    expect([urls.length, urls[0], urls.at(-1)]).toEqual([maxAttempts, '/else/2', `/else/${maxAttempts + 1}`])
  })

  it('is forgotten in production unless its client gave it an id, and then nothing but what became of it is kept', async () => {
    await using served = await serve({ ...options, diagnosis: false })
    await refusedAt(served.port, '/parley', { Origin: 'http://else.example' })
    await refusedAt(served.port, `/parley?attempt=${id}`, { Origin: 'http://else.example' })
    expect(attemptsOf(served.attached).all()).toEqual([
      expect.objectContaining({
        id,
        remote: undefined,
        url: '',
        headers: [],
        verdict: {
          accepted: false,
          status: 403,
          code: 'handshake/origin',
          message: 'The page at http://else.example may not connect to localhost.',
          headers: [],
        },
      }),
    ])
  })
})

describe('the id of an attempt', () => {
  it.each([
    ['/parley?attempt=0123456789abcdef', '0123456789abcdef'],
    ['/parley?a=1&attempt=0123456789-_cdef&b=2', '0123456789-_cdef'],
    ['/parley?attempt=0123456789abcde', undefined],
    [`/parley?attempt=${'a'.repeat(65)}`, undefined],
    ['/parley?attempt=0123456789abcde!', undefined],
    ['/parley?noattempt=0123456789abcdef', undefined],
    ['/attempt=0123456789abcdef', undefined],
  ])('of %s is %s', (url, expected) => {
    expect(attemptIdOf(url)).toBe(expected)
  })
})
