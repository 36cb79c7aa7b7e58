// What is heard of an exchange by what runs beside it, and by the app's own code.
import { defineFold } from '@parley/channel/client'
import type { Executed } from '../contract/index.ts'
import type { LivingSet, PresenceSet } from './events.ts'

export interface ServerState {
  present: string[]
  living?: Omit<LivingSet, 'admin'>
}

export const serverFold = defineFold<ServerState, { presenceSet: PresenceSet; livingSet: LivingSet }>({
  state: () => ({ present: [] }),
  events: {
    presenceSet: (state, { account, here }) => {
      const others = state.present.filter((id) => id !== account)
      state.present = here ? [...others, account].sort() : others
    },
    livingSet: (state, { scenario, paused, speed }) => {
      state.living = { scenario, paused, speed }
    },
  },
})

export const executionsFold = defineFold<object, { executed: Executed }>({
  state: () => ({}),
  events: { executed: () => undefined },
})
