/** Chance that a seed repeats. */
export interface SeededRandom {
  /** In [0, 1). */
  next(): number
  /** A whole number from `low` to `high`, both included. */
  integer(low: number, high: number): number
  /** `true` in `probability` of the cases. */
  chance(probability: number): boolean
  /** One of these; the list must not be empty. */
  pick<T>(list: readonly T[]): T
  /** An independent source, so that what one part draws does not shift what another sees. */
  fork(): SeededRandom
}

/**
 * Mulberry32: 32 bits of state, passes gjrand's small tests, and the same everywhere. For simulations, never for
 * secrets.
 */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0

  function bits(): number {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return (mixed ^ (mixed >>> 14)) >>> 0
  }

  const next = () => bits() / 2 ** 32
  return {
    next,
    integer: (low, high) => low + Math.floor(next() * (high - low + 1)),
    chance: (probability) => next() < probability,
    pick: (list) => list[Math.floor(next() * list.length)]!,
    fork: () => seededRandom(bits()),
  }
}
