import { percentile, Samples } from '../report/stats.ts'

/** Times from publishing to receipt within one window, and whether they grew in it. */
export class LatencyLog {
  readonly #latencies = new Samples()
  #isOn = false

  start(): void {
    this.#latencies.clear()
    this.#isOn = true
  }

  /** `received` by `performance.now()`, `published` in µs since 1970. */
  add(received: number, published: number): void {
    if (!this.#isOn) return
    this.#latencies.add(performance.timeOrigin + received - published / 1000)
  }

  /** `first` and `last`: the medians of the first and the last quarter of what was received. */
  stop(): { readonly sorted: Float64Array; readonly first: number; readonly last: number } {
    this.#isOn = false
    const inOrder = this.#latencies.values()
    const quarter = Math.floor(inOrder.length / 4)
    return {
      sorted: inOrder.slice().sort(),
      first: percentile(inOrder.slice(0, quarter).sort(), 0.5),
      last: percentile(inOrder.slice(inOrder.length - quarter).sort(), 0.5),
    }
  }
}
