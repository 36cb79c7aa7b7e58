import type { ServerPeer } from '@parley/testkit'

/** One view that the server has open for one connection, and how far it told it. */
export interface Thread {
  readonly channel: string
  readonly view: string
  readonly owner: string
  readonly epoch: string
  offset: number
}

/** Which views are open at the server, as far as it told those who opened them. */
export class WireThreads {
  readonly #peers = new Map<ServerPeer, Map<string, Thread>>()
  /** When the last connection of a person lost a view, by channel, view and person. */
  readonly #lost = new Map<string, number>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  get(peer: ServerPeer, channel: string, view: string): Thread | undefined {
    return this.#peers.get(peer)?.get(`${channel} ${view}`)
  }

  opened(peer: ServerPeer, thread: Thread): void {
    const threads = this.#peers.get(peer) ?? new Map<string, Thread>()
    this.#peers.set(peer, threads)
    threads.set(`${thread.channel} ${thread.view}`, thread)
  }

  closed(peer: ServerPeer, channel: string, view: string): void {
    const threads = this.#peers.get(peer)
    const thread = threads?.get(`${channel} ${view}`)
    if (thread === undefined) return
    threads?.delete(`${channel} ${view}`)
    this.#lost.set(`${channel} ${view} ${thread.owner}`, this.#now())
  }

  /** The connection is over for the server. */
  ended(peer: ServerPeer): void {
    for (const { channel, view } of this.#peers.get(peer)?.values() ?? []) this.closed(peer, channel, view)
    this.#peers.delete(peer)
  }

  /** All of one view, whoever has it. */
  of(channel: string, view: string): readonly Thread[] {
    const found = [...this.#peers.values()].map((threads) => threads.get(`${channel} ${view}`))
    return found.filter((thread) => thread !== undefined)
  }

  hasAny(peer: ServerPeer, channel: string): boolean {
    return [...(this.#peers.get(peer)?.values() ?? [])].some((thread) => thread.channel === channel)
  }

  /** For how long a person has not had this view open; `undefined`: never had. */
  absentForMs(channel: string, view: string, person: string): number | undefined {
    if (this.of(channel, view).some(({ owner }) => owner === person)) return 0
    const lost = this.#lost.get(`${channel} ${view} ${person}`)
    return lost === undefined ? undefined : this.#now() - lost
  }
}
