// Every broken set-up, as data in src/cases: what is named first, and what the printed fix does.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeChromium } from '../src/parts/chromium.ts'
import { checkParts } from '../src/parts/required.ts'
import { figuresOf } from '../src/runner/figures.ts'
import { runAllBroken } from '../src/runner/run-all.ts'
import type { Result } from '../src/runner/run-broken.ts'
import { brokenLine } from '../src/runner/table.ts'

let results: readonly Result[] = []

beforeAll(async () => {
  checkParts()
  results = await runAllBroken('cases', { width: 3 })
}, 240_000)

afterAll(closeChromium)

/** The lines of the table of those that are not as they should be. */
const tableOf = (wrong: (result: Result) => boolean) => results.filter(wrong).map((result) => brokenLine(result, true))

describe('broken set-ups', () => {
  it('are at least fifty, each broken in the way its row says', () => {
    expect(results.length).toBeGreaterThanOrEqual(50)
    expect(tableOf(({ seen }) => seen === undefined)).toEqual([])
  })

  it('have their cause named first, all but one in twenty-five', () => {
    const { named, cases } = figuresOf(results, [])
    expect(named, tableOf(({ isNamed }) => !isNamed).join('\n')).toBeGreaterThanOrEqual(Math.ceil(cases * 0.96))
  })

  it('work once the printed fix was applied by a program, at least fifty-five of them', () => {
    const { fixed } = figuresOf(results, [])
    expect(fixed, tableOf(({ isFixed }) => isFixed === false).join('\n')).toBeGreaterThanOrEqual(55)
  })

  it('never end in a bare 1006 in our client', () => {
    expect(figuresOf(results, []).asked).toBeGreaterThanOrEqual(25)
    expect(tableOf(({ isSilent }) => isSilent)).toEqual([])
  })
})
