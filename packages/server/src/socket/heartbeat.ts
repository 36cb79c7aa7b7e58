/** Beats all sockets of one server, a slice at a time, so that 10 000 pings do not fall into one turn. */
export class Heartbeat {
  readonly #slices: Set<{ beat(): void }>[] = Array.from({ length: 16 }, () => new Set())
  readonly #timer: NodeJS.Timeout
  #next = 0
  #joined = 0

  constructor(everyMs: number) {
    this.#timer = setInterval(() => this.#beat(), everyMs / this.#slices.length)
    this.#timer.unref()
  }

  /** Returns what takes the socket out again. */
  add(socket: { beat(): void }): () => void {
    const slice = this.#slices[this.#joined++ % this.#slices.length]
    slice?.add(socket)
    return () => slice?.delete(socket)
  }

  stop(): void {
    clearInterval(this.#timer)
  }

  #beat(): void {
    const slice = this.#slices[this.#next++ % this.#slices.length]
    for (const socket of slice ?? []) socket.beat()
  }
}
