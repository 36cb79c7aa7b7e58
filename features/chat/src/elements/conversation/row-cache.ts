import type { RowKeys } from '../row-keys.ts'
import type { MessageRow, TimelineInput } from '../timeline.ts'
import { timeline } from '../timeline.ts'

/** The rows of a list, made anew only when something of it has changed: with ten thousand messages it takes a while. */
export class RowCache {
  readonly #keys: RowKeys
  #input: TimelineInput | undefined
  #rows: readonly MessageRow[] = []

  constructor(keys: RowKeys) {
    this.#keys = keys
  }

  /** As they were asked for last. */
  get rows(): readonly MessageRow[] {
    return this.#rows
  }

  of(given: Omit<TimelineInput, 'keyOf'>): readonly MessageRow[] {
    this.#keys.note(given.messages, given.pending, given.me)
    const input: TimelineInput = { ...given, keyOf: this.#keys.keyOf }
    const known = this.#input
    const names = Object.keys(input) as (keyof TimelineInput)[]
    if (known && names.every((name) => isSame(known[name], input[name]))) return this.#rows
    this.#input = input
    this.#rows = timeline(input)
    return this.#rows
  }
}

function isSame(a: unknown, b: unknown): boolean {
  if (Array.isArray(a) && Array.isArray(b) && a.length === 0 && b.length === 0) return true
  return a === b
}
