import type { Moderation } from '../contract/index.ts'
import type { ModerationHandle } from './contracts.ts'
import type { ModerationModel, RoomStatus } from './models.ts'

/** What the staff of a room sees: the view `moderation`. */
export class ModerationList implements ModerationModel {
  readonly #handle: ModerationHandle

  constructor(handle: ModerationHandle) {
    this.#handle = handle
  }

  get status(): RoomStatus {
    return this.#handle.status
  }

  get state(): Moderation {
    return this.#handle.state
  }

  onChange(listener: () => void): () => void {
    return this.#handle.onChange(listener)
  }

  close(): void {
    this.#handle.close()
  }
}
