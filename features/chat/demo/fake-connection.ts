import type { ChatConnection, ConnectionStatus } from '../src/elements/chat-connection.ts'
import { FakeWorld } from './fake-world.ts'

/** A connection without a network, and the world at its other end: whoever holds it is the server. */
export class FakeConnection implements ChatConnection {
  status: ConnectionStatus = { state: 'connecting', attempt: 1 }
  user: ChatConnection['user']
  options: { readonly guest?: { readonly key: string }; readonly outbox?: { readonly key: string } } = {}
  retries = 0
  isClosed = false
  readonly world = new FakeWorld()
  readonly #listeners = new Set<(status: ConnectionStatus) => void>()

  onStatus(listener: (status: ConnectionStatus) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(status: ConnectionStatus): void {
    this.status = status
    for (const listener of [...this.#listeners]) listener(status)
  }

  retryNow(): void {
    this.retries++
  }

  close(): void {
    this.isClosed = true
  }
}
