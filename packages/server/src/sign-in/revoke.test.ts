import type { IncomingMessage } from 'node:http'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { secret, signed } from '../../test/key-server.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import { guest } from '../guests.ts'
import type { AttachOptions, Socket } from '../index.ts'
import { jwt } from './jwt.ts'
import { Revocations } from './revocations.ts'
import type { Verdict } from './tokens.ts'

const serveChat = (options: Partial<AttachOptions>) =>
  serve({ features: [chat()], store: memoryStore(), drainOnSigterm: false, ...options })

const byCookie = ({ headers }: IncomingMessage) => ({ id: headers.cookie ?? '', name: 'Somebody' })

async function join(port: number, cookie: string): Promise<RawPeer> {
  const peer = await RawPeer.open(port, undefined, { Cookie: cookie })
  peer.text({ type: 'ping' })
  return peer
}

describe('revoke', () => {
  it('closes all sockets of that user with 4501 within a second, and nobody else’s', async () => {
    await using served = await serveChat({ authenticate: byCookie })
    const [first, second, ben] = await Promise.all(['ana', 'ana', 'ben'].map((id) => join(served.port, id)))
    for (const peer of [first!, second!, ben!]) await peer.messageOf('pong')
    const since = performance.now()
    expect(served.attached.revoke('ana')).toBe(2)
    for (const peer of [first!, second!]) {
      expect(await peer.messageOf('error')).toMatchObject({ code: 'revoked' })
      expect(await peer.closeFrame()).toEqual({ code: 4501, reason: 'revoked' })
      // It does not answer: it is cut all the same.
      await peer.end()
    }
    expect(performance.now() - since).toBeLessThan(1_000)
    await until(() => served.attached.socketCount === 1, 'the sockets to be gone')
    ben!.text({ type: 'ping' })
    await ben!.messageOf('pong')
    await ben!.leave()
  })

  it('has nothing heard any more of what was on its way, and no news told', async () => {
    const store = memoryStore()
    await using served = await serveChat({ authenticate: byCookie, store })
    using ana = await join(served.port, 'ana')
    ana.text({ type: 'open', channel: 'chat/a', view: 'room' })
    await ana.messageOf('opened')
    using ben = await join(served.port, 'ben')
    served.attached.revoke('ana')
    const post = { type: 'command', channel: 'chat/a', name: 'post', input: { text: 'hello' } }
    ana.text({ ...post, id: 'a.1' })
    ben.text({ ...post, id: 'b.1' })
    await ben.messageOf('done')
    await expect(ana.messageOf('events')).rejects.toThrow('4501')
    const log = store.log('chat/a').map(({ event }) => JSON.parse(event))
    expect(log.filter(({ type }) => type === 'posted')).toMatchObject([{ data: { id: 'b.1' } }])
  })

  it('holds for a socket of which nothing has come yet', async () => {
    await using served = await serveChat({ authenticate: byCookie })
    using ana = await RawPeer.open(served.port, undefined, { Cookie: 'ana' })
    await until(() => served.attached.socketCount === 1, 'the socket to be there')
    served.attached.revoke('ana')
    ana.text({ type: 'open', channel: 'chat/a', view: 'room' })
    expect(await ana.message()).toMatchObject({ type: 'error', code: 'revoked' })
    expect(await ana.closeFrame()).toEqual({ code: 4501, reason: 'revoked' })
  })

  it('keeps the user out until he is restored', async () => {
    await using served = await serveChat({ authenticate: byCookie })
    expect(served.attached.revoke('ana')).toBe(0)
    using ana = await join(served.port, 'ana')
    expect(await ana.message()).toMatchObject({ type: 'error', code: 'revoked' })
    expect(await ana.closeFrame()).toEqual({ code: 4501, reason: 'revoked' })
    served.attached.restore('ana')
    using again = await join(served.port, 'ana')
    expect(await again.message()).toMatchObject({ type: 'welcome' })
  })

  it('lets in who has signed in since, by his token and by authenticate', async () => {
    let signedInAt = Date.now() - 60_000
    const authenticate = () => ({ id: 'ana', name: 'Ana', signedInAt })
    await using served = await serveChat({ tokens: jwt({ secret }), authenticate })
    served.attached.revoke('ana')
    const old = await signed({ sub: 'ana', iat: Math.floor(Date.now() / 1000) - 60 })
    const fresh = await signed({ sub: 'ana', iat: Math.floor(Date.now() / 1000) + 2 })
    for (const [token, type] of [
      [old, 'error'],
      [fresh, 'welcome'],
      [old, 'error'],
    ] as const) {
      signedInAt = Date.now() + 1_000
      using peer = await RawPeer.open(served.port)
      peer.text({ type: 'hello', protocol: 1, token })
      expect((await peer.message()).type).toBe(type)
    }
    signedInAt = Date.now() - 60_000
    using cookie = await join(served.port, '')
    expect(await cookie.closeFrame()).toEqual({ code: 4501, reason: 'revoked' })
  })

  it('holds for who is just being let in, and for a token that is renewed', async () => {
    const answers: ((verdict: Verdict) => void)[] = []
    const verify = () => new Promise<Verdict>((resolve) => answers.push(resolve))
    await using served = await serveChat({ tokens: { verify } })
    using peer = await RawPeer.open(served.port)
    peer.text({ type: 'hello', protocol: 1, token: 'opaque' })
    await until(() => answers.length === 1, 'verify')
    served.attached.revoke('ana')
    answers[0]?.({ user: { id: 'ana', name: 'Ana' } })
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'revoked' })
    expect(await peer.closeFrame()).toMatchObject({ code: 4501 })
  })

  it('closes plain sockets, too, and keeps them out', async () => {
    const heard: unknown[] = []
    const onSocket = (socket: Socket) => void socket.on('message', (data) => heard.push(data))
    await using served = await serve({ onSocket, authenticate: byCookie, drainOnSigterm: false })
    using ana = await RawPeer.open(served.port, undefined, { Cookie: 'ana' })
    ana.text('hello')
    await until(() => heard.length === 1, 'the message')
    expect(served.attached.revoke('ana')).toBe(1)
    expect(await ana.closeFrame()).toEqual({ code: 4501, reason: 'revoked' })
    await ana.end()
    using again = await RawPeer.open(served.port, undefined, { Cookie: 'ana' })
    expect(await again.closeFrame()).toEqual({ code: 4501, reason: 'revoked' })
  })

  it('holds for a guest’s key', async () => {
    await using served = await serveChat({})
    const key = 'x'.repeat(16)
    const hello = { type: 'hello', protocol: 1, guest: { key } }
    using peer = await RawPeer.open(served.port)
    peer.text(hello)
    expect(await peer.message()).toMatchObject({ type: 'welcome' })
    expect(served.attached.revoke(guest(key).id)).toBe(1)
    expect(await peer.closeFrame()).toMatchObject({ code: 4501 })
    using again = await RawPeer.open(served.port)
    again.text(hello)
    expect(await again.closeFrame()).toMatchObject({ code: 4501 })
  })

  it('of nobody throws with the line to write', async () => {
    await using served = await serveChat({})
    expect(() => served.attached.revoke(undefined as never)).toThrow('parley.revoke(user.id)')
  })
})

it('who does not say when he signed in is kept out by any revocation', () => {
  const revocations = new Revocations()
  revocations.add('ana', 1_000)
  expect(revocations.holds({ id: 'ana' })).toBe(true)
  expect([999, 1_000, 1_001].map((signedInAt) => revocations.holds({ id: 'ana', signedInAt }))).toEqual([
    true,
    true,
    false,
  ])
  expect(revocations.holds({ id: 'ben' })).toBe(false)
  revocations.delete('ana')
  expect(revocations.holds({ id: 'ana' })).toBe(false)
})
