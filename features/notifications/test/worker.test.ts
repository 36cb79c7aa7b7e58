import { describe, expect, test } from 'vitest'
import type { Inbox } from '../src/contract/index.ts'
import type { SendResult } from '../src/server.ts'
import { Running, ScriptedWay } from './running.ts'
import { subscription } from './stage.ts'

const minute = 60_000
const hour = 60 * minute
const noon = Date.parse('2026-01-15T11:00:00Z')

/** Sends that end when the test says so, in the order in which they began. */
function held(way: ScriptedWay): ((result: SendResult) => void)[] {
  const ends: ((result: SendResult) => void)[] = []
  way.answer = () =>
    new Promise((resolve) => {
      ends.push(resolve)
    })
  return ends
}

describe('a delivery', () => {
  test('is sent once, and its person is told', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    await running.notify('ana', { title: 'Hello', link: '/x' })
    expect(way.sent).toMatchObject([{ user: 'ana', title: 'Hello', link: '/x', way: 'script' }])
    expect(await running.queued()).toBe(0)
    expect(await running.lines('ana')).toEqual(['script queued', 'script sent'])
    await running.advance(25 * hour)
    expect(way.sent).toHaveLength(1)
    expect(running.memory.reports).toEqual([])
  })

  test('that a crash comes to between sending and reporting is sent again under the same id', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    const ends = held(way)
    await running.notify('ana')
    await running.crash()
    expect(way.sent.map(({ id }) => id)).toEqual([way.sent[0]!.id, way.sent[0]!.id])
    ends[1]?.({ status: 'sent' })
    await running.turn()
    expect(await running.lines('ana')).toEqual(['script queued', 'script sent'])
    ends[0]?.({ status: 'failed', reason: 'the dead speak' })
    await running.turn()
    expect(await running.lines('ana')).toEqual(['script queued', 'script sent'])
  })

  test('is tried again when its time comes, also over a restart, under the same id', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    way.answer = () => ({ status: 'later', reason: '503' })
    await running.notify('ana')
    await running.advance(30_000 - 1)
    expect(way.sent).toHaveLength(1)
    await running.advance(1)
    expect(way.sent).toHaveLength(2)
    await running.crash()
    await running.advance(2 * minute)
    expect(way.sent).toHaveLength(3)
    expect(new Set(way.sent.map(({ id }) => id)).size).toBe(1)
    way.answer = () => ({ status: 'later', reason: '429', retryAfterMs: 3 * hour })
    await running.advance(8 * minute)
    expect(way.sent).toHaveLength(4)
    way.answer = () => ({ status: 'sent' })
    await running.advance(3 * hour - 1)
    expect(way.sent).toHaveLength(4)
    await running.advance(1)
    expect(way.sent).toHaveLength(5)
    expect((await running.lines('ana')).slice(-2)).toEqual(['script retrying 429', 'script sent'])
  })

  test('is given up after eight attempts', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    way.answer = () => ({ status: 'later', reason: 'busy' })
    await running.notify('ana')
    await running.advance(24 * hour)
    expect(way.sent.length).toBeLessThanOrEqual(8)
    expect((await running.lines('ana')).at(-1)).toBe('script failed gave-up: busy')
    expect(await running.queued()).toBe(0)
  })

  test('that is worth nothing any more when its turn comes is not sent', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    const [end] = [held(way)]
    await running.notify('ana', { title: 'first' })
    await running.notify('ana', { title: 'late', expiresAt: 1_000_000 + 5_000 })
    await running.advance(5_000)
    end[0]?.({ status: 'sent' })
    await running.turn()
    expect(way.titles).toEqual(['first'])
    expect((await running.lines('ana')).at(-1)).toBe('script not-sent too-old')
  })

  test('to a device that is there no more removes it', async () => {
    const way = Object.assign(new ScriptedWay('push'), { toDevices: true })
    const running = new Running({ ways: [way] })
    const keys = {
      p256dh: 'BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4',
      auth: 'BTBZMqHH6r4Tts7J_aSIgg',
    }
    for (const name of ['a', 'b'])
      await running.own('ana', 'subscribePush', {
        device: name,
        subscription: { endpoint: `https://push.example.com/${name}`, keys },
      })
    way.answer = ({ device }) =>
      device?.subscription.endpoint.endsWith('a') ? { status: 'gone', reason: 'HTTP 410' } : { status: 'sent' }
    await running.notify('ana')
    await running.notify('ana')
    expect(way.sent).toHaveLength(3)
    expect(await running.api.notifications.devices('ana')).toMatchObject([{ name: 'b' }])
  })
})

describe('those that wait', () => {
  test('go as many at a time as are allowed, each once', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way], concurrency: 3 })
    const ends = held(way)
    for (let n = 0; n < 10; n++) await running.notify(`user${n}`)
    expect(way.sent).toHaveLength(3)
    while (ends.length > 0) {
      ends.shift()?.({ status: 'sent' })
      await running.turn()
    }
    expect(way.sent.map(({ user }) => user)).toEqual([...Array(10).keys()].map((n) => `user${n}`))
    expect(way.mostUnderWay).toBe(3)
  })

  test('of one person and category come in their order, also those that quiet hours held back', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way], categories: { news: {}, calls: {} } }, { startMs: noon })
    await running.own('ana', 'setQuiet', { quiet: { from: '12:00', to: '14:00', zone: 'Europe/Berlin' } })
    for (const title of ['1', '2', '3']) await running.notify('ana', { title })
    await running.notify('ana', { title: 'call', category: 'calls' })
    expect(way.sent).toEqual([])
    const ends = held(way)
    await running.advance(2 * hour)
    await running.notify('ana', { title: '4' })
    expect(way.titles).toEqual(['1', 'call'])
    for (let n = 0; n < 5; n++) {
      ends[n]?.({ status: 'sent' })
      await running.turn()
    }
    expect(way.titles.filter((title) => title !== 'call')).toEqual(['1', '2', '3', '4'])
  })

  test('pass one that waits for another attempt', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    way.answer = ({ title }) => (title === 'stuck' ? { status: 'later', reason: 'busy' } : { status: 'sent' })
    await running.notify('ana', { title: 'stuck' })
    await running.notify('ana', { title: 'next' })
    expect(way.titles).toEqual(['stuck', 'next'])
  })

  test('do not wait for a push service that hangs', async () => {
    const way = Object.assign(new ScriptedWay('push'), { toDevices: true })
    const running = new Running({ ways: [way], concurrency: 4 })
    held(way)
    const people = ['a', 'b', 'c', 'd']
    for (const user of [...people, 'ben'])
      await running.own(user, 'subscribePush', {
        device: 'x',
        subscription: {
          ...subscription,
          endpoint: `https://${people.includes(user) ? 'slow' : 'quick'}.example.com/${user}`,
        },
      })
    for (const user of [...people, 'ben']) await running.notify(user)
    expect(way.sent.map(({ user }) => user)).toEqual(['a', 'b', 'ben'])
  })

  test('go to one person as many at one time as the app says', async () => {
    const way = new ScriptedWay()
    const categories = { a: {}, b: {}, c: {}, d: {} }
    const running = new Running({ ways: [way], categories, concurrencyPerPerson: 3 })
    held(way)
    for (const category of Object.keys(categories)) await running.notify('ana', { category })
    expect(way.sent).toHaveLength(3)
  })

  test('do not wait for another way that hangs', async () => {
    const [hanging, other] = [new ScriptedWay('hanging'), new ScriptedWay('other')]
    const running = new Running({ ways: [hanging, other], concurrency: 1 })
    held(hanging)
    await running.notify('ana')
    await running.notify('ben')
    expect([hanging.sent.length, other.sent.length]).toEqual([1, 2])
  })
})

describe('what the other side says', () => {
  test('is for the log; the person reads a word', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    way.answer = () => ({ status: 'failed', reason: 'refused', detail: 'ana@example.com is over quota' })
    await running.notify('ana')
    way.answer = () => ({ status: 'later', reason: 'HTTP 503', detail: 'HTTP 503: db7.internal is down' })
    await running.notify('ana')
    way.answer = () => ({ status: 'gone', reason: 'gone', detail: 'HTTP 410: no such browser' })
    await running.notify('ana')
    expect(running.memory.reports).toEqual([
      'notifications: sending by "script": ana@example.com is over quota',
      'notifications: sending by "script": HTTP 503: db7.internal is down',
    ])
    const all = [
      running.memory.store.log('inbox/ana'),
      running.memory.store.log('notify-delivery/script'),
      await running.lines('ana'),
    ]
    expect(JSON.stringify(all)).not.toMatch(/quota|db7|browser/)
  })
})

describe('a way', () => {
  test('that throws is asked again, and what it threw is for the log, not for the person', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    way.answer = () => {
      throw new Error('no database')
    }
    await running.notify('ana')
    way.answer = () => Promise.reject(new Error('still none'))
    await running.advance(30_000)
    way.answer = () => ({ status: 'sent' })
    await running.advance(2 * minute)
    const expected = ['script queued', 'script retrying error', 'script retrying error', 'script sent']
    expect(await running.lines('ana')).toEqual(expected)
    expect(running.memory.reports).toEqual([
      'notifications: sending by "script" threw: no database',
      'notifications: sending by "script" threw: still none',
    ])
  })

  test.each([
    undefined,
    'sent',
    {},
    { status: 'delivered' },
    { status: 'later' },
    { status: 'later', reason: 'x', retryAfterMs: Number.NaN },
    { status: 'later', reason: 'x', retryAfterMs: -1 },
  ])('that answers %j is asked again, and reported', async (answer) => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    way.answer = () => answer as never
    await running.notify('ana')
    expect((await running.lines('ana')).at(-1)).toBe('script retrying error')
    expect(running.memory.reports).toHaveLength(1)
  })

  test('that takes too long is told to stop, and not waited for if it does not', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way], timeoutMs: 5_000, concurrency: 1 })
    const reasons: string[] = []
    way.answer = (_delivery, signal) =>
      new Promise(() => {
        signal.addEventListener('abort', () => reasons.push((signal.reason as Error).message))
      })
    await running.notify('ana')
    await running.advance(4_999)
    expect(await running.lines('ana')).toEqual(['script queued'])
    way.answer = () => ({ status: 'sent' })
    await running.advance(1)
    expect(reasons).toEqual(['It took longer than 5000 ms.'])
    expect(await running.lines('ana')).toEqual(['script queued', 'script retrying timeout'])
    await running.notify('ben')
    expect(way.sent.at(-1)?.user).toBe('ben')
  })

  test('is prepared before it sends, again after a failure, and by the same values at every start', async () => {
    const prepared: unknown[] = []
    let fails = 1
    const way = new ScriptedWay('script', {
      prepare: async ({ keep }) => {
        if (fails-- > 0) throw new Error('not yet')
        prepared.push(await keep('secret', () => ({ made: prepared.length })))
        return { pushKey: 'the-key' }
      },
    })
    const running = new Running({ ways: [way] })
    await running.notify('ana')
    expect([way.sent.length, (await running.inbox('ana')).pushKey]).toEqual([0, undefined])
    await running.advance(5_000)
    expect([way.sent.length, (await running.inbox('ana')).pushKey]).toEqual([1, 'the-key'])
    await running.crash()
    expect(prepared).toEqual([{ made: 0 }, { made: 0 }])
    expect(running.memory.reports).toEqual([])
    const ana = { id: 'ana', name: 'Ana', guest: false }
    const look = running.memory.context(ana).open(ana, 'notify-way/script', 'kept')
    await expect(look).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('the key of push', () => {
  /** A way whose key is there when the test says so. */
  function slow() {
    let isReady: (key: string) => void = () => {}
    const key = new Promise<string>((resolve) => {
      isReady = resolve
    })
    const way = new ScriptedWay('push', { prepare: async () => ({ pushKey: await key }) })
    const running = new Running({ ways: [Object.assign(way, { toDevices: true })] })
    const watched = (person: string) => {
      const told: unknown[] = []
      running.memory.server.watch(`inbox/${person}`, 'inbox', {
        onState: (state) => told.push((state as Inbox).pushKey),
        onEvents: (events) => told.push(...events.map(({ type, data }) => [type, data])),
      })
      return told
    }
    return { running, watched, isReady }
  }

  test('that comes after an inbox was opened is told there, and shown wherever one is opened later', async () => {
    const { running, watched, isReady } = slow()
    const told = watched('ana')
    await running.turn()
    isReady('the-key')
    await running.turn()
    expect(told).toEqual([undefined, ['pushKeySet', { pushKey: 'the-key' }]])
    const later = [watched('ana'), watched('ben')]
    await running.turn()
    expect(later).toEqual([['the-key'], ['the-key']])
    expect(running.memory.store.log('inbox/ben')).toEqual([])
    expect(running.memory.reports).toEqual([])
  })

  test('is told later where it could not be stored', async () => {
    const { running, watched, isReady } = slow()
    const told = watched('ana')
    await running.turn()
    const { server } = running.memory
    const { command } = server
    let fails = 1
    Object.assign(server, {
      command: (...what: Parameters<typeof command>) =>
        what[1] === 'learnPushKey' && fails-- > 0 ? Promise.reject(new Error('full')) : command(...what),
    })
    isReady('the-key')
    await running.turn()
    expect(told).toHaveLength(1)
    await running.advance(5_000)
    expect(told.at(-1)).toEqual(['pushKeySet', { pushKey: 'the-key' }])
    expect(running.memory.reports).toEqual(['notifications: telling the key of push: full'])
  })
})

describe('the end', () => {
  test('waits for what is under way and begins nothing more', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way], concurrency: 1 })
    const ends = held(way)
    await running.notify('ana', { title: 'under way' })
    await running.notify('ben', { title: 'waits' })
    let isClosed = false
    const closing = running.memory.close().then(() => {
      isClosed = true
    })
    await running.clock.settle()
    expect(isClosed).toBe(false)
    ends[0]?.({ status: 'sent' })
    await closing
    expect(way.titles).toEqual(['under way'])
    await running.crash()
    expect(way.titles).toEqual(['under way', 'waits'])
    expect(await running.lines('ana')).toEqual(['script queued', 'script sent'])
  })

  test('stops what takes longer than three seconds; it is tried again after the start', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    held(way)
    await running.notify('ana')
    const closing = running.memory.close()
    await running.clock.advance(3_000)
    await closing
    way.answer = () => ({ status: 'sent' })
    await running.crash()
    await running.advance(30_000)
    expect(await running.lines('ana')).toEqual(['script queued', 'script retrying closing', 'script sent'])
  })

  test('lets what was made known to nobody be sent again: a store that fails loses no delivery', async () => {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    const ends = held(way)
    await running.notify('ana')
    await running.memory.store.close()
    ends[0]?.({ status: 'sent' })
    await running.clock.advance(10_000)
    expect(running.memory.reports.some((report) => report.includes('reporting of "script"'))).toBe(true)
    await running.crash()
    expect(way.sent.map(({ id }) => id)).toEqual([way.sent[0]!.id, way.sent[0]!.id])
  })
})
