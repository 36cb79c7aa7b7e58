import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { counter } from '../test/counter.ts'
import { frame } from '../test/raw-frames.ts'
import { type Message, RawPeer } from '../test/raw-peer.ts'
import { serve } from '../test/serve.ts'
import type { AttachOptions } from './index.ts'

const mayEnter = (room: string) => room !== 'secret'

async function serveAll(options: Partial<AttachOptions> = {}) {
  const store = memoryStore()
  const served = await serve({ features: [chat({ mayEnter }), counter], store, drainOnSigterm: false, ...options })
  return Object.assign(served, { store })
}

async function join(port: number, hello: object = { type: 'hello', protocol: 1 }): Promise<RawPeer> {
  const peer = await RawPeer.open(port)
  peer.text(hello)
  expect((await peer.message()).type).toBe('welcome')
  return peer
}

async function ask(peer: RawPeer, message: string | object): Promise<Message> {
  peer.text(message)
  return peer.messageOf('error', 'refused', 'done', 'opened', 'closed', 'page', 'pong')
}

const post = (channel: string, id = 'a.1', input: unknown = { text: 'hello' }) => ({
  type: 'command',
  id,
  channel,
  name: 'post',
  input,
})

const names = ['__proto__', 'constructor', 'toString', 'hasOwnProperty', 'prototype']

describe('what is not ours', () => {
  it.each<[string, string | object, string]>([
    ['no JSON', 'hello', 'bad-message'],
    ['half JSON', '{"type":', 'bad-message'],
    ['an empty text', '', 'bad-message'],
    ['null', 'null', 'bad-message'],
    ['a list', '[]', 'bad-message'],
    ['a number', '1', 'bad-message'],
    ['no type', {}, 'bad-message'],
    ['a type that is no text', { type: 1 }, 'bad-message'],
    ['an unknown type', { type: 'shout' }, 'unknown-type'],
    ['a command without an id', { type: 'command', channel: 'chat/a', name: 'post' }, 'bad-message'],
    ['a name that is too long', { type: 'open', channel: 'x'.repeat(201), view: 'room' }, 'bad-message'],
    [
      'a position that is none',
      { type: 'open', channel: 'chat/a', view: 'room', position: { epoch: 1 } },
      'bad-message',
    ],
    ['deep JSON', '['.repeat(30_000), 'bad-message'],
    ['a second hello', { type: 'hello', protocol: 1 }, 'bad-message'],
    [
      'a signal to a channel that is not open',
      { type: 'signal', channel: 'chat/a', name: 'typing', data: {} },
      'not-open',
    ],
    ...names.map((name): [string, object, string] => [`the type ${name}`, { type: name }, 'unknown-type']),
  ])('%s is answered with an error, and the connection stays', async (_what, message, code) => {
    await using served = await serveAll()
    using peer = await join(served.port)
    expect(await ask(peer, message)).toMatchObject({ type: 'error', code, message: expect.stringMatching(/\w/) })
    expect(await ask(peer, { type: 'ping' })).toEqual({ type: 'pong' })
    await peer.leave()
    expect(served.log.errors).toEqual([])
  })

  it('in a binary frame is answered with an error, too', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    peer.write(frame(2, '{"type":"ping"}'))
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'bad-message' })
    await peer.leave()
  })

  it('ends the session with 4503 after 20 times, in one segment too', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    peer.write(Buffer.concat(Array.from({ length: 50 }, () => frame(1, 'x'))))
    for (let at = 0; at < 20; at++) expect(await peer.message()).toMatchObject({ type: 'error' })
    expect(await peer.closeFrame()).toEqual({ code: 4503, reason: 'too-many-errors' })
  })

  it('and too large is closed with 1009', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    peer.text('x'.repeat(65_537))
    expect((await peer.closeFrame()).code).toBe(1009)
  })
})

describe('a request that cannot be', () => {
  it.each<[string, object, string]>([
    ['an unknown channel', { type: 'open', channel: 'forum/a', view: 'room' }, 'unknown-channel'],
    ['a channel without a key', { type: 'open', channel: 'chat', view: 'room' }, 'unknown-channel'],
    ['a key that names no room', { type: 'open', channel: 'chat/Ä b', view: 'room' }, 'not-allowed'],
    ['an unknown view', { type: 'open', channel: 'chat/a', view: 'attic' }, 'unknown-view'],
    ['a view one may not see', { type: 'open', channel: 'chat/secret', view: 'room' }, 'not-allowed'],
    ['an unknown command', { ...post('chat/a'), name: 'shout' }, 'unknown-command'],
    ['a command in an unknown channel', post('forum/a'), 'unknown-channel'],
    ['a post where one may not enter', post('chat/secret'), 'not-allowed'],
    ['a refusal of the feature', { ...post('counter/a'), name: 'refuse' }, 'counter/no'],
    [
      'a read of what is not open',
      { type: 'read', id: 'r', channel: 'chat/a', view: 'room', before: 9, limit: 1 },
      'not-open',
    ],
    ...names.flatMap((name): [string, object, string][] => [
      [`the channel ${name}/a`, { type: 'open', channel: `${name}/a`, view: 'room' }, 'unknown-channel'],
      [`the view ${name}`, { type: 'open', channel: 'chat/a', view: name }, 'unknown-view'],
      [`the command ${name}`, { ...post('chat/a'), name }, 'unknown-command'],
    ]),
  ])('%s is refused with its code', async (_what, request, code) => {
    await using served = await serveAll()
    using peer = await join(served.port)
    expect(await ask(peer, request)).toMatchObject({ type: 'refused', code, retryable: false })
    expect(await ask(peer, { type: 'ping' })).toEqual({ type: 'pong' })
    await peer.leave()
    expect(served.store.channels()).toEqual([])
  })

  it('with an input that does not fit names the field', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    for (const input of [{}, { text: 1 }, { text: 'x'.repeat(4_001) }]) {
      expect(await ask(peer, post('chat/a', 'a.1', input))).toMatchObject({
        type: 'refused',
        id: 'a.1',
        code: 'invalid-input',
        issues: [{ path: 'text', message: expect.stringMatching(/\w/) }],
      })
    }
    expect(await ask(peer, post('chat/a', 'a.1', null))).toMatchObject({ code: 'invalid-input' })
    await peer.leave()
  })

  it('as a signal is answered with an error', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    await ask(peer, { type: 'open', channel: 'chat/a', view: 'room' })
    for (const name of ['shout', ...names]) {
      expect(await ask(peer, { type: 'signal', channel: 'chat/a', name, data: {} })).toMatchObject({
        type: 'error',
        code: 'unknown-signal',
      })
    }
    expect(await ask(peer, { type: 'signal', channel: 'chat/a', name: 'typing', data: 1 })).toMatchObject({
      code: 'invalid-input',
    })
    await peer.leave()
  })

  it('is not the end of a key, an id or an input like an object’s own names', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    for (const name of names) {
      // Capitals and few letters decide which of them can be a room; none is anything but a name.
      peer.text({ type: 'open', channel: `chat/${name}`, view: 'room' })
      expect(['opened', 'refused']).toContain((await peer.messageOf('opened', 'refused')).type)
      expect(await ask(peer, post('chat/a', name, { text: name }))).toMatchObject({ type: 'done', id: name })
      expect(await ask(peer, post('chat/a', name, { text: name }))).toMatchObject({ type: 'done', id: name })
    }
    const log = served.store.log('chat/a').map(({ event }) => JSON.parse(event))
    expect(log.filter(({ type }) => type === 'posted').map(({ data }) => data.id)).toEqual(names)
    await peer.leave()
  })
})

describe('a feature that fails', () => {
  it('in a decision is answered with internal and logged; the others live', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    expect(await ask(peer, { ...post('counter/a'), name: 'crash' })).toMatchObject({
      type: 'refused',
      code: 'internal',
    })
    expect(served.log.errors).toEqual([expect.stringContaining('a decision threw')])
    const add = { ...post('counter/a', 'a.2', { by: 2 }), name: 'add' }
    expect(await ask(peer, add)).toMatchObject({ type: 'done', offset: 1 })
    await peer.leave()
  })

  it('in "allow" is a no', async () => {
    await using served = await serveAll()
    using peer = await join(served.port)
    const open = { type: 'open', channel: 'counter/a', view: 'broken' }
    expect(await ask(peer, open)).toMatchObject({ type: 'refused', code: 'not-allowed' })
    expect(served.log.errors).toHaveLength(1)
    await peer.leave()
  })

  it('to survive what a peer sends costs that peer’s socket at most', async () => {
    await using served = await serveAll()
    using other = await join(served.port)
    using peer = await join(served.port)
    await ask(peer, { type: 'open', channel: 'counter/a', view: 'all' })
    const deep = `${'['.repeat(30_000)}${']'.repeat(30_000)}`
    peer.text(`{"type":"signal","channel":"counter/a","name":"wave","data":${deep}}`)
    peer.text(`{"type":"command","id":"a.1","channel":"counter/a","name":"add","input":{"by":1,"deep":${deep}}}`)
    peer.text({ type: 'ping' })
    await peer.messageOf('pong').catch(() => {})
    expect(await ask(other, { type: 'ping' })).toEqual({ type: 'pong' })
    await other.leave()
  })
})

describe('guests', () => {
  const hello = (key: string, name?: string) => ({
    type: 'hello',
    protocol: 1,
    guest: { key, ...(name ? { name } : {}) },
  })

  async function userOf(port: number, first: object): Promise<Record<string, unknown>> {
    using peer = await RawPeer.open(port)
    peer.text(first)
    const { user } = await peer.message()
    await peer.leave()
    return user as Record<string, unknown>
  }

  it('with the same key are the same, with another key another, and keep their name', async () => {
    await using served = await serveAll()
    const key = 'k'.repeat(16)
    const first = await userOf(served.port, hello(key))
    expect(first).toEqual({ id: expect.stringMatching(/^guest-[0-9a-f]{32}$/), name: expect.any(String), guest: true })
    expect(await userOf(served.port, hello(key))).toEqual(first)
    expect(await userOf(served.port, hello(key, ' Ana '))).toEqual({ ...first, name: 'Ana' })
    expect((await userOf(served.port, hello(`${key}x`))).id).not.toBe(first.id)
    expect(JSON.stringify(first)).not.toContain(key)
  })

  it('cannot hide anything in their name', async () => {
    await using served = await serveAll()
    expect(await userOf(served.port, hello('k'.repeat(16), 'An\u202ea\u200b'))).toMatchObject({ name: 'Ana' })
  })

  it('without a hello are somebody new each time', async () => {
    await using served = await serveAll()
    const first = await userOf(served.port, { type: 'ping' })
    expect(first.guest).toBe(true)
    expect((await userOf(served.port, { type: 'ping' })).id).not.toBe(first.id)
  })

  it.each([['short'], ['k'.repeat(129)]])('with the key %s are told what a key is', async (key) => {
    await using served = await serveAll()
    using peer = await RawPeer.open(served.port)
    peer.text(hello(key))
    expect(await peer.message()).toMatchObject({ type: 'error', message: expect.stringContaining('guest.key') })
    await peer.leave()
  })

  it.each([0, 2, 99])('that speak version %d are closed with 4502', async (protocol) => {
    await using served = await serveAll()
    using peer = await RawPeer.open(served.port)
    peer.text({ type: 'hello', protocol })
    expect(await peer.message()).toMatchObject({ type: 'error', code: 'protocol-version' })
    expect(await peer.closeFrame()).toEqual({ code: 4502, reason: 'protocol-version' })
  })
})
