import { describe, expect, it } from 'vitest'
import { email, push, Stage, subscription } from './stage.ts'

const hour = 3_600_000
const ben = { id: 'ben', name: 'Benjamin' }

/** An inbox of ana in which ben and cho did things, some of them still under way. */
async function lived(): Promise<Stage> {
  const stage = new Stage({
    categories: { news: {}, digested: { digest: { windowMs: hour } } },
    ways: [push, email, { name: 'webhook', title: 'Webhook', afterMs: hour }],
  })
  await stage.own('ana', 'subscribePush', { device: "Ana's phone", subscription })
  await stage.notify('ana', {
    title: 'Benjamin wrote',
    actor: ben,
    body: 'Benjamin said',
    data: { by: 'ben' },
    link: '/ben',
  })
  await stage.notify('ana', { key: 'k', title: 'Benjamin likes it', actor: ben })
  await stage.notify('ana', { key: 'k', title: 'Cho likes it', actor: { id: 'cho', name: 'Cho' } })
  await stage.notify('ana', { category: 'digested', title: 'Benjamin again', actor: ben })
  await stage.notify('ana', { category: 'digested', title: 'Cho again', actor: { id: 'cho', name: 'Cho' } })
  await stage.system('notify-topic/team', 'subscribe', { user: 'ana' })
  await stage.notify('ben', { title: 'of ben' })
  return stage
}

const everything = (stage: Stage) =>
  JSON.stringify(
    [
      'inbox/ana',
      'inbox/ben',
      'notify-topic/team',
      'notify-topic/everyone',
      'notify-delivery/push',
      'notify-delivery/email',
    ].map((channel) => stage.log(channel)),
  )

describe('a person who is erased', () => {
  it('leaves nothing in his inbox, in topics and in queues', async () => {
    const stage = await lived()
    expect((await stage.memory.host.exportPerson('ana')).documents.length).toBeGreaterThan(5)
    const { left } = await stage.memory.host.erasePerson('ana')
    expect(left).toEqual([])
    expect(everything(stage)).not.toMatch(/"ana"|ana\/|Ana's|push\.example/)
    expect(await stage.inbox('ana')).toMatchObject({ recent: [], marks: {}, devices: {} })
    expect(await stage.memory.store.documentsOf('ana', 100)).toEqual([])
    expect(await stage.queue('email')).toMatchObject([{ delivery: { user: 'ben' } }])
    const plans = await stage.memory.store.duePlans(Number.MAX_SAFE_INTEGER, 100)
    expect(JSON.stringify(plans)).not.toMatch(/ana/)
    await stage.advance(2 * hour)
    expect((await stage.memory.host.exportPerson('ana')).events).toEqual([])
    expect(stage.memory.reports).toEqual([])
  })

  it('leaves nothing of what he called off in queues, nor of his browser', async () => {
    const stage = await lived()
    await stage.notify('ana', { key: 'mine' })
    const [id] = Object.keys((await stage.inbox('ana')).devices)
    await stage.own('ana', 'unsubscribePush', { id: id! })
    await stage.system('inbox/ana', 'withdraw', { key: 'mine' })
    expect(stage.log('notify-delivery/push').filter(({ type }) => type === 'cancelled').length).toBeGreaterThan(0)
    await stage.memory.host.erasePerson('ana')
    const queues = ['notify-delivery/push', 'notify-delivery/email', `notify-device/${id}`]
    expect(JSON.stringify(queues.map((channel) => stage.log(channel)))).not.toMatch(/ana/)
    expect(await stage.queue('push')).toEqual([])
    expect(stage.memory.reports).toEqual([])
  })

  it('is nobody in the inboxes of others, and what he did last there says nothing', async () => {
    const stage = await lived()
    await stage.memory.host.erasePerson('ben')
    for (const channel of ['inbox/ana', 'notify-delivery/push', 'notify-delivery/email'])
      expect(JSON.stringify(stage.log(channel)), channel).not.toMatch(/"ben"|Benjamin|\/ben/)
    expect(await stage.queue('email')).toMatchObject([
      { delivery: { title: '', actors: [{ id: 'erased' }] } },
      { delivery: { title: '' } },
      { delivery: { title: 'Cho likes it', actors: [{ id: 'cho' }, { id: 'erased' }] } },
    ])
    const found = JSON.stringify(await stage.found('ana', 'items'))
    expect(found).not.toMatch(/"ben"|Benjamin|\/ben/)
    const { recent } = await stage.inbox('ana')
    expect(recent).toMatchObject([
      { title: 'Cho likes it', actors: [{ id: 'cho' }, { id: 'erased', name: '' }], actorCount: 2 },
      { title: '' },
    ])
    await stage.advance(2 * hour)
    const [digest] = (await stage.inbox('ana')).recent
    expect(digest).toMatchObject({
      title: 'Cho again',
      count: 2,
      actorCount: 2,
      lines: [{ title: 'Cho again' }, { title: '' }],
    })
    expect(JSON.stringify(await stage.inbox('ana'))).not.toMatch(/"ben"|Benjamin|\/ben/)
    expect(stage.memory.reports).toEqual([])
  })

  it.each([
    ['while its window is open', 0],
    ['after its window', 2 * hour],
  ])(
    'brings back nothing of his that was withdrawn from a digest, %s, and keeps back nothing that comes later',
    async (_, waited) => {
      const stage = new Stage({ categories: { news: { digest: { windowMs: hour } } } })
      await stage.notify('ana', { title: 'gone', actor: ben, key: 'k' })
      await stage.system('inbox/ana', 'withdraw', { key: 'k' })
      await stage.advance(waited)
      await stage.memory.host.erasePerson('ben')
      await stage.restart()
      await stage.notify('ana', { title: 'later' })
      await stage.advance(2 * hour)
      expect((await stage.inbox('ana')).recent.map(({ title }) => title)).toEqual(['later'])
    },
  )

  const secret = 'photo of Benjamin'

  async function keyed(stage = new Stage({ categories: { news: {}, digested: { digest: { windowMs: hour } } } })) {
    await stage.notify('ana', { key: secret, title: 'x', actor: ben })
    const both = { category: 'digested', key: `${secret} 2`, digestKey: secret, actor: ben }
    await stage.notify('ana', { ...both, title: 'x' })
    await stage.notify('ana', { ...both, title: 'y' })
    return stage
  }

  it('leaves no word of keys in logs, documents and timers, neither before nor after digests close', async () => {
    const stage = await keyed()
    const left = async () =>
      JSON.stringify([
        stage.log('inbox/ana'),
        await stage.memory.store.duePlans(Number.MAX_SAFE_INTEGER, 100),
        await stage.found('ana', 'items'),
        await stage.inbox('ana'),
      ])
    expect(await left()).toContain(secret)
    await stage.memory.host.erasePerson('ben')
    expect(await left()).not.toContain('Benjamin')
    await stage.advance(2 * hour)
    expect((await stage.inbox('ana')).recent).toHaveLength(2)
    expect(await left()).not.toContain('Benjamin')
    await stage.system('inbox/ana', 'withdraw', { key: secret })
    expect(await left()).not.toContain('Benjamin')
  })

  it.each([
    ['before', 0],
    ['after', 2 * hour],
  ])('can have what he did withdrawn by its key, %s digests close', async (_, waited) => {
    const stage = await keyed()
    await stage.memory.host.erasePerson('ben')
    await stage.restart(waited)
    for (const key of [secret, `${secret} 2`]) await stage.system('inbox/ana', 'withdraw', { key })
    await stage.advance(2 * hour)
    expect(await stage.inbox('ana')).toMatchObject({ recent: [], marks: {} })
    expect(stage.memory.reports).toEqual([])
  })

  it('is followed by others under the same key', async () => {
    const stage = await keyed()
    await stage.memory.host.erasePerson('ben')
    await stage.notify('ana', { key: secret, title: 'Cho likes it', actor: { id: 'cho', name: 'Cho' } })
    const [first, ...others] = (await stage.inbox('ana')).recent
    expect(first).toMatchObject({
      title: 'Cho likes it',
      key: secret,
      count: 2,
      actors: [{ id: 'cho' }, { id: 'erased' }],
    })
    expect(others).toEqual([])
    await stage.system('inbox/ana', 'withdraw', { key: secret })
    expect((await stage.inbox('ana')).recent).toEqual([])
  })

  it.each(['team', 'everyone'])(
    'tells nobody more what is on its way to %s, withdraws nothing, and those behind it come',
    async (topic) => {
      const stage = new Stage({ categories: { news: {} }, limits: { maxPerMinute: 1 } })
      await stage.notify('ana', { title: 'stays', key: 'erased' })
      await stage.system('notify-topic/team', 'subscribe', { user: 'ana' })
      const publish = (title: string, actor?: typeof ben) =>
        stage.system(`notify-topic/${topic}`, 'publish', { category: 'news', title, ...(actor ? { actor } : {}) })
      await publish('Benjamin calls', ben)
      await publish('behind')
      await stage.memory.host.erasePerson('ben')
      await stage.advance(10 * 60_000)
      expect((await stage.inbox('ana')).recent.map(({ title }) => title)).toEqual(['behind', 'stays'])
      const logs = stage.memory.store.channels().map((channel) => stage.log(channel))
      expect(JSON.stringify(logs)).not.toContain('Benjamin')
      expect(stage.memory.reports).toEqual([])
    },
  )

  it('who did nothing there changes nothing', async () => {
    const stage = await lived()
    const before = everything(stage)
    expect(await stage.memory.host.erasePerson('nobody')).toMatchObject({ events: 0, documents: 0, plans: 0 })
    expect(everything(stage)).toBe(before)
  })
})
