import type { PendingMessage } from '../chat-room.ts'
import type { Author, Message } from '../room.ts'

/**
 * What rows are known by: their place in the room, never an id that somebody else chose. A row that was seen waiting
 * keeps the key it had then, so that it stays the same row, with its focus and its place, once it is sent.
 */
export class RowKeys {
  readonly #waiting = new Set<string>()
  #sent = new Map<number, string>()

  /** To be called with what is shown next, before its keys are asked for. */
  note(messages: readonly Message[], pending: readonly PendingMessage[], me: Pick<Author, 'id'> | undefined): void {
    const sent = new Map<number, string>()
    for (const { id, by, offset } of messages) {
      const known = this.#sent.get(offset)
      if (known !== undefined) sent.set(offset, known)
      // Each is used up once: what comes under the same id again is another row.
      else if (by.id === me?.id && this.#waiting.delete(id)) sent.set(offset, keyOfPending(id))
    }
    this.#sent = sent
    for (const { id } of pending) this.#waiting.add(id)
  }

  /** The key of the message at an offset. */
  readonly keyOf = (offset: number): string => this.#sent.get(offset) ?? `at-${offset}`
}

export function keyOfPending(id: string): string {
  return `pending-${id}`
}
