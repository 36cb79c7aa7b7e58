/** How much of each: `npm test` has seconds, `npm run durability` has minutes (run.mjs says so by the environment). */
export const settings = {
  /** Times the server is killed. */
  rounds: numberOf('PARLEY_KILL_ROUNDS', 20),
  /** How long it stands still. */
  frozenSeconds: numberOf('PARLEY_FROZEN_SECONDS', 5),
  /** Acknowledgements whose system calls are looked at. */
  acknowledgements: numberOf('PARLEY_TRACED_ACKS', 10_000),
} as const

function numberOf(variable: string, fallback: number): number {
  const text = process.env[variable]
  return text === undefined ? fallback : Number(text)
}
