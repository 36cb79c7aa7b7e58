import { describe, expect, it } from 'vitest'
import { caseGroups } from '../cases/index.ts'
import { parleyClient, parleyServer } from '../subjects/index.ts'
import { knownDeviations, reasonFor } from './known-deviations.ts'
import { concerns, runSubject } from './run-subject.ts'

describe.each([parleyServer, parleyClient])('$name', (subject) => {
  it.each(caseGroups)('does what all cases of $area expect', async ({ cases }) => {
    const outcomes = await runSubject(subject, cases)
    expect(outcomes.length).toBeGreaterThan(0)
    const deviations = outcomes.flatMap(({ case: { id, title }, verdict }) =>
      verdict.passed || reasonFor(subject.name, id) !== undefined ? [] : [{ id, title, ...verdict }],
    )
    expect(deviations).toEqual([])
  })
})

describe('the cases', () => {
  const all = caseGroups.flatMap(({ cases }) => cases)

  it('are at least 500, each with an id and a title of its own that says where', () => {
    expect(all.length).toBeGreaterThanOrEqual(500)
    expect(new Set(all.map(({ id }) => id)).size).toBe(all.length)
    for (const { id, title, section } of all) {
      expect(id).toMatch(/^\d+\.\d+\.\d+$/)
      expect(title).not.toBe('')
      expect(section).toMatch(/^(6455 §\d+(\.\d+)*|7692 §\d+(\.\d+)*|limits)$/)
    }
  })

  it('concern both roles, hundreds each', () => {
    for (const subject of [parleyServer, parleyClient]) {
      expect(all.filter((one) => concerns(subject, one)).length).toBeGreaterThanOrEqual(500)
    }
  })

  it('know no reason for a deviation of ours', () => {
    expect(knownDeviations.filter(({ subjects }) => subjects.some((name) => name.startsWith('parley')))).toEqual([])
  })
})
