import { describe, expect, it } from 'vitest'
import { isReplayed, titleOf } from './advisory.ts'
import { advisories } from './all.ts'
import { replayed as area } from './index.ts'

const replayed = advisories.filter(isReplayed)

describe('advisories of others, replayed here', () => {
  for (const advisory of replayed) it(titleOf(advisory), advisory.replay)

  it('are an area of the suite: each counts, and those picked by their id alone run', async () => {
    const report = { progress: () => {}, detail: () => {}, only: ['CVE-2016-10518', 'CVE-2022-2421'] }
    const { subjects, deviations, figures } = await area.run(report)
    expect(subjects).toEqual([{ subject: 'parley', cases: 1, passes: 1 }])
    expect([deviations, figures]).toEqual([[], ['1 more have nothing to work on here, and are not counted']])
  })

  it('are at least 40, each once; those that have nothing to work on say why and are not counted', () => {
    expect(replayed.length).toBeGreaterThanOrEqual(40)
    expect(new Set(advisories.map(({ id }) => id)).size).toBe(advisories.length)
    for (const advisory of advisories) {
      if (!isReplayed(advisory)) expect(advisory.doesNotApply).not.toBe('')
    }
  })
})
