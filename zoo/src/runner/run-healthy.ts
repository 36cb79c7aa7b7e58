import { examine, probe, runDoctor } from '../ask/doctor.ts'
import { codesIn } from '../ask/said.ts'
import type { HealthyCase } from '../case.ts'
import { Site } from '../site/site.ts'

/** What was found where nothing is wrong. */
export interface HealthyResult {
  readonly it: HealthyCase
  /** What somebody found, by whom: each is a false alarm. */
  readonly alarms: readonly string[]
  /** Why it is not healthy at all. */
  readonly fault: string | undefined
  readonly ms: number
}

/** What Parley says when all is well. */
const goodNews = /^(?:attach\/(?:attached|ready|listening)|why\/.*)$/

export async function runHealthy(it: HealthyCase, worksOnly = false): Promise<HealthyResult> {
  const began = performance.now()
  await using site = await Site.create()
  const alarms: string[] = []
  let fault: string | undefined
  try {
    await it.build(site)
    const url = await it.start(site)
    await it.works(site)
    if (!worksOnly) {
      // Before the doctor comes: what it tries a server may well remark on.
      alarms.push(...codesIn(site.output).map((code) => `attach: ${code}`))
      const folder = it.folder ?? site.dir
      const found = it.env
        ? await Promise.all([folder, url].map((target) => runDoctor(target, it.env, site.dir)))
        : await Promise.all([examine(folder), probe(url)])
      alarms.push(...found.flat().map(({ code, evidence }) => `doctor: ${code} ${evidence ?? ''}`))
    }
  } catch (error) {
    fault = error instanceof Error ? error.message : String(error)
  }
  const isTrue = (alarm: string) =>
    it.warnings.some((code) => alarm.includes(`: ${code}`)) || goodNews.test(alarm.slice(8))
  return { it, alarms: alarms.filter((alarm) => !isTrue(alarm)), fault, ms: performance.now() - began }
}
