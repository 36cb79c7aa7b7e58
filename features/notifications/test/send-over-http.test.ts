import { describe, expect, test } from 'vitest'
import type { NotificationsOptions } from '../src/server.ts'
import { Running } from './running.ts'

const [billing, all] = ['the-key-of-billing', 'the-key-of-everything']
const options: NotificationsOptions = {
  categories: { 'billing/paid': {}, 'billing/due': {}, billing: {}, news: {} },
  keys: [
    { key: billing, categories: ['billing/*'], perSecond: 2 },
    { key: all, categories: ['*'] },
  ],
}
const notice = { category: 'billing/paid', title: 'Paid' }

interface Asked {
  readonly key?: string
  readonly body?: unknown
  readonly init?: RequestInit
}

async function ask(running: Running, { key = billing, body = { to: 'ana', ...notice }, init = {} }: Asked = {}) {
  const headers = { authorization: `Bearer ${key}`, ...init.headers }
  const text = typeof body === 'string' ? body : JSON.stringify(body)
  const asked = { method: 'POST', body: text, ...init, headers }
  const request = new Request('http://127.0.0.1/parley/notifications/send', asked)
  const response = await running.memory.fetch(request)
  await running.turn()
  if (response === undefined) throw new Error('There is nothing at this address.')
  const json = (await response.json()) as { [field: string]: unknown }
  return { status: response.status, headers: response.headers, json, message: String(json.message) }
}

const titles = async (running: Running, user: string) => (await running.inbox(user)).recent.map(({ title }) => title)

describe('a program with a key', () => {
  test('tells a person, a topic and everyone; under the same id once', async () => {
    const running = new Running(options)
    await running.api.notifications.subscribe('payers', 'ben')
    for (let again = 0; again < 2; again++) {
      const answer = await ask(running, { body: { to: 'ana', id: 'paid-17', ...notice } })
      expect(answer).toMatchObject({ status: 200, json: { id: 'paid-17', offset: expect.any(Number) } })
      expect(answer.headers.get('cache-control')).toBe('no-store')
    }
    await ask(running, { key: all, body: { to: { topic: 'payers' }, ...notice, title: 'Due' } })
    await ask(running, { key: all, body: { to: 'everyone', category: 'news', title: 'All' } })
    expect([await titles(running, 'ana'), await titles(running, 'ben')]).toEqual([
      ['All', 'Paid'],
      ['All', 'Due'],
    ])
  })

  test('is told that it sent something else under the same id; what another key sends is apart', async () => {
    const running = new Running(options)
    const send = (key: string, title: string) => ask(running, { key, body: { to: 'ana', id: '17', ...notice, title } })
    const first = await send(billing, 'Paid')
    expect(await send(billing, 'Overdue')).toMatchObject({ status: 409, json: { code: 'notifications/id-reused' } })
    expect((await send(billing, 'Paid')).json).toEqual(first.json)
    expect(await send(all, 'Shipped')).toMatchObject({ status: 200, json: { id: '17' } })
    await running.api.notify('ana', { ...notice, title: 'By the app' }, { id: '17' })
    expect(await titles(running, 'ana')).toEqual(['By the app', 'Shipped', 'Paid'])
  })

  test('tells somebody who is called everyone by saying that it is a person', async () => {
    const running = new Running(options)
    await ask(running, { body: { to: { user: 'everyone' }, ...notice } })
    expect(await titles(running, 'everyone')).toEqual(['Paid'])
  })

  test.each<[string, unknown, number, string, string]>([
    ['no one', { ...notice }, 400, 'invalid-input', '"to"'],
    ['somebody who cannot be', { to: 'x'.repeat(151), ...notice }, 400, 'invalid-input', '"to"'],
    ['a topic that cannot be', { to: { topic: 'A b' }, ...notice }, 400, 'invalid-input', '"to"'],
    ['both', { to: { topic: 'a', user: 'b' }, ...notice }, 400, 'invalid-input', '"to"'],
    ['no category', { to: 'ana', title: 'x' }, 400, 'invalid-input', '"category"'],
    ['a category beyond its key', { to: 'ana', category: 'news', title: 'x' }, 403, 'not-allowed', '"category"'],
    [
      'what only begins like its categories',
      { to: 'ana', category: 'billing', title: 'x' },
      403,
      'not-allowed',
      '"category"',
    ],
    ['an id with blanks', { to: 'ana', id: 'a b', ...notice }, 400, 'invalid-input', '"id"'],
    ['what is no JSON', '{', 400, 'bad-message', 'JSON object'],
    ['a list', [], 400, 'bad-message', 'JSON object'],
    [
      'an unknown category',
      { to: 'ana', category: 'billing/x', title: 'x' },
      400,
      'notifications/unknown-category',
      '"category"',
    ],
    [
      'a link that runs',
      { to: 'ana', ...notice, link: 'javascript:alert(1)' },
      400,
      'notifications/bad-link',
      '"link"',
    ],
  ])('is told what is wrong with %s', async (_what, body, status, code, words) => {
    const answer = await ask(new Running(options), { body })
    expect(answer).toMatchObject({ status, json: { code } })
    expect(answer.message).toContain(words)
  })

  test('is told which fields are wrong', async () => {
    const { status, json } = await ask(new Running(options), { body: { to: 'ana', ...notice, title: '', actions: 7 } })
    expect([status, json.code]).toEqual([400, 'invalid-input'])
    expect((json.issues as { path: string }[]).map(({ path }) => path).toSorted()).toEqual(['actions', 'title'])
  })

  test('is told to come back later when it comes too fast, others are not', async () => {
    const running = new Running(options)
    for (let n = 0; n < 4; n++) expect((await ask(running)).status).toBe(200)
    const answer = await ask(running)
    expect(answer).toMatchObject({ status: 429, json: { code: 'too-fast', retryAfterMs: 501 } })
    expect(answer.headers.get('retry-after')).toBe('1')
    expect((await ask(running, { key: all })).status).toBe(200)
    await running.advance(501)
    expect((await ask(running)).status).toBe(200)
  })

  test('is told to come back later when its person was told too much', async () => {
    const running = new Running({ ...options, limits: { maxPerMinute: 1 } })
    await ask(running)
    const answer = await ask(running)
    expect(answer).toMatchObject({ status: 429, json: { code: 'notifications/too-many', retryAfterMs: 60_000 } })
    expect(answer.headers.get('retry-after')).toBe('60')
  })

  test('sends a megabyte in vain, whether it says so before or not', async () => {
    const running = new Running(options)
    const body = JSON.stringify({ to: 'ana', ...notice, body: 'x'.repeat(1_000_000) })
    expect(await ask(running, { body })).toMatchObject({ status: 413, json: { code: 'notifications/too-large' } })
    let pulled = 0
    const endless = new ReadableStream({
      pull: (controller) => {
        pulled++
        controller.enqueue(new Uint8Array(10_000))
      },
    })
    const init = { body: endless, duplex: 'half' } as RequestInit
    expect(await ask(running, { init })).toMatchObject({ status: 413 })
    expect(pulled).toBeLessThan(15)
    const untouched = new ReadableStream({ pull: () => Promise.reject(new Error('it was read')) }, { highWaterMark: 0 })
    const said = { body: untouched, duplex: 'half', headers: { 'content-length': '1000000' } } as RequestInit
    expect(await ask(running, { init: said })).toMatchObject({ status: 413 })
  })
})

describe('a program without a key of ours', () => {
  test.each([
    'Bearer the-key-of-billinx',
    'Bearer',
    'Basic abc',
    '',
    `Bearer ${billing} ${all}`,
    `Bearer ${billing.slice(0, -1)}`,
  ])('is nobody with %j, whatever else is wrong', async (authorization) => {
    const running = new Running(options)
    const answer = await ask(running, { body: '{', init: { headers: { authorization } } })
    expect(answer).toMatchObject({ status: 401, json: { code: 'unauthenticated' } })
    expect(answer.headers.get('www-authenticate')).toBe('Bearer realm="parley"')
  })

  test('learns how to let it where nobody may', async () => {
    const answer = await ask(new Running())
    expect(answer).toMatchObject({ status: 403, json: { code: 'notifications/off' } })
    expect(answer.message).toContain('notifications({ keys: [')
  })
})

test('the address takes POST and has no neighbours', async () => {
  const running = new Running(options)
  const fetch = (address: string, method = 'POST') =>
    running.memory.fetch(new Request(`http://127.0.0.1/parley/notifications/${address}`, { method }))
  const answer = await fetch('send', 'GET')
  expect([answer?.status, answer?.headers.get('allow')]).toEqual([405, 'POST'])
  for (const address of ['', 'send/', 'sender', 'other']) expect(await fetch(address), address).toBeUndefined()
})
