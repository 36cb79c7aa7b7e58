import { describe, expect, it } from 'vitest'
import { type Device, Town } from '../../test/person/town.ts'
import { unreadOf } from '../client/unread.ts'
import type { Room } from '../contract/index.ts'
import { maxRecent } from '../contract/limits.ts'

/** A public room in which ana has begun a thread, and cho is. */
async function hall(limits = {}) {
  const town = new Town({}, { limits })
  await town.in('hall', 'ben', 'create', { kind: 'public', title: 'Hall' })
  for (const id of ['ana', 'cho']) await town.in('hall', id, 'join')
  const post = async (id: string, text: string, more: object = {}): Promise<number> => {
    await town.in('hall', id, 'post', { text, ...more })
    return town.log('chat/hall').length
  }
  const fill = async () => {
    const ben: Device = town.device('ben')
    for (let count = 0; count <= maxRecent; count++) await ben.command('chat/hall', 'post', { text: `${count}` })
  }
  const unread = async (id: string) => {
    const { rooms, read, threads, blocked } = await town.person(id)
    const view = await town.device(id).open<Room>('chat/hall', 'room')
    if ('code' in view) throw new Error(view.code)
    const { recent, recentAfter } = view.state
    const since = rooms.hall?.since ?? 0
    return unreadOf({ room: 'hall', recent, recentAfter, me: id, since, readUpTo: read.hall ?? 0, threads, blocked })
  }
  const root = await post('ana', 'root')
  return { town, post, fill, unread, root }
}

describe('a thread whose first message is older than the newest hundred', () => {
  it('is followed by who began it, once somebody has written there', async () => {
    const { post, fill, unread, root } = await hall()
    await post('ben', 'inside', { thread: root })
    await fill()
    await post('cho', 'late', { thread: root })
    expect((await unread('ana')).threads).toEqual([root])
  })

  it('is followed by who begins it only now, its message being of old', async () => {
    const { post, fill, unread, root } = await hall()
    await fill()
    await post('cho', 'the first answer', { thread: root })
    expect((await unread('ana')).threads).toEqual([root])
  })

  it('is followed by who wrote there, and has read as far', async () => {
    const { town, post, fill, unread, root } = await hall()
    const own = await post('cho', 'mine', { thread: root })
    expect((await town.person('cho')).threads).toEqual({ [`hall/${root}`]: own })
    await fill()
    expect((await unread('cho')).threads).toEqual([])
    await post('ben', 'late', { thread: root })
    expect((await unread('cho')).threads).toEqual([root])
    const second = await post('cho', 'seen', { thread: root })
    expect((await town.person('cho')).threads).toEqual({ [`hall/${root}`]: second })
    expect((await unread('cho')).threads).toEqual([])
  })

  it('is followed by who was mentioned there, also by an edit', async () => {
    const { town, post, fill, unread, root } = await hall()
    await post('ben', 'ask @cho', { thread: root, mentions: { people: ['cho'] } })
    await fill()
    await post('ben', 'late', { thread: root })
    expect((await unread('cho')).threads).toEqual([root])
    const other = await post('ana', 'another root')
    const plain = await post('ben', 'plain', { thread: other })
    await town.in('hall', 'ben', 'edit', { offset: plain, text: 'now @cho', mentions: { people: ['cho'] } })
    expect((await town.person('cho')).threads).toHaveProperty(`hall/${other}`, 0)
  })

  it('is not followed for a mention by somebody he blocks, nor in a room he is not in', async () => {
    const { town, post, root } = await hall()
    await town.own('cho', 'block', { user: { id: 'ben', name: 'Ben' }, on: true })
    await post('ben', 'hey @cho', { thread: root, mentions: { people: ['cho'] } })
    expect((await town.person('cho')).threads).toEqual({})
    await town.system('chat-person/eve', 'follow', { room: 'hall', thread: root, by: 'ben', upTo: 0 })
    expect((await town.person('eve')).threads).toEqual({})
    expect(town.reports).toEqual([])
  })

  it('does not become read again by being followed again', async () => {
    const { town, post, root } = await hall()
    await post('cho', 'mine', { thread: root })
    await town.own('cho', 'markUnread', { room: 'hall', thread: root, from: root })
    await post('ben', 'hey @cho', { thread: root, mentions: { people: ['cho'] } })
    expect((await town.person('cho')).threads).toEqual({ [`hall/${root}`]: root - 1 })
  })
})

it('the threads somebody follows are as many as the app allows; what he read longest ago goes', async () => {
  const { town, post, root } = await hall({ maxThreads: 2 })
  const roots = [root, await post('ana', 'second'), await post('ana', 'third')]
  for (const thread of roots.slice(0, 2)) await post('cho', 'in', { thread })
  await town.own('cho', 'read', { room: 'hall', thread: roots[0], upTo: 900 })
  await post('cho', 'in', { thread: roots[2] })
  expect(Object.keys((await town.person('cho')).threads)).toEqual([`hall/${roots[0]}`, `hall/${roots[2]}`])
  for (const how of ['read', 'markUnread'])
    await town.own('cho', how, { room: 'hall', thread: roots[1], upTo: 900, from: 5 })
  expect(Object.keys((await town.person('cho')).threads)).toEqual([`hall/${roots[2]}`, `hall/${roots[1]}`])
})
