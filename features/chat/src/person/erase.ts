// What the log says without a person: PROTOCOL.md#chat. Of his own channel nothing is left; in those of others he is nobody.
import type { NewEvent } from '@parley/channel'
import type { Author } from '../contract/index.ts'
import { erasedAuthor } from '../room/erase.ts'
import { directKey } from './direct-key.ts'
import type { StoredEvents } from './events.ts'

type Stored = NewEvent<StoredEvents>

/** `undefined`: it has nothing of him. */
export function eraseFromEvent({ type, data }: Stored, person: string): Stored | undefined {
  if (data.me === person) return { type: 'erased', data: {} }
  const before = { type, data } as Stored
  const after = withoutPerson(before, person)
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after
}

function withoutPerson(event: Stored, person: string): Stored {
  const of = (author: Author) => (author.id === person ? erasedAuthor : author)
  switch (event.type) {
    case 'roomJoined': {
      const { with: other } = event.data
      return other === undefined ? event : { type: 'roomJoined', data: { ...event.data, with: of(other) } }
    }
    case 'roomChanged': {
      const { with: other } = event.data
      return other === undefined ? event : { type: 'roomChanged', data: { ...event.data, with: of(other) } }
    }
    case 'told': {
      const { by } = event.data
      return by.id === person ? { type: 'told', data: { ...event.data, by: erasedAuthor, text: '' } } : event
    }
    case 'invited':
      return { type: 'invited', data: { ...event.data, by: of(event.data.by) } }
    case 'blocked':
      return event.data.user.id === person ? { type: 'erased', data: {} } : event
    case 'directAsked':
    case 'directAgreed':
    case 'directDeclined': {
      const { by, with: other } = event.data
      return { type: event.type, data: { ...event.data, by: of(by), with: of(other) } }
    }
    case 'failed': {
      const { kind, room } = event.data
      const names = kind === 'direct' && event.data.me !== undefined && room === directKey(event.data.me, person)
      return names ? { type: 'failed', data: { ...event.data, text: '' } } : event
    }
    default:
      return event
  }
}
