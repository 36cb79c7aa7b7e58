import type { CaseGroup } from '../cases/case.ts'
import type { Subject } from '../subjects/subject.ts'
import type { Area, AreaResult, Deviation, Report } from './area.ts'
import { isStale, knownDeviations, reasonFor } from './known-deviations.ts'
import { type CaseOutcome, runSubject } from './run-subject.ts'

/** The frame cases of one area, against all these subjects side by side. */
export function frameArea({ area, cases }: CaseGroup, subjects: readonly Subject[]): Area {
  return {
    name: area,
    title: `${cases.length} frame cases`,
    async run(report) {
      const wanted = cases.filter(({ id }) => isWanted(id, area, report.only))
      const results = await Promise.all(
        subjects.map(async (subject) => ({
          subject,
          outcomes: await runSubject(subject, wanted, { onOutcome: (outcome) => tell(report, subject, outcome) }),
        })),
      )
      return {
        subjects: results.map(({ subject, outcomes }) => ({
          subject: subject.name,
          cases: outcomes.length,
          passes: outcomes.filter(({ verdict }) => verdict.passed).length,
        })),
        deviations: results.flatMap(({ subject, outcomes }) => deviationsOf(subject, outcomes)),
        figures: report.only.length > 0 ? [] : results.flatMap(({ subject, outcomes }) => staleOf(subject, outcomes)),
      } satisfies AreaResult
    },
  }
}

/** `--only` takes areas and starts of ids: `utf8`, `6.7`. */
function isWanted(id: string, area: string, only: readonly string[]): boolean {
  return only.length === 0 || only.includes(area) || only.some((one) => id === one || id.startsWith(`${one}.`))
}

function tell(report: Report, subject: Subject, { case: one, verdict }: CaseOutcome): void {
  report.progress(`${one.id} ${subject.name}`)
  report.detail(`${verdict.passed ? 'pass' : 'FAIL'}  ${subject.name}  ${one.id}  ${one.title}  (${one.section})`)
}

function deviationsOf(subject: Subject, outcomes: readonly CaseOutcome[]): Deviation[] {
  return outcomes.flatMap(({ case: one, verdict }) => {
    if (verdict.passed) return []
    const { expected, seen } = verdict
    const reason = reasonFor(subject.name, one.id)
    const found = { subject: subject.name, case: one.id, title: one.title, expected, seen }
    return [reason === undefined ? found : { ...found, reason }]
  })
}

/** Reasons for what no longer happens: a newer version does better. */
function staleOf(subject: Subject, outcomes: readonly CaseOutcome[]): string[] {
  const ids = outcomes.map(({ case: { id } }) => id)
  const failed = outcomes.filter(({ verdict }) => !verdict.passed).map(({ case: { id } }) => id)
  return knownDeviations
    .filter((known) => known.subjects.includes(subject.name) && isStale(known, ids, failed))
    .map(({ reason }) => `${subject.name} does better than known-deviations.ts says: "${reason}"`)
}
