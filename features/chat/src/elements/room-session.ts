import { ChatRoom } from '../chat-room.ts'
import { chatRoom } from '../client.ts'
import type { ChatConnection } from './chat-connection.ts'
import { RowKeys } from './row-keys.ts'

/** What an element holds while it shows one room: its part of a connection and the open room. */
export class RoomSession {
  readonly connection: ChatConnection
  readonly room: ChatRoom
  readonly keys = new RowKeys()
  readonly #stop: (() => void)[]

  constructor(
    source: { readonly connection: ChatConnection; readonly release: () => void; readonly room: string },
    listeners: { readonly onChange: () => void; readonly onStatus: () => void },
  ) {
    this.connection = source.connection
    this.room = new ChatRoom(this.connection.open(chatRoom, source.room), { user: () => this.connection.user })
    this.#stop = [
      this.connection.onStatus(listeners.onStatus),
      this.room.onChange(listeners.onChange),
      () => this.room.close(),
      source.release,
    ]
  }

  close(): void {
    for (const stop of this.#stop) stop()
  }
}
