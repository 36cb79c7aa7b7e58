import { virtualClock } from '@parley/testkit'
import { expect, test } from 'vitest'
import { indexedDbOutbox } from './indexed-db-outbox.ts'
import type { OutboxStorage, StoredCommand } from './outbox-storage.ts'
import { FakeBrowser } from './testing/fake-browser.ts'

const command = (id: string): StoredCommand => ({
  ...{ id, channel: 'talk/tea', view: 'room', name: 'say', input: { text: id }, createdAt: 1 },
})
const [one, two, three] = [command('a.1'), command('a.2'), command('b.1')]

const day = 24 * 3_600_000

function setup() {
  const clock = virtualClock(10 * day)
  const browser = new FakeBrowser(clock)
  const load = async (outbox: OutboxStorage) => {
    const loaded = outbox.load()
    await clock.advance(5_000)
    return loaded
  }
  return { clock, browser, load }
}

test('what a page leaves behind is the next page’s, once, and nothing is kept when all is sent', async () => {
  const { clock, browser, load } = setup()
  const first = browser.page()
  const before = indexedDbOutbox('ana', first.world)
  expect(await load(before)).toEqual([])
  before.save([one, two])
  await clock.advance(1)
  first.leave()
  const after = indexedDbOutbox('ana', browser.page().world)
  expect(await load(after)).toEqual([one, two])
  expect(await load(indexedDbOutbox('ana', browser.page().world))).toEqual([])
  after.save([two])
  after.save([])
  await clock.advance(1)
  expect(browser.records.size).toBe(0)
})

test('two pages that are open keep theirs apart, also when one is reloaded', async () => {
  const { clock, browser, load } = setup()
  const pages = [browser.page(), browser.page()] as const
  const [left, right] = pages.map(({ world }) => indexedDbOutbox('ana', world)) as [OutboxStorage, OutboxStorage]
  await load(left)
  await load(right)
  left.save([one])
  right.save([three])
  await clock.advance(1)
  pages[0].leave()
  expect(await load(indexedDbOutbox('ana', browser.page().world))).toEqual([one])
  pages[1].leave()
  expect(await load(indexedDbOutbox('ana', browser.page().world))).toEqual([three])
})

test('a page that is still leaving is waited for', async () => {
  const { clock, browser } = setup()
  const first = browser.page()
  const before = indexedDbOutbox('ana', first.world)
  void before.load()
  await clock.advance(1)
  before.save([one])
  await clock.advance(1)
  const loaded = indexedDbOutbox('ana', browser.page().world).load()
  await clock.advance(500)
  first.leave()
  await clock.advance(1)
  expect(await loaded).toEqual([one])
})

test('of two pages that find the same, one takes it', async () => {
  const { clock, browser } = setup()
  const first = browser.page()
  const before = indexedDbOutbox('ana', first.world)
  void before.load()
  await clock.advance(1)
  before.save([one])
  await clock.advance(1)
  first.leave()
  const both = [0, 1].map(() => indexedDbOutbox('ana', browser.page().world).load())
  await clock.advance(5_000)
  expect((await Promise.all(both)).flat()).toEqual([one])
})

test('a connection that is closed leaves its place to the next one of the same page', async () => {
  const { clock, browser, load } = setup()
  const outbox = indexedDbOutbox('ana', browser.page().world)
  await load(outbox)
  outbox.save([one])
  outbox.release?.()
  await clock.advance(1)
  expect(await load(outbox)).toEqual([one])
  outbox.release?.()
  await clock.advance(1)
  expect(browser.held.size).toBe(0)
})

test('each key is for itself; what nobody comes back for is forgotten after a week', async () => {
  const { clock, browser, load } = setup()
  const page = browser.page()
  const guest = indexedDbOutbox('a guest', page.world)
  await load(guest)
  guest.save([one])
  await clock.advance(1)
  const kept = async () => {
    const other = browser.page()
    expect(await load(indexedDbOutbox('ana', other.world))).toEqual([])
    other.leave()
    return browser.records.size
  }
  await clock.advance(8 * day)
  // Its page may be open still.
  expect(await kept()).toBe(1)
  page.leave()
  expect(await kept()).toBe(0)
})

test('a page of this week that is gone is left for its own key', async () => {
  const { clock, browser, load } = setup()
  const page = browser.page()
  const outbox = indexedDbOutbox('ben', page.world)
  await load(outbox)
  outbox.save([one])
  await clock.advance(6 * day)
  page.leave()
  expect(await load(indexedDbOutbox('ana', browser.page().world))).toEqual([])
  expect(await load(indexedDbOutbox('ben', browser.page().world))).toEqual([one])
})

test('without a database, without locks, or with one that never opens, the fallback is used', async () => {
  const { clock, browser, load } = setup()
  const broken = { open: () => Promise.reject(new Error('blocked')) }
  for (const part of [broken, { locks: undefined }, { open: () => new Promise<never>(() => {}) }]) {
    const page = browser.page([one])
    const outbox = indexedDbOutbox('ana', { ...page.world, ...part })
    expect(await load(outbox)).toEqual([one])
    outbox.save([two])
    await clock.advance(1)
    expect(page.session).toEqual([two])
    outbox.release?.()
    await clock.advance(1)
    expect([browser.records.size, browser.held.size]).toEqual([0, 0])
  }
})

test('a database that opens and then answers nothing holds nothing up, and what it has stays for the next page', async () => {
  const { clock, browser } = setup()
  const first = browser.page()
  const before = indexedDbOutbox('ana', first.world)
  void before.load()
  await clock.advance(1)
  before.save([one])
  await clock.advance(1)
  first.leave()
  const page = browser.page([two])
  const database = await page.world.open()
  for (const part of [{ read: () => new Promise<never>(() => {}) }, { exchange: () => new Promise<never>(() => {}) }]) {
    const outbox = indexedDbOutbox('ana', { ...page.world, open: async () => ({ ...database, ...part }) })
    const loaded = outbox.load()
    await clock.advance(10_000)
    expect(await loaded).toEqual([two])
    outbox.save([two])
    await clock.advance(1)
    expect(page.session).toEqual([two])
    expect(browser.held.size).toBe(0)
  }
  const after = indexedDbOutbox('ana', browser.page().world).load()
  await clock.advance(10_000)
  expect(await after).toEqual([one])
})

test('a database that opens too late is let go', async () => {
  const { clock, browser } = setup()
  const page = browser.page()
  const open = async () => {
    await new Promise<void>((resolve) => clock.setTimer(resolve, 10_000))
    return page.world.open()
  }
  const loaded = indexedDbOutbox('ana', { ...page.world, open }).load()
  await clock.advance(20_000)
  expect(await loaded).toEqual([])
  expect(browser.held.size).toBe(0)
})

test('what was left in the fallback moves into the database', async () => {
  const { browser, load } = setup()
  const page = browser.page([one])
  expect(await load(indexedDbOutbox('ana', page.world))).toEqual([one])
  expect(page.session).toEqual([])
  page.leave()
  expect(await load(indexedDbOutbox('ana', browser.page().world))).toEqual([one])
})

test('what others wrote there is no command, and a full database keeps what it had', async () => {
  const { clock, browser, load } = setup()
  browser.records.set('x', { owner: 'x', key: 'ana', savedAt: 1, commands: 'no json' })
  const page = browser.page()
  const database = await page.world.open()
  let isFull = false
  const exchange: typeof database.exchange = (owners, make) =>
    isFull ? Promise.reject(new Error('full')) : database.exchange(owners, make)
  const outbox = indexedDbOutbox('ana', { ...page.world, open: async () => ({ ...database, exchange }) })
  expect(await load(outbox)).toEqual([])
  outbox.save([one])
  isFull = true
  outbox.save([one, two])
  await clock.advance(1)
  expect([...browser.records.values()].map(({ commands }) => JSON.parse(commands))).toEqual([[one]])
})

test('where there is nothing of all this, as in Node, commands live in memory', async () => {
  const outbox = indexedDbOutbox('ana')
  expect(await outbox.load()).toEqual([])
  outbox.save([one])
  outbox.release?.()
})
