import { expectTypeOf } from 'vitest'
import { z } from 'zod'
import { type ContractOf, defineChannel } from './define-channel.ts'
import { latest, sample } from './delivery.ts'
import { defineFold } from './fold.ts'
import { refuse } from './refusal.ts'

interface Counter {
  value: number
}
const counter = defineFold({
  state: (): Counter => ({ value: 0 }),
  events: {
    added: (state, data: { by: number }) => {
      state.value += data.by
    },
  },
})
const parity = defineFold({
  state: () => ({ even: true }),
  events: {
    turned: (state, data: { even: boolean }) => {
      state.even = data.even
    },
  },
})
const channel = defineChannel('counter', counter, {
  commands: {
    add: {
      input: z.object({ by: z.number().default(1) }),
      decide: (state, input, { actor }) => {
        expectTypeOf(state).toEqualTypeOf<Counter>()
        expectTypeOf(input).toEqualTypeOf<{ by: number }>()
        expectTypeOf(actor.id).toBeString()
        return state.value > 9 ? refuse('counter/full', 'full') : [{ type: 'added', data: { by: input.by } }]
      },
    },
    wrong: {
      input: z.object({}),
      // @ts-expect-error an event the fold does not know
      decide: () => [{ type: 'gone', data: {} }],
    },
  },
  signals: { wave: { data: z.object({ hand: z.string() }) } },
  views: {
    all: {},
    parity: {
      projection: {
        fold: parity,
        project: (state) => ({ even: state.value % 2 === 0 }),
        show: ({ data }) => ({ type: 'turned', data: { even: data.by === 2 } }),
      },
    },
  },
})
defineChannel('counter', counter, {
  commands: {},
  views: {
    all: { delivery: latest((event: { data: { by: number } }) => String(event.data.by)) },
    // @ts-expect-error no event of the fold has such data
    wrong: { delivery: latest((event: { data: { name: string } }) => event.data.name) },
    parity: {
      delivery: latest((event: { type: 'turned'; data: { even: boolean } }) => String(event.data.even)),
      projection: {
        fold: parity,
        project: (state) => ({ even: state.value % 2 === 0 }),
        show: () => undefined,
      },
    },
    sampled: { delivery: sample(100) },
  },
})
defineChannel('counter', counter, {
  commands: {},
  signals: {
    wave: {
      data: z.object({ hand: z.string() }),
      views: ['all'],
      allow: (state, actor, key) => {
        expectTypeOf(state).toEqualTypeOf<Counter>()
        expectTypeOf(key).toBeString()
        return actor.id !== 'eve' && state.value > 0
      },
      as: ({ id }) => ({ id, name: 'Somebody' }),
    },
    // @ts-expect-error a view that is not there
    nod: { data: z.object({}), views: ['none'] },
  },
  views: { all: {} },
})
type C = ContractOf<typeof channel>
expectTypeOf<C['commands']['add']>().toEqualTypeOf<{ by?: number | undefined }>()
expectTypeOf<C['signals']['wave']>().toEqualTypeOf<{ hand: string }>()
expectTypeOf<C['views']['all']['state']>().toEqualTypeOf<Counter>()
expectTypeOf<C['views']['all']['events']>().toEqualTypeOf<{ added: { by: number } }>()
expectTypeOf<C['views']['parity']['state']>().toEqualTypeOf<{ even: boolean }>()

defineChannel('counter', counter, {
  commands: {},
  views: {
    'digit/*': {
      parts: (event) => {
        expectTypeOf(event.data).toEqualTypeOf<{ by: number }>()
        return [String(event.data.by)]
      },
      acceptsPart: (state, part) => state.value > 0 && part !== '',
      allow: (state, actor, key, part) => state.value > 0 && actor.id === key && part.length > 0,
      projection: {
        fold: parity,
        project: (state, { part, key }) => ({ even: String(state.value) === part + key }),
        show: (event, { part, state }) => ({
          type: 'turned',
          data: { even: part === String(state.value + event.offset) },
        }),
      },
    },
    // @ts-expect-error it does not say whom an event concerns
    'letter/*': {},
    // @ts-expect-error its name says that it has no parts
    all: { parts: () => [] },
  },
})
const tally = defineFold({
  state: () => new Map<string, number>(),
  events: { counted: (state, { name }: { name: string }) => void state.set(name, (state.get(name) ?? 0) + 1) },
  saved: { save: (state) => ({ entries: [...state] }), load: ({ entries }) => new Map(entries) },
})
defineChannel('tally', tally, {
  commands: {},
  upcastState: () => ({ entries: [] }),
  eraseState: (state, person) => {
    expectTypeOf(state).toEqualTypeOf<Map<string, number>>()
    state.delete(person)
    return state
  },
  views: {},
})
defineChannel('tally', tally, {
  commands: {},
  // @ts-expect-error it is made new as it is stored
  upcastState: () => new Map<string, number>(),
  views: {},
})
