import type { StatusReason } from '../status.ts'
import { valuesOf } from './addresses.ts'
import type { Failure } from './facts.ts'
import { pageReason } from './words.ts'

/** So many ends in a row after the same silence are no chance. */
const inARow = 3
const withinMs = 500
/** A shorter silence is none: what was under way when it broke. */
const leastMs = 2_000

/** Notices that connections end after the same silence, again and again: a proxy does that. */
export class IdleLimit {
  #silences: number[] = []

  /** The reason, as soon as it can be told. */
  note({ url, code, idleMs, wasWelcome }: Failure): StatusReason | undefined {
    if (!wasWelcome || code !== 1006 || idleMs < leastMs) {
      if (wasWelcome) this.#silences = []
      return undefined
    }
    const [first = idleMs] = this.#silences
    this.#silences = Math.abs(first - idleMs) <= withinMs ? [...this.#silences, idleMs] : [idleMs]
    if (this.#silences.length < inARow) return undefined
    const seconds = (this.#silences.reduce((sum, one) => sum + one) / this.#silences.length / 1000).toFixed(1)
    return pageReason('page/idle-limit', { ...valuesOf(url), seconds, count: String(this.#silences.length) })
  }
}
