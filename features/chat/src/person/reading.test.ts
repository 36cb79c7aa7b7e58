import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Town } from '../../test/person/town.ts'
import { threadKey } from '../contract/index.ts'
import { personFold } from './person-fold.ts'

/** Ana and Ben in the room "lobby", where Ben has posted so often after she joined. */
async function lobby(posts = 5, options = {}): Promise<Town> {
  const town = new Town(options)
  await town.in('lobby', 'ana', 'join')
  for (let i = 0; i < posts; i++) await town.in('lobby', 'ben', 'post', { text: `${i}` })
  return town
}

describe('how far one has read', () => {
  it('is the farthest of all devices, in whatever order they say it', async () => {
    const orders = fc.shuffledSubarray([3, 4, 5, 6, 7, 5, 7, 4], { minLength: 1 })
    await fc.assert(
      fc.asyncProperty(orders, async (order) => {
        const town = await lobby(0)
        const [phone, desk] = [town.device('ana'), town.device('ana')]
        const views = [await phone.open('chat-person/ana', 'person'), await desk.open('chat-person/ana', 'person')]
        for (const [i, upTo] of order.entries()) {
          const device = i % 2 === 0 ? phone : desk
          await device.command('chat-person/ana', 'read', { room: 'lobby', upTo })
        }
        for (const view of views) expect(view).toMatchObject({ state: { read: { lobby: Math.max(...order) } } })
      }),
      { numRuns: 10 },
    )
  })

  it('moves back only when she says so, and forward again from there', async () => {
    const town = await lobby()
    await town.own('ana', 'read', { room: 'lobby', upTo: 7 })
    await town.own('ana', 'read', { room: 'lobby', upTo: 5 })
    expect((await town.person('ana')).read).toEqual({ lobby: 7 })
    await town.own('ana', 'markUnread', { room: 'lobby', from: 5 })
    expect((await town.person('ana')).read).toEqual({ lobby: 4 })
    await town.own('ana', 'markUnread', { room: 'lobby', from: 6 })
    expect((await town.person('ana')).read).toEqual({ lobby: 4 })
    await town.own('ana', 'read', { room: 'lobby', upTo: 6 })
    expect((await town.person('ana')).read).toEqual({ lobby: 6 })
  })

  it('does not come back by a retry after she marked it unread', async () => {
    const town = await lobby()
    await town.own('ana', 'read', { room: 'lobby', upTo: 7 }, 'retried')
    await town.own('ana', 'markUnread', { room: 'lobby', from: 5 })
    await town.own('ana', 'read', { room: 'lobby', upTo: 7 }, 'retried')
    expect((await town.person('ana')).read).toEqual({ lobby: 4 })
  })

  it('survives a restart, and news that come again', async () => {
    const town = await lobby()
    await town.own('ana', 'read', { room: 'lobby', upTo: 7 })
    const before = await town.person('ana')
    await town.restart()
    const { title, kind, role, joinedAt: at } = before.rooms.lobby!
    await town.system('chat-person/ana', 'membership', { room: 'lobby', offset: 2, title, kind, role, at })
    expect(await town.person('ana')).toEqual(before)
  })

  it('never lies before she joined', async () => {
    const town = new Town()
    for (let i = 0; i < 5; i++) await town.in('lobby', 'ben', 'post', { text: `${i}` })
    await town.in('lobby', 'ana', 'join')
    const { since } = (await town.person('ana')).rooms.lobby!
    await town.own('ana', 'read', { room: 'lobby', upTo: since + 1 })
    await town.own('ana', 'markUnread', { room: 'lobby', from: 1 })
    expect((await town.person('ana')).read).toEqual({ lobby: since })
  })

  it('is nothing in rooms that are not hers', async () => {
    const town = await lobby()
    const before = town.log('chat-person/ana').length
    expect(await town.own('ana', 'read', { room: 'cellar', upTo: 7 })).toBeUndefined()
    expect(await town.own('ana', 'read', { room: 'cellar', upTo: 7, thread: 3 })).toBeUndefined()
    expect(await town.own('ana', 'markUnread', { room: 'cellar', from: 2 })).toBeUndefined()
    expect(town.log('chat-person/ana')).toHaveLength(before)
  })

  it('is kept apart for each thread, and goes with the room', async () => {
    const town = await lobby()
    await town.own('ana', 'read', { room: 'lobby', upTo: 6, thread: 4 })
    await town.own('ana', 'read', { room: 'lobby', upTo: 5, thread: 4 })
    await town.own('ana', 'markUnread', { room: 'lobby', from: 3, thread: 5 })
    const { read, threads } = await town.person('ana')
    expect([read, threads]).toEqual([{}, { [threadKey('lobby', 4)]: 6, [threadKey('lobby', 5)]: 2 }])
    await town.own('ana', 'markUnread', { room: 'lobby', from: 6, thread: 4 })
    expect((await town.person('ana')).threads['lobby/4']).toBe(5)
    await town.own('ana', 'read', { room: 'lobby', upTo: 7 })
    await town.in('lobby', 'ana', 'leave')
    expect(await town.person('ana')).toMatchObject({ rooms: {}, read: {}, threads: {} })
  })

  it('is forgotten of the thread that she read longest ago when there are too many', () => {
    const person = personFold.state()
    const read = (thread: number, upTo: number) =>
      personFold.events.read(
        person,
        { room: 'lobby', upTo, thread, user: { id: 'ana', name: '' } },
        { offset: 1, at: 1 },
      )
    for (let thread = 1; thread <= 500; thread++) read(thread, 1)
    read(1, 2)
    read(501, 1)
    const { threads } = person
    expect(Object.keys(threads)).toHaveLength(500)
    expect([threads['lobby/1'], threads['lobby/2'], threads['lobby/501']]).toEqual([2, undefined, 1])
  })
})

describe('the room', () => {
  const receipts = (town: Town) =>
    town
      .log('chat/lobby')
      .filter(({ type }) => type === 'receipt')
      .map(({ data }) => data)

  it('hears how far she has read only if she tells', async () => {
    const town = await lobby()
    await town.own('ana', 'read', { room: 'lobby', upTo: 3 })
    expect(receipts(town)).toEqual([])
    await town.own('ana', 'read', { room: 'lobby', upTo: 4, tell: true })
    await town.own('ana', 'read', { room: 'lobby', upTo: 5, thread: 3, tell: true })
    expect(receipts(town)).toEqual([{ user: { id: 'ana', name: 'Name of ana' }, upTo: 4 }])
  })
})
