import type { Clock } from '@parley/elements/models'

/** At most one word in this time, in milliseconds. */
export const announceEveryMs = 5000
/** What changes several times at once is said once. */
const settleMs = 700

/** Says a count aloud after it has changed, and not each step of it. What is there at first is not said. */
export class Announcer {
  readonly #clock: Clock
  readonly #say: (count: number) => void
  #said: number | undefined
  #saidAt = Number.NEGATIVE_INFINITY
  #latest = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, say: (count: number) => void) {
    this.#clock = clock
    this.#say = say
  }

  note(count: number): void {
    this.#latest = count
    this.#said ??= count
    if (count === this.#said || this.#cancel !== undefined) return
    const wait = Math.max(settleMs, this.#saidAt + announceEveryMs - this.#clock.now())
    this.#cancel = this.#clock.after(wait, () => this.#speak())
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#said = undefined
  }

  #speak(): void {
    this.#cancel = undefined
    if (this.#latest === this.#said) return
    this.#said = this.#latest
    this.#saidAt = this.#clock.now()
    this.#say(this.#latest)
  }
}
