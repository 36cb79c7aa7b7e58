import crypto, { createPublicKey, verify } from 'node:crypto'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { Receiver } from '../../../../packages/outbound/test/receiver.ts'
import { delivery, never } from '../../test/delivery.ts'
import { decrypted, example } from '../../test/rfc8291.ts'
import type { SendResult } from '../contract/index.ts'
import { makeVapidKeys } from './vapid.ts'
import { type WebPushOptions, webPush } from './web-push.ts'

const keys = makeVapidKeys()
const options: WebPushOptions = { subject: 'mailto:you@example.com', keys, allowPrivateEndpoints: true }

afterEach(() => vi.restoreAllMocks())

test('what is sent is encrypted as RFC 8291 §5 shows, byte for byte', async () => {
  const bytes = (text: string) => Buffer.from(text, 'base64url')
  const { createECDH } = crypto
  vi.spyOn(crypto, 'createECDH').mockImplementationOnce((curve) => {
    const sender = createECDH(curve)
    vi.spyOn(sender, 'generateKeys').mockImplementation((() => {
      sender.setPrivateKey(bytes(example.senderPrivate))
      return sender.getPublicKey()
    }) as never)
    return sender
  })
  vi.spyOn(crypto, 'randomBytes').mockImplementationOnce((() => bytes(example.salt)) as never)
  vi.spyOn(JSON, 'stringify').mockImplementationOnce(() => example.plaintext)
  await using service = await Receiver.open()
  await webPush(options).send(delivery({}, service.origin), never)
  expect(service.received[0]?.body.toString('base64url')).toBe(example.body)
  expect(decrypted(bytes(example.body))).toBe(example.plaintext)
})

describe('a push', () => {
  test('says what there is to its browser alone, signed for its push service', async () => {
    await using service = await Receiver.open()
    const result = await webPush(options).send(
      delivery({ body: 'More', link: '/x' }, `${service.origin}/send/abc`),
      never,
    )
    expect(result).toEqual({ status: 'sent' })
    const [{ path, headers, body }] = service.received as [Receiver['received'][number]]
    expect(path).toBe('/send/abc')
    expect(JSON.parse(decrypted(body))).toMatchObject({
      title: 'Something',
      body: 'More',
      link: '/x',
      tag: headers.topic,
    })
    expect(headers).toMatchObject({ ttl: '86400', urgency: 'normal', 'content-encoding': 'aes128gcm' })
    expect(headers.topic).toMatch(/^[\w-]{32}$/)
    const [, jwt = '', key] = /^vapid t=(\S+), k=(\S+)$/.exec(headers.authorization ?? '') ?? []
    expect(key).toBe(keys.publicKey)
    const [head = '', claims = '', signature = ''] = jwt.split('.')
    const said = JSON.parse(Buffer.from(claims, 'base64url').toString())
    expect(said).toMatchObject({ aud: service.origin, sub: options.subject })
    const leftSeconds = said.exp - Date.now() / 1000
    expect(leftSeconds).toBeGreaterThan(0)
    expect(leftSeconds).toBeLessThanOrEqual(86_400)
    const point = Buffer.from(keys.publicKey, 'base64url')
    const jwk = { kty: 'EC', crv: 'P-256', x: point.toString('base64url', 1, 33), y: point.toString('base64url', 33) }
    const publicKey = { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' as const }
    expect(verify('sha256', Buffer.from(`${head}.${claims}`), publicKey, Buffer.from(signature, 'base64url'))).toBe(
      true,
    )
  })

  test('is kept by its service no longer than it is worth, and is as urgent as the app says', async () => {
    await using service = await Receiver.open()
    const push = webPush({
      ...options,
      ttlSeconds: 600,
      urgency: ({ category }) => (category === 'news' ? 'low' : 'high'),
    })
    const at = service.origin
    await push.send(delivery({ expiresAt: Date.now() + 60_000 }, at), never)
    await push.send(delivery({ expiresAt: Date.now() - 1, category: 'calls' }, at), never)
    await push.send(delivery({}, at), never)
    expect(service.received.map(({ headers }) => headers.urgency)).toEqual(['low', 'high', 'low'])
    const [soon, over, long] = service.received.map(({ headers }) => Number(headers.ttl))
    expect(soon).toBeGreaterThan(50)
    expect(soon).toBeLessThanOrEqual(60)
    expect([over, long]).toEqual([0, 600])
  })

  test('of a notification that is new again takes the place of the one before it', async () => {
    await using service = await Receiver.open()
    const push = webPush(options)
    const at = service.origin
    for (const more of [{ id: 'ana/3.7/push' }, { id: 'ana/3.9/push' }, { n: 4 }, { user: 'ben' }])
      await push.send(delivery(more, at), never)
    const topics = service.received.map(({ headers }) => headers.topic)
    expect(topics[0]).toBe(topics[1])
    expect(new Set(topics).size).toBe(3)
  })

  test('that is private names nothing, not even by the size of what is left', async () => {
    await using service = await Receiver.open()
    const { title: _, ...secret } = delivery({ private: true }, service.origin)
    await webPush(options).send(secret, never)
    expect(JSON.parse(decrypted(service.received[0]!.body))).toEqual({
      ...{ tag: service.received[0]!.headers.topic, language: 'en', at: secret.at },
    })
  })
})

describe('a push service', () => {
  test.each<[number, Record<string, string>, SendResult]>([
    [200, {}, { status: 'sent' }],
    [202, {}, { status: 'sent' }],
    [404, {}, { status: 'gone', reason: 'gone', detail: 'HTTP 404: words' }],
    [410, {}, { status: 'gone', reason: 'gone', detail: 'HTTP 410: words' }],
    [400, {}, { status: 'failed', reason: 'HTTP 400', detail: 'HTTP 400: words' }],
    [401, {}, { status: 'failed', reason: 'HTTP 401', detail: 'HTTP 401: words' }],
    [403, {}, { status: 'failed', reason: 'HTTP 403', detail: 'HTTP 403: words' }],
    [413, {}, { status: 'failed', reason: 'HTTP 413', detail: 'HTTP 413: words' }],
    [
      429,
      { 'retry-after': '7' },
      { status: 'later', reason: 'HTTP 429', detail: 'HTTP 429: words', retryAfterMs: 7000 },
    ],
    [429, { 'retry-after': 'soon' }, { status: 'later', reason: 'HTTP 429', detail: 'HTTP 429: words' }],
    [500, {}, { status: 'later', reason: 'HTTP 500', detail: 'HTTP 500: words' }],
    [
      503,
      { 'retry-after': 'Thu, 01 Jan 1970 00:00:00 GMT' },
      { status: 'later', reason: 'HTTP 503', detail: 'HTTP 503: words', retryAfterMs: 0 },
    ],
  ])('that answers %i %o', async (status, headers, expected) => {
    await using service = await Receiver.open()
    service.answer = (response) => response.writeHead(status, headers).end('words\r\n')
    expect(await webPush(options).send(delivery({}, service.origin), never)).toEqual(expected)
  })

  test('that says a date is not asked again before it', async () => {
    await using service = await Receiver.open()
    const at = new Date(Math.ceil(Date.now() / 1000) * 1000 + 60_000)
    service.answer = (response) => response.writeHead(429, { 'retry-after': at.toUTCString() }).end()
    const result = await webPush(options).send(delivery({}, service.origin), never)
    expect(result).toMatchObject({ status: 'later', reason: 'HTTP 429' })
    const { retryAfterMs = 0 } = result as { retryAfterMs?: number }
    expect(retryAfterMs).toBeGreaterThan(55_000)
    expect(retryAfterMs).toBeLessThanOrEqual(61_000)
  })

  test('that redirects is not followed', async () => {
    await using other = await Receiver.open()
    await using service = await Receiver.open()
    for (const status of [301, 302, 307, 308]) {
      service.answer = (response) => response.writeHead(status, { location: other.origin }).end()
      expect(await webPush(options).send(delivery({}, service.origin), never)).toEqual({
        status: 'failed',
        reason: `HTTP ${status}`,
        detail: `HTTP ${status}`,
      })
    }
    expect(other.received).toEqual([])
  })

  test('that never answers is left when its time is over', async () => {
    await using service = await Receiver.open()
    const left = new AbortController()
    service.answer = () => left.abort()
    expect(await webPush(options).send(delivery({}, service.origin), left.signal)).toEqual({
      status: 'later',
      reason: 'timeout',
    })
    service.answer = () => {}
    const result = await webPush({ ...options, timeoutMs: 20 }).send(delivery({}, service.origin), never)
    expect(result).toEqual({ status: 'later', reason: 'timeout' })
  })

  test('that goes on without end is heard as far as it matters', async () => {
    await using service = await Receiver.open()
    let closed = 0
    service.answer = (response) => {
      response.writeHead(500)
      const more = () => {
        while (!response.destroyed && response.write('x'.repeat(10_000)));
      }
      response.on('drain', more).on('close', () => closed++)
      more()
    }
    const result = await webPush(options).send(delivery({}, service.origin), never)
    expect(result).toEqual({ status: 'later', reason: 'HTTP 500', detail: `HTTP 500: ${'x'.repeat(200)}` })
    await expect.poll(() => closed).toBe(1)
  })

  test('that begins an answer and hangs has said what it said', async () => {
    await using service = await Receiver.open()
    service.answer = (response) => response.writeHead(410).write('gone away')
    const push = webPush({ ...options, timeoutMs: 100 })
    expect(await push.send(delivery({}, service.origin), never)).toMatchObject({ status: 'gone' })
  })

  test.each<[string, string]>([
    ['speaks no HTTP', 'SMTP ready\r\n\r\n'],
    ['has headers without end', `HTTP/1.1 200 OK\r\nx: ${'y'.repeat(100_000)}`],
    ['goes in the middle of its answer', 'HTTP/1.1 2'],
  ])('that %s is asked again later', async (_what, bytes) => {
    await using service = await Receiver.open()
    service.answer = (response) => response.socket?.end(bytes)
    expect(await webPush(options).send(delivery({}, service.origin), never)).toMatchObject({ status: 'later' })
  })

  test('that nobody is at is asked again later', async () => {
    const service = await Receiver.open()
    const { origin } = service
    await service[Symbol.asyncDispose]()
    expect(await webPush(options).send(delivery({}, origin), never)).toEqual({
      status: 'later',
      reason: 'unreachable',
      detail: 'ECONNREFUSED',
    })
  })

  test.each(['https://127.0.0.1:1/x', 'https://[::1]/x', 'https://localhost/x', 'http://169.254.169.254/x'])(
    'at %s is none',
    async (endpoint) => {
      const push = webPush({ subject: options.subject, keys })
      const result = await push.send(delivery({}, endpoint), never)
      expect(result).toEqual({
        status: 'failed',
        reason: 'private-address',
        detail: `private address: ${new URL(endpoint).hostname}`,
      })
    },
  )
})

test('a push service that is not among the allowed gets nothing', async () => {
  await using service = await Receiver.open()
  const only = (hosts: readonly string[]) => webPush({ ...options, hosts }).send(delivery({}, service.origin), never)
  expect(await only(['push.example.com'])).toEqual({
    ...{ status: 'failed', reason: 'host-not-allowed', detail: '127.0.0.1' },
  })
  expect(service.received).toEqual([])
  expect(await only(['push.example.com', '127.0.0.1'])).toEqual({ status: 'sent' })
})

test('a browser whose keys are none is removed', async () => {
  const broken = delivery({}, 'https://push.example.com/x')
  const device = {
    id: 'd',
    subscription: {
      endpoint: 'https://push.example.com/x',
      keys: { p256dh: `B${'A'.repeat(86)}`, auth: example.auth },
    },
  }
  expect(await webPush(options).send({ ...broken, device }, never)).toMatchObject({ status: 'gone' })
})

test('keys are made once, and kept; one’s own are used as they are', async () => {
  const kept: unknown[] = []
  const keep = async (_name: string, make: () => unknown) => {
    kept[0] ??= make()
    return kept[0]
  }
  const { subject } = options
  const first = await webPush({ subject }).prepare?.({ keep })
  expect(first?.pushKey).toMatch(/^B[\w-]{86}$/)
  expect(await webPush({ subject }).prepare?.({ keep })).toEqual(first)
  expect(await webPush({ subject, keys }).prepare?.({ keep })).toEqual({ pushKey: keys.publicKey })
  await expect(webPush({ subject }).prepare?.({ keep: async () => 'nonsense' })).rejects.toThrow('VAPID')
})

test.each<[Partial<WebPushOptions>, string]>([
  [{ subject: 'mailto:x@localhost' }, 'ERR_NOTIFICATIONS_SUBJECT'],
  [{ keys: { publicKey: 'a', privateKey: 'b' } }, 'ERR_NOTIFICATIONS_VAPID'],
  [{ hosts: [] }, 'ERR_NOTIFICATIONS_WAY'],
  [{ hosts: ['https://push.example.com'] }, 'ERR_NOTIFICATIONS_WAY'],
  [{ ttlSeconds: 0.5 }, 'ERR_NOTIFICATIONS_WAY'],
  [{ ttlSeconds: 2_419_201 }, 'ERR_NOTIFICATIONS_WAY'],
])('%o is refused at the call', (wrong, code) => {
  expect(() => webPush({ ...options, ...wrong })).toThrow(expect.objectContaining({ code }))
})
