import type { VirtualClock } from '../clock/virtual-clock.ts'

/** What arrives at one end of a link. */
export interface LinkEnd {
  message(text: string): void
  closed(code: number, reason: string): void
}

type Parcel = { readonly text: string } | { readonly code: number; readonly reason: string }

/**
 * One direction of one connection: what is put in comes out later, always in order, as TCP keeps it. It can be held
 * (nothing comes out, nobody learns), broken (the same for good), delayed and emptied (what was under way is lost).
 */
export class TextLink {
  readonly #clock: VirtualClock
  readonly #latencyMs: () => number
  readonly #end: LinkEnd
  #lastDueMs = 0
  #queue: { readonly parcel: Parcel; due: number }[] = []
  #isHeld = false
  #isBroken = false
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

  /** How many parcels are under way. */
  get queued(): number {
    return this.#queue.length
  }

  put(parcel: Parcel): void {
    if (this.#isOver) return
    this.#lastDueMs = Math.max(this.#lastDueMs, this.#clock.now() + this.#latencyMs())
    // What is due together comes out together, by one timer.
    const isTimed = this.#queue.at(-1)?.due === this.#lastDueMs
    this.#queue.push({ parcel, due: this.#lastDueMs })
    if (!isTimed) this.#deliverAfter(this.#lastDueMs - this.#clock.now())
  }

  hold(): void {
    this.#isHeld = true
  }

  release(): void {
    this.#isHeld = false
    this.#deliverAfter(0)
  }

  /** What is under way, or comes later, never arrives; the end learns of it when somebody severs the link. */
  break(): void {
    this.#isBroken = true
  }

  /** What is under way arrives so much later. */
  delay(ms: number): void {
    for (const entry of this.#queue) {
      entry.due += ms
      this.#deliverAfter(entry.due - this.#clock.now())
    }
    this.#lastDueMs += ms
  }

  /** Loses what is under way and tells the end now. */
  sever(code: number, reason: string): void {
    if (this.#isOver) return
    this.#queue = []
    this.#isOver = true
    this.#end.closed(code, reason)
  }

  #deliverAfter(ms: number): void {
    this.#clock.setTimer(() => this.#deliverDue(), ms)
  }

  #deliverDue(): void {
    while (!this.#isHeld && !this.#isBroken && !this.#isOver) {
      const first = this.#queue[0]
      if (first === undefined || first.due > this.#clock.now()) return
      this.#queue.shift()
      if ('text' in first.parcel) this.#end.message(first.parcel.text)
      else this.sever(first.parcel.code, first.parcel.reason)
    }
  }
}
