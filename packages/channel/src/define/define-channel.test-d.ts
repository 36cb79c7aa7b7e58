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
