/** Linear ranks; `sorted` ascending. NaN when empty. */
export function percentile(sorted: ArrayLike<number>, share: number): number {
  if (sorted.length === 0) return Number.NaN
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export function median(values: readonly number[]): number {
  const sorted = [...values].sort((a, b) => a - b)
  const middle = sorted.length >> 1
  if (sorted.length % 2 === 1) return sorted[middle] ?? Number.NaN
  return ((sorted[middle - 1] ?? Number.NaN) + (sorted[middle] ?? Number.NaN)) / 2
}

/**
 * Rounds in which others used much of the machine are left out, unless all were like that. The choice looks at the others
 * alone, never at the figures.
 */
export function quietRounds<Round extends { readonly othersShare: number }>(
  rounds: readonly Round[],
): readonly Round[] {
  const quiet = rounds.filter((round) => !(round.othersShare > busyShare))
  return quiet.length > 0 ? quiet : rounds
}

const busyShare = 0.1

/** Many numbers, cheap to add to while measuring. */
export class Samples {
  #values = new Float64Array(65_536)
  #count = 0

  add(value: number): void {
    if (this.#count === this.#values.length) {
      const larger = new Float64Array(this.#count * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#count++] = value
  }

  clear(): void {
    this.#count = 0
  }

  get count(): number {
    return this.#count
  }

  /** A copy, in the order they came. */
  values(): Float64Array {
    return this.#values.slice(0, this.#count)
  }

  sorted(): Float64Array {
    return this.values().sort()
  }
}
