import type { Random } from '../input/random.ts'

/** What can be fuzzed: where inputs come from, and what must hold for each. */
export interface Target {
  readonly name: string
  /** What is put to the test, in a few words. */
  readonly title: string
  /** Inputs that are right, and some that just are not: where the search begins. */
  readonly seeds: () => readonly Uint8Array[]
  readonly mutate: (input: Uint8Array, random: Random, other: Uint8Array) => Uint8Array
  /**
   * Does everything that is to be done with one input, checks what must hold, and throws a `Violation` where it does
   * not. Anything else that is thrown was thrown by the code under test, and is a finding as well. Returns a short word
   * for how it went: an input that goes a new way is worth keeping, even if it runs no new code.
   */
  readonly run: (input: Uint8Array) => string | Promise<string>
}
