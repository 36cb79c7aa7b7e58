import type { Runtime } from './runtime.ts'

/** Runs something soon after it is asked for, and at most once an interval; what is asked for meanwhile is one run. */
export class Pacer {
  readonly #runtime: Runtime
  readonly #everyMs: number
  readonly #run: () => void
  #isTimed = false
  #quietUntil = 0

  constructor(runtime: Runtime, everyMs: number, run: () => void) {
    this.#runtime = runtime
    this.#everyMs = everyMs
    this.#run = run
  }

  ask(): void {
    if (this.#isTimed) return
    this.#isTimed = true
    // The wall clock may jump; no jump may keep people waiting for longer than one interval.
    const wait = Math.min(Math.max(this.#quietUntil - this.#runtime.now(), 0), this.#everyMs)
    this.#runtime.setTimer(() => {
      this.#isTimed = false
      this.#quietUntil = this.#runtime.now() + this.#everyMs
      this.#run()
    }, wait)
  }

  /** The same, but at once if the last run was an interval ago. */
  askNow(): void {
    const now = this.#runtime.now()
    if (this.#isTimed || now < this.#quietUntil) {
      this.ask()
      return
    }
    this.#quietUntil = now + this.#everyMs
    this.#run()
  }
}
