const firstMs = 500
const mostMs = 30_000

/** "Full jitter" (PROTOCOL.md#staying-connected): anything up to a bound that doubles with each attempt, 0 being the first. */
export function backOffMs(attempt: number, random: () => number): number {
  return random() * Math.min(mostMs, firstMs * 2 ** attempt)
}
