// The channels `notify-device/<id>`: whose a browser is. People who share one take it from each other; the newest has it.
import type { Effect } from '@parley/channel'
import { defineChannel, defineFold, refuse, sendCommand, systemActor } from '@parley/channel'
import { z } from 'zod'

/** Who has it, since when. */
interface Owned {
  owner: { readonly user: string; readonly at: number } | undefined
}

interface DeviceEvents {
  /** `from`: who had it before. */
  readonly claimed: { readonly user: string; readonly at: number; readonly from?: string }
  /** Somebody took it later already. */
  readonly lost: { readonly user: string; readonly at: number }
  readonly released: { readonly user: string }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

const fold = defineFold<Owned, DeviceEvents>({
  state: () => ({ owner: undefined }),
  events: {
    claimed: (state, { user, at }) => {
      state.owner = { user, at }
    },
    lost: () => {},
    released: (state) => {
      state.owner = undefined
    },
    erased: () => {},
  },
})

// `at`: when it happened in the inbox; commands may come in another order.
const input = z.object({ user: z.string().min(1), at: z.number().int().min(0) })
type Input = z.output<typeof input>

/** As PROTOCOL.md#notifications describes them. */
export const deviceChannel = defineChannel('notify-device', fold, {
  commands: {
    claim: {
      input,
      decide: ({ owner }, { user, at }: Input, { actor }) => {
        if (actor !== systemActor) return notFromYou()
        if (owner !== undefined && at < owner.at)
          return owner.user === user ? [] : [{ type: 'lost' as const, data: { user, at } }]
        const from = owner === undefined || owner.user === user ? {} : { from: owner.user }
        return [{ type: 'claimed' as const, data: { user, at, ...from } }]
      },
    },
    release: {
      input,
      decide: ({ owner }, { user, at }: Input, { actor }) => {
        if (actor !== systemActor) return notFromYou()
        return owner?.user === user && owner.at <= at ? [{ type: 'released' as const, data: { user } }] : []
      },
    },
  },
  effects: {
    claimed: ({ data: { from, at } }, { key }) => (from === undefined ? [] : [taken(from, key, at)]),
    lost: ({ data: { user, at } }, { key }) => [taken(user, key, at)],
  },
  erase: (event, person) => {
    if (event.type === 'erased') return undefined
    if (event.data.user === person) return { type: 'erased', data: {} }
    if (event.type !== 'claimed' || event.data.from !== person) return undefined
    const { user, at } = event.data
    return { type: 'claimed', data: { user, at } }
  },
  views: {},
})

function taken(user: string, id: string, at: number): Effect {
  return sendCommand(`inbox/${user}`, 'deviceTaken', { id, at })
}

function notFromYou() {
  return refuse('not-allowed', 'Only the server itself says whose a device is.')
}
