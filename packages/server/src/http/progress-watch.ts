/**
 * Notices a peer that is waited for and does next to nothing, however it spreads that out: less than `minBytes` in `timeoutMs` of waiting. Time in
 * which nobody waits for it does not count.
 */
export class ProgressWatch {
  readonly #timeoutMs: number
  readonly #minBytes: number
  readonly #onStalled: () => void
  #bytes = 0
  #leftMs: number
  #since: number | undefined
  #timer: NodeJS.Timeout | undefined

  constructor(timeoutMs: number, minBytes: number, onStalled: () => void) {
    this.#timeoutMs = timeoutMs
    this.#minBytes = minBytes
    this.#leftMs = timeoutMs
    this.#onStalled = onStalled
  }

  /** From here on it is the peer's turn. */
  wait(): void {
    if (this.#since !== undefined) return
    this.#since = performance.now()
    this.#timer = setTimeout(this.#onStalled, this.#leftMs)
  }

  /** The peer gave or took so much, and is not waited for until the next `wait`. */
  progress(bytes: number): void {
    this.#bytes += bytes
    this.stop()
    if (this.#bytes < this.#minBytes) return
    this.#bytes = 0
    this.#leftMs = this.#timeoutMs
  }

  /** It is not waited for. What it was waited for stays counted: else whoever gives a little again and again has all the time. */
  stop(): void {
    clearTimeout(this.#timer)
    if (this.#since !== undefined) this.#leftMs = Math.max(0, this.#leftMs - (performance.now() - this.#since))
    this.#since = undefined
  }
}
