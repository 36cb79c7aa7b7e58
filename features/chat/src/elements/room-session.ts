import type { Model } from '@parley/elements/models'
import type { PersonModel, RoomModel } from '../client/models.ts'
import type { ChatModels } from '../client/models-for.ts'
import type { ChatConnection, ConnectionStatus } from './chat-connection.ts'

export interface SessionSource {
  /** Missing where models were given without one: then all is taken to be well with it. */
  readonly connection: ChatConnection | undefined
  readonly models: ChatModels
  readonly release: () => void
}

/** What an element holds while it shows one room: its part of a connection and the open room. */
export class RoomSession {
  readonly connection: ChatConnection | undefined
  readonly room: RoomModel
  readonly person: PersonModel
  readonly #stops: readonly (() => void)[]

  constructor(
    { connection, models, release }: SessionSource,
    key: string,
    listeners: { readonly onChange: () => void; readonly onStatus: () => void },
  ) {
    this.connection = connection
    this.person = models.person
    this.room = models.room(key)
    const watched: readonly Model[] = [this.room, this.person]
    this.#stops = [
      ...watched.map((model) => model.onChange(listeners.onChange)),
      connection?.onStatus(listeners.onStatus) ?? (() => {}),
      () => this.room.close(),
      release,
    ]
  }

  get status(): ConnectionStatus {
    return this.connection?.status ?? { state: 'live' }
  }

  /** Whether the room can be shown, with what is mine in it. */
  get isReady(): boolean {
    return this.room.status !== 'opening' && this.person.status !== 'opening'
  }

  close(): void {
    for (const stop of this.#stops) stop()
  }
}
