import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { RoomModel } from '../../src/client/models.ts'
import { type Act, anyAct, deviceNames, others } from './chat-acts.ts'
import { ChatWorld, type Device } from './chat-world.ts'
import { isBanned, membershipOf, messagesOf, type NaiveMessage, readUpToOf, unreadCountOf } from './naive.ts'

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 })
const keys = fc.constantFrom('general', 'p-secret')

async function begin(seed: number, key: string): Promise<ChatWorld> {
  const world = new ChatWorld(seed, { isRecording: true })
  for (const name of deviceNames) world.device(name)
  await world.clock.advance(500)
  const ana = world.devices[0]!.room(key)
  void ana.run('create', { kind: key === 'general' ? 'public' : 'private', title: 'The room' })
  for (const id of others) void ana.run('invite', { user: { id, name: id } })
  await world.clock.advance(500)
  for (const { owner, models } of world.devices.slice(2)) if (owner !== 'ana') void models.person.join(key)
  await world.clock.advance(500)
  for (const device of world.devices) device.room(key)
  await world.clock.advance(500)
  return world
}

async function happen(world: ChatWorld, key: string, acts: readonly Act[]): Promise<void> {
  for (const act of acts) await act.run(world, key)
  await world.heal()
}

/** Everything from the first message on. */
async function loadAll(world: ChatWorld, room: RoomModel): Promise<void> {
  room.jumpToEnd()
  for (let pages = 0; pages < 20 && room.older !== 'end' && room.messages.length > 0; pages++) {
    void room.loadOlder()
    await world.clock.advance(500)
  }
}

function check(world: ChatWorld, key: string): void {
  const log = world.log(`chat/${key}`)
  expect(log.map(({ offset }) => offset)).toEqual(log.map((_, at) => at + 1))
  const messages = messagesOf(log)
  for (const device of world.devices) {
    checkPosts(
      device,
      key,
      messages.map(({ id, by }) => `${by} ${id}`),
    )
    const { isIn } = membershipOf(log, device.owner)
    const room = device.room(key)
    if (isIn || key === 'general') {
      expect(room.status, `${device.name}: ${JSON.stringify(room.refusal)}`).toBe(
        isBanned(log, device.owner) ? 'refused' : 'open',
      )
    }
    if (room.status === 'open') checkSeen(device.name, room, messages)
    if (isIn && room.status === 'open') checkUnread(world, device, key)
    if (!isIn) expect(device.models.person.rooms.map((item) => item.key)).not.toContain(key)
  }
  expect(world.network.reports).toEqual([])
  // What the disk did is no news.
  expect(world.server.reports.filter((report) => !/disk|confirmed|crashed/.test(report))).toEqual([])
}

function checkPosts(device: Device, key: string, logged: readonly string[]): void {
  const waiting = new Map(device.connection.outbox.map(({ id, state }) => [id, state]))
  for (const id of device.postedIds) {
    const times = logged.filter((each) => each === `${device.owner} ${id}`).length
    const state = waiting.get(id)
    // Refused ones wait for their author's word; nothing else waits once all is well.
    if (state !== undefined) expect([state, times], `${device.name} ${key} ${id}`).toEqual(['failed', 0])
    else expect(times, `${device.name} ${key} ${id}`).toBe(1)
  }
}

/** What is loaded is a piece of the log without a hole: here from its first message to its last, as it stands in the end. */
function checkSeen(name: string, room: RoomModel, messages: readonly NaiveMessage[]): void {
  const shown = room.messages.map(({ offset, id, by, text, thread, deleted, reactions = [] }) => ({
    ...{ offset, id, by: by.id, text, thread, deleted: deleted !== undefined },
    reactions: reactions.flatMap((reaction) => reaction.by),
  }))
  expect(shown, name).toEqual(messages.filter(({ thread }) => thread === undefined))
}

function checkUnread(world: ChatWorld, device: Device, key: string): void {
  const count = unreadCountOf(world, key, device.owner)
  const item = device.models.person.rooms.find((each) => each.key === key)
  const upTo = readUpToOf(world.log(`chat-person/${device.owner}`), key)
  expect([device.room(key).unread.count, item?.unread.count, device.room(key).readUpTo], device.name).toEqual([
    count,
    count,
    upTo,
  ])
}

/** What was said in a room of members while somebody was out for good is in nothing that was ever sent to him. */
function checkNothingLeaked(world: ChatWorld, key: string): void {
  if (key === 'general') return
  const log = world.log(`chat/${key}`)
  for (const id of others) {
    const { isIn, since } = membershipOf(log, id)
    if (isIn) continue
    const secrets = log.filter(({ offset, type }) => offset > since && (type === 'posted' || type === 'edited'))
    const heard = world.sent.filter(({ to }) => to === id)
    for (const { data } of secrets) {
      const text = data.text as string
      expect(heard.find((each) => each.text.includes(text))?.text, `${id} heard "${text}"`).toBeUndefined()
    }
  }
}

describe('whatever people and misfortune do', { timeout: 300_000 }, () => {
  test('in the end everybody has the same messages, each once, and the same count of what is new', async () => {
    await fc.assert(
      fc.asyncProperty(seeds, keys, fc.array(anyAct, { maxLength: 40, size: 'max' }), async (seed, key, acts) => {
        const world = await begin(seed, key)
        try {
          await happen(world, key, acts)
          // Who came back after having been thrown out opens the room anew.
          for (const device of world.devices) if (device.room(key).status !== 'open') device.reopen(key)
          await world.clock.advance(5000)
          for (const device of world.devices) await loadAll(world, device.room(key))
          check(world, key)
          checkNothingLeaked(world, key)
        } finally {
          world.close()
        }
      }),
      { numRuns: Number(process.env.CHAT_RUNS ?? 150) },
    )
  })
})
