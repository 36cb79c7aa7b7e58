import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { secret, signed, startIssuer } from '../../test/key-server.ts'
import { closeFrame } from '../../test/raw-frames.ts'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions } from '../options.ts'
import { jwt } from './jwt.ts'
import type { Verdict } from './tokens.ts'

const serveChat = (options: Partial<AttachOptions>) =>
  serve({ features: [chat()], store: memoryStore(), drainOnSigterm: false, ...options })

async function greet(port: number, token?: string, headers = {}): Promise<RawPeer> {
  const peer = await RawPeer.open(port, undefined, headers)
  peer.text({ type: 'hello', protocol: 1, token })
  return peer
}

describe('a token in the first message', () => {
  it('of a shared secret says who this is', async () => {
    await using served = await serveChat({ tokens: jwt({ secret }) })
    using peer = await greet(served.port, await signed({ sub: 'ana', name: 'Ana' }))
    expect(await peer.message()).toMatchObject({
      type: 'welcome',
      user: { id: 'ana', name: 'Ana', guest: false },
      expiresAt: expect.any(Number),
    })
    await peer.leave()
  })

  it('of an issuer with a key set does, too', async () => {
    const issuer = await startIssuer()
    await using served = await serveChat({ tokens: jwt({ jwks: issuer.url, issuer: 'id', audience: 'chat' }) })
    using peer = await greet(served.port, await issuer.sign({ sub: 'ana', iss: 'id', aud: 'chat' }))
    expect(await peer.message()).toMatchObject({ type: 'welcome', user: { id: 'ana' } })
    using other = await greet(served.port, await issuer.sign({ sub: 'ana', iss: 'id', aud: 'shop' }))
    expect(await other.message()).toMatchObject({ type: 'error', message: expect.stringContaining('"aud"') })
    expect(await other.closeFrame()).toEqual({ code: 4501, reason: 'unauthenticated' })
  })

  it('is needed where guests are not welcome', async () => {
    await using served = await serveChat({ tokens: jwt({ secret }) })
    using peer = await greet(served.port)
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'unauthenticated' })
    expect(await peer.closeFrame()).toMatchObject({ code: 4501 })
  })

  it('is not needed where they are, and a wrong one is no guest', async () => {
    await using served = await serveChat({ tokens: jwt({ secret }), guests: true })
    using guest = await greet(served.port)
    expect(await guest.message()).toMatchObject({ type: 'welcome', user: { guest: true } })
    using wrong = await greet(served.port, 'a.b.c')
    expect(await wrong.closeFrame()).toMatchObject({ code: 4501 })
  })

  it('comes before what the request said, and without one that counts', async () => {
    const authenticate = () => ({ id: 'cookie', name: 'Cookie' })
    await using served = await serveChat({ tokens: jwt({ secret }), authenticate })
    using token = await greet(served.port, await signed({ sub: 'ana' }))
    expect(await token.message()).toMatchObject({ user: { id: 'ana' } })
    using cookie = await greet(served.port)
    expect(await cookie.message()).toMatchObject({ user: { id: 'cookie' } })
  })

  it('that has expired closes with 4010, as with a new one all is well', async () => {
    await using served = await serveChat({ tokens: jwt({ secret }) })
    using peer = await greet(served.port, await signed({ sub: 'ana', exp: 1 }))
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'token-expired' })
    expect(await peer.closeFrame()).toEqual({ code: 4010, reason: 'token-expired' })
  })

  it('has what follows wait outside while it is verified', async () => {
    let answer = (_: Verdict) => {}
    const verify = () => new Promise<Verdict>((resolve) => (answer = resolve))
    const store = memoryStore()
    await using served = await serveChat({ tokens: { verify }, store, helloTimeoutMs: 50 })
    using peer = await greet(served.port, 'opaque')
    peer.text({ type: 'command', id: 'a.1', channel: 'chat/a', name: 'post', input: { text: 'hello' } })
    // Somebody who says nothing is sent away meanwhile; who is being looked at is not.
    using silent = await RawPeer.open(served.port)
    expect(await silent.closeFrame()).toMatchObject({ code: 4009 })
    expect([peer.receivedBytes < 300, store.channels()]).toEqual([true, []])
    answer({ user: { id: 'ana', name: 'Ana' } })
    expect(await peer.message()).toMatchObject({ type: 'welcome', user: { id: 'ana' } })
    expect(await peer.message()).toMatchObject({ type: 'done', id: 'a.1' })
  })

  it.each<[string, () => Verdict | Promise<Verdict>, string]>([
    ['throws', () => Promise.reject(new Error('no database')), '"tokens" threw'],
    ['never answers', () => new Promise(() => {}), '"tokens" did not answer within 20 ms'],
    ['gives no time as its end', () => ({ user: { id: 'ana', name: 'Ana' }, expiresAt: Number.NaN }), '"expiresAt"'],
    ['names no user', () => ({ user: { id: 'a\nb', name: 'Ana' } }), '"tokens" must return { id, name }'],
  ])('whose verification %s is closed with 1011 and logged', async (_what, verify, words) => {
    await using served = await serveChat({ tokens: { verify }, authenticateTimeoutMs: 20 })
    using peer = await greet(served.port, 'opaque')
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'internal' })
    expect(await peer.closeFrame()).toMatchObject({ code: 1011 })
    expect(served.log.errors).toEqual([expect.stringContaining(words)])
  })

  it('that nobody here takes is said to be so', async () => {
    await using served = await serveChat({})
    using peer = await greet(served.port, 'opaque')
    expect(await peer.message()).toMatchObject({
      code: 'unauthenticated',
      message: expect.stringContaining('tokens: jwt('),
    })
    expect(await peer.closeFrame()).toMatchObject({ code: 4501 })
  })

  it('counts for maxSocketsPerUser', async () => {
    await using served = await serveChat({ tokens: jwt({ secret }), maxSocketsPerUser: 1 })
    const token = await signed({ sub: 'ana' })
    using first = await greet(served.port, token)
    expect(await first.message()).toMatchObject({ type: 'welcome' })
    using second = await greet(served.port, token)
    expect(await second.message()).toMatchObject({ type: 'error', code: 'too-many-sockets' })
    expect(await second.closeFrame()).toMatchObject({ code: 1013 })
    await first.leave()
    await until(() => served.attached.socketCount === 1, 'the first to be gone')
    using third = await greet(served.port, token)
    expect(await third.message()).toMatchObject({ type: 'welcome' })
  })

  it('whose bearer goes while it is verified leaves nothing behind', async () => {
    let answer = (_: Verdict) => {}
    const verify = () => new Promise<Verdict>((resolve) => (answer = resolve))
    await using served = await serveChat({ tokens: { verify } })
    const peer = await greet(served.port, 'opaque')
    await until(() => served.attached.socketCount === 1, 'the socket')
    peer.reset()
    answer({ user: { id: 'ana', name: 'Ana' } })
    await until(() => served.attached.socketCount === 0, 'the socket to be gone')
    expect(served.log.errors).toEqual([])
  })
})

describe('the life of a token', () => {
  /** Tokens `<user> <milliseconds>`, as a database would know them. */
  const verify = (token: string): Verdict => {
    const [id = '', ms] = token.split(' ')
    return { user: { id, name: id }, expiresAt: Date.now() + Number(ms) }
  }

  it('ends the session after it was asked for another', async () => {
    await using served = await serveChat({ tokens: { verify } })
    using peer = await greet(served.port, 'ana 1000')
    expect(await peer.message()).toMatchObject({ type: 'welcome' })
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'token-expiring' })
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'token-expired' })
    expect(await peer.closeFrame()).toEqual({ code: 4010, reason: 'token-expired' })
  })

  it('goes on with another of the same user, over the same socket and with the views open', async () => {
    await using served = await serveChat({ tokens: { verify } })
    using peer = await greet(served.port, 'ana 1000')
    peer.text({ type: 'open', channel: 'chat/a', view: 'room' })
    await peer.messageOf('opened')
    await peer.messageOf('error')
    peer.text({ type: 'authenticate', token: 'ana 60000' })
    expect(await peer.messageOf('welcome', 'refused')).toMatchObject({ type: 'welcome', user: { id: 'ana' } })
    peer.text({ type: 'command', id: 'a.1', channel: 'chat/a', name: 'post', input: { text: 'hello' } })
    expect(await peer.messageOf('events')).toMatchObject({ channel: 'chat/a' })
    // The first token's time is over when one that began with it is sent away.
    using other = await greet(served.port, 'ben 1000')
    expect(await other.closeFrame()).toMatchObject({ code: 4010 })
    peer.text({ type: 'ping' })
    await peer.messageOf('pong')
    await peer.leave()
  })

  it('does not make somebody else of a session', async () => {
    await using served = await serveChat({ tokens: { verify } })
    using peer = await greet(served.port, 'ana 60000')
    peer.text({ type: 'authenticate', token: 'ben 60000' })
    expect(await peer.messageOf('refused')).toMatchObject({ code: 'unauthenticated', retryable: false })
    expect(await peer.closeFrame()).toMatchObject({ code: 4501 })
    peer.write(closeFrame(4501))
  })
})
