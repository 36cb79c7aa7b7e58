import { z } from 'zod'
import type { Announcement } from '../src/define/announcement.ts'
import { defineChannel } from '../src/define/define-channel.ts'
import { announce, withdraw } from '../src/define/effects.ts'
import type { Feature } from '../src/define/feature.ts'
import { defineFold } from '../src/define/fold.ts'
import { refuse } from '../src/define/refusal.ts'

/** Somebody calls somebody else, which is announced; whoever answers withdraws it. */
export const calls = defineChannel(
  'calls',
  defineFold({
    state: () => ({}),
    events: {
      called: (_state, _data: { by: string; whom: string; announcement: object }) => {},
      answered: (_state, _data: { by: string; key: string }) => {},
    },
  }),
  {
    commands: {
      call: {
        input: z.object({ whom: z.string(), announcement: z.object({}).loose() }),
        decide: (_state, input, { actor }) => [{ type: 'called', data: { by: actor.id, ...input } }],
      },
      answer: {
        input: z.object({ key: z.string() }),
        decide: (_state, input, { actor }) => [{ type: 'answered', data: { by: actor.id, ...input } }],
      },
    },
    effects: {
      called: ({ data: { whom, announcement } }) => [announce(whom, announcement as Announcement)],
      answered: ({ data }) => [withdraw(data.by, data.key)],
    },
    views: { all: {} },
    erase: ({ type, data }, person) => {
      if (type === 'answered') return data.by === person ? { type, data: { ...data, by: 'gone' } } : undefined
      if (data.by !== person && data.whom !== person) return undefined
      const without = (id: string) => (id === person ? 'gone' : id)
      const announcement = { category: 'calls/call', title: 'Somebody called' }
      return { type, data: { by: without(data.by), whom: without(data.whom), announcement } }
    },
  },
)

/** Hears what people are told. Whoever is busy hears it later. */
export const heard = defineChannel(
  'heard',
  defineFold({
    state: () => ({ heard: [] as unknown[] }),
    events: { told: (state, data: { what: string; input: unknown }) => void state.heard.push(data) },
  }),
  {
    commands: {
      hear: {
        input: z.unknown(),
        decide: (_state, input, { key }) =>
          key === 'busy'
            ? refuse('heard/later', 'Later.', { retryAfterMs: 1000 })
            : [{ type: 'told', data: { what: 'hear', input } }],
      },
      forget: { input: z.unknown(), decide: (_state, input) => [{ type: 'told', data: { what: 'forget', input } }] },
    },
    views: { all: {} },
    erase: () => undefined,
  },
)

export const callsFeature: Feature = {
  name: 'calls',
  channels: [calls],
  announces: { 'calls/call': { title: 'Somebody calls' } },
}

export const heardFeature: Feature = {
  name: 'heard',
  channels: [heard],
  announcements: {
    to: (person) => (person === 'deaf' ? undefined : `heard/${person}`),
    announce: 'hear',
    withdraw: 'forget',
  },
}
