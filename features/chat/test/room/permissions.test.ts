import { describe, expect, test } from 'vitest'
import type { RoomKind } from '../../src/contract/index.ts'
import type { Standing } from '../../src/room/permissions.ts'
import { collectionsOf, commandsOf, mayCommand, maySee, standings, viewsOf } from '../../src/room/permissions.ts'
import { type ChatClient, ChatStage } from './room-stage.ts'

// The table once more, by hand: a change of the one must be meant. o owner, s the app's staff, m moderator, b member, i invited, v visitor.
const commands: { readonly [command: string]: readonly [inPublic: string, inPrivate: string, direct: string] } = {
  create: ['', '', ''],
  update: ['osm', 'osm', ''],
  join: ['osmbiv', 'osmbi', ''],
  leave: ['osmbiv', 'osmb', ''],
  invite: ['osmb', 'osm', ''],
  withdraw: ['osmb', 'osmb', ''],
  kick: ['osm', 'osm', ''],
  ban: ['osm', 'osm', ''],
  unban: ['osm', 'osm', ''],
  mute: ['osm', 'osm', ''],
  unmute: ['osm', 'osm', ''],
  setRole: ['os', 'os', ''],
  post: ['osmbiv', 'osmb', 'b'],
  edit: ['osmbiv', 'osmb', 'b'],
  delete: ['osmbiv', 'osmb', 'b'],
  react: ['osmbiv', 'osmb', 'b'],
  pin: ['osm', 'osm', 'b'],
  unpin: ['osm', 'osm', 'b'],
  report: ['osmbiv', 'osmb', 'b'],
  resolve: ['osm', 'osm', 's'],
  release: ['osm', 'osm', 's'],
  reject: ['osm', 'osm', 's'],
}
const views: typeof commands = {
  room: ['osmbiv', 'osmb', 'b'],
  unread: ['osmbiv', 'osmb', 'b'],
  moderation: ['osm', 'osm', 's'],
}
const collections: { readonly [collection: string]: string } = {
  messages: 'room',
  'thread/*': 'room',
  members: 'room',
  edits: 'room',
  files: 'room',
  invites: 'room',
  audit: 'moderation',
}

const letters: { readonly [S in Standing]: string } = {
  owner: 'o',
  staff: 's',
  moderator: 'm',
  member: 'b',
  invited: 'i',
  visitor: 'v',
  outsider: '-',
}
const kinds: readonly RoomKind[] = ['public', 'private', 'direct']
const written = (table: typeof commands, name: string, kind: RoomKind, standing: Standing) =>
  table[name]?.[kinds.indexOf(kind)]?.includes(letters[standing]) === true

describe('the table', () => {
  test('is what is written here', () => {
    expect(Object.keys(commandsOf)).toEqual(Object.keys(commands))
    expect(Object.keys(viewsOf)).toEqual(Object.keys(views))
    expect(collectionsOf).toEqual(collections)
    for (const kind of kinds) {
      for (const standing of standings) {
        for (const name of Object.keys(commandsOf) as (keyof typeof commandsOf)[])
          expect([name, kind, standing, mayCommand(name, kind, standing)]).toEqual([
            name,
            kind,
            standing,
            written(commands, name, kind, standing),
          ])
        for (const view of Object.keys(viewsOf) as (keyof typeof viewsOf)[])
          expect([view, kind, standing, maySee(view, kind, standing)]).toEqual([
            view,
            kind,
            standing,
            written(views, view, kind, standing),
          ])
      }
    }
  })
})

/** Who can be in a room of a kind. Two more that the table calls outsiders: who was banned, and whom the app keeps out. */
type Who = Standing | 'banned' | 'kept-out' | 'left'
const people: { readonly [Kind in RoomKind]: readonly Who[] } = {
  public: ['owner', 'staff', 'moderator', 'member', 'invited', 'visitor', 'banned', 'kept-out'],
  private: ['owner', 'staff', 'moderator', 'member', 'invited', 'visitor', 'banned', 'kept-out', 'left'],
  direct: ['member', 'staff', 'visitor', 'kept-out'],
}
const standingOf = (who: Who): Standing =>
  who === 'banned' || who === 'kept-out' ? 'outsider' : who === 'left' ? 'visitor' : who

interface Scene {
  readonly stage: ChatStage
  readonly key: string
  readonly me: ChatClient
  /** Inputs that fit what is in the room. */
  readonly inputs: { readonly [command: string]: object }
}

const you = { id: 'you', name: 'You' }
const author = (id: string) => ({ id, name: id })

/** A room with something of everything, and `me` in it as `who`. */
async function scene(kind: RoomKind, who: Who): Promise<Scene> {
  let isOut = false
  const stage = new ChatStage({
    isModerator: ({ id }) => id === 'me' && who === 'staff',
    mayEnter: (_key, { id }) => !(isOut && id === 'me' && who === 'kept-out'),
    check: ({ text }) => (text.startsWith('?') ? { hold: 'odd' } : undefined),
  })
  const key = { public: 'room', private: 'p-room', direct: 'dm-room' }[kind]
  const boss = stage.client('boss')
  const other = stage.client('you')
  const me = stage.client('me')
  const take = async (done: Promise<unknown>) => expect(await done).toBeUndefined()
  if (kind === 'direct') {
    const pair = who === 'member' || who === 'kept-out' ? ['me', 'you'] : ['boss', 'you']
    await stage.system(key, 'createDirect', { people: pair.map(author) })
  } else {
    await take(boss.command(key, 'create', { kind }))
    for (const [client, id] of [
      [other, 'you'],
      [stage.client('third'), 'third'],
      [me, 'me'],
    ] as const) {
      if (id === 'me' && (who === 'visitor' || who === 'staff')) continue
      await take(boss.command(key, 'invite', { user: author(id) }))
      if (id !== 'me' || who !== 'invited') await take(client.command(key, 'join'))
    }
    if (who === 'owner' || who === 'moderator') await take(boss.command(key, 'setRole', { user: 'me', role: who }))
  }
  const place = async (input: object) => {
    await take(other.command(key, 'post', input))
    return stage.store.log(`chat/${key}`).length
  }
  if (kind !== 'direct') await take(boss.command(key, 'invite', { user: author('fourth') }))
  const root = await place({ text: 'root' })
  await place({ text: 'inside', thread: root })
  const gone = await place({ text: 'to pin' })
  const held = await place({ text: '? hold this' })
  await take(other.command(key, 'edit', { offset: root, text: 'root, edited' }))
  await take(other.command(key, 'report', { offset: root, reason: 'rude' }))
  const report = stage.store.log(`chat/${key}`).length
  if (kind !== 'direct') await take(boss.command(key, 'kick', { user: 'third' }))
  if (who === 'banned') await take(boss.command(key, 'ban', { user: author('me') }))
  if (who === 'left') await take(me.command(key, 'leave'))
  isOut = true
  return {
    stage,
    key,
    me,
    inputs: {
      create: { kind: kind === 'private' ? 'private' : 'public' },
      update: { topic: 'new' },
      join: {},
      leave: {},
      invite: { user: author('somebody') },
      withdraw: { user: 'fourth' },
      kick: { user: 'you' },
      ban: { user: you },
      unban: { user: 'nobody' },
      mute: { user: 'you', until: 2_000_000 },
      unmute: { user: 'you' },
      setRole: { user: 'you', role: 'moderator' },
      post: { text: 'hello' },
      edit: { offset: root, text: 'mine now' },
      delete: { offset: root },
      react: { offset: root, emoji: '👍', on: true },
      pin: { offset: gone },
      unpin: { offset: gone },
      report: { offset: root, reason: 'rude' },
      resolve: { report },
      release: { held },
      reject: { held },
    },
  }
}

/** What those are told whom the table lets through, and a condition of the command does not. */
const conditions = new Set([undefined, 'chat/not-yours', 'chat/last-owner', 'chat/exists', 'chat/bad-key'])

describe.each(kinds)('in a %s room', (kind) => {
  describe.each(people[kind])('%s', (who) => {
    const standing = standingOf(who)
    const knows = views.room![kinds.indexOf(kind)]!.includes(letters[standing])
    const missing = (key: string) => `There is no room "${key}" that you may enter.`

    test('has the commands of the table, and where he may know nothing he is told nothing', async () => {
      let now = await scene(kind, who)
      for (const command of Object.keys(commands).filter((name) => name !== 'create')) {
        const { stage, key, me, inputs } = now
        const before = stage.store.log(`chat/${key}`).length
        const answer = await me.command(key, command, inputs[command])
        const cell = `${command} of ${who} in ${kind}`
        if (written(commands, command, kind, standing)) {
          expect(conditions, cell).toContain(answer?.code)
          now = await scene(kind, who)
        } else {
          expect(answer, cell).toMatchObject({ code: 'not-allowed' })
          if (!knows) expect(answer?.message, cell).toBe(missing(key))
          expect(stage.store.log(`chat/${key}`).length, cell).toBe(before)
        }
        expect(stage.reports).toEqual([])
      }
    })

    test('cannot make it again', async () => {
      const { key, me, inputs, stage } = await scene(kind, who)
      const before = stage.store.log(`chat/${key}`).length
      const answer = await me.command(key, 'create', inputs.create)
      if (who === 'kept-out') expect(answer?.message).toBe(missing(key))
      else if (kind === 'direct') expect(answer?.code).toBe('chat/bad-key')
      else if (knows || written(commands, 'join', kind, standing)) expect(answer?.code).toBe('chat/exists')
      else expect(answer?.message).toBe(missing(key))
      expect(stage.store.log(`chat/${key}`).length).toBe(before)
    })

    test('sees the views and finds the collections of the table', async () => {
      const { stage, key, me } = await scene(kind, who)
      for (const view of Object.keys(views)) {
        const may = written(views, view, kind, standing)
        const refused = await me.open(key, view)
        const cell = `${view} of ${who} in ${kind}`
        expect(refused?.code, cell).toBe(may ? undefined : 'not-allowed')
        // Word for word what is said of a room that is not there.
        const nothing = await me.open('p-nothing', view)
        if (!may) expect(refused?.message.replace(key, 'p-nothing'), cell).toBe(nothing?.message)

        for (const collection of Object.keys(collections)) {
          const name = collection.replace('*', '4')
          const found = await me.find(key, view, name)
          const finds = may && collections[collection] === view
          expect(found.type, `${collection} by ${cell}`).toBe(finds ? 'found' : 'refused')
          if (collection === 'messages') expect(JSON.stringify(found).includes('root, edited'), cell).toBe(finds)
        }

        // Live: what is posted now; on recovery: all of it again, from the beginning.
        const before = me.messages.length
        await stage.client('you').command(key, 'post', { text: `for those who see ${view}` })
        const live = JSON.stringify(me.messages.slice(before).filter((message) => message.view === view))
        expect(live.includes(`for those who see ${view}`), cell).toBe(may && view !== 'moderation')
        const again = stage.client('me')
        await again.open(key, view, { epoch: 'epoch-1', offset: 1 })
        expect(JSON.stringify(again.messages).includes('root'), `recovery: ${cell}`).toBe(may)
        if (may) expect(again.of('opened', view)).toMatchObject([{ events: expect.anything() }])
        expect(stage.reports).toEqual([])
      }
    })
  })
})

test('what is not there is answered like what one may not see, whatever is asked', async () => {
  const { me, key, inputs } = await scene('private', 'visitor')
  for (const [command, input] of Object.entries(inputs).filter(([name]) => name !== 'create')) {
    const [there, nowhere] = [await me.command(key, command, input), await me.command('p-none', command, input)]
    expect({ ...there, id: '' }, command).toEqual({
      ...nowhere,
      id: '',
      message: nowhere?.message.replace('p-none', key),
    })
  }
})

describe('who is put out', () => {
  test.each([
    ['kick', { user: 'me' }],
    ['ban', { user: author('me') }],
  ])('of a private room by %s hears nothing of what comes after', async (command, input) => {
    const { stage, key, me } = await scene('private', 'member')
    await me.open(key, 'room')
    await me.open(key, 'unread')
    const position = (me.of('opened', 'room').at(-1) as { position?: object })?.position
    await stage.client('boss').command(key, command, input)
    await stage.client('you').command(key, 'post', { text: 'after he went' })
    await me.open(key, 'room', position)
    const found = await me.find(key, 'room', 'messages')
    expect(found.type).toBe('refused')
    expect(me.of('closed').map(({ view }) => view)).toEqual(['room', 'unread'])
    expect(JSON.stringify(me.messages)).not.toContain('after he went')
  })
})
