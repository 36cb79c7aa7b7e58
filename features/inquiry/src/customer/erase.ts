// What the log says without a person: PROTOCOL.md#inquiry. Of his own channel nothing is left; in those of others, nothing that he said.
import type { CustomerSystemCommands } from '../contract/index.ts'
import { erasedId } from '../erased.ts'
import type { Progress, Stored } from './events.ts'

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: Stored, person: string): Stored | undefined {
  if (data.me === person) return { type: 'erased', data: {} }
  const before = { type, data } as Stored
  const after = withoutPerson(before, person)
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after
}

/** The guest that this person was: what he asked then is his, too. */
export function guestOf({ type, data }: Stored, person: string): string | undefined {
  if (type === 'handed') return data.to.id === person ? data.me : undefined
  return type === 'took' && data.me === person && data.guest !== erasedId ? data.guest : undefined
}

function withoutPerson(event: Stored, person: string): Stored {
  switch (event.type) {
    case 'progressed':
      return { type: 'progressed', data: progressWithout(event.data, person) }
    case 'took': {
      const { guest } = event.data
      return {
        type: 'took',
        data: { ...progressWithout(event.data, person), ...(guest === person && { guest: erasedId }) },
      }
    }
    case 'handed': {
      const { to, inquiries } = event.data
      const left: CustomerSystemCommands['progressed'][] = inquiries.map((each) => progressWithout(each, person))
      const data = { ...event.data, to: to.id === person ? { id: erasedId, name: '' } : to, inquiries: left }
      return { type: 'handed', data }
    }
    default:
      return event
  }
}

function progressWithout<Told extends Progress>(told: Told, person: string): Told {
  const { inquiry, agent, lastBy, asker } = told
  const isHis = agent === person
  const saidIt = lastBy === person
  const asked = asker === person
  if (!isHis && !saidIt && !asked) return told
  const { agent: _publicName, ...rest } = inquiry
  const status = inquiry.status === 'answered' ? 'waiting' : inquiry.status
  return {
    ...told,
    inquiry: {
      ...(isHis ? { ...rest, status } : inquiry),
      ...(saidIt && { lastText: '' }),
      ...(asked && { subject: '' }),
    },
    ...(isHis && { agent: erasedId }),
    ...(saidIt && { lastBy: erasedId }),
    ...(asked && { asker: erasedId }),
  }
}
