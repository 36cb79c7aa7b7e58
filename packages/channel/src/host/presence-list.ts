import { type Actor, personOf } from '../define/actor.ts'
import type { Person, Presence } from '../messages/down.ts'
import { Encoded } from '../messages/encoded.ts'
import type { HostLimits } from './limits.ts'
import { Pacer } from './pacer.ts'
import type { Runtime } from './runtime.ts'

/** Hears of each person in turn that he is here, and that he is gone. It does not throw. */
interface PresenceHearer {
  here(person: Person): void
  gone(person: Person): void
}

interface Entry {
  person: Person
  connections: number
}

/**
 * Who has a view open: a person once, however many connections, and for a while after the last of them, so that a reload is
 * no leaving. Tells readers of changes at most once an interval, and the server's own code of each as it happens.
 */
export class PresenceList {
  readonly #channel: string
  readonly #view: string
  readonly #runtime: Runtime
  readonly #limits: HostLimits
  readonly #people = new Map<string, Entry>()
  /** Until when those without a connection still count as here; who left first stands first. */
  readonly #leaving = new Map<string, number>()
  readonly #announcements: Pacer
  readonly #watcher: PresenceHearer
  #encoded: Encoded | undefined
  #isTimed = false

  constructor(
    address: { channel: string; view: string },
    runtime: Runtime,
    limits: HostLimits,
    announce: (message: Encoded) => void,
    watcher: PresenceHearer,
  ) {
    this.#channel = address.channel
    this.#view = address.view
    this.#runtime = runtime
    this.#limits = limits
    this.#watcher = watcher
    this.#announcements = new Pacer(runtime, limits.presenceIntervalMs, () => announce(this.current()))
  }

  join(actor: Actor): void {
    const { id, name, guest } = actor
    this.#leaving.delete(id)
    const entry = this.#people.get(id)
    if (entry === undefined) {
      const person = personOf(actor)
      this.#people.set(id, { person, connections: 1 })
      this.#changed()
      this.#watcher.here(person)
      return
    }
    entry.connections++
    // Who comes back under another name is shown by that.
    if (entry.person.name === name && (entry.person.guest ?? false) === guest) return
    entry.person = personOf(actor)
    this.#changed()
  }

  leave({ id }: Actor): void {
    const entry = this.#people.get(id)
    if (entry === undefined || --entry.connections > 0) return
    this.#leaving.set(id, this.#runtime.now() + this.#limits.presenceGraceMs)
    this.#awaitLeaving()
  }

  /** Nobody is told any more; those who left are forgotten. */
  end(): void {
    this.#people.clear()
    this.#leaving.clear()
  }

  get isEmpty(): boolean {
    return this.#people.size === 0
  }

  /** All who are here, however many. */
  get people(): readonly Person[] {
    return [...this.#people.values()].map(({ person }) => person)
  }

  /** Who is here as it stands now. */
  current(): Encoded {
    this.#encoded ??= new Encoded(JSON.stringify(this.#message()))
    return this.#encoded
  }

  #message(): Presence {
    const count = this.#people.size
    // A list of everybody, sent to everybody, would grow with the square of their number.
    const isFew = count <= this.#limits.maxPresenceNames
    const people = isFew ? this.people : []
    return { type: 'presence', channel: this.#channel, view: this.#view, count, people }
  }

  #changed(): void {
    this.#encoded = undefined
    this.#announcements.ask()
  }

  /** One timer for all: it goes to whoever has been away the longest. */
  #awaitLeaving(): void {
    if (this.#isTimed) return
    const [next] = this.#leaving.values()
    if (next === undefined) return
    this.#isTimed = true
    const grace = this.#limits.presenceGraceMs
    this.#runtime.setTimer(
      () => {
        this.#isTimed = false
        this.#dropGone()
        this.#awaitLeaving()
      },
      Math.min(Math.max(next - this.#runtime.now(), 0), grace),
    )
  }

  #dropGone(): void {
    const now = this.#runtime.now()
    for (const [id, until] of this.#leaving) {
      // Further ahead than the whole grace: the clock was set back, and nobody stays for that.
      if (until > now && until - now <= this.#limits.presenceGraceMs) break
      const entry = this.#people.get(id)
      this.#leaving.delete(id)
      this.#people.delete(id)
      this.#changed()
      if (entry !== undefined) this.#watcher.gone(entry.person)
    }
  }
}
