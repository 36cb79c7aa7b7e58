// What the log says without a person: PROTOCOL.md#inquiry. A customer's inquiries stay as numbers without a name and a word; an agent who is erased has
// nothing any more, and is nobody where he did something.
import type { NewEvent } from '@parley/channel'
import type { Activity, AgentName, Customer, Doer, Row } from '../contract/index.ts'
import type { LoggedEvent, LoggedEvents, RowSet, Was } from './events.ts'

export const erasedPerson = 'erased'
const erasedAgent: AgentName = { id: erasedPerson, name: '' }
const erasedCustomer: Customer = { id: erasedPerson, name: '', verified: false }

type Stored = NewEvent<LoggedEvents>

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: LoggedEvent, person: string): Stored | undefined {
  const before = { type, data } as Stored
  const after = withoutPerson(before, person)
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after
}

function withoutPerson(event: Stored, person: string): Stored {
  switch (event.type) {
    case 'rowSet':
      return { type: 'rowSet', data: rowSetWithout(event.data, person) }
    case 'agentSet':
      return event.data.agent.id === person ? { type: 'erased', data: {} } : event
    case 'agentRemoved':
      return event.data.id === person ? { type: 'erased', data: {} } : event
    case 'waitingTold': {
      const others = (ids: readonly string[]) => ids.filter((id) => id !== person)
      const { to, quiet, left } = event.data
      return { type: 'waitingTold', data: { ...event.data, to: others(to), quiet: others(quiet), left: others(left) } }
    }
    default:
      return event
  }
}

function rowSetWithout(data: RowSet, person: string): RowSet {
  const { row, own, was, activity, agents } = data
  return {
    ...data,
    row: rowWithout(row, person),
    own: own.lastAgent === person ? { ...own, lastAgent: erasedPerson } : own,
    was: wasWithout(was, person),
    ...(activity && { activity: activityWithout(activity, person, row.customer.id === person) }),
    ...(agents && { agents: agents.filter(({ id }) => id !== person) }),
  }
}

function wasWithout(was: Was, person: string): Was {
  return {
    ...was,
    ...(was.agent && { agent: nameWithout(was.agent, person) }),
    ...(was.customer !== undefined && { customer: was.customer === person ? erasedPerson : was.customer }),
  }
}

/** Of a customer nothing is left but that somebody asked. What an agent had is nobody's: it waits again. The row itself if it has nothing of him. */
export function rowWithout(row: Row, person: string): Row {
  const { agent, ...free } = row
  const kept: Row = agent?.id === person ? free : row
  const { last, rating } = kept
  const isHis = row.customer.id === person
  const isSaidByHim = last.agent === person
  const bare: Row =
    isHis || isSaidByHim ? { ...kept, last: { ...last, text: '', ...(isSaidByHim && { agent: erasedPerson }) } } : kept
  if (!isHis) return bare
  const scored = rating && { rating: { score: rating.score, at: rating.at } }
  return { ...bare, customer: erasedCustomer, subject: '', ...scored }
}

function nameWithout(agent: AgentName, person: string): AgentName {
  return agent.id === person ? erasedAgent : agent
}

function doerWithout(by: Doer, person: string): Doer {
  return 'agent' in by ? { agent: nameWithout(by.agent, person) } : by
}

/** The words of a note go with who wrote it, and with the customer of whom they are. */
function activityWithout(activity: Activity, person: string, isOfHis: boolean): Activity {
  const agent = 'agent' in activity ? { agent: nameWithout(activity.agent, person) } : {}
  const by = 'by' in activity ? { by: doerWithout(activity.by, person) } : {}
  const isBy = 'by' in activity && 'agent' in activity.by && activity.by.agent.id === person
  const note = (isBy || isOfHis) && 'note' in activity && activity.note !== undefined ? { note: '' } : {}
  const reason = isOfHis && 'reason' in activity && activity.reason !== undefined ? { reason: '' } : {}
  return { ...activity, ...agent, ...by, ...note, ...reason } as Activity
}
