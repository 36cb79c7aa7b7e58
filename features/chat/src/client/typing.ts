import type { Person } from '@parley/channel/client'
import type { Clock } from '@parley/elements/models'

/** PROTOCOL.md#chat: while somebody types, the signal is sent again at most this often. */
export const typingResendMs = 3000

/** PROTOCOL.md#chat: the word "stopped" may never come, so a typist is forgotten this long after the last signal. */
export const typingForgetMs = 6000

/** Decides when our own typing is worth a signal. */
export class OwnTyping {
  readonly #clock: Clock
  readonly #send: (typing: boolean) => void
  #sentAt: number | undefined

  constructor(clock: Clock, send: (typing: boolean) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** To be called on every keystroke. */
  typed(): void {
    const now = this.#clock.now()
    if (this.#sentAt !== undefined && now - this.#sentAt < typingResendMs) return
    this.#sentAt = now
    this.#send(true)
  }

  /** The draft was emptied, or the room left. Says so only if somebody may still think we type. */
  stopped(): void {
    if (this.#isRemembered()) this.#send(false)
    this.#sentAt = undefined
  }

  /** Our message says it already: others drop a typist whose message arrives. */
  posted(): void {
    this.#sentAt = undefined
  }

  #isRemembered(): boolean {
    return this.#sentAt !== undefined && this.#clock.now() - this.#sentAt < typingForgetMs
  }
}

/** Who else is typing right now. */
export class Typists {
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #people = new Map<string, { readonly person: Person; readonly cancel: () => void }>()

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  get people(): readonly Person[] {
    return [...this.#people.values()].map((typist) => typist.person)
  }

  receive(person: Person, typing: boolean): void {
    if (!typing) {
      this.forget(person.id)
      return
    }
    const known = this.#people.get(person.id)
    known?.cancel()
    const cancel = this.#clock.after(typingForgetMs, () => this.forget(person.id))
    this.#people.set(person.id, { person, cancel })
    if (!known) this.#changed()
  }

  forget(id: string): void {
    const typist = this.#people.get(id)
    if (!typist) return
    typist.cancel()
    this.#people.delete(id)
    this.#changed()
  }

  clear(): void {
    for (const typist of this.#people.values()) typist.cancel()
    this.#people.clear()
  }
}
