// What each event of a customer's list asks of other channels.
import { type Effect, type EffectRules, sendCommand } from '@parley/channel'
import type { CustomerSystemCommands, InquirySystemCommands } from '../contract/index.ts'
import { erasedId } from '../erased.ts'
import type { CustomerState } from './customer-state.ts'
import type { StoredEvents } from './events.ts'

export const customerEffects: EffectRules<CustomerState, StoredEvents> = {
  started: ({ data: { inquiry, begin } }) => [toInquiry(inquiry.id, 'begin', begin)],
  handed: ({ data: { to, inquiries } }, { key: guest }) => {
    if (to.id === erasedId || inquiries.length === 0) return []
    const input: CustomerSystemCommands['adopted'] = { guest, name: to.name, inquiries }
    return [sendCommand(`inquiry-customer/${to.id}`, 'adopted', input)]
  },
  took: ({ data: { inquiry, guest, name } }, { key: id }) =>
    guest === erasedId
      ? []
      : [toInquiry(inquiry.id, 'identify', { from: guest, customer: { id, name, verified: true } })],
}

function toInquiry<Name extends keyof InquirySystemCommands>(
  id: string,
  command: Name,
  input: InquirySystemCommands[Name],
): Effect {
  return sendCommand(`inquiry/${id}`, command, input)
}
