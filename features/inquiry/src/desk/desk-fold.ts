import { defineFold, setValue } from '@parley/channel/client'
import type { Desk, DeskEvents } from '../contract/index.ts'

/** The view `desk`: PROTOCOL.md#inquiry. The same on the server and in the browser. */
export const deskFold = defineFold<Desk, DeskEvents>({
  state: () => ({ teams: {}, agents: {}, counts: {}, replies: {}, labels: [] }),
  events: {
    agentSet: ({ agents }, { agent }) => setValue(agents, agent.id, agent),
    agentRemoved: ({ agents }, { id }) => {
      delete agents[id]
    },
    touched: (desk, { counts = {}, agents = [], labels = [] }) => {
      for (const [team, numbers] of Object.entries(counts)) setValue(desk.counts, team, numbers)
      for (const agent of agents) setValue(desk.agents, agent.id, agent)
      if (labels.length > 0) desk.labels = addLabels(desk.labels, labels)
    },
    replySet: ({ replies }, { reply }) => setValue(replies, reply.id, reply),
    replyRemoved: ({ replies }, { id }) => {
      delete replies[id]
    },
  },
})

/** At most so many are offered. */
const maxLabelsKnown = 200

export function addLabels(known: readonly string[], added: readonly string[]): string[] {
  return [...new Set([...known, ...added])].slice(-maxLabelsKnown).sort()
}
