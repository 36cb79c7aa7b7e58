import type { Status } from '@parley/client'
import { FakeInbox } from '../test/fake-inbox.ts'

/** A connection without a network, and the inbox at its other end: whoever holds it is the server. */
export class FakeConnection {
  status: Status = { state: 'connecting', attempt: 1 }
  user: { readonly id: string; readonly name: string; readonly guest: boolean } | undefined
  retries = 0
  readonly inbox = new FakeInbox()
  readonly #listeners = new Set<(status: Status) => void>()

  /** The server has let us in. */
  welcome(id = 'ana'): void {
    this.user = { id, name: 'Ana', guest: false }
    this.set({ state: 'live' })
  }

  set(status: Status): void {
    this.status = status
    for (const listener of [...this.#listeners]) listener(status)
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(): FakeInbox {
    return this.inbox
  }

  retryNow(): void {
    this.retries++
  }

  close(): void {}
}

const connections: FakeConnection[] = []

/** Stands in for `@parley/client` in the demo. */
export function connect(): FakeConnection {
  const connection = new FakeConnection()
  connections.push(connection)
  return connection
}

export function indexedDbOutbox(key: string): { readonly key: string } {
  return { key }
}

export function lastConnection(): FakeConnection {
  return connections.at(-1) ?? connect()
}
