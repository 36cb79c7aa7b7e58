import { systemActor } from '@parley/channel'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { actor, push, Stage, subscription } from './stage.ts'

const noon = Date.parse('2026-01-15T11:00:00Z')

async function shared(): Promise<{ stage: Stage; allow: (user: string) => Promise<void>; id: string }> {
  const stage = new Stage({ categories: { news: {} }, ways: [push] }, noon)
  const allow = async (user: string) => {
    await stage.own(user, 'subscribePush', { device: 'Library', subscription })
    await stage.advance(1)
  }
  await allow('ana')
  const [id] = Object.keys((await stage.inbox('ana')).devices)
  return { stage, allow, id: id! }
}

const whoHas = async (stage: Stage) => {
  const all = await Promise.all(['ana', 'ben'].map(async (user) => [user, (await stage.inbox(user)).devices] as const))
  return all.filter(([, devices]) => Object.keys(devices).length > 0).map(([user]) => user)
}

describe('a browser that two people share', () => {
  test('is the one’s who allowed push last, and says so to the other', async () => {
    const { stage, allow, id } = await shared()
    await allow('ben')
    expect(await whoHas(stage)).toEqual(['ben'])
    expect(stage.log('inbox/ana').at(-1)).toMatchObject({ type: 'deviceRemoved', data: { id, how: 'taken' } })
    await allow('ana')
    expect(await whoHas(stage)).toEqual(['ana'])
    expect(stage.memory.reports).toEqual([])
  })

  test('gets nothing more of what waited for the one before', async () => {
    const { stage, allow } = await shared()
    await stage.notify('ana', { title: 'of Ana' })
    await allow('ben')
    await stage.notify('ana', { title: 'more of Ana' })
    await stage.notify('ben', { title: 'of Ben' })
    const queue = (await stage.queue('push')).map(({ delivery, cancelled }) => [delivery.title, cancelled])
    expect(queue).toEqual([
      ['of Ana', 'no-device'],
      ['of Ben', undefined],
    ])
  })

  test('stays with the one who has it when the other removes what is his no more', async () => {
    const { stage, allow, id } = await shared()
    await allow('ben')
    await stage.own('ana', 'unsubscribePush', { id })
    await allow('ana')
    await stage.own('ben', 'unsubscribePush', { id })
    expect(await whoHas(stage)).toEqual(['ana'])
  })

  test('is nobody’s once its owner removed it', async () => {
    const { stage, allow, id } = await shared()
    await stage.own('ana', 'unsubscribePush', { id })
    await allow('ben')
    expect(stage.log(`notify-device/${id}`).map(({ type }) => type)).toEqual(['claimed', 'released', 'claimed'])
  })

  test('is the newest’s, in whatever order the server hears of it', async () => {
    const claims = fc.shuffledSubarray([1, 2, 3, 4, 5, 6], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(claims, async (order) => {
        const stage = new Stage(undefined, noon)
        const userOf = (at: number) => `u${at % 3}`
        for (const at of order) await stage.system('notify-device/x', 'claim', { user: userOf(at), at })
        const last = stage.log('notify-device/x').findLast(({ type }) => type === 'claimed')
        expect(last?.data).toMatchObject({ at: Math.max(...order) })
        const owner = userOf(Math.max(...order))
        const others = new Set(order.map(userOf).filter((user) => user !== owner))
        const told = stage.log('notify-device/x').map(({ type, data }) => (type === 'lost' ? data.user : data.from))
        for (const other of others) expect(told).toContain(other)
      }),
      { numRuns: 50 },
    )
  })

  test('is nobody else’s to give away', async () => {
    const { stage, id } = await shared()
    for (const who of [actor('ben'), { ...systemActor }])
      for (const name of ['claim', 'release'])
        expect(await stage.command(who, `notify-device/${id}`, name, { user: 'ben', at: noon })).toBe('not-allowed')
    expect(await stage.command(actor('ben'), 'inbox/ana', 'deviceTaken', { id, at: noon })).toBe('not-allowed')
    expect(await whoHas(stage)).toEqual(['ana'])
  })

  test('forgets a person who is erased', async () => {
    const { stage, allow, id } = await shared()
    await allow('ben')
    await stage.memory.host.erasePerson('ana')
    expect(JSON.stringify(stage.log(`notify-device/${id}`))).not.toContain('ana')
    await stage.memory.host.erasePerson('ben')
    expect(JSON.stringify(stage.log(`notify-device/${id}`))).not.toContain('ben')
    await allow('ana')
    expect(await whoHas(stage)).toEqual(['ana'])
  })
})
