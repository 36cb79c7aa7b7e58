import { z } from 'zod'
import { defineChannel } from '../src/define/define-channel.ts'
import { putDocument, removeDocument } from '../src/define/effects.ts'
import { defineFold } from '../src/define/fold.ts'
import { refuse } from '../src/define/refusal.ts'

export interface CardEvents {
  readonly put: { readonly id: string; readonly text: string; readonly step: number }
  readonly removed: { readonly id: string; readonly step: number }
  readonly seen: { readonly ids: readonly string[]; readonly texts: readonly (string | null)[]; readonly step: number }
}

const id = z.string()
const step = z.number().default(0)

/** Cards that the state knows nothing of: only a lookup tells what is on them. */
export const cards = defineChannel(
  'cards',
  defineFold({
    state: () => ({ steps: [] as number[] }),
    events: {
      put: (state, data: CardEvents['put']) => void state.steps.push(data.step),
      removed: (state, data: CardEvents['removed']) => void state.steps.push(data.step),
      seen: (state, data: CardEvents['seen']) => void state.steps.push(data.step),
    },
  }),
  {
    commands: {
      put: {
        input: z.object({ id, text: z.string(), step }),
        decide: (_state, input) => [{ type: 'put', data: input }],
      },
      remove: { input: z.object({ id, step }), decide: (_state, input) => [{ type: 'removed', data: input }] },
      /** Notes what is on these cards. */
      see: {
        input: z.object({ ids: z.array(id), step }),
        lookup: (_state, { ids }) => ids.map((each) => ({ collection: 'cards', id: each })),
        decide: (_state, { ids, step }, { documents }) => {
          const texts = documents.map((document) => (document === undefined ? null : (document.body as string)))
          return [{ type: 'seen', data: { ids, texts, step } }]
        },
      },
      /** Says no to what is there, and nothing to what is not. */
      claim: {
        input: z.object({ id }),
        lookup: (_state, { id }) => [{ collection: 'cards', id }],
        decide: (_state, _input, { documents: [card] }) =>
          card === undefined ? [] : refuse('cards/taken', `${card.id} ${card.order} ${card.body}`),
      },
      odd: {
        input: z.object({ how: z.enum(['throw', 'promise', 'nine', 'shape']) }),
        lookup: (_state, { how }) => {
          if (how === 'throw') throw new Error('bad luck')
          if (how === 'nine') return Array.from({ length: 9 }, () => ({ collection: 'cards', id: '1' }))
          return (how === 'shape' ? [{ collection: 'cards' }] : Promise.resolve([])) as never
        },
        decide: () => [],
      },
    },
    effects: {
      put: ({ offset, data }) => [putDocument('cards', data.id, { order: offset, body: data.text })],
      removed: ({ data }) => [removeDocument('cards', data.id)],
    },
    erase: () => undefined,
    views: { all: {} },
  },
)
