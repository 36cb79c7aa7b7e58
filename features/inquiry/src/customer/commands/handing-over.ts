// What a guest has asked becomes a verified person's: whoever can show the code that the guest's page made is the one at that page.
import { refuse } from '@parley/channel'
import { ownValue } from '@parley/channel/client'
import { type CustomerSystemCommands, InquiryCode } from '../../contract/index.ts'
import { type CustomerState, inquiriesIn, progressIn } from '../customer-state.ts'
import type { Rule } from '../decide.ts'
import type { Logged } from '../events.ts'
import type { CustomerInputs } from '../inputs.ts'
import { droppedFor } from './starting.ts'

export const offerLastsMs = 600_000

export const offer: Rule<CustomerInputs['offer']> = ({ input: { code }, context }) => [
  { type: 'offered', data: { code, until: context.now + offerLastsMs } },
]

export const adopt: Rule<CustomerInputs['adopt']> = ({ state, input: { code }, me, context: { actor, now } }) => {
  const { offer: offered } = state.own
  if (offered === undefined || offered.code !== code || offered.until <= now)
    return refuse(InquiryCode.badCode, 'There is no such code, or it is over: let the guest offer again.')
  const begun = inquiriesIn(state).flatMap(({ id }) => begunOne(state, id, me) ?? [])
  const waiting = inquiriesIn(state).flatMap(({ id, starting }) => (starting ? [id] : []))
  return [{ type: 'handed', data: { to: { id: actor.id, name: actor.name }, inquiries: begun, waiting } }]
}

/** From an inquiry: how it stands. */
export const progressed: Rule<CustomerInputs['progressed']> = ({ state, input, me, config }) => {
  const { id } = input.inquiry
  const { own, list } = state
  if (own.handed.includes(id) || (ownValue(own.known, id)?.seq ?? 0) >= input.seq) return []
  const isKnown = ownValue(list.inquiries, id) !== undefined
  const tooMany = isKnown ? 0 : inquiriesIn(state).length + 1 - config.limits.maxPerCustomer
  const told: Logged = { type: 'progressed', data: { ...input, ...droppedFor(state, tooMany) } }
  const to = ownValue(own.waiting, id)
  return to === undefined
    ? [told]
    : [told, { type: 'handed', data: { to, inquiries: [ofGuest(input, me)], waiting: [] } }]
}

export const notBegun: Rule<CustomerInputs['notBegun']> = ({ state, input: { inquiry } }) =>
  ownValue(state.list.inquiries, inquiry)?.starting ? [{ type: 'notBegun', data: { inquiry } }] : []

/** From the channel of a guest. One by one, as each may push an old one out. */
export const adopted: Rule<CustomerInputs['adopted']> = ({ state, input: { guest, name, inquiries }, config }) => {
  const known = new Set(inquiriesIn(state).map(({ id }) => id))
  const news = inquiries.filter(({ inquiry }) => !known.has(inquiry.id))
  const tooMany = Math.max(0, known.size + news.length - config.limits.maxPerCustomer)
  const { dropped } = droppedFor(state, tooMany)
  return news.map((each, at) => ({
    type: 'took',
    data: { ...each, guest, name, ...(at === 0 && dropped !== undefined ? { dropped } : {}) },
  }))
}

/** What the guest himself asked and said there is his, wherever it is told. */
function begunOne(state: CustomerState, id: string, me: string): CustomerSystemCommands['progressed'] | undefined {
  const known = progressIn(state, id)
  return known?.seq === undefined ? undefined : ofGuest({ ...known, seq: known.seq }, me)
}

function ofGuest(told: CustomerSystemCommands['progressed'], me: string): CustomerSystemCommands['progressed'] {
  return { ...told, asker: told.asker ?? me, lastBy: told.lastBy ?? me }
}
