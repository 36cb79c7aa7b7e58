import type { Actor, AnyEvent, EventMeta } from '@parley/channel'
import { applyEvent, schemaHashOf, systemActor } from '@parley/channel'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { actor, Town } from '../../test/person/town.ts'
import type { Person } from '../contract/index.ts'
import { personChannel } from './channel.ts'
import { personFold } from './person-fold.ts'
import type { PersonState } from './person-state.ts'

const channel = personChannel()
const view = channel.views.get('person')!
const ben = { id: 'ben', name: 'Ben' }
const ownCommands: { readonly [name: string]: object } = {
  read: { room: 'lobby', upTo: 3 },
  markUnread: { room: 'lobby', from: 3 },
  draft: { room: 'lobby', text: 'x' },
  muteRoom: { room: 'lobby', on: true },
  block: { user: ben, on: true },
  direct: { with: ben },
  schedule: { room: 'lobby', text: 'x', at: 2_000_000 },
  cancelScheduled: { id: 'x' },
  declineInvite: { room: 'lobby' },
  dismiss: { id: 'x' },
}
const systemCommands: { readonly [name: string]: object } = {
  membership: { room: 'lobby', offset: 3, kind: 'public', title: 'Lobby', role: 'member', at: 1 },
  invited: { room: 'lobby', offset: 4, by: ben, title: 'Lobby' },
  inviteEnded: { room: 'lobby', offset: 5 },
  letIn: { room: 'lobby', offset: 6 },
  follow: { room: 'lobby', thread: 3, by: 'ben', upTo: 0 },
  untold: { room: 'lobby', offset: 6 },
  told: { room: 'lobby', offset: 6, kind: 'public', title: 'Lobby', of: 'mention', by: ben, text: 'x' },
  heldNote: { room: 'lobby', held: 3, text: 'x', on: true },
  outcome: { id: 'x', room: 'lobby', text: 'x', ok: true },
  askDirect: { room: 'dm-x', by: ben, with: { id: 'ana', name: 'Ana' } },
  directRefused: { room: 'dm-x', with: ben },
  dueScheduled: { id: 'x' },
}

it('has the names that clients of version 1 know', () => {
  expect([...channel.commands.keys()].sort()).toEqual(
    [...Object.keys(ownCommands), ...Object.keys(systemCommands)].sort(),
  )
  expect(schemaHashOf(channel)).toMatchInlineSnapshot(`"84cdafc49e4753ca"`)
})

describe('a channel of a person', () => {
  const strangers: readonly Actor[] = [actor('ben'), { ...systemActor }, actor('anA'), actor('')]

  it.each(Object.entries(ownCommands))('takes "%s" from nobody else', async (name, input) => {
    const town = new Town()
    const { commands } = channel
    for (const stranger of [...strangers, systemActor]) {
      const context = { actor: stranger, key: 'ana', id: 'c', now: 1, documents: [] }
      const answer = commands.get(name)!.decide(channel.fold.state(), input, context)
      expect(answer).toMatchObject({ reason: { code: 'not-allowed' } })
    }
    expect(await town.device('ben').command('chat-person/ana', name, input)).toMatchObject({ code: 'not-allowed' })
  })

  it.each(Object.entries(systemCommands))('takes "%s" from the server alone', (name, input) => {
    for (const stranger of [...strangers, actor('ana'), actor('system', 'system')]) {
      const context = { actor: stranger, key: 'ana', id: 'c', now: 1, documents: [] }
      const answer = channel.commands.get(name)!.decide(channel.fold.state(), input, context)
      expect(answer).toMatchObject({ reason: { code: 'not-allowed' } })
    }
  })

  it('is seen by that person alone, and has no history', async () => {
    const town = new Town()
    await town.own('ana', 'draft', { room: 'lobby', text: 'x' })
    expect(await town.device('ben').open('chat-person/ana', 'person')).toMatchObject({ code: 'not-allowed' })
    expect(await town.device('ana').open('chat-person/ana', 'person')).toMatchObject({ state: { drafts: {} } })
    expect(view.history).toBe(false)
  })

  it.each(['', 'x'.repeat(151), '\ud800'])('is not there for the id %j', (id) => {
    expect(channel.acceptsKey(id)).toBe(false)
  })

  it.each(['__proto__', 'a/b', '🦊', ' ', 'x'.repeat(150), '한국'])('is there for the id %j', async (id) => {
    const town = new Town()
    await town.own(id, 'draft', { room: 'lobby', text: 'mine' })
    expect((await town.person(id)).drafts.lobby?.text).toBe('mine')
  })
})

/** A log that grows as a host would let it. */
class Log {
  readonly state = channel.fold.state() as PersonState
  readonly events: (AnyEvent & EventMeta)[] = []
  #now = 1_000_000

  take(who: Actor, name: string, input: object): void {
    const rule = channel.commands.get(name)!
    const context = { actor: who, key: 'ana', id: `c${this.#now}`, now: this.#now++, documents: [] }
    const decision = rule.decide(this.state, input, context)
    if (!Array.isArray(decision)) return
    for (const { type, data } of JSON.parse(JSON.stringify(decision)) as AnyEvent[]) {
      const event = { type, data, offset: this.events.length + 1, at: context.now }
      this.events.push(event)
      applyEvent(channel.fold, this.state, event)
    }
  }
}

const keys = fc.constantFrom('7', 'lobby', '__proto__', 'p-x')
const people = fc.constantFrom('__proto__', 'ben', 'a/b').map((id) => ({ id, name: `n ${id}` }))
const small = fc.integer({ min: 1, max: 12 })
const flag = fc.boolean()
const own: readonly fc.Arbitrary<readonly [string, object]>[] = [
  fc.record({ room: keys, upTo: small, tell: flag }).map((input) => ['read', input] as const),
  fc.record({ room: keys, upTo: small, thread: small }).map((input) => ['read', input] as const),
  fc.record({ room: keys, from: small }).map((input) => ['markUnread', input] as const),
  fc.record({ room: keys, text: fc.constantFrom('', 'a', 'b') }).map((input) => ['draft', input] as const),
  fc.record({ room: keys, on: flag }).map((input) => ['muteRoom', input] as const),
  fc.record({ user: people, on: flag }).map((input) => ['block', input] as const),
  fc.record({ with: people }).map((input) => ['direct', input] as const),
  fc
    .record({ room: keys, text: fc.constant('x'), at: fc.constant(5_000_000) })
    .map((input) => ['schedule', input] as const),
  fc.record({ room: keys }).map((input) => ['declineInvite', input] as const),
  fc
    .record({ id: fc.tuple(keys, small).map(([room, held]) => `${room}/${held}`) })
    .map((input) => ['dismiss', input] as const),
]
const news: readonly fc.Arbitrary<readonly [string, object]>[] = [
  fc
    .record({
      room: keys,
      offset: small,
      kind: fc.constant('public'),
      title: fc.constantFrom('A', 'B'),
      role: fc.constantFrom('owner', 'member', null),
      at: fc.constantFrom(1, 2),
    })
    .map((input) => ['membership', input] as const),
  fc
    .record({
      room: keys,
      offset: small,
      kind: fc.constant('public'),
      title: fc.constant('A'),
      role: fc.constant('member'),
      at: fc.constantFrom(1, 2),
      joined: fc.constant(true),
      with: people,
    })
    .chain((input) => fc.constantFrom(input, { ...input, mutedUntil: 1_000_500 }))
    .map((input) => ['membership', input] as const),
  fc
    .record({ room: keys, thread: small, by: fc.constantFrom('ben', 'ana'), upTo: fc.constantFrom(0, 3, 7) })
    .map((input) => ['follow', input] as const),
  fc.record({ room: keys, offset: small }).map((input) => ['letIn', input] as const),
  fc
    .record({ room: keys, offset: small, by: people, title: fc.constant('A') })
    .map((input) => ['invited', input] as const),
  fc.record({ room: keys, offset: small }).map((input) => ['inviteEnded', input] as const),
  fc
    .record({
      room: keys,
      held: small,
      text: fc.constant('x'),
      on: flag,
      rejected: fc.constant({ code: 'c', message: 'm' }),
    })
    .map((input) => ['heldNote', input] as const),
]
const step = fc.oneof(
  ...own.map((arbitrary) => arbitrary.map((each) => [actor('ana'), ...each] as const)),
  ...news.map((arbitrary) => arbitrary.map((each) => [systemActor, ...each] as const)),
)
const logs = fc.array(step, { maxLength: 60 }).map((steps) => {
  const log = new Log()
  for (const [who, name, input] of steps) log.take(who, name, input)
  return log
})

describe('whatever happens', () => {
  const show = view.projection!.show as (event: AnyEvent & EventMeta) => AnyEvent | undefined
  const fold = (events: readonly (AnyEvent & EventMeta)[], from: Person = personFold.state()): Person => {
    const person = structuredCloneOf(from)
    for (const event of events) {
      const shown = show(event)
      if (shown !== undefined) applyEvent(personFold, person, { ...shown, offset: event.offset, at: event.at })
    }
    return person
  }
  const structuredCloneOf = <T>(value: T): T => JSON.parse(JSON.stringify(value))

  it('what a device folds from the view, from the beginning or from any state it was given, is the state of the channel', () => {
    fc.assert(
      fc.property(logs, fc.nat({ max: 60 }), ({ state, events }, at) => {
        expect(JSON.stringify(fold(events))).toBe(JSON.stringify(view.projection!.project(state)))
        const before = fold(events.slice(0, at))
        expect(JSON.stringify(fold(events.slice(at), before))).toBe(JSON.stringify(state.person))
      }),
    )
  })

  it('the state is plain JSON, and the view tells nothing that only the rules need', () => {
    fc.assert(
      fc.property(logs, ({ state, events }) => {
        expect(structuredCloneOf(state)).toEqual(state)
        for (const event of events) {
          const shown = JSON.stringify(show(event)?.data ?? {})
          expect(shown).not.toMatch(/"(news|me|declined)":/)
        }
      }),
    )
  })

  it('a room that is not listed has nothing read, muted or followed', () => {
    fc.assert(
      fc.property(logs, ({ state: { person } }) => {
        const listed = Object.keys(person.rooms)
        const named = [
          ...Object.keys(person.read),
          ...Object.keys(person.mutedRooms),
          ...Object.keys(person.threads).map((thread) => thread.split('/')[0]),
        ]
        for (const room of named) expect(listed).toContain(room)
        for (const { by } of Object.values(person.invites)) expect(Object.keys(person.blocked)).not.toContain(by.id)
      }),
    )
  })

  it('nothing is left of a person who was erased: not in his channel, and not in those of others', () => {
    fc.assert(
      fc.property(logs, ({ events }) => {
        const rest = (person: string) => {
          const state = channel.fold.state() as PersonState
          const left = events.map((event) => ({ ...event, ...channel.erase?.(event, person) }))
          for (const event of left) applyEvent(channel.fold, state, event)
          return { text: JSON.stringify(left), state }
        }
        const mine = rest('ana')
        expect(new Set(JSON.parse(mine.text).map(({ type }: AnyEvent) => type)).size).toBeLessThanOrEqual(1)
        expect(mine.state).toEqual(channel.fold.state())
        expect(rest('ben').text).not.toMatch(/"ben"|n ben/)
        expect(rest('nobody').text).toBe(JSON.stringify(events))
      }),
    )
  })
})

it('an app lowers limits, and raises none', () => {
  for (const limits of [{ maxDrafts: 101 }, { maxBlocked: 0 }, { maxScheduled: 1.5 }, { maxFun: 1 }])
    expect(() => personChannel({ limits } as never)).toThrow(expect.objectContaining({ code: 'ERR_CHAT_LIMITS' }))
  expect(() => personChannel({ limits: { maxDrafts: 1 } })).not.toThrow()
})
