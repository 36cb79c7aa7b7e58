import type { Status } from '@parley/client'
import type { Rejection } from '../src/contract/index.ts'
import type { FakeExchange } from './fake-exchange.ts'
import { FakeHandle } from './fake-handle.ts'
import { paperExchange } from './scenes.ts'

/** A connection without a network, and a real exchange at its other end: whoever holds it is everybody else. */
export class FakeConnection {
  readonly exchange: FakeExchange
  readonly handles = new Set<FakeHandle>()
  status: Status = { state: 'connecting', attempt: 1 }
  user: { readonly id: string; readonly name: string; readonly guest: boolean } | undefined
  retries = 0
  /** How long a round trip takes. */
  latencyMs = 15
  /** What the next command is refused with. */
  refuseNext: Rejection | undefined
  readonly #listeners = new Set<(status: Status) => void>()
  #gate: { readonly opened: Promise<void>; readonly open: () => void } | undefined

  constructor(exchange: FakeExchange = paperExchange()) {
    this.exchange = exchange
  }

  get isLive(): boolean {
    return this.status.state === 'live'
  }

  /** The server has let us in, and sends what is asked for. */
  welcome(): void {
    this.user = { id: 'ana', name: 'Ana', guest: true }
    this.set({ state: 'live' })
  }

  /** Views are level a moment after a connection is back. */
  set(status: Status): void {
    this.status = status
    for (const listener of [...this.#listeners]) listener(status)
    if (status.state !== 'live') return
    this.release()
    setTimeout(() => this.#level(), this.latencyMs)
  }

  /** Commands go nowhere until `release`. */
  hold(): void {
    let open = () => {}
    const opened = new Promise<void>((resolve) => {
      open = resolve
    })
    this.#gate ??= { opened, open }
  }

  release(): void {
    this.#gate?.open()
    this.#gate = undefined
  }

  async roundTrip(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, this.latencyMs))
    if (!this.isLive) this.hold()
    await this.#gate?.opened
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(_description: unknown, _key: string, view: string): FakeHandle {
    const handle = new FakeHandle(this, view)
    this.handles.add(handle)
    if (this.isLive) setTimeout(() => this.isLive && handle.level(), this.latencyMs)
    return handle
  }

  retryNow(): void {
    this.retries++
  }

  close(): void {}

  #level(): void {
    if (this.isLive) for (const handle of this.handles) handle.level()
  }
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
