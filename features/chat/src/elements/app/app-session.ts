import type { DirectoryModel, ModerationModel } from '../../client/models.ts'
import type { ChatModels } from '../../client/models-for.ts'
import { RoomSession, type SessionSource } from '../room-session.ts'

/** What the app holds: one room at a time, and what belongs to it and to me around it. */
export class AppSession {
  readonly models: ChatModels
  readonly #source: SessionSource
  readonly #changed: () => void
  #session: RoomSession | undefined
  #directory: DirectoryModel | undefined
  #moderation: { readonly model: ModerationModel; readonly stop: () => void } | undefined

  constructor(source: SessionSource, changed: () => void) {
    this.#source = source
    this.models = source.models
    this.#changed = changed
  }

  get connection(): SessionSource['connection'] {
    return this.#source.connection
  }

  /** The session of the room that is open; the earlier one is let go. */
  open(room: string): RoomSession {
    if (this.#session?.room.key === room) return this.#session
    const earlier = this.#session
    this.#closeModeration()
    // The source is the app's, for all of its rooms.
    const source = { ...this.#source, release: () => {} }
    this.#session = new RoomSession(source, room, { onChange: this.#changed, onStatus: this.#changed })
    earlier?.close()
    return this.#session
  }

  /** Opened with the first look at it. */
  get directory(): DirectoryModel {
    this.#directory ??= this.models.directory()
    return this.#directory
  }

  /** For the staff of the room that is open: what has to be decided is counted also while the panel is closed. */
  get moderation(): ModerationModel | undefined {
    const room = this.#session?.room
    if (room === undefined || !room.may('resolve')) {
      this.#closeModeration()
      return undefined
    }
    if (this.#moderation === undefined) {
      const model = room.moderation()
      this.#moderation = { model, stop: model.onChange(this.#changed) }
    }
    return this.#moderation.model
  }

  close(): void {
    this.#closeModeration()
    this.#directory?.close()
    this.#session?.close()
    this.#source.release()
  }

  #closeModeration(): void {
    this.#moderation?.stop()
    this.#moderation?.model.close()
    this.#moderation = undefined
  }
}
