// What the log says without a person: PROTOCOL.md#inquiry. An inquiry is about its customer: without him nothing of what was said in it is left. Without
// an agent, nothing that he said.
import type { Activity, AgentName, Customer, Doer, Facts } from '../contract/index.ts'
import { erasedAgent, erasedCustomer, erasedId } from '../erased.ts'
import type { Message, Stored, StoredEvent, StoredEvents } from './events.ts'

const nothing: Stored = { type: 'erased', data: {} }

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: StoredEvent, person: string): Stored | undefined {
  const before = { type, data } as Stored
  const of = data.of === person ? { of: erasedId } : {}
  const { type: newType, data: newData } = withoutPerson(before, person)
  const after = { type: newType, data: { ...newData, ...of } } as Stored
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after
}

function withoutPerson(event: Stored, person: string): Stored {
  const isOfHis = event.data.of === person
  switch (event.type) {
    case 'began': {
      const { customer, page: _page, ...rest } = event.data
      return customer.id === person
        ? { type: 'began', data: { ...rest, customer: erasedCustomer, subject: '', answers: {} } }
        : event
    }
    case 'prepared':
      return event.data.by === person ? nothing : event
    case 'beginRefused':
      return event.data.customer === person ? nothing : event
    case 'said':
      return { type: 'said', data: saidWithout(event.data, person, isOfHis) }
    case 'joined':
      return { type: 'joined', data: { ...event.data, agent: agentWithout(event.data.agent, person) } }
    case 'routed': {
      const { facts, activity, left } = event.data
      const data = {
        ...event.data,
        facts: factsWithout(facts, person),
        ...(activity && { activity: activityWithout(activity, person, isOfHis) }),
        ...(left === person && { left: erasedId }),
      }
      return { type: 'routed', data }
    }
    case 'marked':
      return event.data.by === person ? { type: 'marked', data: { ...event.data, by: erasedId } } : event
    case 'rated': {
      const { comment: _comment, ...rating } = event.data.rating
      return isOfHis ? { type: 'rated', data: { ...event.data, rating } } : event
    }
    case 'identified': {
      const { from, to } = event.data
      const data = { ...event.data, from: customerWithout(from, person), to: customerWithout(to, person) }
      return { type: 'identified', data }
    }
    case 'uploaded':
      // It takes the document along, whoever put it there.
      return isOfHis || event.data.by === person ? { type: 'uploadsGone', data: { ids: [event.data.file.id] } } : event
    default:
      return event
  }
}

function saidWithout(data: StoredEvents['said'], person: string, isOfHis: boolean): StoredEvents['said'] {
  const message = messageWithout(data.message, person, isOfHis)
  const files = message.erased ? data.message.files : undefined
  return { ...data, message, ...(files && { filesGone: files.map(({ id }) => id) }) }
}

/** `isOfHis`: the inquiry is his, so that whatever was said in it was said to him or of him. */
function messageWithout(message: Message, person: string, isOfHis: boolean): Message {
  const isBy = 'id' in message.by && message.by.id === person
  if (isBy || isOfHis) {
    const gone = { id: message.id, text: '', erased: true } as const
    if (message.kind === 'customer') return { ...gone, kind: 'customer', by: customerWithout(message.by, person) }
    if (message.kind === 'bot') return { ...gone, kind: 'bot', by: message.by }
    return { ...gone, kind: message.kind, by: agentWithout(message.by, person) }
  }
  if (message.kind !== 'note' || !message.mentions?.includes(person)) return message
  return { ...message, mentions: message.mentions.filter((id) => id !== person) }
}

/** What an agent had is nobody's: it waits, as at the desk. */
function factsWithout(facts: Facts, person: string): Facts {
  const { agent, ...rest } = facts
  return agent?.id === person ? rest : facts
}

function activityWithout(activity: Activity, person: string, isOfHis: boolean): Activity {
  const by = 'by' in activity ? doerWithout(activity.by, person) : undefined
  const isHisDoing = by !== undefined && 'agent' in by && by.agent.id === erasedId
  const clean = {
    ...activity,
    ...(by && { by }),
    ...('agent' in activity && { agent: agentWithout(activity.agent, person) }),
  } as Activity
  if (!isOfHis && !isHisDoing) return clean
  const { note: _note, reason: _reason, ...rest } = clean as Activity & { note?: string; reason?: string }
  return rest as Activity
}

function doerWithout(doer: Doer, person: string): Doer {
  return 'agent' in doer ? { agent: agentWithout(doer.agent, person) } : doer
}

function agentWithout(agent: AgentName, person: string): AgentName {
  return agent.id === person ? erasedAgent : agent
}

function customerWithout(customer: Customer, person: string): Customer {
  return customer.id === person ? erasedCustomer : customer
}
