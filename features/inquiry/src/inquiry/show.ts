// What each view shows of an event of the log. What the customer's shows of an entry is made by `shownToCustomer` and by nothing else.
import type { NewEvent } from '@parley/channel'
import type {
  Activity,
  AgentInquiryEvents,
  CustomerInquiryEvents,
  CustomerStatus,
  Entry,
  Facts,
} from '../contract/index.ts'
import { shownToCustomer } from '../contract/index.ts'
import type { StoredEvent } from './events.ts'

/** What stands in the list of entries because of an event. */
export function entryOf(event: StoredEvent): Entry | undefined {
  const place = { n: event.offset, at: event.at }
  if (event.type === 'said') return { ...place, ...event.data.message } as Entry
  const activity = activityOf(event)
  return activity === undefined ? undefined : { ...place, kind: 'activity', activity }
}

function activityOf(event: StoredEvent): Activity | undefined {
  switch (event.type) {
    case 'began': {
      const { team, answers, page, customer } = event.data
      return { what: 'opened', team, answers, customer, ...(page && { page }) }
    }
    case 'joined':
      return { what: 'joined', agent: event.data.agent }
    case 'routed':
      return event.data.activity
    case 'rated':
      return { what: 'rated', rating: event.data.rating }
    case 'identified':
      return { what: 'identified', from: event.data.from, to: event.data.to }
    default:
      return undefined
  }
}

export function showAgent(event: StoredEvent): NewEvent<AgentInquiryEvents> | undefined {
  const entry = entryOf(event)
  switch (event.type) {
    case 'began': {
      const { customer, answers, page } = event.data
      const info = { openedAt: event.at, customer, answers, ...(page && { page }) }
      return entry && { type: 'began', data: { ...info, entry } }
    }
    case 'said':
      return entry && { type: 'said', data: { entry } }
    case 'joined':
      return entry && { type: 'said', data: { entry, joined: event.data.agent } }
    case 'routed': {
      const { facts, no } = event.data
      return { type: 'routed', data: { facts, no, ...(entry && { entry }) } }
    }
    case 'marked':
      return { type: 'marked', data: marksIn(event.data) }
    case 'rated':
      return entry && { type: 'rated', data: { rating: event.data.rating, entry } }
    case 'identified':
      return entry && { type: 'identified', data: { customer: event.data.to, entry } }
    default:
      return undefined
  }
}

export function showCustomer(event: StoredEvent): NewEvent<CustomerInquiryEvents> | undefined {
  const whole = entryOf(event)
  const entry = whole && shownToCustomer(whole)
  switch (event.type) {
    case 'began': {
      const { team, ticket } = event.data
      return { type: 'began', data: { openedAt: event.at, team, ticket } }
    }
    case 'said':
    case 'joined':
      return entry && { type: 'said', data: { entry } }
    case 'routed': {
      const { facts, no, quiet } = event.data
      return quiet ? undefined : { type: 'statusSet', data: { ...standingOf(facts, no), ...(entry && { entry }) } }
    }
    case 'ended': {
      const { early } = event.data
      return early && { type: 'statusSet', data: { status: 'resolved', team: early.team } }
    }
    case 'marked':
      return { type: 'marked', data: marksIn(event.data) }
    case 'rated':
      return { type: 'rated', data: { rating: event.data.rating } }
    default:
      return undefined
  }
}

/** What a customer may know of what the desk decided. */
export function standingOf(facts: Facts, no: number): Omit<CustomerInquiryEvents['statusSet'], 'entry'> {
  const { agent, team, mergedInto } = facts
  return {
    status: statusOf(facts),
    ...(agent && { agent: { name: agent.name } }),
    team,
    no,
    ...(mergedInto && { mergedInto: { id: mergedInto.id, no: mergedInto.no } }),
  }
}

/** That it is put off is for agents. */
function statusOf({ status, agent, mergedInto }: Facts): CustomerStatus {
  if (mergedInto !== undefined) return 'merged'
  if (status === 'resolved' || status === 'pending') return status
  return agent === undefined ? 'waiting' : 'answered'
}

function marksIn({ side, received, read }: CustomerInquiryEvents['marked']): CustomerInquiryEvents['marked'] {
  return { side, ...(received !== undefined && { received }), ...(read !== undefined && { read }) }
}
