import type { Batch, CommandOutcome, Plan, StoredDocument, Write } from '@parley/channel'

/** A batch with nothing special but what is given. */
export function makeBatch(given: Partial<Batch> = {}): Batch {
  return { channel: 'chat/general', epoch: 'e1', after: 0, events: [], outcomes: [], at: 1_760_000_000_000, ...given }
}

export function outcomeOf(actor: string, command: string, offset = 1): CommandOutcome {
  return { actor, command, offset }
}

/** The texts of the events that stand at these offsets in most tests. */
export function eventsFrom(first: number, last: number): string[] {
  return Array.from({ length: last - first + 1 }, (_, i) => `{"offset":${first + i}}`)
}

/** A document with nothing special but what is given. */
export function makeDocument(id: string, order: number, given: Partial<StoredDocument> = {}): StoredDocument {
  return { collection: 'messages', id, order, body: `{"id":"${id}"}`, text: '', ...given }
}

export function putOf(id: string, order: number, given: Partial<StoredDocument> = {}): Write {
  return { do: 'put', document: makeDocument(id, order, given) }
}

export function removeOf(id: string, collection = 'messages'): Write {
  return { do: 'remove', collection, id }
}

export function planOf(id: string, dueAt: number, given: Partial<Plan> = {}): Write {
  return { do: 'plan', plan: { id, dueAt, to: 'desk/1', command: 'close', input: '{}', ...given } }
}
