import type { RoomModel } from '../../client/models.ts'
import type { Message } from '../../contract/message.ts'

/** The messages that others answer: those that are loaded as they stand, others looked up once. */
export class Quotes {
  readonly #found = new Map<number, Message | null | 'asked'>()
  readonly #changed: () => void

  constructor(changed: () => void) {
    this.#changed = changed
  }

  /** `undefined` while it is not known, `null` if there is no such message any more. */
  get(offset: number, loaded: ReadonlyMap<number, Message>, room: RoomModel): Message | null | undefined {
    const here = loaded.get(offset)
    if (here) return here
    const found = this.#found.get(offset)
    if (found === undefined) this.#ask(offset, room)
    return found === 'asked' ? undefined : found
  }

  #ask(offset: number, room: RoomModel): void {
    this.#found.set(offset, 'asked')
    room.message(offset).then(
      (message) => {
        this.#found.set(offset, message ?? null)
        this.#changed()
      },
      // Not to be had now: the next rendering may ask again.
      () => this.#found.delete(offset),
    )
  }
}
