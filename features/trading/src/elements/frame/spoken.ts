import type { Clock } from '@parley/elements/models'

/** Said no more often than this. */
export const spokenEveryMs = 5000

/** What a live region says of something that changes all the time: the newest of it, at most every five seconds, and the same only once. */
export class Spoken {
  readonly #clock: Clock
  readonly #said: (text: string) => void
  #next = ''
  #last = ''
  #isWaiting = false
  #cancel = () => {}

  constructor(clock: Clock, said: (text: string) => void) {
    this.#clock = clock
    this.#said = said
  }

  say(text: string): void {
    this.#next = text
    if (!this.#isWaiting) this.#speak()
  }

  stop(): void {
    this.#cancel()
    this.#isWaiting = false
    this.#next = ''
    this.#last = ''
  }

  #speak(): void {
    this.#isWaiting = false
    if (this.#next === this.#last) return
    this.#last = this.#next
    this.#isWaiting = true
    this.#cancel = this.#clock.after(spokenEveryMs, () => this.#speak())
    this.#said(this.#last)
  }
}
