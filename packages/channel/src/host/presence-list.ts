import { type Actor, personOf } from '../define/actor.ts'
import type { Person, Presence } from '../messages/down.ts'
import { Encoded } from '../messages/encoded.ts'
import type { HostLimits } from './limits.ts'
import type { Runtime } from './runtime.ts'

/** Who has a view open: a person once, however many connections. Tells of changes at most once an interval. */
export class PresenceList {
  readonly #channel: string
  readonly #view: string
  readonly #runtime: Runtime
  readonly #limits: HostLimits
  readonly #announce: (message: Encoded) => void
  readonly #people = new Map<string, { person: Person; connections: number }>()
  #encoded: Encoded | undefined
  #isTimed = false
  #quietUntil = 0

  constructor(
    address: { channel: string; view: string },
    runtime: Runtime,
    limits: HostLimits,
    announce: (message: Encoded) => void,
  ) {
    this.#channel = address.channel
    this.#view = address.view
    this.#runtime = runtime
    this.#limits = limits
    this.#announce = announce
  }

  join(actor: Actor): void {
    const { id } = actor
    const entry = this.#people.get(id)
    if (entry !== undefined) {
      entry.connections++
      return
    }
    this.#people.set(id, { person: personOf(actor), connections: 1 })
    this.#changed()
  }

  leave({ id }: Actor): void {
    const entry = this.#people.get(id)
    if (entry === undefined || --entry.connections > 0) return
    this.#people.delete(id)
    this.#changed()
  }

  /** The whole list as it stands now. */
  current(): Encoded {
    this.#encoded ??= new Encoded(JSON.stringify(this.#message()))
    return this.#encoded
  }

  #message(): Presence {
    const people: Person[] = []
    for (const { person } of this.#people.values()) {
      if (people.length === this.#limits.maxPresenceNames) break
      people.push(person)
    }
    return { type: 'presence', channel: this.#channel, view: this.#view, count: this.#people.size, people }
  }

  #changed(): void {
    this.#encoded = undefined
    if (this.#isTimed) return
    this.#isTimed = true
    const now = this.#runtime.now()
    // The wall clock may jump; no jump may keep people waiting for longer than one interval.
    const wait = Math.min(Math.max(this.#quietUntil - now, 0), this.#limits.presenceIntervalMs)
    this.#runtime.setTimer(() => {
      this.#isTimed = false
      this.#quietUntil = this.#runtime.now() + this.#limits.presenceIntervalMs
      this.#announce(this.current())
    }, wait)
  }
}
