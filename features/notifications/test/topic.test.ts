import { systemActor } from '@parley/channel'
import { describe, expect, it } from 'vitest'
import { chunkSize } from '../src/topic/channel.ts'
import { firstPart, isPart, partAfter, partOf } from '../src/topic/names.ts'
import { actor, Stage } from './stage.ts'

const channel = 'notify-topic/team'
const everyone = 'notify-topic/everyone'
const dayMs = 86_400_000
const notice = { category: 'news', title: 'To all' }

async function withSubscribers(ids: readonly string[], stage = new Stage()): Promise<Stage> {
  for (const user of ids) await stage.system(channel, 'subscribe', { user })
  return stage
}

async function counts(stage: Stage) {
  const { state } = await stage.memory.context(systemActor).open(systemActor, channel, 'topic')
  return state
}

const titles = async (stage: Stage, id: string) => (await stage.inbox(id)).recent.map(({ title }) => title)

describe('a topic', () => {
  it('tells its subscribers, each once, and nobody else', async () => {
    const stage = await withSubscribers(['ana', 'ben', '7', '__proto__', 'ana'])
    await stage.system(channel, 'unsubscribe', { user: 'ben' })
    await stage.system(channel, 'publish', notice)
    await stage.advance(1)
    for (const id of ['ana', '7', '__proto__']) expect(await titles(stage, id)).toEqual(['To all'])
    for (const id of ['ben', 'cho']) expect(await titles(stage, id)).toEqual([])
    expect(await counts(stage)).toEqual({ subscribers: 3, underWay: 0 })
    expect(stage.memory.reports).toEqual([])
  })

  it('tells those who are subscribers when it is published, not those who come later', async () => {
    const ids = Array.from({ length: chunkSize + 5 }, (_, at) => `u${at}`)
    const stage = await withSubscribers(ids)
    const published = stage.system(channel, 'publish', notice)
    await stage.system(channel, 'subscribe', { user: 'late' })
    await published
    await stage.advance(1)
    expect(await titles(stage, 'late')).toEqual([])
    for (const id of [ids[0]!, ids.at(-1)!]) expect(await titles(stage, id)).toEqual(['To all'])
  })

  it('tells some at a time, and all of them over restarts', { timeout: 60_000 }, async () => {
    const ids = Array.from({ length: 2 * chunkSize + 50 }, (_, at) => `u${at}`)
    const stage = await withSubscribers(ids)
    const told = () => stage.log(channel).filter(({ type }) => type === 'fannedOut').length
    void stage.memory.context(systemActor).command(systemActor, channel, 'publish', notice)
    for (const chunks of [1, 2]) {
      while (told() < chunks) await undefined
      await stage.restart()
    }
    await stage.advance(5000)
    expect(told()).toBe(3)
    for (const id of ids) expect(await titles(stage, id), id).toEqual(['To all'])
  })

  it('tells of several in their order, and takes back what it told', async () => {
    const stage = await withSubscribers(['ana'])
    for (const title of ['1', '2', '3']) await stage.system(channel, 'publish', { ...notice, title, key: title })
    await stage.system(channel, 'withdraw', { key: '2' })
    await stage.advance(1)
    expect(await titles(stage, 'ana')).toEqual(['3', '1'])
  })

  it('takes back what had to wait, in the end', async () => {
    const options = { categories: { news: {} }, limits: { maxPerMinute: 1 } }
    const stage = await withSubscribers(['ana'], new Stage(options))
    await stage.notify('ana', { title: 'First' })
    await stage.system(channel, 'publish', { ...notice, key: 'k' })
    await stage.system(channel, 'withdraw', { key: 'k' })
    await stage.advance(1)
    expect(await titles(stage, 'ana')).toEqual(['First'])
    await stage.advance(120_000)
    expect(await titles(stage, 'ana')).toEqual(['First'])
    expect(stage.log('inbox/ana').map(({ type }) => type)).toEqual(['met', 'created', 'created', 'removed'])
  })

  it('takes from the server alone what it does, and shows itself to nobody else', async () => {
    const stage = await withSubscribers(['ana'])
    for (const who of [actor('ana'), { ...systemActor }]) {
      for (const [name, input] of Object.entries({
        subscribe: { user: 'x' },
        unsubscribe: { user: 'ana' },
        publish: notice,
        withdraw: { key: 'k' },
        fanOut: {},
      }))
        expect(await stage.command(who, channel, name, input), name).toBe('not-allowed')
      await expect(stage.memory.context(who).open(who, channel, 'topic')).rejects.toMatchObject({ code: 'not-allowed' })
    }
  })

  it('refuses what no inbox would take, and more than it may hold', async () => {
    const stage = await withSubscribers(['ana'], new Stage({ categories: { news: {} }, limits: { maxSubscribers: 1 } }))
    expect(await stage.system(channel, 'publish', { ...notice, category: 'fun' })).toBe(
      'notifications/unknown-category',
    )
    expect(await stage.system(channel, 'publish', { ...notice, link: 'javascript:x' })).toBe('notifications/bad-link')
    expect(await stage.system(channel, 'publish', { ...notice, title: '' })).toBe('invalid-input')
    expect(await stage.system(channel, 'subscribe', { user: 'ben' })).toBe('notifications/too-many')
    expect(await stage.system(channel, 'subscribe', { user: '' })).toBe('invalid-input')
  })

  it('"everyone" has whoever has an inbox, by itself', async () => {
    const stage = new Stage()
    await stage.own('ana', 'begin', {})
    await stage.notify('ben', { title: 'hello' })
    await stage.advance(1)
    await stage.system(everyone, 'publish', { ...notice, key: 'k' })
    await stage.advance(1)
    expect(await titles(stage, 'ana')).toEqual(['To all'])
    expect(await titles(stage, 'ben')).toEqual(['To all', 'hello'])
    await stage.system(everyone, 'withdraw', { key: 'k' })
    await stage.advance(1)
    expect(await titles(stage, 'ben')).toEqual(['hello'])
    expect(stage.memory.reports).toEqual([])
  })

  it('"everyone" tells a guest for thirty days after he was here last, and again once he returns', async () => {
    const stage = new Stage()
    const guest = { ...actor('gus'), guest: true }
    const tell = async () => {
      await stage.system(everyone, 'publish', notice)
      await stage.advance(1)
      return (await titles(stage, 'gus')).length
    }
    const comes = () => stage.command(guest, 'inbox/gus', 'begin', {})
    await comes()
    await stage.own('ana', 'begin', {})
    await stage.advance(20 * dayMs)
    await comes()
    await stage.advance(30 * dayMs - 1000)
    expect(await tell()).toBe(1)
    await stage.advance(1000)
    expect(await tell()).toBe(1)
    // What he is told by himself still comes, and does not bring him back.
    await stage.notify('gus')
    expect(await tell()).toBe(2)
    await comes()
    await stage.advance(1)
    expect(await tell()).toBe(3)
    expect(await titles(stage, 'ana')).toHaveLength(4)
    expect(stage.memory.reports).toEqual([])
  })

  it('"everyone" that is full is reported, with who is left out and why', async () => {
    const stage = new Stage({ categories: { news: {} }, limits: { maxSubscribers: 1 } })
    const [one, other] = ['u1', 'u2', 'u3', ...Array.from({ length: 500 }, (_, at) => `v${at}`)].filter(
      (id) => partOf(id) === partOf('u1'),
    )
    await stage.notify(one!)
    await stage.notify(other!)
    await stage.advance(1)
    expect(stage.memory.reports).toEqual([
      `inbox/${other}: the command "subscribe" to notify-topic/${partOf('u1')}: notifications/too-many: A topic has at most 1 subscribers.`,
    ])
  })
})

it('the parts of "everyone" share two hundred thousand people evenly, whatever their ids are like', () => {
  for (const idOf of [
    String,
    (n: number) => `user-${n}`,
    (n: number) => `${n}@example.com`,
    (n: number) => `사람${n}`,
  ]) {
    const sizes = new Map<string, number>()
    for (let n = 0; n < 200_000; n++) sizes.set(partOf(idOf(n)), (sizes.get(partOf(idOf(n))) ?? 0) + 1)
    expect(sizes.size).toBe(128)
    expect(Math.max(...sizes.values())).toBeLessThan(2 * (200_000 / 128))
  }
})

it('the parts of "everyone" are told one after the other, each once', () => {
  const chain: string[] = []
  for (let part: string | undefined = firstPart; part !== undefined; part = partAfter(part)) chain.push(part)
  expect(new Set(chain).size).toBe(128)
  expect(chain.every(isPart)).toBe(true)
  for (const none of ['everyone', 'everyone.', 'everyone.128', 'everyone.01', 'everyone.-1', 'team.1', 'team'])
    expect([isPart(none), partAfter(none)], none).toEqual([false, undefined])
})
