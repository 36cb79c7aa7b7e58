import { type Area, type AreaResult, type Deviation, isOurs, type Report } from './area.ts'

export interface SuiteResult {
  readonly areas: ReadonlyMap<string, AreaResult>
  readonly deviations: readonly Deviation[]
  /** Ours, and nobody has said why: these fail the run. */
  readonly failures: readonly Deviation[]
}

/** Runs areas one after another; an area that throws counts as a deviation of ours, for it has shown nothing. */
export async function runAreas(areas: readonly Area[], report: Report): Promise<SuiteResult> {
  const results = new Map<string, AreaResult>()
  for (const area of areas) {
    const result = await area.run(report).catch((error: unknown) => broken(area, error))
    // An area of which nothing was wanted has nothing to say.
    if (result.subjects.some(({ cases }) => cases > 0) || result.deviations.length > 0) results.set(area.name, result)
  }
  const deviations = [...results.values()].flatMap((result) => result.deviations)
  const failures = deviations.filter(({ subject, reason }) => isOurs(subject) && reason === undefined)
  return { areas: results, deviations, failures }
}

function broken(area: Area, error: unknown): AreaResult {
  const seen = error instanceof Error ? (error.stack ?? error.message) : String(error)
  const deviation = { subject: 'parley', case: area.name, title: area.title, expected: 'the area runs', seen }
  return { subjects: [], deviations: [deviation] }
}
