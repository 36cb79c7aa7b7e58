import { defineChannel } from '@parley/channel'
import type { DeskConfig } from '../options.ts'
import { isPersonId } from '../person-id.ts'
import { stateFold } from './agent-state.ts'
import { agentInputs, drop, fromServer, own, read, set, unread } from './commands.ts'
import { agentEffects } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { showMine } from './events.ts'
import { mineFold } from './mine-fold.ts'

/** The channels `inquiry-agent/<user id>`, as PROTOCOL.md#inquiry describes them. */
export function agentChannel(config: DeskConfig) {
  return defineChannel('inquiry-agent', stateFold, {
    acceptsKey: isPersonId,
    commands: {
      read: { input: agentInputs.read, rate: { perSecond: 5, burst: 100 }, decide: own(read, config) },
      set: { input: agentInputs.set, decide: fromServer(set) },
      drop: { input: agentInputs.drop, decide: fromServer(drop) },
      unread: { input: agentInputs.unread, decide: fromServer(unread) },
    },
    effects: agentEffects,
    erase: eraseFromEvent,
    views: {
      mine: {
        allow: (_state, actor, key) => actor.id === key && config.agentOf(actor) !== undefined,
        history: false,
        projection: { fold: mineFold, project: ({ mine }) => mine, show: showMine },
      },
    },
  })
}
