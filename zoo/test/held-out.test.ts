// The same mistakes in other words: other names, quotes, spacing and layout. Whoever writes a rule looks at the cases, not at these.
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { closeChromium } from '../src/parts/chromium.ts'
import { checkParts } from '../src/parts/required.ts'
import { runAllBroken } from '../src/runner/run-all.ts'
import type { Result } from '../src/runner/run-broken.ts'
import { brokenLine } from '../src/runner/table.ts'

let results: readonly Result[] = []

beforeAll(async () => {
  checkParts()
  results = await runAllBroken('held out', { width: 3 })
}, 240_000)

afterAll(closeChromium)

const tableOf = (wrong: (result: Result) => boolean) => results.filter(wrong).map((result) => brokenLine(result, true))

describe('the same mistakes in other words', () => {
  it('are broken in the same way', () => {
    expect(results.length).toBeGreaterThanOrEqual(30)
    expect(tableOf(({ seen }) => seen === undefined)).toEqual([])
  })

  it('have their cause named first, nine in ten', () => {
    const named = results.filter(({ isNamed }) => isNamed).length
    expect(named, tableOf(({ isNamed }) => !isNamed).join('\n')).toBeGreaterThanOrEqual(Math.ceil(results.length * 0.9))
  })
})
