import type { PendingMessage } from '../client/models.ts'
import type { Message } from '../contract/message.ts'
import type { Author } from '../contract/people.ts'

/**
 * What rows are known by: their place in the room, never an id that somebody else chose. A row that was seen waiting
 * keeps the key it had then, so that it stays the same row, with its focus and its place, once it is sent.
 */
export class RowKeys {
  readonly #waiting = new Set<string>()
  /** Of messages that were seen waiting. It is kept when such a message leaves the window, for it may come back. */
  readonly #sent = new Map<number, string>()

  /** To be called with what is shown next, before its keys are asked for. */
  note(messages: readonly Message[], pending: readonly PendingMessage[], me: Pick<Author, 'id'> | undefined): void {
    if (this.#waiting.size > 0) {
      for (const { id, by, offset } of messages) {
        // Each is used up once: what comes under the same id again is another row.
        if (by.id === me?.id && !this.#sent.has(offset) && this.#waiting.delete(id))
          this.#sent.set(offset, keyOfPending(id))
      }
    }
    for (const { id } of pending) this.#waiting.add(id)
  }

  /** The key of the message at an offset. */
  readonly keyOf = (offset: number): string => this.#sent.get(offset) ?? `at-${offset}`
}

export function keyOfPending(id: string): string {
  return `pending-${id}`
}
