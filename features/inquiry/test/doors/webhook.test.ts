import { createHmac } from 'node:crypto'
import { describe, expect, test } from 'vitest'
import { Receiver } from '../../../../packages/outbound/test/receiver.ts'
import { type InquiryOptions, inquiry, webhook } from '../../src/server.ts'
import { inquiryId, user } from '../stage.ts'
import { codeOf, Running } from './running.ts'

const ana = user('ana')
const key = Buffer.from('a secret of 32 bytes, no more, no less')
const secret = `whsec_${key.toString('base64')}`
const only = { events: ['inquiry.message'] } as const

describe('a webhook', () => {
  test('gets each event as JSON that it can verify', async () => {
    await using receiver = await Receiver.open()
    const running = new Running({
      doors: [webhook({ url: receiver.origin, secret, ...only, headers: { 'x-own': '1' } })],
    })
    await running.start(ana, 'a', { text: 'Where is it?' })
    await running.until(async () => receiver.received.length === 1 && (await running.queued('webhook')) === 0)
    const [{ headers, body }] = receiver.received as [Receiver['received'][number]]
    const event = JSON.parse(body.toString())
    expect(event).toMatchObject({
      type: 'inquiry.message',
      inquiry: { id: inquiryId('a'), customer: { id: 'ana' } },
      message: { kind: 'customer', text: 'Where is it?' },
    })
    const { 'webhook-id': id, 'webhook-timestamp': timestamp, 'webhook-signature': signature } = headers
    expect(id).toBe(event.id)
    expect(signature).toBe(`v1,${createHmac('sha256', key).update(`${id}.${timestamp}.${body}`).digest('base64')}`)
    expect([headers['idempotency-key'], headers['x-own']]).toEqual([id, '1'])
  })

  test('that is down for a while gets everything in order, once each, with the same id in each attempt', async () => {
    await using receiver = await Receiver.open()
    receiver.answer = (response) => response.writeHead(503).end()
    const running = new Running({ doors: [webhook({ url: receiver.origin, secret, ...only })] })
    await running.start(ana, 'a')
    await running.until(() => receiver.received.length === 1)
    await running.say(ana, 'a', 'write', { text: 'More' })
    receiver.answer = (response) => response.writeHead(204).end()
    // The server dies, too.
    await running.until(() => running.memory.reports.length > 0)
    await running.crash()
    await running.advance(30_000)
    await running.until(async () => (await running.queued('webhook')) === 0)
    const texts = receiver.received.map(({ body }) => JSON.parse(body.toString()).message.text)
    expect(texts).toEqual(['Question a', 'Question a', 'More'])
    const ids = receiver.received.map(({ headers }) => headers['webhook-id'])
    expect(ids[0]).toBe(ids[1])
  })

  test('that refuses for good is not asked again, and it is reported', async () => {
    await using receiver = await Receiver.open()
    receiver.answer = (response) => response.writeHead(400).end('no such hook')
    const running = new Running({ doors: [webhook({ url: receiver.origin, secret, ...only })] })
    await running.start(ana, 'a')
    await running.until(async () => receiver.received.length === 1 && (await running.queued('webhook')) === 0)
    const id = receiver.received[0]?.headers['webhook-id']
    expect(running.memory.reports).toEqual([
      `inquiry: the door "webhook": ${id}: HTTP 400: no such hook`,
      `inquiry: the door "webhook": ${id} is given up: HTTP 400`,
    ])
  })
})

const door = { name: 'crm', send: async () => ({ status: 'sent' }) as const }

test.each<[string, () => InquiryOptions]>([
  ['a webhook of ftp', () => ({ doors: [webhook({ url: 'ftp://example.com', secret })] })],
  ['a short secret', () => ({ doors: [webhook({ url: 'https://example.com', secret: 'whsec_abc' })] })],
  ['a door that sends nothing', () => ({ doors: [{ name: 'crm' } as never] })],
  ['two of one name', () => ({ doors: [door, door] })],
  ['one called mail', () => ({ doors: [{ ...door, name: 'mail' }] })],
  ['one with a slash', () => ({ doors: [{ ...door, name: 'a/b' }] })],
  ['an event that there is not', () => ({ doors: [{ ...door, events: ['opened' as never] }] })],
  ['no time', () => ({ doors: [{ ...door, timeoutMs: 0 }] })],
  ['half a place', () => ({ doors: [{ ...door, concurrency: 0.5 }] })],
])('%s is refused at the call', async (_what, options) => {
  expect(await codeOf((async () => inquiry(options()))())).toBe('ERR_INQUIRY_DOOR')
})
