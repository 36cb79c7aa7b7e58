import type { Writable } from 'node:stream'
import { EngineRun, record, Workload, workloadScenarios } from '@parley/trading/engine'

const orders = 200_000
const rounds = 3
const seed = 7

/** Runs streams of messages through the matching engine, on this thread, and says how many it took in a second: of some rounds the median. */
export function benchMarket(output: Writable): void {
  output.write(
    `${orders} orders in each of ${workloadScenarios.length} markets, ${rounds} rounds; accounts, fees and events on.\n`,
  )
  // The first run is for the compiler.
  measure('normal')
  for (const scenario of workloadScenarios) {
    const rates = Array.from({ length: rounds }, () => measure(scenario)).sort((one, other) => one - other)
    const [worst = 0, median = 0] = rates
    output.write(`${scenario.padEnd(12)} ${shown(median)} messages/s, worst ${shown(worst)}\n`)
  }
}

function measure(scenario: (typeof workloadScenarios)[number]): number {
  const recorded = record(new Workload(scenario, orders, seed))
  const engine = new EngineRun()
  const began = performance.now()
  engine.run(recorded)
  return (recorded.count / (performance.now() - began)) * 1000
}

function shown(rate: number): string {
  return Math.round(rate).toLocaleString('en-US').padStart(11)
}
