import type { RoomHandle } from '../src/client.ts'
import type { ChatConnection, ConnectionStatus } from '../src/elements.ts'
import type { Author } from '../src/room.ts'
import { FakeRoom } from './fake-room.ts'

/** A connection without a network. Rooms are made as they are opened. */
export class FakeConnection implements ChatConnection {
  status: ConnectionStatus = { state: 'connecting', attempt: 0 }
  user: Author | undefined = undefined
  retries = 0
  /** What `connect` was called with. */
  options: { readonly guest?: { readonly key: string }; readonly outbox?: { readonly key: string } } = {}
  isClosed = false
  readonly rooms = new Map<string, FakeRoom>()
  readonly #listeners = new Set<() => void>()

  onStatus(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(_room: unknown, key: string): RoomHandle {
    const room = this.room(key)
    if (room.isClosed) room.openAgain()
    return room
  }

  room(key: string): FakeRoom {
    const room = this.rooms.get(key) ?? new FakeRoom()
    this.rooms.set(key, room)
    return room
  }

  set(status: ConnectionStatus): void {
    this.status = status
    for (const listener of [...this.#listeners]) listener()
  }

  retryNow(): void {
    this.retries++
  }

  close(): void {
    this.isClosed = true
  }
}
