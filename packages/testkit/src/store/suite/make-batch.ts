import type { Batch, CommandOutcome } from '@parley/channel'

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
