import { defineChannel, defineFold, refuse, systemActor } from '@parley/channel'
import { z } from 'zod'

/**
 * The channels `inbox/<person>`, which nobody but another channel writes to. They note all that they are told, also what they were
 * told before: only the platform keeps that from happening.
 */
export const inboxChannel = defineChannel(
  'inbox',
  defineFold({
    state: (): { count: number } => ({ count: 0 }),
    events: {
      notified: (state, _data: { readonly what: string }) => {
        state.count += 1
      },
    },
  }),
  {
    commands: {
      notify: {
        input: z.object({ what: z.string() }),
        decide: (_state, data, { actor }) =>
          actor === systemActor ? [{ type: 'notified', data }] : refuse('inbox/system', 'Only notes notify.'),
      },
    },
    views: { own: { allow: (_state, actor, key) => actor.id === key } },
  },
)
