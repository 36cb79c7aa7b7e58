import type { Area, AreaResult, Deviation } from '../runner/area.ts'
import { isReplayed, titleOf } from './advisory.ts'
import { advisories } from './all.ts'

/** What went wrong elsewhere, tried here. */
export const replayed: Area = {
  name: 'advisories',
  title: 'Past advisories of others, replayed',
  async run(report): Promise<AreaResult> {
    const { only } = report
    const wanted = advisories.filter(
      ({ id }) => only.length === 0 || only.some((start) => id.startsWith(start) || 'advisories'.startsWith(start)),
    )
    const tried = wanted.filter(isReplayed)
    const deviations: Deviation[] = []
    for (const advisory of tried) {
      const { id, fact } = advisory
      report.progress(id)
      try {
        await advisory.replay()
        report.detail(titleOf(advisory))
      } catch (error) {
        deviations.push({ subject: 'parley', case: id, title: titleOf(advisory), expected: fact, seen: String(error) })
      }
    }
    const left = wanted.length - tried.length
    return {
      subjects: [{ subject: 'parley', cases: tried.length, passes: tried.length - deviations.length }],
      deviations,
      figures: left > 0 ? [`${left} more have nothing to work on here, and are not counted`] : [],
    }
  },
}
