import { type Actor, defineChannel, defineFold, type Feature } from '@parley/channel'
import { type MemoryStore, memoryFeature, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { author } from '../../test/room/cast.ts'
import { person } from '../../test/room/room-log.ts'
import { type ChatOptions, chat } from '../server.ts'

const [ana, ben, cho] = [person('ana'), person('ben'), person('cho')]

interface Told {
  readonly what: 'announce' | 'withdraw'
  readonly input: { readonly category?: string; readonly key?: string; readonly [field: string]: unknown }
}

const hearing = (what: Told['what']) => ({
  input: z.any(),
  decide: (_state: unknown, input: Told['input']) => [{ type: 'told' as const, data: { what, input } }],
})

/** Keeps what people are told, as the feature that tells them would get it. */
const ears = defineChannel('ears', defineFold({ state: () => ({}), events: { told: (_state, _data: Told) => {} } }), {
  commands: {
    announce: hearing('announce'),
    withdraw: hearing('withdraw'),
  },
  views: {},
  erase: () => undefined,
})
const taker: Feature = {
  name: 'ears',
  channels: [ears],
  announcements: { to: (id) => `ears/${id}`, announce: 'announce', withdraw: 'withdraw' },
}

function town(options: ChatOptions = {}, store: MemoryStore = memoryStore(), beside: readonly Feature[] = [taker]) {
  const memory = memoryFeature(chat({ files: false, ...options }), { beside, store })
  const say = async (channel: string, who: Actor, name: string, input: object = {}) => {
    const said = await memory.context(who).command(who, channel, name, input)
    await memory.clock.settle()
    return said.offset
  }
  const heard = (who: Actor): Told[] => store.log(`ears/${who.id}`).map(({ event }) => JSON.parse(event).data)
  return {
    ...memory,
    heard,
    /** What is told to somebody and stands, by its key. */
    standing: (who: Actor) => {
      const by = new Map<string, Told['input']>()
      for (const { what, input } of heard(who))
        if (what === 'announce') by.set(input.key ?? '', input)
        else by.delete(input.key ?? '')
      return by
    },
    inRoom: (who: Actor, name: string, input: object = {}, room = 'general') => say(`chat/${room}`, who, name, input),
    own: (who: Actor, name: string, input: object) => say(`chat-person/${who.id}`, who, name, input),
  }
}

/** A room of ana, ben and cho. */
async function general(options: ChatOptions = {}) {
  const all = town(options)
  await all.inRoom(ana, 'create', { kind: 'public', title: 'General' })
  for (const who of [ben, cho]) await all.inRoom(who, 'join')
  return all
}

const mentioning = (...people: Actor[]) => ({
  text: 'Look',
  mentions: { people: people.map(({ id }) => id) },
})

describe('a message in a room', () => {
  it('is announced to those whom it mentions, with where it is, and to nobody else', async () => {
    const { inRoom, heard, reports } = await general()
    const offset = await inRoom(ana, 'post', mentioning(ben))
    expect(heard(ben)).toEqual([
      {
        what: 'announce',
        input: {
          category: 'chat/mention',
          title: { en: '{actors} mentioned you in General', ko: 'General에서 {actors}님이 나를 언급했어요' },
          body: 'Look',
          link: `/#general/${offset}`,
          actor: author(ana),
          key: 'chat/general',
          data: { room: 'general', offset },
        },
      },
    ])
    expect([heard(ana), heard(cho), reports]).toEqual([[], [], []])
  })

  it('that mentions everybody is announced to all but its author', async () => {
    const { inRoom, heard } = await general()
    await inRoom(ana, 'post', { text: 'Look', mentions: { room: true } })
    expect([ana, ben, cho].map((who) => heard(who).length)).toEqual([0, 1, 1])
  })

  it('is announced to whom it answers', async () => {
    const { inRoom, heard } = await general()
    const asked = await inRoom(ben, 'post', { text: 'Who?' })
    await inRoom(ana, 'post', { text: 'Me', reply: asked })
    await inRoom(ben, 'post', { text: 'I knew', reply: asked })
    expect(heard(ben).map(({ input }) => [input.category, input.body])).toEqual([['chat/reply', 'Me']])
  })

  it('in a thread is announced to who began it and who wrote there, apart from the room', async () => {
    const { inRoom, heard } = await general()
    const thread = await inRoom(ana, 'post', { text: 'Who comes?' })
    await inRoom(ben, 'post', { text: 'I do', thread })
    await inRoom(cho, 'post', { text: 'Me too', thread })
    const key = `chat/general/${thread}`
    const seen = (who: Actor) => heard(who).map(({ input }) => [input.category, input.key, input.body])
    expect(seen(ana)).toEqual([
      ['chat/reply', key, 'I do'],
      ['chat/reply', key, 'Me too'],
    ])
    expect(seen(ben)).toEqual([['chat/reply', key, 'Me too']])
    expect(seen(cho)).toEqual([])
  })

  it('is announced once, for what concerns somebody most', async () => {
    const { inRoom, heard } = await general()
    const asked = await inRoom(ben, 'post', { text: 'Who?' })
    await inRoom(ana, 'post', { ...mentioning(ben), reply: asked })
    expect(heard(ben).map(({ input }) => input.category)).toEqual(['chat/mention'])
  })

  it('is announced with its beginning', async () => {
    const { inRoom, heard } = await general()
    await inRoom(ana, 'post', { ...mentioning(ben), text: 'x'.repeat(4000) })
    expect(heard(ben)[0]?.input.body).toBe('x'.repeat(200))
  })

  it('that is deleted is announced no more, to whomever it concerned', async () => {
    const { inRoom, standing } = await general()
    const asked = await inRoom(ben, 'post', { text: 'Who?' })
    const answer = await inRoom(ana, 'post', { ...mentioning(cho), reply: asked })
    expect([ben, cho].map((who) => standing(who).size)).toEqual([1, 1])
    await inRoom(ana, 'delete', { offset: answer })
    expect([ben, cho].map((who) => standing(who).size)).toEqual([0, 0])
  })

  it('that is deleted leaves what was told since', async () => {
    const { inRoom, standing } = await general()
    const first = await inRoom(ana, 'post', mentioning(ben))
    const second = await inRoom(ana, 'post', { ...mentioning(ben), text: 'Again' })
    await inRoom(ana, 'delete', { offset: first })
    expect(standing(ben).get('chat/general')).toMatchObject({ body: 'Again' })
    await inRoom(ana, 'delete', { offset: second })
    expect(standing(ben).size).toBe(0)
  })

  it('leads where the app says', async () => {
    const { inRoom, heard } = await general({ linkTo: (room, offset) => `https://app.example/${room}?at=${offset}` })
    const offset = await inRoom(ana, 'post', mentioning(ben))
    expect(heard(ben)[0]?.input.link).toBe(`https://app.example/general?at=${offset}`)
  })

  it('of a private room is not for other eyes', async () => {
    const { inRoom, own, heard } = town()
    await inRoom(ana, 'create', { kind: 'private', title: 'Plans' }, 'p-plans')
    await inRoom(ana, 'invite', { user: author(ben) }, 'p-plans')
    await inRoom(ben, 'join', {}, 'p-plans')
    await inRoom(ana, 'post', mentioning(ben), 'p-plans')
    expect(heard(ben).map(({ what, input }) => [what, input.category ?? input.key, input.private])).toEqual([
      ['announce', 'chat/invite', true],
      ['withdraw', 'chat-invite/p-plans', undefined],
      ['announce', 'chat/mention', true],
    ])
    await own(ben, 'read', { room: 'p-plans', upTo: 99 })
    expect(heard(ben).at(-1)).toEqual({ what: 'withdraw', input: { key: 'chat/p-plans' } })
  })

  it('of a direct room is announced to the other, without a mention', async () => {
    const { inRoom, own, heard, store } = town()
    await own(ana, 'direct', { with: author(ben) })
    const room = store
      .channels()
      .find((name) => name.startsWith('chat/dm-'))!
      .slice('chat/'.length)
    await inRoom(ana, 'post', { text: 'Psst' }, room)
    expect(heard(ben)).toMatchObject([
      { what: 'announce', input: { category: 'chat/direct', body: 'Psst', private: true, key: `chat/${room}` } },
    ])
    expect(heard(ana)).toEqual([])
  })
})

describe('nothing is announced', () => {
  it.each<[string, (all: Awaited<ReturnType<typeof general>>) => Promise<unknown>]>([
    ['of those whom he blocks', ({ own }) => own(ben, 'block', { user: author(ana), on: true })],
    ['of rooms that he has muted', ({ own }) => own(ben, 'muteRoom', { room: 'general', on: true })],
    ['of what he has read before it came', ({ own }) => own(ben, 'read', { room: 'general', upTo: 99 })],
  ])('%s', async (_what, prepare) => {
    const all = await general()
    await prepare(all)
    const thread = await all.inRoom(ben, 'post', { text: 'Hello' })
    await all.own(ben, 'read', { room: 'general', upTo: 99, thread })
    await all.inRoom(ana, 'post', mentioning(ben))
    await all.inRoom(ana, 'post', { text: 'Hello', reply: thread })
    expect(all.heard(ben)).toEqual([])
  })

  it('of rooms that he has left', async () => {
    const { inRoom, heard } = await general()
    const asked = await inRoom(ben, 'post', { text: 'Who?' })
    await inRoom(ben, 'leave')
    await inRoom(ana, 'post', { text: 'Me', reply: asked })
    expect(heard(ben)).toEqual([])
  })

  it('where nobody tells people anything: their channels are not even asked', async () => {
    const { inRoom, store } = town({}, memoryStore(), [])
    await inRoom(ana, 'create', { kind: 'public', title: 'General' })
    await inRoom(ben, 'join')
    const before = store.log('chat-person/ben').length
    await inRoom(ana, 'post', mentioning(ben))
    expect(store.log('chat-person/ben')).toHaveLength(before)
  })

  it('by anybody but the server', async () => {
    const { own } = await general()
    const input = { room: 'general', offset: 9, kind: 'public', title: '', of: 'mention', by: author(ben), text: '' }
    await expect(own(ana, 'told', input)).rejects.toMatchObject({ code: 'not-allowed' })
  })
})

describe('what was announced is withdrawn', () => {
  it('when it is read up to the newest, once', async () => {
    const { inRoom, own, heard, standing } = await general()
    const first = await inRoom(ana, 'post', mentioning(ben))
    const second = await inRoom(cho, 'post', mentioning(ben))
    await own(ben, 'read', { room: 'general', upTo: first })
    expect([...standing(ben).keys()]).toEqual(['chat/general'])
    await own(ben, 'read', { room: 'general', upTo: second })
    expect(standing(ben).size).toBe(0)
    await inRoom(ana, 'post', { text: 'And on' })
    await own(ben, 'read', { room: 'general', upTo: second + 1 })
    expect(heard(ben).filter(({ what }) => what === 'withdraw')).toHaveLength(1)
  })

  it('of a thread when the thread is read, not the room', async () => {
    const { inRoom, own, standing } = await general()
    const thread = await inRoom(ana, 'post', { text: 'Who comes?' })
    const upTo = await inRoom(ben, 'post', { text: 'I do', thread })
    await own(ana, 'read', { room: 'general', upTo })
    expect([...standing(ana).keys()]).toEqual([`chat/general/${thread}`])
    await own(ana, 'read', { room: 'general', upTo, thread })
    expect(standing(ana).size).toBe(0)
  })

  it('of a thread when he writes there himself', async () => {
    const { inRoom, standing } = await general()
    const thread = await inRoom(ana, 'post', { text: 'Who comes?' })
    await inRoom(ben, 'post', { text: 'I do', thread })
    expect(standing(ana).size).toBe(1)
    await inRoom(ana, 'post', { text: 'Good', thread })
    expect(standing(ana).size).toBe(0)
  })

  it.each<[string, (all: Awaited<ReturnType<typeof general>>) => Promise<unknown>]>([
    ['leaves the room', ({ inRoom }) => inRoom(ben, 'leave')],
    ['is put out of it', ({ inRoom }) => inRoom(ana, 'kick', { user: 'ben' })],
    ['mutes it', ({ own }) => own(ben, 'muteRoom', { room: 'general', on: true })],
  ])('when he %s: of the room and of its threads', async (_what, happen) => {
    const all = await general()
    const thread = await all.inRoom(ben, 'post', { text: 'Who?' })
    await all.inRoom(ana, 'post', mentioning(ben))
    await all.inRoom(ana, 'post', { text: 'Me', thread })
    expect(all.standing(ben).size).toBe(2)
    await happen(all)
    expect(all.standing(ben).size).toBe(0)
  })

  it('after a restart, too', async () => {
    const before = await general()
    const offset = await before.inRoom(ana, 'post', mentioning(ben))
    await before.close()
    const store = before.store.reopen()
    const after = town({}, store)
    await after.own(ben, 'read', { room: 'general', upTo: offset })
    expect(after.standing(ben).size).toBe(0)
  })
})

describe('an invitation', () => {
  it('is announced, and withdrawn when it was taken up or declined', async () => {
    const { inRoom, own, heard, standing } = await general()
    const dan = person('dan')
    await inRoom(ana, 'invite', { user: author(dan) })
    expect(heard(dan)).toEqual([
      {
        what: 'announce',
        input: {
          category: 'chat/invite',
          title: { en: '{actors} invited you to General', ko: '{actors}님이 General에 초대했어요' },
          link: '/#general',
          actor: author(ana),
          key: 'chat-invite/general',
          data: { room: 'general' },
        },
      },
    ])
    await own(dan, 'declineInvite', { room: 'general' })
    expect(standing(dan).size).toBe(0)
    const eve = person('eve')
    await inRoom(ben, 'invite', { user: author(eve) })
    expect(standing(eve).size).toBe(1)
    await inRoom(eve, 'join')
    expect(standing(eve).size).toBe(0)
  })
})

describe('a person who is erased', () => {
  it('is named no more in what others were told, and what he wrote is gone from there', async () => {
    const { inRoom, host, clock, store } = await general()
    await inRoom(ana, 'post', { ...mentioning(ben), text: 'my secret' })
    await host.erasePerson('ana')
    await clock.settle()
    const log = store.log('chat-person/ben').map(({ event }) => event)
    expect(log.filter((event) => event.includes('"told"'))).toHaveLength(1)
    expect(log.join()).not.toMatch(/my secret|"ana"/)
  })
})

it('says what it announces, in English and Korean', () => {
  const { announces = {} } = chat()
  expect(Object.keys(announces)).toEqual(['chat/direct', 'chat/mention', 'chat/reply', 'chat/invite'])
  for (const { title } of Object.values(announces)) expect(Object.keys(title)).toEqual(['en', 'ko'])
})
