// Do our tests see what they should? Each patch of a folder breaks one thing in a copy of the packages; the test that it
// names must fail then, and all of its files must pass without it.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Copy, type Outcome } from './copy.ts'
import { type Fault, readFaults } from './fault.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const LANES = 2
const WHOLE_MS = 300_000
/** A minute or two where nothing else runs; on a busy machine, some times that. */
const ALL_MS = 900_000
const whole = { timeout: WHOLE_MS }

/** Tries each patch in `folder` (of the repository), of which there must be so many. Call it at the top of a test file. */
export function faultSuite(folder: string, atLeast: number): void {
  const faults = readFaults(path.join(root, folder))

  describe('deliberate faults', () => {
    const outcomes = new Map<Fault, Outcome>()
    let untouched: Outcome | undefined

    beforeAll(async () => {
      const copies = Array.from({ length: LANES }, () => new Copy(root))
      afterAll(() => {
        for (const copy of copies) copy.remove()
      })
      const queue = [...faults]
      await Promise.all(
        copies.map(async (copy, lane) => {
          if (lane === 0) untouched = await copy.runTests([...new Set(faults.flatMap(({ tests }) => tests))], whole)
          for (let fault = queue.shift(); fault !== undefined; fault = queue.shift()) {
            outcomes.set(fault, await copy.tryFault(fault))
          }
        }),
      )
    }, ALL_MS)

    test('without one, the tests that catch them pass', () => {
      expect(untouched).toEqual({ kind: 'passed', tests: expect.any(Number) })
    })

    test.each(faults)('$name is caught', (fault) => {
      const outcome = outcomes.get(fault)
      if (outcome?.kind === 'broken') expect.fail(outcome.problem)
      const failed = outcome?.kind === 'failed' ? outcome.titles : []
      const problem = `${fault.breaks} "${fault.fails}" of ${fault.tests.join(', ')} does not fail.`
      expect(
        failed.filter((title) => title.includes(fault.fails)),
        problem,
      ).not.toEqual([])
    })
  })

  test(`there are at least ${atLeast}, numbered without a gap`, () => {
    expect(faults.length).toBeGreaterThanOrEqual(atLeast)
    expect(faults.map(({ name }) => Number(name.slice(0, 2)))).toEqual(faults.map((_, at) => at + 1))
  })
}
