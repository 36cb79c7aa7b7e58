import type { Clock } from '@parley/elements/models'

/** While somebody writes, the signal is sent again at most this often. */
export const resendMs = 3000

/** The word "stopped" may never come: what somebody does is forgotten this long after the last signal. */
export const forgetMs = 6000

/** Decides when what we do is worth a signal. */
export class OwnDoing<What> {
  readonly #clock: Clock
  readonly #send: (what: What | undefined) => void
  #sent: { readonly what: What; readonly at: number } | undefined

  constructor(clock: Clock, send: (what: What | undefined) => void) {
    this.#clock = clock
    this.#send = send
  }

  /** To be called on every keystroke. */
  does(what: What): void {
    const now = this.#clock.now()
    if (this.#sent?.what === what && now - this.#sent.at < resendMs) return
    this.#sent = { what, at: now }
    this.#send(what)
  }

  /** Says so only if somebody may still think that we do it. */
  stops(): void {
    if (this.#sent !== undefined && this.#clock.now() - this.#sent.at < forgetMs) this.#send(undefined)
    this.#sent = undefined
  }
}

/** What others do right now, by their ids. */
export class Doings<What> {
  readonly #clock: Clock
  readonly #changed: () => void
  readonly #all = new Map<string, { readonly what: What; readonly cancel: () => void }>()

  constructor(clock: Clock, changed: () => void) {
    this.#clock = clock
    this.#changed = changed
  }

  of(id: string): What | undefined {
    return this.#all.get(id)?.what
  }

  get isAny(): boolean {
    return this.#all.size > 0
  }

  /** Of whoever began last. */
  get any(): What | undefined {
    return [...this.#all.values()].at(-1)?.what
  }

  receive(id: string, what: What | undefined): void {
    const known = this.#all.get(id)
    known?.cancel()
    if (what === undefined) this.#all.delete(id)
    else this.#all.set(id, { what, cancel: this.#clock.after(forgetMs, () => this.receive(id, undefined)) })
    if (known?.what !== what) this.#changed()
  }

  clear(): void {
    for (const { cancel } of this.#all.values()) cancel()
    this.#all.clear()
  }
}
