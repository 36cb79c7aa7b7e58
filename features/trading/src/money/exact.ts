// Whole numbers that count money. All are below 2^53, where a Number is exact; whatever might go past that is `undefined` here and refused by its caller.

const million = 1_000_000

/** The exact product of whole numbers from 0; `undefined` past 2^53 − 1. */
export function times(one: number, other: number): number | undefined {
  const product = one * other
  // A product that is past it is not rounded to below: what rounds to 2^53 − 1 or less was that.
  return product <= Number.MAX_SAFE_INTEGER ? product : undefined
}

/** The exact sum of whole numbers from 0; `undefined` past 2^53 − 1. */
export function plus(one: number, other: number): number | undefined {
  const sum = one + other
  return sum <= Number.MAX_SAFE_INTEGER ? sum : undefined
}

/** ⌈cost × ppm ÷ 1 000 000⌉ for a `ppm` up to a million: never past the cost, so never past what counts exactly. */
export function feeOf(cost: number, ppm: number): number {
  const rest = cost % million
  return ((cost - rest) / million) * ppm + Math.ceil((rest * ppm) / million)
}

/** ⌊value × part ÷ whole⌋ for `part` up to `whole`: exact, however large the product. */
export function shareOf(value: number, part: number, whole: number): number {
  const product = value * part
  if (product > Number.MAX_SAFE_INTEGER) return Number((BigInt(value) * BigInt(part)) / BigInt(whole))
  return (product - (product % whole)) / whole
}
