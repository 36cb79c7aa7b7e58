import { createHmac } from 'node:crypto'
import { expect, test } from 'vitest'
import { Receiver } from '../../../../packages/outbound/test/receiver.ts'
import { delivery, never } from '../../test/delivery.ts'
import type { SendResult } from '../contract/index.ts'
import { webhook } from './webhook.ts'

const key = Buffer.from('a secret of 32 bytes, no more, no less')
const secret = `whsec_${key.toString('base64')}`

test('a delivery is posted as JSON that its receiver can verify', async () => {
  await using receiver = await Receiver.open()
  const way = webhook({ url: `${receiver.origin}/hook?a=1`, secret, headers: { 'x-own': '1', 'webhook-id': 'mine' } })
  const said = delivery({ id: '한나/3.7/webhook', user: '한나', body: 'More', data: { a: [1] } })
  expect(await way.send(said, never)).toEqual({ status: 'sent' })
  const [{ path, headers, body }] = receiver.received as [Receiver['received'][number]]
  expect([path, headers['x-own'], headers['content-type']]).toEqual([
    '/hook?a=1',
    '1',
    'application/json; charset=utf-8',
  ])
  expect(JSON.parse(body.toString())).toEqual(said)
  const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers
  const expected = createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')
  expect(signature).toBe(`v1,${expected}`)
  expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(5)
  expect(id).toMatch(/^ntf_[0-9a-f]{40}$/)
})

test('another attempt has the same key, another delivery another one', async () => {
  await using receiver = await Receiver.open()
  const way = webhook({ url: receiver.origin, secret })
  for (const id of ['a', 'a', 'b']) await way.send(delivery({ id }), never)
  const keys = receiver.received.map(({ headers }) => headers['idempotency-key'])
  expect(keys[0]).toBe(keys[1])
  expect(keys[2]).not.toBe(keys[0])
  expect(keys).toEqual(receiver.received.map(({ headers }) => headers['webhook-id']))
})

test.each<[number, Record<string, string>, SendResult]>([
  [204, {}, { status: 'sent' }],
  [429, { 'retry-after': '30' }, { status: 'later', reason: 'HTTP 429', detail: 'HTTP 429', retryAfterMs: 30_000 }],
  [503, {}, { status: 'later', reason: 'HTTP 503', detail: 'HTTP 503' }],
  [408, {}, { status: 'later', reason: 'HTTP 408', detail: 'HTTP 408' }],
  [400, {}, { status: 'failed', reason: 'HTTP 400', detail: 'HTTP 400' }],
  [404, {}, { status: 'failed', reason: 'HTTP 404', detail: 'HTTP 404' }],
  [410, {}, { status: 'failed', reason: 'HTTP 410', detail: 'HTTP 410' }],
  [302, { location: '/x' }, { status: 'failed', reason: 'HTTP 302', detail: 'HTTP 302' }],
])('a receiver that answers %i %o', async (status, headers, expected) => {
  await using receiver = await Receiver.open()
  receiver.answer = (response) => response.writeHead(status, headers).end()
  expect(await webhook({ url: receiver.origin, secret }).send(delivery(), never)).toEqual(expected)
  expect(receiver.received).toHaveLength(1)
})

test('a receiver that hangs is left when its time is over', async () => {
  await using receiver = await Receiver.open()
  const left = new AbortController()
  receiver.answer = () => left.abort()
  const result = await webhook({ url: receiver.origin, secret }).send(delivery(), left.signal)
  expect(result).toEqual({ status: 'later', reason: 'timeout' })
})

test.each<[object]>([
  [{ url: 'ftp://example.com' }],
  [{ url: '/hook' }],
  [{ secret: 'secret' }],
  [{ secret: `whsec_${Buffer.alloc(23).toString('base64')}` }],
  [{ secret: undefined }],
])('%o is refused at the call', (wrong) => {
  expect(() => webhook({ url: 'https://example.com', secret, ...wrong })).toThrow(
    expect.objectContaining({ code: 'ERR_NOTIFICATIONS_WEBHOOK' }),
  )
})
