/** Beats all sockets of one group, a slice at a time, so that 10 000 pings do not fall into one turn. */
export class Heartbeat {
  readonly #slices: Set<{ beat(): void }>[] = Array.from({ length: 16 }, () => new Set())
  readonly #stepMs: number
  readonly #now: () => number
  #timer: NodeJS.Timeout | undefined
  #lastBeat = 0
  #isLate = false
  #size = 0
  #next = 0
  #joined = 0

  /** `now`: monotonic milliseconds. */
  constructor(everyMs: number, now: () => number = () => performance.now()) {
    this.#stepMs = everyMs / this.#slices.length
    this.#now = now
  }

  /** Beats from now on, while there is any socket. Returns the number of its slice, for `delete`. */
  add(socket: { beat(): void }): number {
    const slice = this.#joined++ % this.#slices.length
    this.#slices[slice]!.add(socket)
    this.#size++
    if (this.#timer === undefined) this.#start()
    return slice
  }

  delete(socket: { beat(): void }, slice: number): void {
    if (this.#slices[slice]!.delete(socket)) this.#size--
    if (this.#size === 0) this.#stop()
  }

  #start(): void {
    this.#lastBeat = this.#now()
    this.#isLate = false
    this.#timer = setInterval(() => this.#beat(), this.#stepMs).unref()
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #beat(): void {
    const now = this.#now()
    const elapsed = now - this.#lastBeat
    this.#lastBeat = now
    const wasLate = this.#isLate
    this.#isLate = elapsed > 2 * this.#stepMs + 50
    // This process was stopped, perhaps its peers with it: they get a moment. One that is late each time is only busy.
    if (this.#isLate && !wasLate) return
    const slice = this.#slices[this.#next++ % this.#slices.length]
    // First what has come meanwhile is read, so that nobody is judged by what is still in the kernel.
    setImmediate(() => {
      for (const socket of slice ?? []) socket.beat()
    })
  }
}
