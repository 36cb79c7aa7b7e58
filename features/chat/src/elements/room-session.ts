import { ChatRoom } from '../chat-room.ts'
import { chatRoom } from '../client.ts'
import type { ChatConnection } from './chat-connection.ts'
import { shareConnection } from './chat-connection.ts'

/** What an element holds while it shows one room: its part of a connection and the open room. */
export class RoomSession {
  readonly connection: ChatConnection
  readonly room: ChatRoom
  readonly #stop: (() => void)[]

  constructor(
    source: { readonly address: string; readonly connection: ChatConnection | undefined; readonly room: string },
    listeners: { readonly onChange: () => void; readonly onStatus: () => void },
  ) {
    const shared = source.connection
      ? { connection: source.connection, release: () => {} }
      : shareConnection(source.address)
    this.connection = shared.connection
    this.room = new ChatRoom(this.connection.open(chatRoom, source.room))
    this.#stop = [
      this.connection.onStatus(listeners.onStatus),
      this.room.onChange(listeners.onChange),
      () => this.room.close(),
      shared.release,
    ]
  }

  close(): void {
    for (const stop of this.#stop) stop()
  }
}
