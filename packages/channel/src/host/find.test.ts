import { memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { desk, tally } from '../../test/desk.ts'
import { type Client, Stage } from '../../test/stage.ts'
import type { HostLimits } from './limits.ts'

async function deskReader(limits: Partial<HostLimits> = {}, view = 'all') {
  const stage = new Stage(memoryStore(), limits, [desk, tally])
  const ana = await stage.reader('ana', 'desk/a', view)
  let finds = 0
  const find = async (by: object, who: Client = ana, collection = 'notes') => {
    const id = `f${++finds}`
    who.say({ type: 'find', id, channel: 'desk/a', view, collection, by })
    await stage.turn()
    return who.outlet.messages.find((message) => 'id' in message && message.id === id)
  }
  const note = async (id: string, text: string) => {
    ana.command(id, 'desk/a', 'note', { id, text })
    await stage.turn()
  }
  return { stage, ana, find, note }
}

describe('a view without history', () => {
  it('refuses to read older events, for good', async () => {
    const { stage, ana, note } = await deskReader({}, 'threads')
    await note('1', 'hello')
    ana.say({ type: 'read', id: 'r1', channel: 'desk/a', view: 'threads', before: 9, limit: 10 })
    await stage.turn()
    const refused = { type: 'refused', id: 'r1', code: 'no-history', retryable: false }
    expect(ana.outlet.of('refused')).toMatchObject([refused])
    ana.open('desk/a', 'all')
    await stage.turn()
    ana.say({ type: 'read', id: 'r2', channel: 'desk/a', view: 'all', before: 9, limit: 10 })
    await stage.turn()
    expect(ana.outlet.of('page')).toMatchObject([{ id: 'r2', events: [{ offset: 1 }] }])
  })
})

describe('a find', () => {
  it('gives the document of an id as the view shows it, or none', async () => {
    const { find, note } = await deskReader()
    await note('1', 'hello')
    expect(await find({ id: '1' })).toEqual({
      type: 'found',
      id: 'f1',
      documents: [{ id: '1', order: 1, body: { text: 'hello' } }],
      more: false,
    })
    expect(await find({ id: '2' })).toMatchObject({ documents: [], more: false })
  })

  it('gives pages, newest first, each from where the last one ended', async () => {
    const { find, note } = await deskReader()
    for (const id of ['1', '2', '3', '4', '5']) await note(id, `note ${id}`)
    expect(await find({ limit: 2 })).toMatchObject({
      documents: [{ id: '5' }, { id: '4' }],
      more: true,
      next: { order: 4, id: '4' },
    })
    expect(await find({ limit: 2, before: { order: 4, id: '4' } })).toMatchObject({
      documents: [{ id: '3' }, { id: '2' }],
      more: true,
    })
    const last = await find({ limit: 2, before: { order: 2, id: '2' } })
    expect(last).toMatchObject({ documents: [{ id: '1' }], more: false })
    expect(last).not.toHaveProperty('next')
  })

  it('finds words, Korean as well as English', async () => {
    const { find, note } = await deskReader()
    await note('1', '주간회의 자료를 보냅니다')
    await note('2', 'The Café is open')
    await note('3', '의회 소식')
    expect(await find({ search: '회의', limit: 10 })).toMatchObject({ documents: [{ id: '1' }] })
    expect(await find({ search: 'cafe OPEN', limit: 10 })).toMatchObject({ documents: [{ id: '2' }] })
    expect(await find({ search: '…', limit: 10 })).toMatchObject({ documents: [] })
  })

  it('keeps from a reader what the view hides from him, and that there is something', async () => {
    const { stage, find, note } = await deskReader()
    await note('1', 'open')
    await note('2', '_secret')
    const ben = await stage.reader('ben', 'desk/a')
    expect(await find({ id: '2' }, ben)).toMatchObject({ documents: [] })
    expect(await find({ limit: 1 }, ben)).toMatchObject({ documents: [{ id: '1' }], more: false })
    expect(await find({ id: '2' })).toMatchObject({ documents: [{ id: '2' }] })
    await note('3', '_secret')
    await note('4', '_secret')
    await note('5', 'open')
    const first = await find({ limit: 1 }, ben)
    expect(first).toMatchObject({ documents: [{ id: '5' }], more: true, next: { order: 5, id: '5' } })
    const second = await find({ limit: 1, before: { order: 5, id: '5' } }, ben)
    expect(second).toMatchObject({ documents: [{ id: '1' }], more: false })
    for (const limit of [1, 2, 10]) {
      const found = await find({ search: 'secret', limit }, ben)
      expect(found).toMatchObject({ documents: [], more: false })
      expect(found).not.toHaveProperty('next')
    }
  })

  it('looks at a thousand hidden ones at most, and says from where to go on', async () => {
    const { stage, find, note } = await deskReader()
    await note('open', 'open')
    const hidden = Array.from({ length: 1_100 }, (_, n) => {
      const document = { collection: 'notes', id: `s${n}`, order: n + 2, body: '{"text":"_secret"}', text: '' }
      return { do: 'put', document } as const
    })
    const batch = { channel: 'desk/a', epoch: 'epoch-1', after: 1, events: [], outcomes: [], at: 0 }
    await stage.store.commit([{ ...batch, writes: hidden }])
    const ben = await stage.reader('ben', 'desk/a')
    const first = (await find({ limit: 99 }, ben)) as unknown as { documents: unknown[]; more: boolean; next: object }
    expect(first).toMatchObject({ documents: [], more: true })
    expect(await find({ limit: 99, before: first.next }, ben)).toMatchObject({
      documents: [{ id: 'open' }],
      more: false,
    })
  })

  it('sees a document as soon as its command is done, and no longer once it was removed', async () => {
    const { stage, ana, find, note } = await deskReader()
    await note('1', 'one')
    expect(ana.outlet.of('done')).toHaveLength(1)
    expect(await find({ id: '1' })).toMatchObject({ documents: [{ id: '1' }] })
    ana.command('drop', 'desk/a', 'drop', { id: '1' })
    await stage.turn()
    expect(await find({ id: '1' })).toMatchObject({ documents: [] })
  })

  it('of a few large documents is a short page', async () => {
    const { find, note } = await deskReader({ maxPageBytes: 100 })
    for (const id of ['1', '2', '3']) await note(id, 'x'.repeat(60))
    expect(await find({ limit: 3 })).toMatchObject({ documents: [{ id: '3' }], more: true, next: { id: '3' } })
  })

  it('is refused where the view shows no such collection, is not open, or its rule throws', async () => {
    const { stage, find } = await deskReader()
    expect(await find({ limit: 1 }, undefined, 'secrets')).toMatchObject({ code: 'unknown-collection' })
    expect(await find({ limit: 1 }, undefined, 'constructor')).toMatchObject({ code: 'unknown-collection' })
    expect(await find({ limit: 1 }, stage.client('ben'))).toMatchObject({ type: 'refused', code: 'not-open' })
    const bare = await deskReader({}, 'bare')
    expect(await bare.find({ limit: 1 })).toMatchObject({ code: 'unknown-collection', retryable: false })
  })

  it.each([
    ['thread/17', 'thread/*'],
    ['thread/first', 'thread/first'],
    ['thread/firstborn', 'thread/*'],
    ['thread/a/1', 'thread/a/*'],
    ['thread/a', 'thread/*'],
    ['thread/a/', 'thread/*'],
    ['thread/b/1', 'thread/*'],
    ['thread//', 'thread/*'],
    ['thread/__proto__', 'thread/*'],
    ['thread/*', 'thread/*'],
  ])('in %s uses the rule for %s', async (collection, rule) => {
    const { stage, ana, find } = await deskReader({}, 'threads')
    const document = { collection, id: '1', order: 1, body: '"text"', text: '' }
    const batch = { channel: 'desk/a', epoch: 'epoch-1', after: 0, events: [], outcomes: [], at: 0 }
    await stage.store.commit([{ ...batch, writes: [{ do: 'put', document }] }])
    expect(await find({ id: '1' }, ana, collection)).toMatchObject({ documents: [{ body: [rule, 'text'] }] })
    expect(await find({ id: '1' }, ana, `${collection}0`)).toMatchObject({ documents: [] })
  })

  it.each(['thread/', 'thread', 'threads/1', '/thread/1', '/', '__proto__', 'constructor/x', '*', '/*'])(
    'in %s finds no rule',
    async (collection) => {
      const { ana, find } = await deskReader({}, 'threads')
      expect(await find({ id: '1' }, ana, collection)).toMatchObject({ code: 'unknown-collection' })
    },
  )

  it('that a rule cannot show is refused for good, and reported', async () => {
    const { stage, ana, find } = await deskReader()
    const write = { collection: 'broken', id: '1', order: 1, body: '1', text: '' }
    const batch = { channel: 'desk/a', epoch: 'epoch-1', after: 0, events: [], outcomes: [], at: 0 }
    await stage.store.commit([{ ...batch, writes: [{ do: 'put', document: write }] }])
    expect(await find({ limit: 1 }, ana, 'broken')).toMatchObject({ code: 'internal', retryable: false })
    expect(stage.reports).toEqual(['desk/a: the view "all" could not show documents of "broken": bad luck'])
  })
})
