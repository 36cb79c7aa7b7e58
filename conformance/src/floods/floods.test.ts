import { describe, expect, it } from 'vitest'
import { floods } from './index.ts'
import { runScenario } from './run-scenario.ts'
import { scenarios } from './scenarios/index.ts'

describe('floods, lighter than in npm run conformance', () => {
  for (const scenario of scenarios) {
    const how = scenario.ends.length > 0 ? `ends by ${scenario.ends.join(' or ')}` : 'leaves nothing behind'
    it(`${scenario.title}: ${how}, and its memory is bounded`, async () => {
      const { faults, figure } = await runScenario(scenario, 'parley', 'light')
      expect(faults, figure).toEqual([])
    })
  }

  it('are an area of the suite, with a figure for each', async () => {
    const result = await floods.run({ progress: () => {}, detail: () => {}, only: ['unauthenticated'] })
    expect(result.subjects).toEqual([{ subject: 'parley server', cases: 1, passes: 1 }])
    expect(result.deviations).toEqual([])
    expect(result.figures).toEqual([expect.stringMatching(/^unauthenticated +parley server +4501, \+/)])
  })
})
