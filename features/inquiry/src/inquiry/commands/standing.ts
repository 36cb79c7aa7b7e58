// How an inquiry stands: what the customer wants of it besides saying something, and how far each side has read.
import { refuse } from '@parley/channel'
import { type BothMarks, type Customer, InquiryCode } from '../../contract/index.ts'
import { agentHere, isAnswering } from '../access.ts'
import { type Rule, refusalOfMerged, type Side } from '../decide.ts'
import type { Logged } from '../events.ts'
import type { InquiryInputs } from '../inputs.ts'
import type { InquiryState } from '../inquiry-state.ts'

export const askForPerson: Rule<InquiryInputs['askForPerson'], Customer> = ({ state, config }) => {
  const { facts } = state.agent
  const isWithBot = facts === undefined ? config.hasBot : facts.status === 'pending' && !facts.mergedInto
  return isWithBot ? [{ type: 'personAsked', data: {} }] : []
}

export const end: Rule<InquiryInputs['end'], Customer> = ({ state }) => {
  const merged = refusalOfMerged(state)
  if (merged !== undefined) return merged
  const { agent, own } = state
  // A desk that is full does not keep him from asking something else.
  if (agent.facts === undefined) return own.isEndedEarly ? [] : [{ type: 'ended', data: { early: { team: own.team } } }]
  return agent.facts.status === 'resolved' ? [] : [{ type: 'ended', data: {} }]
}

export const rate: Rule<InquiryInputs['rate'], Customer> = ({ state, input, context }) => {
  const merged = refusalOfMerged(state)
  if (merged !== undefined) return merged
  if (state.agent.rating !== undefined) return refuse(InquiryCode.alreadyRated, 'It is rated once, and it has been.')
  if (state.agent.facts?.status !== 'resolved' && !state.own.isEndedEarly)
    return refuse(InquiryCode.notResolved, 'It is rated when it is resolved.')
  const { score, comment } = input
  return [{ type: 'rated', data: { rating: { score, ...(comment ? { comment } : {}), at: context.now } } }]
}

export const mailTranscript: Rule<InquiryInputs['mailTranscript'], Side> = ({ state, who, config: { mailsTo } }) => {
  if ('agent' in who && !isAnswering(state, who.agent))
    return refuse(InquiryCode.notYours, 'Only who answers it sends it to its customer.')
  if (mailsTo === undefined) return refuse(InquiryCode.noMail, 'This server mails nothing: inquiry({ mail: { … } }).')
  const { customer } = state.own
  const reaches = customer !== undefined && mailsTo(customer, state.agent.info?.answers ?? {})
  return reaches
    ? [{ type: 'transcriptAsked', data: {} }]
    : refuse(InquiryCode.noAddress, 'No address of the customer is known.')
}

export const mark: Rule<InquiryInputs['mark'], Side> = ({ state, input, who }) => {
  if ('customer' in who) return markOf(state, 'customer', input)
  // Who only looks has not taken note of it for those who answer.
  return isAnswering(state, who.agent) ? markOf(state, 'agent', input, who.agent.id) : []
}

export const readBy: Rule<InquiryInputs['readBy'], true> = ({ state, input: { agent, read }, config }) => {
  // He may have read it in a list of his that tells of what is not his any more.
  const isHere = agentHere(state, { id: agent, name: agent, guest: false }, config) !== undefined
  return isHere && isAnswering(state, { id: agent }) ? markOf(state, 'agent', { read }, agent) : []
}

/** Marks never go back, nor beyond what there is. What changes nothing is not logged. */
function markOf(
  { agent: { marks, facts }, own }: InquiryState,
  side: keyof BothMarks,
  input: InquiryInputs['mark'],
  by?: string,
): Logged[] {
  const before = marks[side]
  const read = Math.min(input.read ?? 0, own.head)
  const received = Math.min(input.received ?? 0, own.head)
  // Another agent may have read it before: then it only counts for the one who has it.
  const isNewToHim = by !== undefined && by === facts?.agent?.id && own.unreadByAgent.some((n) => n <= read)
  const data = {
    side,
    ...(received > Math.max(before.received, read) ? { received } : {}),
    ...(read > before.read || isNewToHim ? { read } : {}),
    ...(by === undefined ? {} : { by }),
  }
  return 'received' in data || 'read' in data ? [{ type: 'marked', data }] : []
}
