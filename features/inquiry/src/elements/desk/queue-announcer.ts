import type { Clock } from '@parley/elements/models'

/** At most one word in this time, in milliseconds. */
export const announceEveryMs = 5000
/** What comes together is said together. */
const settleMs = 700

/** Says how many are new in the queue, politely: not each by itself, and not what is there at first or what was put back in its place. */
export class QueueAnnouncer {
  readonly #clock: Clock
  readonly #say: (news: number) => void
  /** All that ever waited while somebody listened. */
  #known: Set<string> | undefined
  #news = new Set<string>()
  #saidAt = Number.NEGATIVE_INFINITY
  #cancel: (() => void) | undefined

  constructor(clock: Clock, say: (news: number) => void) {
    this.#clock = clock
    this.#say = say
  }

  /** To be called with every state of the queue. */
  note(queue: readonly { readonly id: string; readonly rev: number }[]): void {
    const keys = queue.map(({ id, rev }) => `${id} ${rev}`)
    const known = this.#known
    if (known === undefined) {
      this.#known = new Set(keys)
      return
    }
    // Whoever was taken before the word came is no news.
    this.#news = new Set([...this.#news, ...keys.filter((key) => !known.has(key))].filter((key) => keys.includes(key)))
    for (const key of keys) known.add(key)
    if (this.#news.size === 0 || this.#cancel !== undefined) return
    const wait = Math.max(settleMs, this.#saidAt + announceEveryMs - this.#clock.now())
    this.#cancel = this.#clock.after(wait, () => this.#speak())
  }

  stop(): void {
    this.#cancel?.()
    this.#cancel = undefined
    this.#known = undefined
    this.#news.clear()
  }

  #speak(): void {
    this.#cancel = undefined
    if (this.#news.size === 0) return
    this.#saidAt = this.#clock.now()
    this.#say(this.#news.size)
    this.#news.clear()
  }
}
