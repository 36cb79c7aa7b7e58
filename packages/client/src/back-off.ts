const firstMs = 500
const mostMs = 30_000
/** The longest wait that a server can ask for. */
const mostAskedMs = 600_000

/** "Full jitter" (PROTOCOL.md#staying-connected): anything up to a bound that doubles with each attempt, 0 being the first. */
export function backOffMs(attempt: number, random: () => number): number {
  return random() * Math.min(mostMs, firstMs * 2 ** attempt)
}

/** A wait that the server asks for, within reason. */
export function askedMs(waitMs: number): number {
  return Math.min(mostAskedMs, Math.max(0, waitMs))
}

/** When what was refused for now may come again: when the server said, or else by full jitter. */
export function retryMs(retryAfterMs: number | undefined, attempt: number, random: () => number): number {
  return retryAfterMs === undefined ? backOffMs(attempt, random) : askedMs(retryAfterMs)
}
