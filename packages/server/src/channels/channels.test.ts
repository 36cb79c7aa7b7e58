import { StoreError, StoreErrorCode } from '@parley/channel'
import { chat } from '@parley/chat/server'
import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { RawPeer } from '../../test/raw-peer.ts'
import { serve } from '../../test/serve.ts'
import { until } from '../../test/wait.ts'
import type { AttachOptions } from '../index.ts'

const publishKey = 'k3y-of-the-newsroom'
const serveChannels = (options: Partial<AttachOptions> = {}) =>
  serve({ channels: true, publishKey, store: memoryStore(), drainOnSigterm: false, ...options })

async function follow(port: number, channel = 'channel/news'): Promise<RawPeer> {
  const peer = await RawPeer.open(port)
  peer.text({ type: 'open', channel, view: 'messages' })
  await peer.messageOf('opened')
  return peer
}

interface Posted {
  readonly status: number
  readonly headers: Headers
  readonly body: { readonly code?: string; readonly offset?: number; readonly id?: string; readonly fix?: string }
}

async function post(port: number, body: string | object, changes: RequestInit = {}): Promise<Posted> {
  const response = await fetch(`http://127.0.0.1:${port}/parley/publish`, {
    method: 'POST',
    headers: { authorization: `Bearer ${publishKey}`, 'content-type': 'application/json' },
    body: typeof body === 'string' ? body : JSON.stringify(body),
    ...changes,
  })
  return { status: response.status, headers: response.headers, body: (await response.json()) as Posted['body'] }
}

describe('generic channels', () => {
  it('need no feature: the server publishes, all who read hear it, and so does the server', async () => {
    await using served = await serveChannels()
    using peer = await follow(served.port)
    const news = served.attached.channel('news')
    const heard: unknown[] = []
    const end = news.subscribe(({ data }) => heard.push(data))
    expect(await news.publish({ title: 'Hello' }, { id: 'first' })).toEqual({ id: 'first', offset: 1 })
    expect(await peer.messageOf('events')).toMatchObject({
      events: [{ data: { id: 'first', data: { title: 'Hello' } } }],
    })
    await until(() => heard.length === 1, 'the subscriber')
    end()
    expect(await news.history()).toMatchObject({ messages: [{ id: 'first', data: { title: 'Hello' } }], more: false })
    expect(news.presence()).toMatchObject({ count: 1, people: [{ guest: true }] })
    await peer.leave()
  })

  it('stand beside features', async () => {
    await using served = await serveChannels({ features: [chat()] })
    using peer = await follow(served.port)
    peer.text({ type: 'open', channel: 'chat/a', view: 'room' })
    expect(await peer.messageOf('opened')).toMatchObject({ channel: 'chat/a' })
    await peer.leave()
  })

  it('are read by whom their rule lets, and published to by nobody but the server unless it says so', async () => {
    const rules = { mayRead: (name: string) => name !== 'staff', mayPublish: (name: string) => name === 'open' }
    await using served = await serveChannels({ channels: rules })
    using peer = await follow(served.port)
    peer.text({ type: 'open', channel: 'channel/staff', view: 'messages' })
    expect(await peer.messageOf('refused')).toMatchObject({ code: 'not-allowed' })
    const command = { type: 'command', name: 'publish', input: { data: 1 } }
    peer.text({ ...command, id: '1', channel: 'channel/news' })
    expect(await peer.messageOf('refused', 'done')).toMatchObject({ type: 'refused', code: 'not-allowed' })
    peer.text({ ...command, id: '2', channel: 'channel/open' })
    expect(await peer.messageOf('refused', 'done')).toMatchObject({ type: 'done', offset: 1 })
  })

  it('that are off, or have a name that is none, throw with the line to write', async () => {
    await using on = await serveChannels()
    expect(() => on.attached.channel('a/b')).toThrow(expect.objectContaining({ code: 'ERR_CHANNEL_NAME' }))
    const options = { features: [chat()], store: memoryStore(), drainOnSigterm: false }
    await using off = await serve(options, (_, response) => void response.end('app'))
    expect(() => off.attached.channel('news')).toThrow('channels: true')
    const response = await fetch(`http://127.0.0.1:${off.port}/parley/publish`, { method: 'POST' })
    expect(await response.text()).toBe('app')
  })
})

describe('POST <path>/publish', () => {
  it('publishes, once under an id, and says where it stands', async () => {
    await using served = await serveChannels()
    using peer = await follow(served.port)
    const message = { channel: 'news', data: { title: '안녕' }, id: 'cron.1' }
    for (let round = 0; round < 2; round++) {
      const { status, headers, body } = await post(served.port, message)
      expect([status, body]).toEqual([200, { id: 'cron.1', offset: 1 }])
      expect(headers.get('cache-control')).toBe('no-store')
    }
    expect(await peer.messageOf('events')).toMatchObject({
      events: [{ data: { id: 'cron.1', data: { title: '안녕' } } }],
    })
    expect(await post(served.port, { channel: 'news', data: null })).toMatchObject({ status: 200, body: { offset: 2 } })
  })

  it('takes any of several keys, and no other', async () => {
    await using served = await serveChannels({ publishKey: ['the-old-key-of-ours', publishKey] })
    const message = { channel: 'news', data: 1 }
    for (const key of ['the-old-key-of-ours', publishKey]) {
      expect(await post(served.port, message, { headers: { authorization: `bearer ${key}` } })).toMatchObject({
        status: 200,
      })
    }
    for (const authorization of ['', 'Bearer', `Bearer ${publishKey}x`, `Basic ${publishKey}`, publishKey]) {
      const { status, headers, body } = await post(served.port, message, { headers: { authorization } })
      expect([status, body.code, headers.get('www-authenticate')]).toEqual([
        401,
        'publish/key',
        'Bearer realm="parley"',
      ])
    }
    expect((await served.attached.channel('news').history()).messages).toHaveLength(2)
  })

  it('without a key is off, and says how to turn it on', async () => {
    await using served = await serve({ channels: true, store: memoryStore(), drainOnSigterm: false })
    const { status, body } = await post(served.port, { channel: 'news', data: 1 })
    expect([status, body.code, body.fix]).toEqual([403, 'publish/off', expect.stringContaining('publishKey')])
  })

  it.each<[string, string | object, number, string]>([
    ['no JSON', 'hello', 400, 'bad-message'],
    ['a list', [], 400, 'bad-message'],
    ['no channel', { data: 1 }, 400, 'bad-message'],
    ['a channel of a feature', { channel: 'chat/a', data: 1 }, 400, 'bad-message'],
    ['no data', { channel: 'news' }, 400, 'bad-message'],
    ['an id that is a number', { channel: 'news', data: 1, id: 7 }, 400, 'bad-message'],
    ['an id with a space', { channel: 'news', data: 1, id: 'a b' }, 400, 'invalid-input'],
    [
      'too deep a nesting',
      `{"channel":"news","data":${'['.repeat(20_000)}${']'.repeat(20_000)}}`,
      400,
      'invalid-input',
    ],
    ['too large a body', { channel: 'news', data: 'x'.repeat(70_000) }, 413, 'publish/too-large'],
  ])('with %s is refused with a code', async (_what, body, status, code) => {
    await using served = await serveChannels()
    expect(await post(served.port, body)).toMatchObject({
      status,
      body: { code, message: expect.stringMatching(/\w/) },
    })
    expect(served.log.errors).toEqual([])
  })

  it('with another method is told which one', async () => {
    await using served = await serveChannels()
    const { status, headers } = await post(served.port, {}, { method: 'PUT' })
    expect([status, headers.get('allow')]).toEqual([405, 'POST'])
  })

  it('whose body does not come is ended in time', async () => {
    await using served = await serveChannels({ messageTimeoutMs: 50 })
    using peer = await RawPeer.connect(served.port)
    const head = `POST /parley/publish HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer ${publishKey}\r\n`
    peer.write(`${head}Content-Length: 100\r\n\r\n{"channel"`)
    expect(await peer.answer()).toMatchObject({ status: 408, body: expect.stringContaining('publish/timeout') })
  })

  it.each([
    ['store-full', new StoreError(StoreErrorCode.full, 'No room.')],
    ['store-unavailable', new StoreError(StoreErrorCode.failed, 'No.')],
  ])('that the store cannot take is to be sent again: %s', async (told, why) => {
    let isFull = true
    const store = memoryStore({
      onCommit() {
        if (isFull) throw why
      },
    })
    await using served = await serveChannels({ store })
    const message = { channel: 'news', data: 1, id: 'cron.1' }
    const { status, headers, body } = await post(served.port, message)
    expect([status, headers.get('retry-after'), body.code]).toEqual([503, '1', told])
    isFull = false
    expect(await post(served.port, message)).toMatchObject({ status: 200, body: { offset: 1 } })
  })

  it('is refused once the server is closing', async () => {
    const releases: (() => void)[] = []
    const store = memoryStore({ onCommit: () => new Promise<void>((resolve) => releases.push(resolve)) })
    await using served = await serveChannels({ store })
    const published = served.attached.channel('news').publish(1)
    const closing = served.attached.close()
    expect(await post(served.port, { channel: 'news', data: 2 })).toMatchObject({
      status: 503,
      body: { code: 'draining' },
    })
    await until(() => releases.length === 1, 'the commit')
    releases[0]?.()
    expect(await published).toMatchObject({ offset: 1 })
    await closing
  })
})
