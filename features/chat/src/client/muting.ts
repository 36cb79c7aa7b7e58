import type { Clock } from '@parley/elements/models'

/** The longest that a timer of a browser waits. */
const longestMs = 2_147_483_647

/** Until when somebody is muted, as long as that is not over. */
export function mutedNow(until: number | undefined, now: number): number | undefined {
  return until !== undefined && until > now ? until : undefined
}

/** Tells when it is over: that comes by time, and only later by the server's word. */
export class Muting {
  readonly #clock: Clock
  readonly #over: () => void
  #until: number | undefined
  #cancel: (() => void) | undefined

  constructor(clock: Clock, over: () => void) {
    this.#clock = clock
    this.#over = over
  }

  /** To be called with what the server says now. */
  note(until: number | undefined): void {
    if (until === this.#until) return
    this.stop()
    this.#until = until
    this.#wait()
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#until = undefined
  }

  #wait(): void {
    const until = this.#until
    const now = this.#clock.now()
    if (until === undefined || until <= now) return
    this.#cancel = this.#clock.after(Math.min(until - now, longestMs), () => {
      this.#cancel = undefined
      if (mutedNow(until, this.#clock.now()) === undefined) this.#over()
      else this.#wait()
    })
  }
}
