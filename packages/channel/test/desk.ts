import { z } from 'zod'
import { defineChannel } from '../src/define/define-channel.ts'
import { cancelTimer, putDocument, removeDocument, sendCommand, setTimer } from '../src/define/effects.ts'
import { defineFold } from '../src/define/fold.ts'
import { refuse } from '../src/define/refusal.ts'

export interface Desk {
  notes: Record<string, string>
}
export const deskFold = defineFold({
  state: (): Desk => ({ notes: {} }),
  events: {
    noted: (desk, data: { id: string; text: string; by: string; remindAt?: number | undefined }) => {
      desk.notes[data.id] = data.text
    },
    snoozed: (_desk, _data: { id: string; until: number }) => {},
    dropped: (desk, data: { id: string }) => {
      delete desk.notes[data.id]
    },
    reminded: (_desk, _data: { id: string; by: string }) => {},
  },
})

const id = z.string()

/** Notes that are found again, remind of themselves, and are counted elsewhere: every kind of effect. */
export const desk = defineChannel('desk', deskFold, {
  commands: {
    note: {
      input: z.object({ id, text: z.string(), remindAt: z.number().optional() }),
      decide: (_desk, input, { actor }) => [{ type: 'noted', data: { ...input, by: actor.id } }],
    },
    snooze: {
      input: z.object({ id, until: z.number() }),
      decide: (state, input) => (state.notes[input.id] === undefined ? [] : [{ type: 'snoozed', data: input }]),
    },
    drop: { input: z.object({ id }), decide: (_desk, input) => [{ type: 'dropped', data: input }] },
    remind: {
      input: z.object({ id }),
      decide: (_desk, input, { actor }) => [{ type: 'reminded', data: { ...input, by: actor.id } }],
    },
  },
  effects: {
    noted: ({ offset, data }, { key }) => [
      putDocument('notes', data.id, {
        order: offset,
        body: { text: data.text, by: data.by },
        text: data.text,
        person: data.by,
      }),
      sendCommand('tally/all', 'count', { what: `${key} ${data.id}` }),
      ...(data.remindAt === undefined ? [] : [setTimer(data.id, data.remindAt, 'remind', { id: data.id })]),
    ],
    snoozed: ({ data }) => [setTimer(data.id, data.until, 'remind', { id: data.id })],
    dropped: ({ data }) => [removeDocument('notes', data.id), cancelTimer(data.id)],
    reminded: ({ data }) => (data.id === 'loop' ? [setTimer('loop', 2_000_000, 'remind', { id: 'loop' })] : []),
  },
  views: {
    all: {
      documents: {
        notes: (document, actor) => {
          const { text, by } = document.body as { text: string; by: string }
          return text.startsWith('_') && by !== actor.id ? undefined : { text }
        },
        broken: () => {
          throw new Error('bad luck')
        },
      },
    },
    bare: {},
    /** Its documents say which rule showed them. */
    threads: {
      history: false,
      documents: {
        'thread/*': ({ body }) => ['thread/*', body],
        'thread/a/*': ({ body }) => ['thread/a/*', body],
        'thread/first': ({ body }) => ['thread/first', body],
      },
    },
  },
})

/** How often each thing was counted: more than once is a fault. */
export const tally = defineChannel(
  'tally',
  defineFold({
    state: (): { counts: Record<string, number> } => ({ counts: {} }),
    events: {
      counted: (state, data: { what: string }) => {
        state.counts[data.what] = (state.counts[data.what] ?? 0) + 1
      },
    },
  }),
  {
    commands: {
      count: {
        input: z.object({ what: z.string() }),
        decide: (_state, { what }) => {
          if (what.endsWith('never')) return refuse('tally/no', 'No.')
          if (what.endsWith('not-yet')) return refuse('tally/later', 'Later.', { retryAfterMs: 5000 })
          return [{ type: 'counted', data: { what } }]
        },
      },
    },
    views: { all: {} },
  },
)
