import type { Person } from '../messages/down.ts'

/** Hears who has a view open: of each person in turn that he is here, and that he is gone, and in which view. It does not throw. */
export interface PresenceWatcher {
  here(person: Person, view: string): void
  gone(person: Person, view: string): void
}

/** Who has a view open. */
export interface PresentPeople {
  readonly view: string
  readonly people: readonly Person[]
}

/** The server's own code that hears who has a view open. It outlives the channel in memory, which comes and goes with its readers. */
export class PresenceWatchers {
  readonly #views = new Map<string, Set<PresenceWatcher>>()
  readonly #released: (channel: string) => void

  /** `released`: what kept this channel in memory may be over. */
  constructor(released: (channel: string) => void) {
    this.#released = released
  }

  /** `rule`: the name of the view's rule, that of all parts if it has parts. */
  has(channel: string, rule: string, view: string): boolean {
    return this.#views.has(keyOf(channel, view)) || this.#views.has(keyOf(channel, rule))
  }

  /** Begins with those who are here. `view` may be that of a rule, for all parts. Returns what ends it. */
  add(channel: string, view: string, watcher: PresenceWatcher, present: readonly PresentPeople[]): () => void {
    const key = keyOf(channel, view)
    const watchers = this.#views.get(key) ?? new Set()
    this.#views.set(key, watchers)
    watchers.add(watcher)
    for (const { view: where, people } of present) for (const person of people) watcher.here(person, where)
    return () => {
      if (!watchers.delete(watcher) || watchers.size > 0) return
      this.#views.delete(key)
      this.#released(channel)
    }
  }

  here(channel: string, rule: string, view: string, person: Person): void {
    for (const watcher of this.#of(channel, rule, view)) watcher.here(person, view)
  }

  gone(channel: string, rule: string, view: string, person: Person): void {
    for (const watcher of this.#of(channel, rule, view)) watcher.gone(person, view)
    if (this.has(channel, rule, view)) this.#released(channel)
  }

  /** Those of now: who comes while they are told begins with what is so by then. */
  #of(channel: string, rule: string, view: string): readonly PresenceWatcher[] {
    const own = [...(this.#views.get(keyOf(channel, view)) ?? [])]
    return rule === view ? own : [...own, ...(this.#views.get(keyOf(channel, rule)) ?? [])]
  }
}

/** No name of a view that anybody writes holds a line feed, so no two pairs share a key. */
function keyOf(channel: string, view: string): string {
  return `${channel}\n${view}`
}
