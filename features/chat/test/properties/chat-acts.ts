import fc from 'fast-check'
import type { ChatWorld, Device } from './chat-world.ts'

/** Something that somebody, or misfortune, does. Chance is in it already: it shrinks. */
export interface Act {
  readonly what: string
  run(world: ChatWorld, key: string): void | Promise<void>
}

export const deviceNames = ['ana/1', 'ana/2', 'ben/1', 'cho/1'] as const
/** Ana owns the room; the others come and go. */
export const others = ['ben', 'cho'] as const

const who = fc.nat({ max: deviceNames.length - 1 })
const part = fc.double({ min: 0, max: 1, noNaN: true })
const deviceOf = (world: ChatWorld, at: number): Device => world.devices[at]!
/** Refusals belong to it; what must hold is looked at in the end. */
const ignore = () => {}

/** One of the messages that this device has loaded. */
function pick(device: Device, key: string, where: number): number | undefined {
  const { messages } = device.room(key)
  return messages[Math.min(messages.length - 1, Math.floor(where * messages.length))]?.offset
}

function onMessage(what: string, does: (device: Device, key: string, offset: number) => unknown): fc.Arbitrary<Act> {
  return fc.tuple(who, part).map(([at, where]) => ({
    what: `${deviceNames[at]} ${what} ${where.toFixed(2)}`,
    run: (world, key) => {
      const device = deviceOf(world, at)
      const offset = pick(device, key, where)
      if (offset !== undefined) void Promise.resolve(does(device, key, offset)).catch(ignore)
    },
  }))
}

const words = fc.constantFrom('tree', 'stone', 'river')
/** No two texts are the same: what is looked for is found once. */
let texts = 0
const textOf = (word: string) => `${word}-${++texts};`

const post = fc.tuple(who, words).map(
  ([at, word]): Act => ({
    what: `${deviceNames[at]} post`,
    run: (world, key) => deviceOf(world, at).post(key, textOf(word)),
  }),
)
const reply = onMessage('reply', (device, key, offset) => device.post(key, textOf('reply'), { reply: offset }))
const threadPost = onMessage('thread', (device, key, offset) => device.postInThread(key, offset, textOf('thread')))
const edit = onMessage('edit', (device, key, offset) => device.room(key).edit(offset, textOf('edited')))
const remove = onMessage('delete', (device, key, offset) => device.room(key).delete(offset))
const react = fc
  .boolean()
  .chain((on) => onMessage(`react ${on}`, (device, key, offset) => device.room(key).react(offset, '👍', on)))
const read = onMessage('read', (device, key, offset) => device.room(key).markRead(offset))
const unread = onMessage('mark unread', (device, key, offset) => device.room(key).markUnread(offset))
const block = fc.tuple(who, fc.constantFrom(...others), fc.boolean()).map(
  ([at, id, on]): Act => ({
    what: `${deviceNames[at]} block ${id} ${on}`,
    run: (world) => {
      const device = deviceOf(world, at)
      if (device.owner !== id) void device.models.person.block({ id, name: id }, on).catch(ignore)
    },
  }),
)
const moderate = fc.tuple(fc.constantFrom(...others), fc.constantFrom('kick', 'ban', 'unban', 'mute')).map(
  ([user, how]): Act => ({
    what: `ana/1 ${how} ${user}`,
    run: (world, key) => {
      const room = deviceOf(world, 0).room(key)
      const author = { id: user, name: user }
      const done =
        how === 'ban'
          ? room.run('ban', { user: author })
          : how === 'mute'
            ? room.run('mute', { user, until: world.clock.now() + 500 })
            : room.run(how as 'kick', { user })
      void done.catch(ignore)
    },
  }),
)
const invite = fc.constantFrom(...others).map(
  (id): Act => ({
    what: `ana/1 invite ${id}`,
    run: (world, key) =>
      void deviceOf(world, 0)
        .room(key)
        .run('invite', { user: { id, name: id } })
        .catch(ignore),
  }),
)
const move = fc.tuple(fc.constantFrom(2, 3), fc.constantFrom('leave', 'join')).map(
  ([at, how]): Act => ({
    what: `${deviceNames[at]} ${how}`,
    run: (world, key) => void deviceOf(world, at).models.person[how as 'leave'](key).catch(ignore),
  }),
)

const wait = fc.constantFrom(0, 1, 10, 60, 400, 3000).map(
  (ms): Act => ({
    what: `${ms} ms`,
    run: (world) => world.clock.advance(ms),
  }),
)
const trouble = fc.tuple(who, fc.constantFrom('cut', 'cutMidFlight', 'duplicate', 'stall', 'offline', 'online')).map(
  ([at, how]): Act => ({
    what: `${how} ${deviceNames[at]}`,
    run: ({ network }) => {
      const name = deviceNames[at]!
      if (how === 'offline' || how === 'online') network.setOnline(name, how === 'online')
      else network[how as 'cut'](name)
    },
  }),
)
const calamity = fc.constantFrom('crash', 'crash late', 'restart', 'bad disk', 'good disk').map(
  (how): Act => ({
    what: how,
    run: (world) => {
      if (how === 'bad disk') world.disk.set({ rejects: 0.3, losesAnswers: 0.3, commitMs: [0, 30] })
      else if (how === 'good disk') world.disk.set()
      else if (how === 'restart') void world.server.restart()
      else world.server.crash(how === 'crash' ? 'lost' : 'late')
    },
  }),
)

const many = (weight: number, arbitrary: fc.Arbitrary<Act>) => ({ weight, arbitrary })

/** All that people and misfortune do to a room. */
export const anyAct: fc.Arbitrary<Act> = fc.oneof(
  many(10, post),
  many(4, wait),
  many(3, reply),
  many(3, threadPost),
  many(4, edit),
  many(4, remove),
  many(3, react),
  many(6, read),
  many(3, unread),
  many(1, block),
  many(2, moderate),
  many(2, invite),
  many(3, move),
  many(4, trouble),
  many(2, calamity),
)
