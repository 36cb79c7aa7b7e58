import type { Feature } from '@parley/channel'
import { memoryFeature } from '@parley/testkit'
import { describe, expect, test } from 'vitest'
import { type NotificationsOptions, notifications } from '../src/server.ts'
import { Running, refusalOf, ScriptedWay } from './running.ts'

const notice = { category: 'news', title: 'Hello' }
const titles = async (running: Running, user: string) => (await running.inbox(user)).recent.map(({ title }) => title)

describe('notify', () => {
  test('tells one person; under the same id once', async () => {
    const running = new Running()
    const first = await running.api.notify('ana', notice, { id: 'order-17' })
    expect(await running.api.notify('ana', notice, { id: 'order-17' })).toEqual(first)
    expect(first).toEqual({ id: 'order-17', offset: expect.any(Number) })
    await running.api.notify('ben', notice, { id: 'order-17' })
    expect([await titles(running, 'ana'), await titles(running, 'ben')]).toEqual([['Hello'], ['Hello']])
  })

  test('refuses something else under the same id for a day, and loses nothing that way', async () => {
    const running = new Running()
    const { notify, notifications: all } = running.api
    const whole = { ...notice, body: 'b', data: { one: 1, other: [2, { three: 3 }] } }
    const first = await notify('ana', whole, { id: 'order-17' })
    const sameOtherwise = { data: { other: [2, { three: 3 }], one: 1 }, body: 'b', ...notice }
    expect(await notify('ana', sameOtherwise, { id: 'order-17' })).toEqual(first)
    expect(await refusalOf(notify('ana', { ...whole, body: 'c' }, { id: 'order-17' }))).toEqual([
      'notifications/id-reused',
    ])
    await all.subscribe('prices', 'ben')
    await all.publish('prices', notice, { id: 'order-17' })
    for (const send of [() => all.publish('prices', whole, { id: 'order-17' })])
      expect(await refusalOf(send())).toEqual(['notifications/id-reused'])
    await all.everyone(notice, { id: 'order-17' })
    expect(await refusalOf(all.everyone(whole, { id: 'order-17' }))).toEqual(['notifications/id-reused'])
    await running.advance(86_400_000)
    expect(await notify('ana', { ...whole, body: 'c' }, { id: 'order-17' })).toMatchObject({ id: 'order-17' })
  })

  test.each(['', 'a b', 'x'.repeat(65), 7])('takes %j for no id', async (id) => {
    const call = new Running().api.notify('ana', notice, { id: id as string })
    expect(await refusalOf(call)).toEqual(['ERR_NOTIFICATIONS_ID'])
  })

  test.each<[string, unknown, unknown, readonly string[]]>([
    ['no person', '', notice, ['ERR_NOTIFICATIONS_USER']],
    ['a person of another kind', { id: 'ana' }, notice, ['ERR_NOTIFICATIONS_USER']],
    ['a person of 151 characters', 'x'.repeat(151), notice, ['ERR_NOTIFICATIONS_USER']],
    ['no title', 'ana', { category: 'news' }, ['invalid-input', 'title']],
    ['a title that is too long', 'ana', { ...notice, title: 'x'.repeat(201) }, ['invalid-input', 'title']],
    ['more data than there is room for', 'ana', { ...notice, data: 'x'.repeat(4_100) }, ['invalid-input', 'data']],
    ['an unknown category', 'ana', { ...notice, category: 'fun' }, ['notifications/unknown-category']],
    ['a link that runs', 'ana', { ...notice, link: 'javascript:alert(1)' }, ['notifications/bad-link']],
    ['a time that is over', 'ana', { ...notice, expiresAt: 1 }, ['notifications/bad-time']],
    ['nothing', 'ana', undefined, ['invalid-input', '']],
  ])('refuses %s', async (_what, user, what, codes) => {
    const running = new Running()
    expect(await refusalOf(running.api.notify(user as string, what as never))).toEqual(codes)
  })

  test('says when there is room again for somebody who was told too much', async () => {
    const running = new Running({ limits: { maxPerMinute: 1 } })
    await running.api.notify('ana', notice)
    await expect(running.api.notify('ana', notice)).rejects.toMatchObject({
      code: 'notifications/too-many',
      retryAfterMs: 60_000,
    })
  })
})

describe('topics', () => {
  test('tell their subscribers, and everyone is everybody who has an inbox', async () => {
    const running = new Running()
    const { subscribe, unsubscribe, publish, everyone } = running.api.notifications
    for (const user of ['ana', 'ben', 'cho']) await subscribe('prices', user)
    await unsubscribe('prices', 'ben')
    await running.notify('dan', { title: 'First' })
    await publish('prices', { ...notice, title: 'Up' }, { id: 'up-1' })
    await publish('prices', { ...notice, title: 'Up' }, { id: 'up-1' })
    await running.turn()
    await everyone({ ...notice, title: 'All' })
    await running.turn()
    const all = await Promise.all(['ana', 'ben', 'cho', 'dan'].map((user) => titles(running, user)))
    expect(all).toEqual([['All', 'Up'], [], ['All', 'Up'], ['All', 'First']])
  })

  test.each(['', 'A b', 'x'.repeat(65), undefined, '../inbox'])('are not called %j', async (topic) => {
    const { subscribe, unsubscribe, publish } = new Running().api.notifications
    for (const call of [
      () => subscribe(topic!, 'ana'),
      () => unsubscribe(topic!, 'ana'),
      () => publish(topic!, notice),
    ])
      expect(await refusalOf(call())).toEqual(['ERR_NOTIFICATIONS_TOPIC'])
  })

  test('have people as subscribers', async () => {
    const { subscribe } = new Running().api.notifications
    expect(await refusalOf(subscribe('prices', ''))).toEqual(['ERR_NOTIFICATIONS_USER'])
  })
})

test('what is withdrawn is there no more', async () => {
  const running = new Running()
  await running.notify('ana', { key: 'order/17' })
  await running.api.notifications.withdraw('ana', 'order/17')
  await running.api.notifications.withdraw('ana', 'order/17')
  expect(await titles(running, 'ana')).toEqual([])
})

test('what became of deliveries comes page by page, newest first, or of one notification alone', async () => {
  const running = new Running({ ways: [new ScriptedWay()], limits: { maxDeliveries: 50 } })
  const { deliveries } = running.api.notifications
  for (let n = 0; n < 30; n++) await running.notify('ana', { title: `${n}` })
  const all = await deliveries('ana', { limit: 200 })
  expect(all.map(({ order }) => order)).toEqual([...Array(50).keys()].map((at) => 60 - at))
  const pages = []
  for (let before: number | undefined; ; before = pages.at(-1)?.order) {
    const page = await deliveries('ana', { limit: 7, ...(before === undefined ? {} : { before }) })
    if (page.length === 0) break
    pages.push(...page)
  }
  expect(pages).toEqual(all)
  const { n } = (await running.inbox('ana')).recent[0]!
  expect(await deliveries('ana', { n })).toMatchObject([
    { n, way: 'script', status: 'sent', order: 60 },
    { n, way: 'script', status: 'queued', order: 59 },
  ])
  expect(await deliveries('ana', { n: 9_999 })).toEqual([])
  expect(await deliveries('nobody')).toEqual([])
  expect(await refusalOf(deliveries('ana', { limit: 0 }))).toEqual(['bad-message'])
})

describe('what other features announce', () => {
  const announcing = (category: string): Feature => ({
    name: 'orders',
    channels: [],
    announces: { [category]: { title: { en: 'Orders', ko: '주문' }, description: 'What became of them' } },
  })

  test('becomes a category that people see in their settings', async () => {
    const running = new Running({}, { beside: [announcing('orders/filled')] })
    const { categories } = await running.inbox('ana')
    const title = { en: 'Orders', ko: '주문' }
    expect(categories['orders/filled']).toMatchObject({ title, description: 'What became of them', required: false })
  })

  test('is what the app says of it, if it says something', async () => {
    const categories = { 'orders/filled': { title: 'Mine', required: true } }
    const running = new Running({ categories }, { beside: [announcing('orders/filled')] })
    expect((await running.inbox('ana')).categories).toMatchObject({
      'orders/filled': { title: 'Mine', required: true },
    })
  })

  test('needs a name that categories have', () => {
    const code = 'ERR_NOTIFICATIONS_CATEGORY'
    expect(() => new Running({}, { beside: [announcing('Orders!')] })).toThrow(expect.objectContaining({ code }))
  })
})

test.each<[NotificationsOptions, string]>([
  [{ ways: [{ name: 'sms', title: 'SMS' } as never] }, 'ERR_NOTIFICATIONS_WAY'],
  [{ ways: [undefined as never] }, 'ERR_NOTIFICATIONS_WAY'],
  [{ ways: [new ScriptedWay(), new ScriptedWay()] }, 'ERR_NOTIFICATIONS_WAY'],
  [{ ways: [new ScriptedWay('inbox')] }, 'ERR_NOTIFICATIONS_WAY'],
  [{ concurrency: 0 }, 'ERR_NOTIFICATIONS_WAY'],
  [{ concurrency: 1.5 }, 'ERR_NOTIFICATIONS_WAY'],
  [{ concurrencyPerPerson: 0 }, 'ERR_NOTIFICATIONS_WAY'],
  [{ concurrencyPerOrigin: 1001 }, 'ERR_NOTIFICATIONS_WAY'],
  [{ timeoutMs: 600_001 }, 'ERR_NOTIFICATIONS_WAY'],
  [{ keys: [{ key: 'short', categories: ['*'] }] }, 'ERR_NOTIFICATIONS_KEY'],
  [{ keys: [{ key: 'a-key-of-16-chars', categories: [] }] }, 'ERR_NOTIFICATIONS_KEY'],
  [{ keys: [{ key: 'a-key-of-16-chars', categories: ['a*'] }] }, 'ERR_NOTIFICATIONS_KEY'],
  [{ keys: [{ key: 'a-key-of-16-chars', categories: ['*'], perSecond: 0 }] }, 'ERR_NOTIFICATIONS_KEY'],
  [{ keys: [...Array(2)].map(() => ({ key: 'a-key-of-16-chars', categories: ['*'] })) }, 'ERR_NOTIFICATIONS_KEY'],
  [{ keys: [{ key: undefined as never, categories: ['*'] }] }, 'ERR_NOTIFICATIONS_KEY'],
])('%o is refused at the call', (options, code) => {
  expect(() => notifications(options)).toThrow(expect.objectContaining({ code }))
})

test('a key for what is no category is refused at the start, when all categories are known', () => {
  const feature = notifications({ keys: [{ key: 'a-key-of-16-chars', categories: ['billing/*'] }] })
  expect(() => memoryFeature(feature)).toThrow(expect.objectContaining({ code: 'ERR_NOTIFICATIONS_KEY' }))
  const announces = { 'billing/paid': { title: 'Paid' } }
  expect(() => memoryFeature(feature, { beside: [{ name: 'billing', channels: [], announces }] })).not.toThrow()
})
