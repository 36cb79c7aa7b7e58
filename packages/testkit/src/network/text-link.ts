import type { VirtualClock } from '../clock/virtual-clock.ts'

/** What arrives at one end of a link. */
export interface LinkEnd {
  message(text: string): void
  closed(code: number, reason: string): void
}

type Parcel = { readonly text: string } | { readonly code: number; readonly reason: string }

/**
 * One direction of one connection: what is put in comes out later, always in order, as TCP keeps it. It can be held
 * (nothing comes out, nobody learns) and emptied (what was under way is lost).
 */
export class TextLink {
  readonly #clock: VirtualClock
  readonly #latencyMs: () => number
  readonly #end: LinkEnd
  #lastDueMs = 0
  #queue: { readonly parcel: Parcel; due: number }[] = []
  #isHeld = false
  #isOver = false

  constructor(clock: VirtualClock, latencyMs: () => number, end: LinkEnd) {
    this.#clock = clock
    this.#latencyMs = latencyMs
    this.#end = end
  }

  /** Whether the end has been told that it is over. */
  get isOver(): boolean {
    return this.#isOver
  }

  put(parcel: Parcel): void {
    if (this.#isOver) return
    this.#lastDueMs = Math.max(this.#lastDueMs, this.#clock.now() + this.#latencyMs())
    this.#queue.push({ parcel, due: this.#lastDueMs })
    this.#clock.setTimer(() => this.#deliverDue(), this.#lastDueMs - this.#clock.now())
  }

  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    this.#clock.setTimer(() => this.#deliverDue(), 0)
  }

  /** Loses what is under way and tells the end now. */
  sever(code: number, reason: string): void {
    if (this.#isOver) return
    this.#queue = []
    this.#isOver = true
    this.#end.closed(code, reason)
  }

  #deliverDue(): void {
    while (!this.#isHeld && !this.#isOver) {
      const first = this.#queue[0]
      if (first === undefined || first.due > this.#clock.now()) return
      this.#queue.shift()
      if ('text' in first.parcel) this.#end.message(first.parcel.text)
      else this.sever(first.parcel.code, first.parcel.reason)
    }
  }
}
