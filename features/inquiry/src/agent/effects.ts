import { type EffectRules, sendCommand } from '@parley/channel'
import type { InquirySystemCommands } from '../contract/index.ts'
import type { AgentState } from './agent-state.ts'
import type { StoredEvents } from './events.ts'

export const agentEffects: EffectRules<AgentState, StoredEvents> = {
  // The inquiry counts; the customer sees how far it was read.
  read: ({ data: { id, n } }, { key: agent }) => {
    const input: InquirySystemCommands['readBy'] = { agent, read: n }
    return n === 0 ? [] : [sendCommand(`inquiry/${id}`, 'readBy', input)]
  },
}
