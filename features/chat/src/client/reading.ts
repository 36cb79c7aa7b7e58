import type { Clock } from '@parley/elements/models'

/** At most so often the server is told how far we have read, in milliseconds. */
const tellEveryMs = 500

/**
 * Resolves once the server has taken it: with what says whether `stored` has come to know of it, from where on it alone counts; with `undefined`
 * where the server keeps nothing, as of a room that is none of ours.
 */
export type TellRead = (upTo: number) => Promise<(() => boolean) | undefined>

/** How far one place has been read: by this device at once, by all devices as the server says. */
export class Reading {
  readonly #clock: Clock
  readonly #stored: () => number
  readonly #tell: TellRead
  /** Read here, as long as the server's word may not know of it yet. 0: its word alone counts, also when it goes back. */
  #own = 0
  #told = 0
  #isKept: (() => boolean) | undefined
  /** Seen here, or marked unread here: seeing it again is not reading it. */
  #seen = 0
  #cancel: (() => void) | undefined

  constructor(clock: Clock, stored: () => number, tell: TellRead) {
    this.#clock = clock
    this.#stored = stored
    this.#tell = tell
  }

  get upTo(): number {
    const stored = this.#stored()
    if (this.#own <= stored || (this.#own === this.#told && this.#isKept?.())) this.#forgetOwn()
    return Math.max(this.#own, stored)
  }

  /** `true`: that is news. */
  read(upTo: number): boolean {
    const isNews = upTo > Math.max(this.upTo, this.#seen)
    this.#seen = Math.max(this.#seen, upTo)
    if (!isNews) return false
    this.#own = upTo
    if (this.#cancel === undefined) {
      // The first at once: a glance at a room is enough.
      this.flush()
      this.#cancel = this.#clock.after(tellEveryMs, () => {
        this.#cancel = undefined
        this.flush()
      })
    }
    return true
  }

  /** We want it unread from somewhere: what this device has seen, `seen` at most, does not count any more. */
  forget(seen: number): void {
    this.#seen = Math.max(this.#seen, seen, this.upTo)
    this.#forgetOwn()
  }

  flush(): void {
    const upTo = this.#own
    if (this.upTo !== upTo || upTo <= Math.max(this.#told, this.#stored())) return
    this.#told = upTo
    this.#isKept = undefined
    void this.#tell(upTo).then(
      (isKept) => {
        if (this.#told === upTo) this.#isKept = isKept
      },
      // Why is in the outbox; what was read here stays so for this device.
      () => {},
    )
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.flush()
  }

  #forgetOwn(): void {
    this.#own = 0
    this.#told = 0
    this.#isKept = undefined
  }
}
