// The channels `notify-way/<way>`: what a way makes once and needs at every start, in the same data as all else.
import { defineChannel, defineFold, refuse, systemActor } from '@parley/channel'
import { z } from 'zod'

/** By name. */
export interface Kept {
  values: { [name: string]: unknown }
}

interface KeepEvents {
  readonly kept: { readonly name: string; readonly value: unknown }
}

const fold = defineFold<Kept, KeepEvents>({
  state: () => ({ values: {} }),
  events: {
    kept: ({ values }, { name, value }) => {
      values[name] = value
    },
  },
})

const maxBytes = 4_096
const input = z.object({
  name: z.string().regex(/^[a-z][a-z0-9-]{0,63}$/),
  value: z
    .json()
    .refine(
      (value) => JSON.stringify(value).length <= maxBytes,
      `A way keeps values of at most ${maxBytes} characters.`,
    ),
})

/** Secrets are among it: only the server itself sees them. What is kept under a name stays, whoever comes second. */
export const keepChannel = defineChannel('notify-way', fold, {
  commands: {
    keep: {
      input,
      decide: ({ values }, { name, value }: z.output<typeof input>, { actor }) => {
        if (actor !== systemActor) return refuse('not-allowed', 'Only the server itself keeps something here.')
        return Object.hasOwn(values, name) ? [] : [{ type: 'kept' as const, data: { name, value } }]
      },
    },
  },
  views: { kept: { allow: (_state, actor) => actor === systemActor, history: false } },
})
