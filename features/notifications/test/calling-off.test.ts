import { describe, expect, test } from 'vitest'
import type { SendResult } from '../src/contract/index.ts'
import { Running, ScriptedWay } from './running.ts'
import { email, push, Stage, subscription } from './stage.ts'

const minute = 60_000
const hour = 60 * minute
/** 15 January 2026, a Thursday, noon in Berlin. */
const noon = Date.parse('2026-01-15T11:00:00Z')
const night = { from: '12:00', to: '14:00', zone: 'Europe/Berlin' }
const later: SendResult = { status: 'later', reason: 'busy' }

/** What was told once, could not be sent, and waits for another attempt. */
async function retrying(notice: { readonly key?: string; readonly expiresAt?: number } = {}) {
  const way = new ScriptedWay()
  const running = new Running({ ways: [way] }, { startMs: noon })
  way.answer = () => later
  await running.notify('ana', { title: 'stuck', ...notice })
  way.answer = () => ({ status: 'sent' })
  const n = (await running.inbox('ana')).recent[0]!.n
  const ended = async () => {
    await running.advance(24 * hour)
    expect([way.sent.length, await running.queued()]).toEqual([1, 0])
    return (await running.lines('ana')).at(-1)
  }
  return { way, running, n, ended }
}

describe('what waits for another attempt', () => {
  test.each<[string, (running: Running, n: number) => Promise<unknown>]>([
    ['is read', (running, n) => running.own('ana', 'read', { ids: [n] })],
    ['is read with all others', (running, n) => running.own('ana', 'markAll', { as: 'read', upTo: n })],
    ['is archived', (running, n) => running.own('ana', 'archive', { ids: [n] })],
    ['is snoozed', (running, n) => running.own('ana', 'snooze', { ids: [n], until: noon + 100 * hour })],
    ['is deleted', (running, n) => running.own('ana', 'remove', { ids: [n] })],
  ])('and %s is not sent', async (_, put) => {
    const { running, n, ended } = await retrying()
    await put(running, n)
    await running.turn()
    expect(await running.queued()).toBe(0)
    expect(await ended()).toBe('script not-sent read')
  })

  test('and is withdrawn is not sent', async () => {
    const { running, ended } = await retrying({ key: 'k' })
    await running.api.notifications.withdraw('ana', 'k')
    expect(await ended()).toBe('script not-sent withdrawn')
  })

  test('and is worth nothing any more is not sent, though it was to be worth something for longer', async () => {
    const { running, ended } = await retrying({ key: 'k' })
    await running.notify('ana', { key: 'k', quietUpdate: true, expiresAt: noon + 1000 })
    await running.advance(1000)
    expect(await running.queued()).toBe(0)
    expect(await ended()).toBe('script not-sent too-old')
  })

  test('and has only been seen is sent', async () => {
    const { way, running, n } = await retrying()
    await running.own('ana', 'see', { upTo: n })
    await running.advance(minute)
    expect(way.sent).toHaveLength(2)
  })

  test('and is new again after it was read is sent as what it says then', async () => {
    const { way, running, n } = await retrying({ key: 'k' })
    await running.own('ana', 'read', { ids: [n] })
    await running.notify('ana', { key: 'k', title: 'new again' })
    await running.advance(hour)
    expect(way.titles).toEqual(['stuck', 'new again'])
  })

  test('leaves those of other people and other notifications alone', async () => {
    const { way, running, n } = await retrying()
    way.answer = () => later
    await running.notify('ben', { title: 'of Ben' })
    await running.notify('ana', { title: 'another' })
    way.answer = () => ({ status: 'sent' })
    await running.own('ana', 'read', { ids: [n] })
    await running.advance(hour)
    expect(way.titles.slice(3).sort()).toEqual(['another', 'of Ben'])
  })
})

describe('what is being sent when it is called off', () => {
  async function sending() {
    const way = new ScriptedWay()
    const running = new Running({ ways: [way] })
    let answer: (result: SendResult) => void = () => {}
    way.answer = () =>
      new Promise((resolve) => {
        answer = resolve
      })
    await running.notify('ana', { key: 'k' })
    await running.api.notifications.withdraw('ana', 'k')
    await running.turn()
    expect(await running.lines('ana')).toEqual(['script queued'])
    return async (result: SendResult) => {
      answer(result)
      await running.advance(24 * hour)
      expect(way.sent).toHaveLength(1)
      return (await running.lines('ana')).at(-1)
    }
  }

  test.each<[SendResult, string]>([
    [{ status: 'sent' }, 'script sent'],
    [later, 'script not-sent withdrawn'],
    [{ status: 'failed', reason: 'refused' }, 'script failed refused'],
  ])('may still go out, and what became of it is told truly: %o', async (result, line) => {
    const end = await sending()
    expect(await end(result)).toBe(line)
  })
})

describe('what is not in the inbox', () => {
  async function outside(notice: object, more: object = {}) {
    const stage = new Stage({ categories: { news: {} }, ways: [{ ...email, ...more }] }, noon)
    await stage.own('ana', 'setPreference', { category: 'news', way: 'inbox', on: false })
    await stage.notify('ana', notice)
    return stage
  }
  const whys = async (stage: Stage) => (await stage.lines('ana')).map((line) => line.replace(/^\d+ email /, ''))

  test('and waits for its time is not sent once it is withdrawn', async () => {
    const stage = await outside({ key: 'k' }, { afterMs: 10 * minute })
    await stage.system('inbox/ana', 'withdraw', { key: 'k' })
    expect(await whys(stage)).toEqual(['delayed if-unread', 'not-sent withdrawn'])
    await stage.advance(hour)
    expect(await stage.queue('email')).toEqual([])
    expect(await whys(stage)).toHaveLength(2)
  })

  test('and waits for its time is not sent once it is worth nothing', async () => {
    const stage = await outside({ expiresAt: noon + 5 * minute }, { afterMs: 10 * minute })
    await stage.advance(10 * minute)
    expect(await whys(stage)).toEqual(['delayed if-unread', 'not-sent too-old'])
  })

  test('and is in a queue knows how long it is worth something, also after it had waited', async () => {
    const expiresAt = noon + hour
    for (const afterMs of [0, minute]) {
      const stage = await outside({ expiresAt }, { afterMs })
      await stage.advance(minute)
      expect((await stage.queue('email')).map(({ delivery }) => delivery.expiresAt)).toEqual([expiresAt])
    }
  })

  test('and is in a queue is not sent once it is withdrawn, each that has the key', async () => {
    const stage = await outside({ key: 'k' })
    await stage.notify('ana', { key: 'k' })
    await stage.notify('ana', { key: 'other' })
    await stage.system('inbox/ana', 'withdraw', { key: 'k' })
    const cancelled = (await stage.queue('email')).map((each) => each.cancelled)
    expect(cancelled).toEqual(['withdrawn', 'withdrawn', undefined])
    expect(stage.memory.reports).toEqual([])
  })
})

test('what quiet hours hold back says at once that it was withdrawn', async () => {
  const stage = new Stage({ categories: { news: {} }, ways: [email] }, noon)
  await stage.own('ana', 'setQuiet', { quiet: night })
  await stage.notify('ana', { key: 'k' })
  await stage.system('inbox/ana', 'withdraw', { key: 'k' })
  expect((await stage.lines('ana')).at(-1)).toContain('email not-sent withdrawn')
})

test('a device that is removed gets nothing more; the others of its person do', async () => {
  const stage = new Stage({ categories: { news: {} }, ways: [push] }, noon)
  for (const name of ['a', 'b'])
    await stage.own('ana', 'subscribePush', {
      device: name,
      subscription: { ...subscription, endpoint: `https://push.example.com/${name}` },
    })
  await stage.notify('ana')
  const [first] = Object.keys((await stage.inbox('ana')).devices)
  await stage.own('ana', 'unsubscribePush', { id: first! })
  const left = (await stage.queue('push')).map(({ delivery, cancelled }) => [delivery.device?.id === first, cancelled])
  expect(left.sort()).toEqual([
    [false, undefined],
    [true, 'no-device'],
  ])
})

test('what a full queue had no room for is not sent if it was called off meanwhile', async () => {
  const stage = new Stage({ categories: { news: {} }, ways: [email], limits: { maxQueued: 1 } }, noon)
  for (const title of ['1', '2', '3']) await stage.notify('ana', { title, key: title })
  await stage.system('inbox/ana', 'withdraw', { key: '2' })
  for (let round = 0; round < 3; round++) {
    const [waiting] = await stage.queue('email')
    if (waiting !== undefined) await stage.report('email', waiting.delivery.id, 1, { status: 'sent' })
    await stage.advance(2 * minute)
  }
  const ended = (await stage.lines('ana')).filter((line) => !line.includes('queued'))
  expect(ended.map((line) => line.replace(/^\d+ email /, '')).sort()).toEqual(['not-sent withdrawn', 'sent', 'sent'])
})

describe('one person in a queue', () => {
  test('has so many places; beyond, what is not required is not sent, and others have theirs', async () => {
    const categories = { news: {}, bills: { required: true } }
    const stage = new Stage({ categories, ways: [email], limits: { maxQueuedPerPerson: 2 } }, noon)
    for (const title of ['1', '2', '3']) await stage.notify('ana', { title })
    await stage.notify('ana', { title: 'bill', category: 'bills' })
    await stage.notify('ben', { title: 'of Ben' })
    const queue = await stage.queue('email')
    expect(queue.map(({ delivery }) => delivery.title)).toEqual(['1', '2', 'bill', 'of Ben'])
    expect((await stage.lines('ana')).filter((line) => line.includes('too-many'))).toHaveLength(1)
    for (const { delivery } of queue) await stage.report('email', delivery.id, 1, { status: 'sent' })
    await stage.notify('ana', { title: '4' })
    expect((await stage.queue('email')).map(({ delivery }) => delivery.title)).toEqual(['4'])
  })

  test('has them also for what quiet hours held back', async () => {
    const stage = new Stage({ categories: { news: {} }, ways: [email], limits: { maxQueuedPerPerson: 2 } }, noon)
    await stage.own('ana', 'setQuiet', { quiet: night })
    for (const title of ['1', '2', '3']) await stage.notify('ana', { title })
    await stage.advance(2 * hour)
    expect((await stage.queue('email')).map(({ delivery }) => delivery.title)).toEqual(['1', '2'])
    expect((await stage.lines('ana')).at(-1)).toContain('too-many')
  })
})
