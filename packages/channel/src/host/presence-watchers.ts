import type { Person } from '../messages/down.ts'

/** Hears who has a view open: of each person in turn that he is here, and that he is gone. It does not throw. */
export interface PresenceWatcher {
  here(person: Person): void
  gone(person: Person): void
}

/** The server's own code that hears who has a view open. It outlives the channel in memory, which comes and goes with its readers. */
export class PresenceWatchers {
  readonly #views = new Map<string, Set<PresenceWatcher>>()
  readonly #released: (channel: string) => void

  /** `released`: what kept this channel in memory may be over. */
  constructor(released: (channel: string) => void) {
    this.#released = released
  }

  has(channel: string, view: string): boolean {
    return this.#views.has(keyOf(channel, view))
  }

  /** Begins with those who are here. Returns what ends it. */
  add(channel: string, view: string, watcher: PresenceWatcher, present: readonly Person[]): () => void {
    const key = keyOf(channel, view)
    const watchers = this.#views.get(key) ?? new Set()
    this.#views.set(key, watchers)
    watchers.add(watcher)
    for (const person of present) watcher.here(person)
    return () => {
      if (!watchers.delete(watcher) || watchers.size > 0) return
      this.#views.delete(key)
      this.#released(channel)
    }
  }

  here(channel: string, view: string, person: Person): void {
    for (const watcher of this.#of(channel, view)) watcher.here(person)
  }

  gone(channel: string, view: string, person: Person): void {
    for (const watcher of this.#of(channel, view)) watcher.gone(person)
    if (this.has(channel, view)) this.#released(channel)
  }

  /** Those of now: who comes while they are told begins with what is so by then. */
  #of(channel: string, view: string): readonly PresenceWatcher[] {
    return [...(this.#views.get(keyOf(channel, view)) ?? [])]
  }
}

/** No name of a view that anybody writes holds a line feed, so no two pairs share a key. */
function keyOf(channel: string, view: string): string {
  return `${channel}\n${view}`
}
