// What a page knows: the models over a real client, the real channels and a virtual clock.
import { describe, expect, test } from 'vitest'
import type { RoomModel } from '../src/client/models.ts'
import { ChatWorld, type Device } from './properties/chat-world.ts'

const author = (id: string) => ({ id, name: id })

/** A room that ana has made and ben is in. */
async function together(
  kind: 'public' | 'private' = 'public',
  options: ConstructorParameters<typeof ChatWorld>[1] = {},
) {
  const world = new ChatWorld(1, options)
  const [ana, ben] = [world.device('ana'), world.device('ben')]
  await world.clock.advance(200)
  const settle = () => world.clock.advance(300)
  const key = await soon(world, ana.models.person.create({ kind, title: 'Our room' }))
  await soon(world, ana.room(key).run('invite', { user: author('ben') }))
  await settle()
  await soon(world, ben.models.person.join(key))
  ben.room(key)
  await settle()
  return { world, ana, ben, key, settle }
}

/** What a promise comes to, while time goes by. */
async function soon<T>(world: ChatWorld, promise: Promise<T>): Promise<T> {
  promise.catch(() => {})
  await world.clock.advance(300)
  return promise
}

/** Whether a change was told since. */
function changesOf(room: RoomModel): () => number {
  let count = 0
  room.onChange(() => {
    count++
  })
  return () => count
}

describe('who is muted', () => {
  test('knows it without having been refused, until its time is over: by the own clock', async () => {
    const { world, ana, ben, key, settle } = await together()
    const until = Math.floor(world.clock.now()) + 60_000
    await soon(world, ana.room(key).run('mute', { user: 'ben', until }))
    await settle()
    expect(ben.room(key).mutedUntil).toBe(until)
    expect(ben.models.person.rooms[0]?.mutedUntil).toBe(until)
    expect(ana.room(key).mutedUntil).toBeUndefined()
    world.network.setOnline('ben', false)
    const changes = changesOf(ben.room(key))
    await world.clock.advance(until - world.clock.now() - 1)
    const before = changes()
    expect(ben.room(key).mutedUntil).toBe(until)
    await world.clock.advance(2)
    expect(ben.room(key).mutedUntil).toBeUndefined()
    expect(changes()).toBeGreaterThan(before)
    world.close()
  })

  test('may write again as soon as it is lifted, or he is of the staff', async () => {
    const { world, ana, ben, key, settle } = await together()
    const until = Math.floor(world.clock.now()) + 3_600_000
    for (const lift of [
      () => ana.room(key).run('unmute', { user: 'ben' }),
      () => ana.room(key).run('setRole', { user: 'ben', role: 'moderator' }),
    ]) {
      await soon(world, ana.room(key).run('mute', { user: 'ben', until }))
      await settle()
      expect(ben.room(key).mutedUntil).toBe(until)
      await soon(world, lift())
      await settle()
      expect(ben.room(key).mutedUntil).toBeUndefined()
    }
    world.close()
  })
})

describe("the app's staff", () => {
  const isModerator = ({ id }: { readonly id: string }, room: string) => id === 'sam' && room !== 'quiet'

  test('is known to its page, by the view it opens anyway, and so are its buttons', async () => {
    const { world, key, settle } = await together('private', { isModerator })
    const sam = world.device('sam')
    const room = sam.room(key)
    await settle()
    expect(room).toMatchObject({ status: 'open', standing: 'staff' })
    for (const command of ['kick', 'ban', 'mute', 'resolve', 'update', 'setRole'] as const)
      expect(room.may(command), command).toBe(true)
    const moderation = room.moderation()
    await settle()
    expect(moderation.status).toBe('open')
    await soon(world, room.run('kick', { user: 'ben' }))
    world.close()
  })

  test('is so only where the app says it, and others are told nothing', async () => {
    const { world, ben, key, settle } = await together('public', { isModerator })
    const sam = world.device('sam')
    const quiet = sam.room('quiet')
    await settle()
    expect(quiet).toMatchObject({ status: 'open', standing: 'visitor' })
    expect(ben.room(key)).toMatchObject({ standing: 'member' })
    expect(ben.room(key).may('kick')).toBe(false)
    world.close()
  })

  test('opens no more than others do: what it is comes with the room', async () => {
    const { world, ben, key, settle } = await together('public', { isModerator, isRecording: true })
    const answered = (view: string) =>
      world.sent.filter(
        ({ to, text }) => to === 'ben' && text.includes('"opened"') && text.includes(`"view":"${view}"`),
      ).length
    const before = answered('room')
    ben.reopen(key)
    await settle()
    expect([answered('room') - before, answered('moderation')]).toEqual([1, 0])
    expect(world.sent.some(({ to, text }) => to === 'ben' && text.includes('"you"'))).toBe(false)
    world.close()
  })
})

describe('who is let in again', () => {
  test('to a private room has it open by himself, with what was said meanwhile', async () => {
    const { world, ana, ben, key, settle } = await together('private')
    await soon(world, ana.room(key).run('kick', { user: 'ben' }))
    await settle()
    expect(ben.room(key).status).toBe('closed')
    ana.post(key, 'while he was away')
    await soon(world, ana.room(key).run('invite', { user: author('ben') }))
    await settle()
    expect(ben.room(key).status).toBe('closed')
    await soon(world, ben.models.person.join(key))
    await settle()
    expect(ben.room(key)).toMatchObject({ status: 'open' })
    expect(ben.room(key).messages.map(({ text }) => text)).toEqual(['while he was away'])
    world.close()
  })

  test('to a public room has it open when the ban is lifted, or its time is over', async () => {
    const { world, ana, ben, key, settle } = await together()
    for (const until of [undefined, 5000]) {
      const end = until === undefined ? {} : { until: Math.floor(world.clock.now()) + until }
      await soon(world, ana.room(key).run('ban', { user: author('ben'), ...end }))
      await settle()
      expect(ben.room(key).status).toBe('closed')
      if (until === undefined) await soon(world, ana.room(key).run('unban', { user: 'ben' }))
      else await world.clock.advance(until)
      await settle()
      expect(ben.room(key).status).toBe('open')
    }
    world.close()
  })

  test('who asked for a room before he was a member has it open once he is', async () => {
    const { world, ana, key, settle } = await together('private')
    const cho = world.device('cho')
    const room = cho.room(key)
    await settle()
    expect(room.status).toBe('refused')
    await soon(world, ana.room(key).run('invite', { user: author('cho') }))
    await settle()
    await soon(world, cho.models.person.join(key))
    await settle()
    expect(room.status).toBe('open')
    world.close()
  })
})

describe('an edit', () => {
  const mention = (device: Device, key: string) => device.room(key).messages.at(-1)?.mentions

  test('keeps the mention of everybody while the text has it, and calls nobody that was not called', async () => {
    const { world, ana, key, settle } = await together('private')
    ana.post(key, 'hello @room')
    await settle()
    const offset = ana.room(key).messages.at(-1)?.offset ?? 0
    await soon(world, ana.room(key).edit(offset, 'hello again, @room'))
    expect(mention(ana, key)).toEqual({ people: [], room: true })
    await soon(world, ana.room(key).edit(offset, 'hello again'))
    expect(mention(ana, key)).toBeUndefined()
    await soon(world, ana.room(key).edit(offset, 'and @room'))
    expect(mention(ana, key)).toBeUndefined()
    world.close()
  })

  test('of a message from long ago keeps it too', async () => {
    const { world, ana, key, settle } = await together('private')
    ana.post(key, 'hello @room')
    await settle()
    const offset = ana.room(key).messages.at(-1)?.offset ?? 0
    for (let count = 0; count < 60; count++) ana.post(key, `${count}`)
    await settle()
    ana.reopen(key)
    await settle()
    await soon(world, ana.room(key).edit(offset, 'more, @room'))
    expect(await soon(world, ana.room(key).message(offset))).toMatchObject({ mentions: { room: true } })
    world.close()
  })

  test('drops it where the right is gone, and is done', async () => {
    const { world, ana, ben, key, settle } = await together('private')
    await soon(world, ana.room(key).run('setRole', { user: 'ben', role: 'moderator' }))
    await settle()
    ben.post(key, 'hello @room')
    await settle()
    await soon(world, ana.room(key).run('setRole', { user: 'ben', role: 'member' }))
    await settle()
    const offset = ben.room(key).messages.at(-1)?.offset ?? 0
    await soon(world, ben.room(key).edit(offset, 'still @room'))
    expect(ben.room(key).messages.at(-1)).toMatchObject({ text: 'still @room' })
    expect(mention(ben, key)).toBeUndefined()
    world.close()
  })
})

test('an invitation of ours is listed until it is taken back; of others we are not told', async () => {
  const { world, ana, ben, key, settle } = await together()
  await soon(world, ben.room(key).run('invite', { user: author('cho') }))
  await soon(world, ana.room(key).run('invite', { user: author('dan') }))
  const own = async (device: Device) => (await soon(world, device.room(key).invites())).map(({ user }) => user.id)
  expect([await own(ana), await own(ben)]).toEqual([['dan'], ['cho']])
  const moderation = ana.room(key).moderation()
  await settle()
  expect(Object.keys(moderation.state.invites ?? {})).toEqual(['cho', 'dan'])
  await soon(world, ben.room(key).run('withdraw', { user: 'cho' }))
  await settle()
  expect(await own(ben)).toEqual([])
  expect(Object.keys(moderation.state.invites ?? {})).toEqual(['dan'])
  world.close()
})

test('a room too many is a failure where only the server knows that it is', async () => {
  const { world, ben, settle } = await together('public', { limits: { maxRoomsPerPerson: 1 } })
  await soon(world, ben.models.person.join('another'))
  await settle()
  expect(ben.models.person.failures).toMatchObject([{ kind: 'join', room: 'another', code: 'chat/too-many' }])
  expect(ben.models.person.rooms).toHaveLength(1)
  world.close()
})
