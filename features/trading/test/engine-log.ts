// Long logs of a real engine from a seed, with orders of all kinds.
import fc from 'fast-check'
import { type Fact, Rejection } from '../src/contract/index.ts'
import { Engine } from '../src/engine/engine.ts'
import { assets, command, opening } from './engine/commands.ts'

export { assets, markets, people } from './engine/commands.ts'

/** What one command said, the sums of the books it changed, and the engine after it. */
export interface Said {
  readonly facts: readonly Fact[]
  readonly sums: { readonly [market: string]: number }
  readonly at: number
  readonly engine: Engine
}

/** Commands that are refused say nothing, and are left out. */
export function* engineLog(seed: number, commands: number): Generator<Said> {
  const engine = new Engine({ assets })
  const all = [...opening, ...fc.sample(command, { seed, numRuns: commands })]
  for (const [at, each] of all.entries()) {
    const sums: { [market: string]: number } = {}
    const facts = engine.decide(each, at, sums)
    if (facts instanceof Rejection) continue
    for (const fact of facts) engine.apply(fact)
    yield { facts, sums, at, engine }
  }
}
