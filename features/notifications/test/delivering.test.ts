import { systemActor } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import type { SendResult } from '../src/contract/index.ts'
import type { InboxOptions } from '../src/options.ts'
import { actor, email, push, Stage, subscription } from './stage.ts'

const minute = 60_000
const hour = 60 * minute
/** 15 January 2026, a Thursday, noon in Berlin. */
const noon = Date.parse('2026-01-15T11:00:00Z')
const night = { from: '22:00', to: '07:00', zone: 'Europe/Berlin' }

function withWays(more: InboxOptions = {}, at = noon): Stage {
  return new Stage({ categories: { news: {} }, ways: [push, email], ...more }, at)
}

async function subscribed(stage: Stage, id = 'ana', endpoint = subscription.endpoint): Promise<string> {
  await stage.own(id, 'subscribePush', { device: 'Phone', subscription: { ...subscription, endpoint } })
  return Object.values((await stage.inbox(id)).devices).at(-1)!.id
}

const titles = async (stage: Stage, way: string) => (await stage.queue(way)).map(({ delivery }) => delivery.title)

describe('a notification', () => {
  it('goes every way that is wanted, and says of each why not', async () => {
    const stage = withWays({ categories: { news: {}, quietly: { ways: { email: true } } } })
    await stage.notify('ana', { title: 'first' })
    await stage.own('ana', 'setWay', { way: 'email', on: false })
    await stage.notify('ana', { title: 'second' })
    await stage.notify('ana', { title: 'third', category: 'quietly' })
    await stage.notify('ana', { title: 'fourth', silent: true })
    expect(await titles(stage, 'email')).toEqual(['first'])
    expect((await stage.lines('ana')).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      ...['push not-sent no-device', 'email queued'],
      ...['push not-sent no-device', 'email not-sent preference'],
      ...['push not-sent category', 'email not-sent preference'],
      ...['push not-sent silent', 'email not-sent silent'],
    ])
    expect(stage.memory.reports).toEqual([])
  })

  it('is sent in the language of its person, filled in, under an id that stays', async () => {
    const stage = withWays()
    await stage.own('ana', 'begin', { language: 'ko', zone: 'Asia/Seoul' })
    const title = { en: '{actors} wrote', ko: '{actors}님의 글 {count}개' }
    for (const id of ['ben', 'cho', 'dan', 'eva'])
      await stage.notify('ana', {
        key: 'k',
        title,
        link: '/x',
        data: { a: 1 },
        body: 'for {count} {actors}',
        actor: { id, name: id },
      })
    const { n, last } = (await stage.inbox('ana')).recent[0]!
    expect((await stage.queue('email')).at(-1)?.delivery).toEqual({
      ...{ id: `ana/${n}.${last}/email`, user: 'ana', n, way: 'email', category: 'news', language: 'ko' },
      ...{
        title: 'eva님 외 3명의 글 4개',
        body: 'for {count} {actors}',
        link: '/x',
        data: { a: 1 },
        key: 'k',
        count: 4,
        at: noon,
        offset: last,
      },
      actors: ['eva', 'dan', 'cho'].map((id) => ({ id, name: id })),
    })
  })

  it('that is private says so, and nothing else where the way does not tell what is', async () => {
    const stage = withWays()
    await subscribed(stage)
    const secret = {
      title: 'secret',
      body: 'secret',
      key: 'secret',
      data: 'secret',
      actor: { id: 'x', name: 'secret' },
    }
    await stage.notify('ana', { ...secret, private: true, link: '/x' })
    const [pushed] = await stage.queue('push')
    expect(JSON.stringify(pushed)).not.toContain('secret')
    expect(pushed?.delivery).toMatchObject({ private: true, link: '/x', category: 'news' })
    expect((await stage.queue('email'))[0]?.delivery).toMatchObject({ title: 'secret', private: true })
  })

  it('whose category is off in the inbox is not in it, and goes its other ways', async () => {
    const stage = withWays()
    await stage.own('ana', 'setPreference', { category: 'news', way: 'inbox', on: false })
    await stage.notify('ana', { title: 'only mail' })
    expect((await stage.inbox('ana')).recent).toEqual([])
    expect(await titles(stage, 'email')).toEqual(['only mail'])
  })

  it('keeps what was decided: what changes later counts for what comes later', async () => {
    const stage = withWays()
    await stage.own('ana', 'setAll', { on: false })
    await stage.notify('ana', { title: 'before' })
    await stage.own('ana', 'setAll', { on: true })
    await stage.notify('ana', { title: 'after' })
    expect(await titles(stage, 'email')).toEqual(['after'])
  })

  it('of a throttled category goes a way as often as it may; the inbox gets it anyway', async () => {
    const stage = withWays({ categories: { news: { throttle: { max: 2, perMs: hour } } } })
    for (const title of ['1', '2', '3']) await stage.notify('ana', { title })
    await stage.advance(hour)
    await stage.notify('ana', { title: '4' })
    expect(await titles(stage, 'email')).toEqual(['1', '2', '4'])
    expect((await stage.inbox('ana')).recent).toHaveLength(4)
    expect((await stage.lines('ana')).filter((line) => line.includes('throttled'))).toHaveLength(1)
  })

  it('leaves the newest thousand lines of what became of it', async () => {
    const stage = withWays({ limits: { maxDeliveries: 3 } })
    for (let n = 0; n < 4; n++) await stage.notify('ana')
    const found = await stage.found('ana', 'deliveries')
    expect(found.map(({ order }) => order)).toEqual([8, 7, 6])
  })
})

describe('settings', () => {
  it.each([
    ['setPreference', { category: 'fun', way: 'email', on: true }, 'notifications/unknown-category'],
    ['setPreference', { category: 'news', way: 'fax', on: true }, 'notifications/unknown-way'],
    ['setPreference', { category: 'bills', way: 'push', on: true }, 'notifications/unknown-way'],
    ['setPreference', { category: 'bills', way: 'email', on: false }, 'notifications/required'],
    ['setWay', { way: 'constructor', on: false }, 'notifications/unknown-way'],
    ['setQuiet', { quiet: { ...night, zone: 'Mars/Olympus' } }, 'notifications/bad-zone'],
    ['setQuiet', { quiet: { ...night, zone: '+09:00' } }, 'notifications/bad-zone'],
    ['setQuiet', { quiet: { ...night, from: '07:00' } }, 'notifications/bad-time'],
    ['setQuiet', { quiet: { ...night, from: '24:00' } }, 'invalid-input'],
    ['setQuiet', { quiet: { ...night, days: [] } }, 'invalid-input'],
    ['setQuiet', { quiet: { ...night, days: [0] } }, 'invalid-input'],
    ['begin', { zone: 'Nowhere' }, 'notifications/bad-zone'],
    ['setLanguage', { language: 'en_US!' }, 'invalid-input'],
    ['subscribePush', { device: '', subscription }, 'invalid-input'],
    [
      'subscribePush',
      { device: 'x', subscription: { ...subscription, endpoint: 'https://127.0.0.1/' } },
      'notifications/bad-subscription',
    ],
    ['snooze', { ids: [], until: 1 }, 'invalid-input'],
    ['read', { ids: Array.from({ length: 501 }, (_, n) => n + 1) }, 'invalid-input'],
  ])('"%s" of %o is refused: %s', async (name, input, code) => {
    const stage = withWays({ categories: { news: {}, bills: { required: true, ways: { email: true } } } })
    expect(await stage.own('ana', name, input)).toBe(code)
  })

  it('are the same on all devices, and what is as the category says is not kept', async () => {
    const stage = withWays()
    await stage.own('ana', 'begin', { zone: 'Asia/Seoul' })
    await stage.own('ana', 'begin', { zone: 'Europe/Berlin', language: 'en' })
    await stage.own('ana', 'setPreference', { category: 'news', way: 'email', on: false })
    await stage.own('ana', 'setPreference', { category: 'news', way: 'push', on: true })
    await stage.own('ana', 'setQuiet', { quiet: { ...night, days: [5, 1, 5] } })
    expect(await stage.inbox('ana')).toMatchObject({
      began: true,
      preferences: {
        ...{ on: true, ways: {}, zone: 'Asia/Seoul', language: 'en', quiet: { ...night, days: [1, 5] } },
        categories: { news: { email: false, push: true } },
      },
      categories: { news: { title: 'news', required: false, ways: { inbox: true, push: true, email: true } } },
      ways: { push: { title: 'Push' }, email: { title: 'E-mail' } },
    })
    for (const way of ['email', 'push']) await stage.own('ana', 'setPreference', { category: 'news', way, on: null })
    await stage.own('ana', 'setQuiet', { quiet: null })
    expect((await stage.inbox('ana')).preferences).toEqual({
      on: true,
      ways: {},
      categories: {},
      zone: 'Asia/Seoul',
      language: 'en',
    })
  })
})

describe('quiet hours', () => {
  it('delay what leaves the page to their end, in its order, also over a restart; the inbox has it at once', async () => {
    const stage = withWays()
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    for (const title of ['1', '2', '3']) await stage.notify('ana', { title })
    expect((await stage.inbox('ana')).recent).toHaveLength(3)
    expect(await titles(stage, 'email')).toEqual([])
    await stage.restart(8 * hour - 1)
    expect(await titles(stage, 'email')).toEqual([])
    await stage.advance(1)
    expect(await titles(stage, 'email')).toEqual(['1', '2', '3'])
    expect((await stage.lines('ana')).filter((line) => line.includes('email'))).toHaveLength(6)
    expect(stage.memory.reports).toEqual([])
  })

  it('do not send what was read, archived or taken back meanwhile', async () => {
    const stage = withWays()
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    for (const title of ['read', 'archived', 'gone', 'snoozed', 'left'])
      await stage.notify('ana', { title, key: title })
    const ids = Object.fromEntries((await stage.inbox('ana')).recent.map(({ n, title }) => [title, n]))
    await stage.own('ana', 'read', { ids: [ids.read] })
    await stage.own('ana', 'archive', { ids: [ids.archived] })
    await stage.own('ana', 'snooze', { ids: [ids.snoozed], until: noon + 100 * hour })
    await stage.system('inbox/ana', 'withdraw', { key: 'gone' })
    await stage.advance(8 * hour)
    expect(await titles(stage, 'email')).toEqual(['left'])
    const why = (await stage.lines('ana')).filter((line) => / email not-sent /.test(line))
    expect(why.map((line) => line.split(' ').at(-1))).toEqual(['withdrawn', 'read', 'read', 'read'])
  })

  it('send of one key what it says in the end, once', async () => {
    const stage = withWays()
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    for (const title of ['old', 'new']) await stage.notify('ana', { key: 'k', title })
    await stage.notify('ana', { key: 'k', title: 'newest', quietUpdate: true })
    await stage.advance(8 * hour)
    expect(await titles(stage, 'email')).toEqual(['newest'])
  })

  it('that are called off send at once what they held back', async () => {
    const stage = withWays()
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    await stage.notify('ana', { title: 'held' })
    await stage.own('ana', 'setQuiet', { quiet: { ...night, to: '08:00' } })
    await stage.advance(1)
    expect(await titles(stage, 'email')).toEqual([])
    await stage.own('ana', 'setQuiet', { quiet: null })
    await stage.advance(1)
    expect(await titles(stage, 'email')).toEqual(['held'])
  })

  it('that end let nothing that comes in that moment overtake what they held back', async () => {
    const stage = withWays()
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    await stage.notify('ana', { title: 'held' })
    const ended = stage.own('ana', 'setQuiet', { quiet: null })
    await Promise.all([ended, stage.notify('ana', { title: 'new' })])
    await stage.advance(1)
    expect(await titles(stage, 'email')).toEqual(['held', 'new'])
  })

  it('do not hold back what is urgent', async () => {
    const stage = withWays({ categories: { alarm: { urgent: true }, bills: { required: true } } })
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    await stage.notify('ana', { category: 'bills', title: 'bill' })
    await stage.notify('ana', { category: 'alarm', title: 'alarm' })
    expect(await titles(stage, 'email')).toEqual(['alarm'])
  })

  it('hold so many; beyond, the one that waits longest is not sent', async () => {
    const stage = withWays({ ways: [email], limits: { maxWaiting: 2 } })
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    for (const title of ['1', '2', '3']) await stage.notify('ana', { title })
    await stage.advance(8 * hour)
    expect(await titles(stage, 'email')).toEqual(['2', '3'])
    expect((await stage.lines('ana')).filter((line) => line.includes('too-many'))).toHaveLength(1)
  })
})

describe('what waits', () => {
  it('is so long together; beyond, the one that waits longest is not sent', async () => {
    const stage = withWays({ ways: [email], limits: { maxWaitingLength: 5_000 } })
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    for (const title of ['1', '2', '3', '4']) await stage.notify('ana', { title, body: 'x'.repeat(2_000) })
    await stage.advance(8 * hour)
    expect(await titles(stage, 'email')).toEqual(['3', '4'])
    expect((await stage.lines('ana')).filter((line) => line.includes('too-many'))).toHaveLength(2)
  })

  it('waits however long it is, if there is nothing else', async () => {
    const stage = withWays({ ways: [email], limits: { maxWaitingLength: 5_000 } })
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(11 * hour)
    const body = { en: 'x'.repeat(2_000), ko: 'x'.repeat(2_000), de: 'x'.repeat(2_000) }
    await stage.notify('ana', { title: 'long', body })
    await stage.advance(8 * hour)
    expect(await titles(stage, 'email')).toEqual(['long'])
  })
})

describe('a way for what is still unread later', () => {
  const later = { ...email, afterMs: 10 * minute }

  it('is gone then, and not by what was read', async () => {
    const stage = withWays({ ways: [later] })
    for (const title of ['read', 'unread']) await stage.notify('ana', { title })
    const [, first] = (await stage.inbox('ana')).recent
    await stage.own('ana', 'read', { ids: [first!.n] })
    await stage.advance(10 * minute - 1)
    expect(await titles(stage, 'email')).toEqual([])
    await stage.restart(1)
    await stage.advance(0)
    expect(await titles(stage, 'email')).toEqual(['unread'])
  })

  it('is not put off by what is new of the same key', async () => {
    const stage = withWays({ ways: [later] })
    await stage.notify('ana', { key: 'k', title: '1' })
    await stage.advance(9 * minute)
    await stage.notify('ana', { key: 'k', title: '2' })
    await stage.advance(minute)
    expect(await titles(stage, 'email')).toEqual(['2'])
  })

  it('waits for quiet hours to end on top of that', async () => {
    const stage = withWays({ ways: [later] })
    await stage.own('ana', 'setQuiet', { quiet: night })
    await stage.advance(10 * hour - 5 * minute)
    await stage.notify('ana', { title: 'late' })
    await stage.advance(9 * hour + 5 * minute - 1)
    expect(await titles(stage, 'email')).toEqual([])
    await stage.advance(1)
    expect(await titles(stage, 'email')).toEqual(['late'])
  })

  it('is not gone if the person wants it no more by then', async () => {
    const stage = withWays({ ways: [later] })
    await stage.notify('ana')
    await stage.own('ana', 'setWay', { way: 'email', on: false })
    await stage.advance(10 * minute)
    expect((await stage.lines('ana')).map((line) => line.replace(/^\d+ /, ''))).toEqual([
      'email delayed if-unread',
      'email not-sent preference',
    ])
  })

  it('of a category may be another time', async () => {
    const stage = withWays({ ways: [later], categories: { news: { afterMs: { email: 0 } } } })
    await stage.notify('ana', { title: 'now' })
    expect(await titles(stage, 'email')).toEqual(['now'])
  })
})

describe('devices', () => {
  it('get what is pushed, each of them', async () => {
    const stage = withWays()
    const ids = [await subscribed(stage), await subscribed(stage, 'ana', 'https://push.example.com/other')]
    await stage.notify('ana')
    const queued = await stage.queue('push')
    expect(queued.map(({ delivery }) => delivery.device?.id).sort()).toEqual(ids.toSorted())
    expect(queued[0]?.delivery.id).toMatch(new RegExp(`^ana/\\d+\\.\\d+/push/${queued[0]?.delivery.device?.id}$`))
    expect(JSON.stringify(await stage.inbox('ana'))).not.toContain('push.example.com')
  })

  it('of a push service that the app does not allow are refused with its host', async () => {
    const stage = withWays({ ways: [{ ...push, hosts: ['*.push.example.com'] }, email] })
    const allowed = { ...subscription, endpoint: 'https://eu.push.example.com/x' }
    const refusal = await stage.refusal(actor('ana'), 'inbox/ana', 'subscribePush', { device: 'x', subscription })
    expect(refusal).toMatchObject({
      code: 'notifications/bad-host',
      message: expect.stringContaining('push.example.com'),
    })
    expect(await stage.own('ana', 'subscribePush', { device: 'x', subscription: allowed })).toBeUndefined()
  })

  it('that subscribe again are the same; with new keys they get those', async () => {
    const stage = withWays()
    await subscribed(stage)
    await subscribed(stage)
    const keys = { ...subscription.keys, auth: 'AAAAAAAAAAAAAAAAAAAAAA' }
    await stage.own('ana', 'subscribePush', { device: 'Phone', subscription: { ...subscription, keys } })
    expect(Object.keys((await stage.inbox('ana')).devices)).toHaveLength(1)
    await stage.notify('ana')
    expect((await stage.queue('push'))[0]?.delivery.device?.subscription.keys).toEqual(keys)
  })

  it('beyond so many take the place of the oldest', async () => {
    const stage = withWays({ limits: { maxDevices: 2 } })
    const ids: string[] = []
    for (const name of ['a', 'b', 'c']) {
      ids.push(await subscribed(stage, 'ana', `https://push.example.com/${name}`))
      await stage.advance(1)
    }
    expect(new Set(Object.keys((await stage.inbox('ana')).devices))).toEqual(new Set(ids.slice(1)))
  })

  it('that are gone are removed, and never tried again', async () => {
    const stage = withWays()
    const id = await subscribed(stage)
    await stage.notify('ana')
    const [queued] = await stage.queue('push')
    await stage.report('push', queued!.delivery.id, 1, { status: 'gone', reason: '410' })
    expect(await stage.queue('push')).toEqual([])
    expect((await stage.inbox('ana')).devices).toEqual({})
    expect(stage.log('inbox/ana').at(-1)).toMatchObject({ type: 'deviceRemoved', data: { id, how: 'gone' } })
    await stage.notify('ana')
    expect((await stage.lines('ana')).slice(-2)[0]).toContain('push not-sent no-device')
  })

  it('can be taken away; an unknown one is nothing to do', async () => {
    const stage = withWays()
    const id = await subscribed(stage)
    expect(await stage.own('ana', 'unsubscribePush', { id: 'x' })).toBeUndefined()
    expect(await stage.own('ana', 'unsubscribePush', { id })).toBeUndefined()
    expect((await stage.inbox('ana')).devices).toEqual({})
  })
})

describe('a queue', () => {
  const later: SendResult = { status: 'later', reason: '503' }

  async function queued(): Promise<{ stage: Stage; id: string }> {
    const stage = withWays({ ways: [email] })
    await stage.notify('ana', { expiresAt: noon + 20 * hour })
    return { stage, id: (await stage.queue('email'))[0]!.delivery.id }
  }

  it("is the server's alone", async () => {
    const { stage, id } = await queued()
    const channel = 'notify-delivery/email'
    for (const who of [actor('ana'), { ...systemActor }]) {
      expect(await stage.command(who, channel, 'enqueue', { id, user: 'ana' })).toBe('not-allowed')
      expect(await stage.command(who, channel, 'reported', { id, attempt: 1, result: { status: 'sent' } })).toBe(
        'not-allowed',
      )
      await expect(stage.memory.context(who).open(who, channel, 'queue')).rejects.toMatchObject({ code: 'not-allowed' })
    }
  })

  it('forgets what was sent, and the inbox knows it', async () => {
    const { stage, id } = await queued()
    await stage.report('email', id, 1, { status: 'sent' })
    expect(await stage.queue('email')).toEqual([])
    expect((await stage.lines('ana')).at(-1)).toContain('email sent')
  })

  it('tries again later, as the other side says, and counts each attempt once', async () => {
    const { stage, id } = await queued()
    await stage.report('email', id, 1, later)
    await stage.report('email', id, 1, later)
    expect(await stage.queue('email')).toMatchObject([{ attempts: 1, nextAt: noon + 30_000, since: noon }])
    await stage.report('email', id, 2, { ...later, retryAfterMs: hour })
    expect(await stage.queue('email')).toMatchObject([{ attempts: 2, nextAt: noon + hour }])
    expect((await stage.lines('ana')).filter((line) => line.includes('retrying 503'))).toHaveLength(2)
  })

  it('gives up after eight attempts, and says why', async () => {
    const { stage, id } = await queued()
    for (let attempt = 1; attempt <= 8; attempt++) await stage.report('email', id, attempt, later)
    expect(await stage.queue('email')).toEqual([])
    expect((await stage.lines('ana')).at(-1)).toContain('email failed gave-up: 503')
  })

  it('does not try again what would be too old', async () => {
    const { stage, id } = await queued()
    await stage.report('email', id, 1, { ...later, retryAfterMs: 20 * hour })
    expect((await stage.lines('ana')).at(-1)).toContain('email not-sent too-old')
  })

  it('never tries again what failed for good', async () => {
    const { stage, id } = await queued()
    await stage.report('email', id, 1, { status: 'failed', reason: 'no address' })
    expect(await stage.queue('email')).toEqual([])
    expect((await stage.lines('ana')).at(-1)).toContain('email failed no address')
  })

  it('that is full lets the others wait where they were decided; none is lost', async () => {
    const stage = withWays({ ways: [email], limits: { maxQueued: 2 } })
    for (const title of ['1', '2', '3']) await stage.notify('ana', { title })
    expect(await stage.queue('email')).toHaveLength(2)
    for (const { delivery } of await stage.queue('email'))
      await stage.report('email', delivery.id, 1, { status: 'sent' })
    await stage.advance(2 * minute)
    expect(await titles(stage, 'email')).toEqual(['3'])
  })
})
