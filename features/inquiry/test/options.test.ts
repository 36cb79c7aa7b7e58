import { expect, test } from 'vitest'
import { inquiry, webhook } from '../src/server.ts'
import { Running } from './doors/running.ts'
import { guest, inquiryId, user } from './stage.ts'

const mail = { transport: 'smtp://127.0.0.1', from: 'support@example.com' }
const bot = { name: 'Helper', answer: () => undefined }
const crm = { name: 'crm', send: async () => ({ status: 'sent' }) }
const key = { key: 'the-key-of-mail-in', may: ['open'] }
const select = { name: 'about', label: 'About', type: 'select' }
const secret = `whsec_${Buffer.alloc(32).toString('base64')}`

test.each<[code: string, words: string, options: unknown]>([
  ['OPTION', 'inquiry({ agentOf', 17],
  ['OPTION', 'no option "agentof"', { agentof: () => undefined }],
  ['OPTION', 'agentOf: ({ id })', { agentOf: 'alice' }],
  ['OPTION', 'graceMs: 120_000', { graceMs: 1e15 }],
  ['TEAM', '{ support: {} }', { teams: ['support'] }],
  ['TEAM', '{ support: {} }', { teams: null }],
  ['TEAM', '"support"', { teams: { support: undefined } }],
  ['TEAM', '"hour"', { teams: { support: { hour: {} } } }],
  ['TEAM', '"hours"', { teams: { support: { hours: 9 } } }],
  ['TEAM', '"title"', { teams: { support: { title: 7 } } }],
  ['TEAM', '"sticky"', { teams: { support: { sticky: 'no' } } }],
  ['FIELD', "label: 'Order'", { fields: [null] }],
  ['FIELD', '"label" of the field "order"', { fields: [{ name: 'order' }] }],
  ['FIELD', '"require"', { fields: [{ name: 'order', label: 'Order', require: true }] }],
  ['FIELD', 'has "options"', { fields: [select] }],
  ['FIELD', '"value"', { fields: [{ ...select, options: [{ label: 'My bill' }] }] }],
  ['FIELD', '"label" of the option "bill"', { fields: [{ ...select, options: [{ value: 'bill' }] }] }],
  ['LIMITS', '"limits"', { limits: 3 }],
  ['LIMITS', '"startsPerAdress"', { rates: { startsPerAdress: {} } }],
  ['LIMITS', '"perSecond"', { rates: { startsPerAddress: { perSecond: 0, burst: 1 } } }],
  ['LIMITS', '"burst"', { rates: { startsPerPerson: { perSecond: 1, burst: 0.5 } } }],
  ['FILES', "folder: './parley-files'", { files: 3 }],
  ['DOOR', 'webhook(', { doors: {} }],
  ['KEY', 'a list', { keys: {} }],
  ['KEY', '"perMinute"', { keys: [{ ...key, perMinute: 1 }] }],
  ['MAIL', 'transport', { mail: 'smtp://127.0.0.1' }],
  ['MAIL', '"sender"', { mail: { ...mail, sender: 'x' } }],
  ['BOT', 'answer', { bot: () => undefined }],
  ['BOT', '"maxWaitMs"', { bot: { ...bot, maxWaitMs: 0 } }],
  ['BOT', '"timeoutMs"', { bot: { ...bot, timeoutMs: 600_000 } }],
  ['BOT', '"concurrency"', { bot: { ...bot, concurrency: 0.5 } }],
  ['MAIL', '"timeoutMs"', { mail: { ...mail, timeoutMs: 700_000 } }],
  ['MAIL', '"afterMs"', { mail: { ...mail, afterMs: -1 } }],
  ['DOOR', '"concurrency" of the door "crm"', { doors: [{ ...crm, concurrency: 1_001 }] }],
  ['DOOR', '"timeoutMs" of the door "crm"', { doors: [{ ...crm, timeoutMs: 0 }] }],
])('what is wrong is refused at the call with ERR_INQUIRY_%s, and says %s: %j', (code, words, options) => {
  expect(() => inquiry(options as never)).toThrow(
    expect.objectContaining({ code: `ERR_INQUIRY_${code}`, message: expect.stringContaining(words) }),
  )
})

test.each(['x-team: support', ['x-team'], { 'x team': 'support' }, { 'x-team': 17 }, { 'x-team': 'a\r\nhost: evil' }])(
  'headers of a webhook that no request can have are refused at the call: %j',
  (headers) => {
    expect(() => webhook({ url: 'https://example.com', secret, headers: headers as never })).toThrow(
      expect.objectContaining({ code: 'ERR_INQUIRY_DOOR', message: expect.stringContaining('"headers"') }),
    )
  },
)

test.each([0, 600_000, Number.NaN])(
  'a time of a webhook that is none, or too long, is refused at the call: %j',
  (timeoutMs) => {
    expect(() => webhook({ url: 'https://example.com', secret, timeoutMs })).toThrow(
      expect.objectContaining({ code: 'ERR_INQUIRY_DOOR', message: expect.stringContaining('"timeoutMs"') }),
    )
  },
)

test.each<[words: string, profile: object]>([
  ['"capacity"', { capacity: Number.NaN }],
  ['"teams"', { teams: 'support' }],
  ['"skills"', { skills: 'ko' }],
  ['"role"', { role: 'boss' }],
  ['"name"', { name: 7 }],
])('a profile whose %s is wrong makes no agent, and is reported once', async (words, profile) => {
  const running = new Running({ agentOf: ({ id }) => (id === 'alice' ? (profile as never) : undefined) })
  const opening = () => running.memory.context(user('alice')).open(user('alice'), 'inquiry-desk/main', 'desk')
  for (let twice = 0; twice < 2; twice++) await expect(opening()).rejects.toMatchObject({ code: 'not-allowed' })
  expect(running.memory.reports).toEqual([expect.stringContaining(words)])
})

test('a flood of inquiries from one network address is refused with when to come again; other addresses and programs are not', async () => {
  const running = new Running({ keys: [] })
  const begin = (name: string, network?: string) => {
    const who = guest(`guest-${name}`)
    const input = { inquiry: inquiryId(name), ticket: `ticketno${name}`, text: 'Hello' }
    return running.memory.context(who, network).command(who, `inquiry-customer/${who.id}`, 'start', input, { id: name })
  }
  for (const name of ['a', 'b', 'c', 'd', 'e', 'f']) await begin(name, '203.0.113.7')
  await expect(begin('g', '203.0.113.7')).rejects.toMatchObject({
    ...{ code: 'too-fast', retryable: false, retryAfterMs: expect.any(Number) },
  })
  await begin('h', '203.0.113.8')
  await running.turn()
  await running.api.start({ id: 'ana', name: 'Ana' }, { text: 'By the app' })
  const { counts } = await running.desk()
  expect(counts.support?.waiting).toBe(8)
})

test('how fast inquiries may be begun is the app’s to say', async () => {
  const running = new Running({
    rates: { startsPerPerson: { perSecond: 1, burst: 1 } },
  })
  const ana = user('ana')
  // What is refused begins nothing, and costs nothing.
  await expect(running.command(ana, 'inquiry-customer/ana', 'start', {})).rejects.toMatchObject({
    code: 'invalid-input',
  })
  await running.start(ana, 'a')
  await running.turn()
  await running.command(ana, `inquiry/${inquiryId('a')}`, 'end', {})
  await running.turn()
  await expect(running.start(ana, 'b')).rejects.toMatchObject({ code: 'too-fast' })
  await running.advance(1_000)
  await running.start(ana, 'b')
})
