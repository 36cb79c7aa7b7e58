/** Time, chance and the world outside, handed to the host: a server gives the real ones, a simulation its own. */
export interface Runtime {
  /** Wall clock in milliseconds since 1970. */
  now(): number
  /** Runs `run` when the input that is waiting now has been handled; what happens until then shares one transaction. */
  defer(run: () => void): void
  /** Runs `run` once, later. Returns what cancels it. */
  setTimer(run: () => void, afterMs: number): () => void
  /** At least 64 bits of chance, as 1 to 64 characters of `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_`. */
  randomId(): string
  /** A fault that is not the peer's: a feature that threw, a store that failed. */
  report(error: unknown, where: string): void
}
