/** What the market is like. */
export const scenarios = ['calm', 'rally', 'slump', 'flash-crash', 'recorded'] as const
export type Scenario = (typeof scenarios)[number]

export function isScenario(value: unknown): value is Scenario {
  return (scenarios as readonly unknown[]).includes(value)
}

/** How things are at one moment of a scenario. */
export interface Mood {
  /** Where the price is drawn to, in parts of it a minute. */
  readonly drift: number
  /** Standard deviation of the price after a minute, in parts of it. */
  readonly volatility: number
  /** From the fair price to the best order of a maker, in parts of it. */
  readonly halfSpread: number
  /** How much makers offer, 1 as usual. */
  readonly depth: number
  /** Market orders a second. */
  readonly takers: number
}

const calm: Mood = { drift: 0, volatility: 0.0012, halfSpread: 0.0001, depth: 1, takers: 0.8 }
const fall: Mood = { drift: -0.3, volatility: 0.012, halfSpread: 0.0016, depth: 0.25, takers: 4 }
const rebound: Mood = { drift: 0.07, volatility: 0.006, halfSpread: 0.0006, depth: 0.5, takers: 2.5 }

/** A crash falls for so long, and comes back for so long; then it is calm. */
export const crashMs = { fall: 25_000, rebound: 90_000 }

/** `sinceMs`: how long the scenario has been going on, in the market's own time. */
export function moodOf(scenario: Scenario, sinceMs: number): Mood {
  switch (scenario) {
    case 'rally':
      return { ...calm, drift: 0.006, volatility: 0.002, takers: 1.6 }
    case 'slump':
      return { ...calm, drift: -0.006, volatility: 0.002, takers: 1.6 }
    case 'flash-crash':
      if (sinceMs < crashMs.fall) return fall
      return sinceMs < crashMs.fall + crashMs.rebound ? rebound : calm
    default:
      return calm
  }
}
