import type { Language } from '@parley/diagnosis'
import { type DiagnoseOptions, diagnoseFolder } from './diagnose.ts'
import { DiskFiles } from './project/files/disk-files.ts'
import { type Applied, applyPlan } from './repair/apply.ts'
import { planOf } from './repair/plan.ts'
import { lineOfCode } from './report/one-line.ts'
import type { Report } from './report/report.ts'

export interface MendOptions extends DiagnoseOptions {
  /** Where programs that are run, as `npm install`, may write what they say. */
  readonly output: 'inherit' | 'ignore'
}

/** What was mended, and how the project is now. */
export interface Mended {
  readonly applied: readonly Applied[]
  readonly report: Report
}

/** Mending one thing may show the next; a project that needs more rounds is one for people. */
const maxRounds = 6

/** Mends what can be mended safely and looks again, until there is nothing left of it. */
export async function mendFolder(folder: string, options: MendOptions): Promise<Mended> {
  const applied: Applied[] = []
  for (let round = 1; ; round++) {
    const { report } = diagnoseFolder(folder, options)
    const plan = planOf(report.findings, new DiskFiles())
    const isEmpty = plan.changes.length + plan.renames.length + plan.commands.length === 0
    if (isEmpty || round > maxRounds) return { applied, report }
    const done = await applyPlan(plan, { folder, output: options.output })
    applied.push(...done)
    if (!done.some(({ state }) => state === 'done')) return { applied, report: diagnoseFolder(folder, options).report }
  }
}

const words = {
  en: { done: 'Mended', failed: 'Not mended', left: 'Left alone' },
  ko: { done: '고침', failed: '고치지 못함', left: '그대로 둠' },
} as const

/** For people: each change under the code that it mends. */
export function toMendedText(applied: readonly Applied[], language: Language): string {
  return applied
    .map(
      ({ code, state, what, why }) =>
        `${words[language][state]}: ${code}${why === undefined ? '' : ` (${why})`}\n${shown(what)}\n`,
    )
    .join('\n')
}

function shown(what: string): string {
  return what
    .split('\n')
    .map((line) => `  ${lineOfCode(line)}`)
    .join('\n')
}
