import { defineChannel, systemActor } from '@parley/channel'
import { isName } from '../names.ts'
import type { DeskConfig } from '../options.ts'
import { fromDesk, out, queueInputs, set } from './commands.ts'
import { eraseFromEvent } from './erase.ts'
import { showQueue } from './events.ts'
import { queueFold } from './queue-fold.ts'
import { shownOf, stateFold } from './queue-state.ts'

/** The channels `inquiry-queue/<team>`, as PROTOCOL.md#inquiry describes them. */
export function queueChannel({ agentOf }: DeskConfig) {
  return defineChannel('inquiry-queue', stateFold, {
    acceptsKey: isName,
    commands: {
      set: { input: queueInputs.set, decide: fromDesk(set) },
      out: { input: queueInputs.out, decide: fromDesk(out) },
    },
    erase: eraseFromEvent,
    views: {
      queue: {
        allow: (_state, actor, team) => {
          if (actor === systemActor) return true
          const profile = agentOf(actor)
          return profile !== undefined && (profile.role === 'supervisor' || profile.teams.includes(team))
        },
        history: false,
        projection: { fold: queueFold, project: shownOf, show: showQueue },
      },
    },
  })
}
