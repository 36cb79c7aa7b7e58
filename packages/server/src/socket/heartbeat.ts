/** Beats all sockets of one server, a slice at a time, so that 10 000 pings do not fall into one turn. */
export class Heartbeat {
  readonly #slices: Set<{ beat(): void }>[] = Array.from({ length: 16 }, () => new Set())
  readonly #everyMs: number
  #timer: NodeJS.Timeout | undefined
  #size = 0
  #next = 0
  #joined = 0

  constructor(everyMs: number) {
    this.#everyMs = everyMs
  }

  /** Beats from now on, while there is any socket. Returns what takes the socket out again. */
  add(socket: { beat(): void }): () => void {
    const slice = this.#slices[this.#joined++ % this.#slices.length]
    slice?.add(socket)
    this.#size++
    this.#timer ??= setInterval(() => this.#beat(), this.#everyMs / this.#slices.length).unref()
    return () => {
      if (slice?.delete(socket)) this.#size--
      if (this.#size === 0) this.#stop()
    }
  }

  #stop(): void {
    clearInterval(this.#timer)
    this.#timer = undefined
  }

  #beat(): void {
    const slice = this.#slices[this.#next++ % this.#slices.length]
    for (const socket of slice ?? []) socket.beat()
  }
}
