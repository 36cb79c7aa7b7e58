import { describe, expect, it } from 'vitest'
import type { Area, AreaResult, Deviation } from './area.ts'
import { isStale, reasonFor } from './known-deviations.ts'
import { runAreas } from './run-areas.ts'
import { deviationsOf, summaryOf } from './table.ts'

const report = { progress: () => {}, detail: () => {}, only: [] }
const deviation: Deviation = {
  subject: 'ws server',
  case: '1.1.1',
  title: 'a fact',
  expected: 'this',
  seen: 'that',
}

function area(name: string, result: Partial<AreaResult>): Area {
  return {
    name,
    title: name,
    run: async () => ({ subjects: [{ subject: 'x', cases: 1, passes: 1 }], deviations: [], ...result }),
  }
}

describe('a run', () => {
  it('fails for what is ours and has no reason, and only for that', async () => {
    const ours = { ...deviation, subject: 'parley server' }
    const excused = { ...deviation, subject: 'parley client', reason: 'because' }
    const { failures, deviations } = await runAreas([area('a', { deviations: [deviation, ours, excused] })], report)
    expect(failures).toEqual([ours])
    expect(deviations).toHaveLength(3)
  })

  it('fails for an area that throws, and runs the others', async () => {
    const broken: Area = { name: 'b', title: 'b', run: () => Promise.reject(new Error('it broke')) }
    const { failures, areas } = await runAreas([broken, area('a', {})], report)
    expect(failures).toMatchObject([{ subject: 'parley', case: 'b', seen: expect.stringContaining('it broke') }])
    expect([...areas.keys()]).toEqual(['b', 'a'])
  })
})

describe('the table', () => {
  it('has a line for each area, a column for each subject, and the sum', () => {
    const results = new Map([
      ['framing', { subjects: [{ subject: 'parley server', cases: 10, passes: 10 }], deviations: [] }],
      [
        'utf8',
        {
          subjects: [
            { subject: 'parley server', cases: 5, passes: 4 },
            { subject: 'ws server', cases: 5, passes: 3 },
          ],
          deviations: [],
        },
      ],
    ])
    expect(summaryOf(results)).toBe(
      [
        'area      parley server   ws server',
        'framing           10/10           –',
        'utf8                4/5         3/5',
        'all               14/15         3/5',
      ].join('\n'),
    )
  })

  it('puts deviations with one reason together', () => {
    const known = ['6.7.9', '6.7.10', '6.7.11', '8.1.1'].map((id) => ({
      ...deviation,
      case: id,
      reason: 'is like that',
    }))
    expect(deviationsOf([...known, deviation])).toBe(
      [
        'ws server',
        '  is like that',
        '    4: 6.7.9 to 6.7.11, 8.1.1',
        '  1.1.1  a fact',
        '    expected this',
        '    seen     that',
      ].join('\n'),
    )
  })
})

describe('a reason', () => {
  const known = [{ subjects: ['ws server'], cases: ['6.7.*', '8.1.2'], reason: 'known' }]

  it('is for its subject and its cases', () => {
    expect(reasonFor('ws server', '6.7.30', known)).toBe('known')
    expect(reasonFor('ws server', '8.1.2', known)).toBe('known')
    expect(reasonFor('ws server', '8.1.20', known)).toBeUndefined()
    expect(reasonFor('ws server', '6.70.1', known)).toBeUndefined()
    expect(reasonFor('parley server', '6.7.30', known)).toBeUndefined()
  })

  it('is stale when its cases ran and none failed', () => {
    const [one] = known
    expect(isStale(one!, ['6.7.1', '6.7.2'], [])).toBe(true)
    expect(isStale(one!, ['6.7.1', '6.7.2'], ['6.7.2'])).toBe(false)
    expect(isStale(one!, ['1.1.1'], [])).toBe(false)
  })
})
