import { type MemoryStore, memoryFeature, memoryStore } from '@parley/testkit'
import { describe, expect, it } from 'vitest'
import { calls, callsFeature, heardFeature } from '../../test/bell.ts'
import { defineChannel } from '../define/define-channel.ts'
import { sendCommand } from '../define/effects.ts'
import type { Feature } from '../define/feature.ts'
import { defineFold } from '../define/fold.ts'
import type { Batch } from '../store/store.ts'
import { announcedBy, announcementTaker } from './announcements.ts'

const ana = { id: 'ana', name: 'Ana', guest: false }
const call = { category: 'calls/call', title: 'Ana calls' }

function stage(beside: readonly Feature[] = [heardFeature], store: MemoryStore = memoryStore()) {
  const memory = memoryFeature(callsFeature, { beside, store })
  const { command } = memory.context(ana)
  const say = async (name: string, input: object) => {
    const said = await command(ana, 'calls/all', name, input).catch((error: { code: string }) => error.code)
    await memory.clock.settle()
    return said
  }
  return {
    ...memory,
    tell: (whom: string, announcement: object = call) => say('call', { whom, announcement }),
    answer: (key: string) => say('answer', { key }),
    heardBy: (person: string) => store.log(`heard/${person}`).map(({ event }) => JSON.parse(event).data),
  }
}

describe('what an event announces to a person', () => {
  it('comes to the feature that takes announcements, as a command of its own', async () => {
    const { tell, answer, heardBy, store, reports } = stage()
    const whole = {
      ...call,
      body: { en: 'Pick up', ko: '받아 주세요' },
      link: '/calls/1',
      actor: { id: 'ana', name: 'Ana' },
      key: 'call 1',
      data: { line: 1 },
      private: true,
      quietUpdate: true,
    }
    await tell('ben', whole)
    await answer('call 1')
    expect(heardBy('ben')).toEqual([{ what: 'hear', input: whole }])
    expect(heardBy('ana')).toEqual([{ what: 'forget', input: { key: 'call 1' } }])
    expect(store.plans()).toEqual([])
    expect(reports).toEqual([])
  })

  it('is planned in the transaction of the event', async () => {
    const groups: Batch[] = []
    const { tell } = stage(undefined, memoryStore({ onCommit: (group) => void groups.push(...group) }))
    await tell('ben')
    const plan = { dueAt: 0, to: 'heard/ben', command: 'hear', input: JSON.stringify(call) }
    expect(groups[0]).toMatchObject({ channel: 'calls/all', writes: [{ do: 'plan', plan }] })
  })

  it.each([
    ['nobody takes announcements', [], 'ben'],
    ['the one who does has nothing for this person', [heardFeature], 'deaf'],
  ])('is not even planned where %s', async (_where, beside, whom) => {
    const groups: Batch[] = []
    const { tell } = stage(beside, memoryStore({ onCommit: (group) => void groups.push(...group) }))
    await tell(whom)
    expect(groups.flatMap(({ writes }) => writes ?? [])).toEqual([])
  })

  it.each([
    ['nobody takes', [], []],
    ['somebody takes', [heardFeature], ['heard/ben']],
  ])('is known to effects as what %s', async (_who, beside, channels) => {
    const fold = defineFold({ state: () => ({}), events: { called: (_state, _data: object) => {} } })
    const careful = defineChannel('calls', fold, {
      commands: { call: { input: calls.commands.get('call')!.input, decide: () => [{ type: 'called', data: {} }] } },
      effects: {
        called: (_event, { takesAnnouncements }) => (takesAnnouncements ? [sendCommand('heard/ben', 'hear', {})] : []),
      },
      views: {},
    })
    const { context, clock, store } = memoryFeature({ name: 'calls', channels: [careful] }, { beside })
    await context(ana).command(ana, 'calls/all', 'call', { whom: 'ben', announcement: {} })
    await clock.settle()
    expect(store.channels().filter((name) => name.startsWith('heard/'))).toEqual(channels)
  })

  it('has the texts that people wrote cut, never in the middle of a character', async () => {
    const { tell, heardBy } = stage()
    const long = '🔔'.repeat(5_000)
    await tell('ben', { ...call, title: `a${long}`, body: { en: long, ko: '짧다' }, actor: { id: 'ana', name: long } })
    const [{ input }] = heardBy('ben')
    expect(input.title).toBe(`a${'🔔'.repeat(99)}…`)
    expect(input.body).toEqual({ en: `${'🔔'.repeat(999)}…`, ko: '짧다' })
    expect(input.actor.name).toBe(`${'🔔'.repeat(99)}…`)
  })

  it('has nothing but the fields of an announcement', async () => {
    const { tell, heardBy } = stage()
    await tell('ben', { ...call, private: false, silent: true })
    expect(heardBy('ben')).toEqual([{ what: 'hear', input: call }])
  })

  it.each([
    ['no category', { title: 'x' }, 'the "category" of an announcement is a string, not undefined'],
    ['an empty category', { ...call, category: '' }, 'the "category" of an announcement has 1 to 100 characters'],
    ['no title', { category: 'x' }, 'the "title" of an announcement is a string, or strings by language'],
    ['a title in no language', { ...call, title: {} }, 'is in 1 to 50 languages; this one is in 0'],
    ['a title that is a number in Korean', { ...call, title: { ko: 5 } }, 'not 5'],
    ['a body that is null', { ...call, body: null }, 'the "body" of an announcement is a string, or'],
    ['a link that is too long', { ...call, link: 'x'.repeat(2_001) }, 'the "link" of an announcement has 1 to 2000'],
    ['a key that is too long', { ...call, key: 'x'.repeat(201) }, 'the "key" of an announcement has 1 to 200'],
    ['data that are too long', { ...call, data: 'x'.repeat(4_095) }, 'the "data" of an announcement has 1 to 4096'],
    ['an actor without a name', { ...call, actor: { id: 'ana' } }, 'the "actor.name" of an announcement is a string'],
  ])('with %s makes its command fail, and nothing is told or stored', async (_what, announcement, why) => {
    for (const beside of [[heardFeature], []]) {
      const { tell, reports, store } = stage(beside)
      expect(await tell('ben', announcement)).toBe('internal')
      expect(reports).toEqual([expect.stringContaining(why)])
      expect(store.channels()).toEqual([])
    }
  })
})

describe('an announcement that is planned and not sent yet', () => {
  const toBusy = { ...call, actor: { id: 'ana', name: 'Ana' } }

  it('is part of what is exported of whom it names', async () => {
    const { host, tell } = stage()
    await tell('busy', toBusy)
    const plan = { channel: 'calls/all', to: 'heard/busy', command: 'hear', dueAt: 0, input: toBusy }
    expect((await host.exportPerson('ana')).plans).toEqual([plan])
    expect((await host.exportPerson('busy')).plans).toEqual([plan])
    expect((await host.exportPerson('ben')).plans).toEqual([])
  })

  it('is made without a person who is erased', async () => {
    const { host, tell, store } = stage()
    await tell('busy', toBusy)
    expect(await host.erasePerson('ana')).toMatchObject({ events: 1, plans: 1, left: [] })
    expect(store.plans()).toMatchObject([
      { to: 'heard/busy', input: '{"category":"calls/call","title":"Somebody called"}' },
    ])
  })
})

describe('the features of one server', () => {
  it('have one that takes announcements, or none', () => {
    expect(announcementTaker([callsFeature])).toBeUndefined()
    expect(announcementTaker([callsFeature, heardFeature])).toBe(heardFeature.announcements)
    const both = [heardFeature, { ...heardFeature, name: 'other' }]
    expect(() => announcementTaker(both)).toThrow(
      expect.objectContaining({
        code: 'ERR_FEATURE_ANNOUNCEMENTS',
        message: expect.stringContaining('"heard" and "other"'),
      }),
    )
    const half = { ...heardFeature, announcements: { announce: 'hear' } as never }
    expect(() => announcementTaker([half])).toThrow('{ to: (person) => "inbox/" + person, announce: "notify"')
  })

  it('announce categories that have a title, each of one feature', () => {
    expect(announcedBy([callsFeature, heardFeature])).toEqual(callsFeature.announces)
    const code = 'ERR_FEATURE_ANNOUNCES'
    const twice = [callsFeature, { ...callsFeature, name: 'other' }]
    expect(() => announcedBy(twice)).toThrow(expect.objectContaining({ code }))
    for (const announces of [{ '': { title: 'x' } }, { 'calls/call': {} as never }]) {
      expect(() => announcedBy([{ ...callsFeature, announces }])).toThrow(expect.objectContaining({ code }))
    }
  })
})
