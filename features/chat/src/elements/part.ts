import type { Clock } from '@parley/elements/models'
import { systemClock } from '@parley/elements/models'

/** So long after a failure it is tried again. */
export const retryMs = 3000

/** Code that comes after the first picture: it is loaded once, and tried again if that failed. */
export class Part {
  readonly #load: () => Promise<void>
  #loading: Promise<boolean> | undefined
  #isLoaded = false
  #isSettled = false

  constructor(load: () => Promise<void>) {
    this.#load = load
  }

  get isLoaded(): boolean {
    return this.#isLoaded
  }

  /** Whether it is loaded, or cannot be had now. */
  get isSettled(): boolean {
    return this.#isSettled
  }

  /** Resolves with whether it is there. */
  readonly load = (): Promise<boolean> => {
    this.#loading ??= this.#load().then(
      () => this.#settle(true),
      () => this.#settle(false),
    )
    return this.#loading
  }

  /** Tries until it is there: for what nothing works without. */
  async insist(clock: Clock = systemClock): Promise<void> {
    while (!(await this.load())) await new Promise<void>((resolve) => clock.after(retryMs, resolve))
  }

  #settle(isLoaded: boolean): boolean {
    this.#isLoaded = isLoaded
    this.#isSettled = true
    if (!isLoaded) this.#loading = undefined
    return isLoaded
  }
}
