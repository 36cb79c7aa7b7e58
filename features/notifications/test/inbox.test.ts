import { announcementLimits as most, systemActor } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { countsOf } from '../src/contract/index.ts'
import { actor, Stage } from './stage.ts'

const start = 1_000_000
const day = 86_400_000

/** What is in the inbox: `n` by what it says, and how it stands. */
async function standing(stage: Stage, id = 'ana') {
  const { recent, marks } = await stage.inbox(id)
  return recent.map(({ n, title }) => {
    const { seenAt, readAt, archivedAt, snoozedUntil } = marks[n]!
    const is = { seen: seenAt, read: readAt, archived: archivedAt, snoozed: snoozedUntil }
    return [title, ...Object.entries(is).flatMap(([name, at]) => (at === undefined ? [] : [name]))].join(' ')
  })
}

async function with3(options?: ConstructorParameters<typeof Stage>[0]): Promise<{ stage: Stage; ids: number[] }> {
  const stage = new Stage(options)
  for (const title of ['one', 'two', 'three']) await stage.notify('ana', { title })
  const ids = (await stage.inbox('ana')).recent.map(({ n }) => n).reverse()
  return { stage, ids }
}

describe('an inbox', () => {
  it('has what came, newest first, and counts are what its marks say', async () => {
    const { stage } = await with3()
    expect(await standing(stage)).toEqual(['three', 'two', 'one'])
    expect(countsOf((await stage.inbox('ana')).marks)).toEqual({ unread: 3, unseen: 3 })
    expect(stage.memory.reports).toEqual([])
  })

  it("is seen and changed by its person alone; all else is the server's", async () => {
    const { stage, ids } = await with3()
    const open = stage.memory.context(actor('ben')).open(actor('ben'), 'inbox/ana', 'inbox')
    await expect(open).rejects.toMatchObject({ code: 'not-allowed' })
    for (const who of [actor('ben'), systemActor, actor('')])
      expect(await stage.command(who, 'inbox/ana', 'read', { ids })).toBe('not-allowed')
    for (const who of [actor('ana'), { ...systemActor }])
      expect(await stage.command(who, 'inbox/ana', 'notify', { category: 'news', title: 'x' })).toBe('not-allowed')
    expect(await standing(stage)).toEqual(['three', 'two', 'one'])
  })

  it('answers an id that never was, one that is gone and one of somebody else alike', async () => {
    const { stage, ids } = await with3()
    await stage.notify('ben')
    const { recent } = await stage.inbox('ben')
    await stage.own('ana', 'remove', { ids: [ids[0]] })
    const answers = await Promise.all(
      [999, ids[0], recent[0]!.n + 100].map((n) => stage.refusal(actor('ana'), 'inbox/ana', 'read', { ids: [n] })),
    )
    expect(new Set(answers.map((answer) => JSON.stringify([answer?.code, answer?.message]))).size).toBe(1)
    expect(answers[0]?.code).toBe('notifications/not-found')
    expect(await stage.own('ana', 'act', { id: 999, action: 'go' })).toBe('notifications/not-found')
    // Those that are there are changed.
    expect(await stage.own('ana', 'read', { ids: [ids[0], ids[1]] })).toBeUndefined()
    expect(await standing(stage)).toEqual(['three', 'two seen read'])
  })

  it('that is read is seen, archived is not unread, and each can be taken back', async () => {
    const { stage, ids } = await with3()
    await stage.own('ana', 'read', { ids: [ids[0]] })
    await stage.own('ana', 'archive', { ids: [ids[1]] })
    expect(await standing(stage)).toEqual(['three', 'two archived', 'one seen read'])
    expect(countsOf((await stage.inbox('ana')).marks)).toEqual({ unread: 1, unseen: 1 })
    await stage.own('ana', 'unread', { ids: [ids[0]] })
    await stage.own('ana', 'unarchive', { ids: [ids[1]] })
    expect(await standing(stage)).toEqual(['three', 'two', 'one seen'])
    expect(countsOf((await stage.inbox('ana')).marks)).toEqual({ unread: 3, unseen: 2 })
  })

  it('writes nothing for what is so already', async () => {
    const { stage, ids } = await with3()
    await stage.own('ana', 'read', { ids })
    const { length } = stage.log('inbox/ana')
    for (const name of ['read', 'unarchive', 'unsnooze']) expect(await stage.own('ana', name, { ids })).toBeUndefined()
    await stage.own('ana', 'markAll', { as: 'read', upTo: 1000 })
    await stage.own('ana', 'see', { upTo: 1000 })
    expect(stage.log('inbox/ana')).toHaveLength(length)
  })

  it('marks all up to a position: what comes in between stays as it is', async () => {
    const { stage, ids } = await with3()
    await stage.notify('ana', { title: 'in between' })
    await stage.own('ana', 'markAll', { as: 'read', upTo: ids[2] })
    expect(await standing(stage)).toEqual(['in between', 'three seen read', 'two seen read', 'one seen read'])
    await stage.own('ana', 'see', { upTo: 1000 })
    expect((await standing(stage))[0]).toBe('in between seen')
  })

  it('marks all of a category, and leaves what is snoozed or archived as it is', async () => {
    const stage = new Stage({ categories: { news: {}, other: {} } })
    for (const category of ['news', 'other', 'news']) await stage.notify('ana', { category, title: category })
    const ids = (await stage.inbox('ana')).recent.map(({ n }) => n)
    await stage.own('ana', 'snooze', { ids: [ids[0]], until: start + day })
    await stage.own('ana', 'markAll', { as: 'archived', upTo: 1000, category: 'news' })
    expect(await standing(stage)).toEqual(['news snoozed', 'other', 'news archived'])
  })

  it('keeps as many as it may: the oldest archived goes first, then the oldest read, then the oldest', async () => {
    const { stage, ids } = await with3({ categories: { news: {} }, limits: { maxItems: 3 } })
    await stage.own('ana', 'read', { ids: [ids[1]] })
    await stage.own('ana', 'archive', { ids: [ids[2]] })
    for (const title of ['four', 'five', 'six']) await stage.notify('ana', { title })
    expect(await standing(stage)).toEqual(['six', 'five', 'four'])
    const gone = stage.log('inbox/ana').filter(({ type }) => type === 'removed')
    expect(gone.map(({ data }) => [data.ids, data.how])).toEqual([
      [[ids[2]], 'full'],
      [[ids[1]], 'full'],
      [[ids[0]], 'full'],
    ])
    expect((await stage.found('ana', 'items')).map(({ body }) => (body as { title: string }).title)).toEqual([
      'six',
      'five',
      'four',
    ])
  })

  it('shows the newest 50 and finds the others, newest first', async () => {
    const stage = new Stage()
    for (let n = 1; n <= 60; n++) await stage.notify('ana', { title: `${n}` })
    const { recent } = await stage.inbox('ana')
    expect(recent.map(({ title }) => title)).toEqual(Array.from({ length: 50 }, (_, at) => `${60 - at}`))
    const found = await stage.found('ana', 'items')
    expect(found.map(({ body }) => (body as { title: string }).title)).toEqual(
      Array.from({ length: 60 }, (_, at) => `${60 - at}`),
    )
    expect(JSON.stringify(found)).not.toContain('"people"')
  })

  it.each(['', 'x'.repeat(151), '\ud800'])('is not there for the id %j', (id) => {
    expect(new Stage().feature.channels[0]!.acceptsKey(id)).toBe(false)
  })

  it.each(['__proto__', 'a/b', '7', ' ', '한국'])('is there for the id %j', async (id) => {
    const stage = new Stage()
    await stage.notify(id)
    expect((await stage.inbox(id)).recent).toHaveLength(1)
    await stage.advance(1)
    expect(stage.memory.reports).toEqual([])
  })
})

describe('a key', () => {
  const by = (id: string) => ({ id, name: id.toUpperCase() })

  it('makes one of several: new again, with those who did it, the newest first', async () => {
    const stage = new Stage()
    await stage.notify('ana', { key: 'doc', title: 'first', actor: by('ben'), body: 'old' })
    await stage.notify('ana', { title: 'other' })
    const [, { n }] = (await stage.inbox('ana')).recent as [unknown, { n: number }]
    await stage.own('ana', 'read', { ids: [n] })
    await stage.own('ana', 'archive', { ids: [n] })
    for (const id of ['cho', 'ben', 'dan', 'eva'])
      await stage.notify('ana', { key: 'doc', title: `by ${id}`, actor: by(id) })
    expect(await standing(stage)).toEqual(['by eva', 'other'])
    const { recent, marks } = await stage.inbox('ana')
    expect(recent[0]).toMatchObject({
      n,
      actors: [by('eva'), by('dan'), by('ben')],
      actorCount: 4,
      count: 5,
      at: start,
    })
    expect(recent[0]).not.toHaveProperty('body')
    expect(recent[0]!.last).toBe(marks[n]!.last)
    expect(recent[0]!.last).toBeGreaterThan(recent[1]!.last)
  })

  it('with "quietUpdate" changes what it says and nothing else', async () => {
    const { stage, ids } = await with3()
    await stage.notify('ana', { key: 'k', title: '10 %' })
    await stage.notify('ana', { title: 'newer' })
    const before = await stage.inbox('ana')
    await stage.own('ana', 'read', { ids: [before.recent[1]!.n] })
    await stage.notify('ana', { key: 'k', title: '20 %', quietUpdate: true })
    expect(await standing(stage)).toEqual(['newer', '20 % seen read', 'three', 'two', 'one'])
    expect((await stage.inbox('ana')).recent[1]).toMatchObject({ last: before.recent[1]!.last, count: 1 })
    expect(ids).toHaveLength(3)
  })

  it('of one that is among the newest no more is still its key', async () => {
    const stage = new Stage()
    await stage.notify('ana', { key: 'k', title: 'old', actor: by('ben') })
    for (let n = 0; n < 55; n++) await stage.notify('ana')
    await stage.notify('ana', { key: 'k', title: 'new', actor: by('cho') })
    const { recent, marks } = await stage.inbox('ana')
    expect(recent[0]).toMatchObject({ title: 'new', actors: [by('cho'), by('ben')], count: 2 })
    expect(Object.keys(marks)).toHaveLength(56)
  })

  it('counts up to a hundred people', async () => {
    const stage = new Stage()
    for (let n = 0; n < 110; n++) await stage.notify('ana', { key: 'k', actor: by(`u${n}`) })
    expect((await stage.inbox('ana')).recent[0]).toMatchObject({ actorCount: 100, count: 110 })
  })

  it('is taken back with what has it', async () => {
    const { stage } = await with3()
    await stage.notify('ana', { key: 'k', title: 'gone soon' })
    await stage.system('inbox/ana', 'withdraw', { key: 'k' })
    expect(await stage.system('inbox/ana', 'withdraw', { key: 'k' })).toBeUndefined()
    expect(await standing(stage)).toEqual(['three', 'two', 'one'])
    expect(await stage.found('ana', 'items')).toHaveLength(3)
    await stage.notify('ana', { key: 'k', title: 'another' })
    expect((await stage.inbox('ana')).recent[0]).toMatchObject({ title: 'another', count: 1 })
  })

  it('the same command twice is one notice', async () => {
    const stage = new Stage()
    for (let n = 0; n < 2; n++) await stage.notify('ana', { title: 'once' }, 'order-17')
    await stage.restart()
    await stage.notify('ana', { title: 'once' }, 'order-17')
    expect(await standing(stage)).toEqual(['once'])
  })
})

describe('time', () => {
  it('brings back what is snoozed, as new, also after a restart', async () => {
    const { stage, ids } = await with3()
    await stage.own('ana', 'read', { ids })
    await stage.own('ana', 'snooze', { ids: [ids[0]], until: start + day })
    expect((await standing(stage))[2]).toBe('one seen read snoozed')
    await stage.restart(day - 1)
    expect((await standing(stage))[2]).toBe('one seen read snoozed')
    await stage.advance(1)
    expect((await standing(stage))[2]).toBe('one')
  })

  it('of a snooze that was changed, ended or overtaken does not come', async () => {
    const { stage, ids } = await with3()
    await stage.own('ana', 'snooze', { ids, until: start + 1000 })
    await stage.own('ana', 'snooze', { ids: [ids[0]], until: start + 5000 })
    await stage.own('ana', 'unsnooze', { ids: [ids[1]] })
    await stage.own('ana', 'archive', { ids: [ids[2]] })
    const { length } = stage.log('inbox/ana')
    await stage.advance(2000)
    expect(stage.log('inbox/ana')).toHaveLength(length)
    expect(await standing(stage)).toEqual(['three archived', 'two', 'one snoozed'])
  })

  it('to snooze until is to come, and within a year', async () => {
    const { stage, ids } = await with3()
    expect(await stage.own('ana', 'snooze', { ids, until: start })).toBe('notifications/bad-time')
    expect(await stage.own('ana', 'snooze', { ids, until: start + 365 * day + 1 })).toBe('notifications/bad-time')
    expect(await stage.own('ana', 'snooze', { ids, until: start + 365 * day })).toBeUndefined()
  })

  it('takes away what expires, once, also after a restart', async () => {
    const stage = new Stage()
    await stage.notify('ana', { title: 'lunch', expiresAt: start + 1000 })
    await stage.notify('ana', { title: 'stays' })
    expect(await stage.notify('ana', { expiresAt: start })).toBe('notifications/bad-time')
    await stage.restart(999)
    expect(await standing(stage)).toEqual(['stays', 'lunch'])
    await stage.advance(1)
    expect(await standing(stage)).toEqual(['stays'])
    expect(stage.log('inbox/ana').at(-1)).toMatchObject({ type: 'removed', data: { how: 'expired' } })
  })

  it('of the newest of a key is when it expires', async () => {
    const stage = new Stage()
    await stage.notify('ana', { key: 'k', expiresAt: start + 1000 })
    await stage.notify('ana', { key: 'k', expiresAt: start + 3000 })
    await stage.advance(2000)
    expect(await standing(stage)).toHaveLength(1)
    await stage.advance(1000)
    expect(await standing(stage)).toEqual([])
  })
})

describe('an action', () => {
  const actions = [
    { id: 'accept', label: 'Accept' },
    { id: 'see', label: { en: 'See', ko: '보기' }, link: '/x' },
  ]

  it('that is there is kept and means read; another one is refused', async () => {
    const stage = new Stage()
    await stage.notify('ana', { title: 'asks', actions })
    const { n } = (await stage.inbox('ana')).recent[0]!
    expect(await stage.own('ana', 'act', { id: n, action: 'deny' })).toBe('notifications/no-action')
    expect(await stage.own('ana', 'act', { id: n, action: 'accept' })).toBeUndefined()
    expect((await stage.inbox('ana')).marks[n]).toMatchObject({
      acted: { action: 'accept', at: start },
      readAt: start,
      seenAt: start,
    })
  })

  it('of one that is among the newest no more is looked up', async () => {
    const stage = new Stage()
    await stage.notify('ana', { title: 'asks', actions })
    const { n } = (await stage.inbox('ana')).recent[0]!
    for (let more = 0; more < 55; more++) await stage.notify('ana')
    expect(await stage.own('ana', 'act', { id: n, action: 'deny' })).toBe('notifications/no-action')
    expect(await stage.own('ana', 'act', { id: n, action: 'accept' })).toBeUndefined()
  })
})

describe('a notice', () => {
  it.each([
    [{ category: 'fun' }, 'notifications/unknown-category'],
    [{ category: '__proto__' }, 'notifications/unknown-category'],
    [{ link: 'javascript:alert(1)' }, 'notifications/bad-link'],
    [{ link: '//evil.example' }, 'notifications/bad-link'],
    [{ actions: [{ id: 'a', label: 'x', link: 'data:x' }] }, 'notifications/bad-link'],
    [{ title: '' }, 'invalid-input'],
    [{ title: ' \n ' }, 'invalid-input'],
    [{ title: {} }, 'invalid-input'],
    [{ title: { 'not a language': 'x' } }, 'invalid-input'],
    [{ title: 'x'.repeat(201) }, 'invalid-input'],
    [{ title: { en: 'x', ko: 'x'.repeat(201) } }, 'invalid-input'],
    [{ body: 'x'.repeat(2001) }, 'invalid-input'],
    [{ data: 'x'.repeat(4095) }, 'invalid-input'],
    [{ key: '' }, 'invalid-input'],
    [{ link: `/${'x'.repeat(2000)}` }, 'invalid-input'],
    [{ actions: [1, 2, 3, 4, 5].map((id) => ({ id: `${id}`, label: 'x' })) }, 'invalid-input'],
    [{ actions: [1, 1].map((id) => ({ id: `${id}`, label: 'x' })) }, 'invalid-input'],
    [{ expiresAt: 1.5 }, 'invalid-input'],
  ])('%o is refused: %s', async (notice, code) => {
    const stage = new Stage()
    expect(await stage.notify('ana', notice as object)).toBe(code)
    expect(stage.log('inbox/ana')).toEqual([])
  })

  it('of an unknown category is told the known ones, with the field', async () => {
    const refusal = await new Stage().refusal(systemActor, 'inbox/ana', 'notify', { category: 'fun', title: 'x' })
    expect(refusal?.message).toBe('"category" is "fun"; there are news.')
  })

  it('as large as any feature may announce it is taken', async () => {
    const category = 'c'.repeat(most.category)
    const stage = new Stage({ categories: { [category]: {} } })
    const languages = Intl.supportedValuesOf('currency')
      .slice(0, most.languages)
      .map((tag) => tag.toLowerCase())
    const inAll = (text: string) => Object.fromEntries(languages.map((language) => [language, text]))
    const announcement = {
      ...{ category, title: inAll('t'.repeat(most.title)), body: inAll('한'.repeat(most.body)) },
      ...{ link: `/${'l'.repeat(most.link - 1)}`, key: 'k'.repeat(most.key), data: '한'.repeat(most.data - 2) },
      actor: { id: 'ben', name: 'n'.repeat(most.name) },
      private: true,
    }
    expect(await stage.notify('ana', announcement)).toBeUndefined()
    expect(await stage.notify('ana', { ...announcement, body: '' })).toBeUndefined()
    expect((await stage.inbox('ana')).recent).toMatchObject([{ count: 2, title: announcement.title }])
    expect((await stage.inbox('ana')).recent[0]).not.toHaveProperty('body')
  })

  it('of many languages takes room from the newest that are shown at once, not from what is kept', async () => {
    const stage = new Stage()
    const languages = Intl.supportedValuesOf('currency').slice(0, 50)
    const body = Object.fromEntries(languages.map((language) => [language.toLowerCase(), '한'.repeat(2_000)]))
    for (let n = 0; n < 8; n++) await stage.notify('ana', { title: `${n}`, body })
    const { recent, marks } = await stage.inbox('ana')
    expect(recent.map(({ title }) => title)).toEqual(['7', '6', '5', '4'])
    expect(Object.keys(marks)).toHaveLength(8)
  })

  it('that is required or urgent comes through, whatever else came', async () => {
    const categories = { news: {}, alarms: { urgent: true }, security: { required: true } }
    const stage = new Stage({ categories, limits: { maxPerMinute: 1 } })
    await stage.notify('ana')
    expect(await stage.notify('ana')).toBe('notifications/too-many')
    expect(await stage.notify('ana', { category: 'alarms' })).toBeUndefined()
    expect(await stage.notify('ana', { category: 'security' })).toBeUndefined()
  })

  it('beyond so many of its category in a minute is told when to come again; another category is not', async () => {
    const stage = new Stage({ categories: { news: {}, other: {} }, limits: { maxPerMinute: 3 } })
    await stage.notify('ana')
    await stage.advance(20_000)
    await stage.notify('ana')
    await stage.notify('ana')
    const refusal = await stage.refusal(systemActor, 'inbox/ana', 'notify', { category: 'news', title: 'x' })
    expect(refusal).toMatchObject({ code: 'notifications/too-many', retryAfterMs: 40_000 })
    expect(await stage.notify('ben')).toBeUndefined()
    expect(await stage.notify('ana', { category: 'other' })).toBeUndefined()
    await stage.advance(40_000)
    expect(await stage.notify('ana')).toBeUndefined()
  })
})
