import type { Status } from '@parley/client'
import { FakeDesk } from '../test/desk/fake-desk.ts'

/** A connection without a network, and the desk at its other end: whoever holds it is the server and everybody else. */
export class FakeConnection {
  status: Status = { state: 'connecting', attempt: 1 }
  user: { readonly id: string; readonly name: string; readonly guest: boolean } | undefined
  retries = 0
  readonly desk = new FakeDesk()
  readonly #listeners = new Set<(status: Status) => void>()

  /** The server has let us in. */
  welcome(): void {
    this.user = { ...this.desk.me, guest: false }
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

  open({ name }: { readonly name: string }, key: string, view?: string): unknown {
    if (name === 'inquiry') return this.desk.inquiry(key)
    if (name === 'inquiry-agent') return this.desk.mine
    if (name === 'inquiry-queue') return this.desk.queue(key)
    return view === 'supervisor' ? this.desk.board : this.desk.desk
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
