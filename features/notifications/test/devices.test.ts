import type { FeatureServer } from '@parley/channel'
import { type Connection, connect } from '@parley/client'
import { type MemoryNetwork, memoryNetwork, memoryServer, type VirtualClock, virtualClock } from '@parley/testkit'
import { beforeEach, expect, test } from 'vitest'
import { describeInbox, InboxModel, NewsDesk, SettingsModel } from '../src/client.ts'
import type { Notice } from '../src/contract/index.ts'
import { deliveryChannel } from '../src/delivery/channel.ts'
import { deviceChannel } from '../src/delivery/device-channel.ts'
import { inboxChannel } from '../src/inbox/channel.ts'
import { inboxConfig } from '../src/options.ts'
import { topicChannel } from '../src/topic/channel.ts'

/** One tab of Ana's: a real client, and the models over it. */
class Tab {
  readonly name: string
  readonly connection: Connection
  readonly inbox: InboxModel
  readonly settings: SettingsModel
  readonly desk: NewsDesk

  constructor(name: string) {
    this.name = name
    this.connection = connect('ws://server', { environment: network.environment(name) })
    const handle = this.connection.open(describeInbox, 'ana')
    this.inbox = new InboxModel(handle)
    this.settings = new SettingsModel(handle)
    this.desk = new NewsDesk(this.inbox, 'ana', {
      clock: {
        now: clock.now,
        after: (delayMs, run) => {
          const timer = clock.setTimer(run, delayMs)
          return () => timer.cancel()
        },
      },
      tabs: { locks: undefined, channel: undefined, isInView: () => true, onInView: () => () => {} },
      ring: () => {},
    })
    this.desk.takePart(true)
    this.connection.onStatus(({ state }) => this.desk.note(state === 'live'))
  }

  get unread(): number {
    return this.inbox.counts.unread
  }

  titles(tab: 'all' | 'unread' = 'all'): readonly unknown[] {
    return this.inbox.list({ tab }).items.map(({ content }) => content.title)
  }
}

let clock: VirtualClock
let network: MemoryNetwork
let server: FeatureServer

beforeEach(() => {
  clock = virtualClock(1_800_000_000_000)
  network = memoryNetwork({ clock, seed: 7, latencyMs: [1, 20] })
  const config = inboxConfig({ categories: { news: {} }, ways: [{ name: 'push', title: 'Push' }] })
  memoryServer({
    clock,
    network,
    limits: { recentEvents: 8, maxReplay: 40, snapshotEvery: 7 },
    identify: () => ({ id: 'ana', name: 'Ana', guest: false }),
    features: [
      {
        name: 'notifications',
        channels: [inboxChannel(config), topicChannel(config), deliveryChannel(config), deviceChannel],
        start: (started) => {
          server = started
          return { close: async () => {} }
        },
      },
    ],
  })
})

async function notify(count: number, notice: Partial<Notice> = {}): Promise<void> {
  for (let index = 0; index < count; index++) {
    const done = server.command('inbox/ana', 'notify', { category: 'news', title: `Thing ${index}`, ...notice })
    await clock.advance(60_000 / 100)
    await done
  }
}

test('what is read in one tab is read in the other, and what is refused in neither', async () => {
  const [one, other] = [new Tab('one'), new Tab('other')]
  await clock.advance(500)
  await notify(3)
  expect([one.unread, other.unread]).toEqual([3, 3])
  const n = one.inbox.list({ tab: 'all' }).items[0]!.content.n
  one.inbox.read(n)
  expect([one.unread, other.unread]).toEqual([2, 3])
  await clock.advance(500)
  expect([one.unread, other.unread]).toEqual([2, 2])
  const refused: string[] = []
  one.inbox.onRefused(({ failing }) => refused.push(failing.code))
  one.inbox.snooze(5, n)
  expect(one.titles()).toHaveLength(2)
  await clock.advance(500)
  expect([one.titles().length, refused]).toEqual([3, ['notifications/bad-time']])
})

test.each([
  [10, 'told one by one'],
  [60, 'told as a whole state'],
])('%i that came while a tab was offline are there once, with one toast: %s', async (count) => {
  const tab = new Tab('one')
  await clock.advance(500)
  network.setOnline('one', false)
  await clock.advance(1000)
  await notify(count)
  expect(tab.unread).toBe(0)
  network.setOnline('one', true)
  for (let waited = 0; waited < 60_000 && tab.desk.toasts.length === 0; waited += 100) await clock.advance(100)
  expect(tab.desk.toasts.map(({ ns }) => new Set(ns).size)).toEqual([count])
  expect(tab.unread).toBe(count)
})

test('the list goes back to the first, beyond what the state holds', async () => {
  const tab = new Tab('one')
  await clock.advance(500)
  await notify(120)
  const late = new Tab('late')
  await clock.advance(1000)
  expect(late.titles()).toHaveLength(50)
  for (let page = 0; page < 3; page++) {
    void late.inbox.loadMore({ tab: 'all' })
    await clock.advance(500)
  }
  expect(late.inbox.list({ tab: 'all' })).toMatchObject({ more: 'end', failing: undefined })
  expect(late.titles()).toEqual(tab.titles())
  expect(late.titles()).toHaveLength(120)
})

test('a preference shows at once, on all tabs in the end, and what was decided is listed', async () => {
  const [one, other] = [new Tab('one'), new Tab('other')]
  await clock.advance(500)
  one.settings.setPreference('news', 'push', false)
  expect(one.settings.preferences.categories).toEqual({ news: { push: false } })
  await clock.advance(500)
  expect(other.settings.preferences.categories).toEqual({ news: { push: false } })
  await notify(1)
  const found = other.settings.deliveries()
  await clock.advance(500)
  expect((await found).entries).toEqual([
    expect.objectContaining({ way: 'push', status: 'not-sent', reason: 'preference' }),
  ])
})
