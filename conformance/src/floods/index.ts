import type { Area, AreaResult, Deviation, Report, SubjectResult } from '../runner/area.ts'
import { runScenario } from './run-scenario.ts'
import type { Scenario } from './scenario.ts'
import { scenarios } from './scenarios/index.ts'
import type { Kind } from './server/contestant.ts'
import { measureSlowReaders } from './slow-readers.ts'

const kinds: readonly Kind[] = ['parley', 'ws', 'socket.io']

/** Floods and stalls, each against a server in a process of its own; what others take of memory stands beside ours. */
export const floods: Area = {
  name: 'floods',
  title: 'Floods and slow readers',
  async run(report): Promise<AreaResult> {
    const figures: string[] = []
    const deviations: Deviation[] = []
    const subjects: SubjectResult[] = []
    const wanted = scenarios.filter(({ id }) => isWanted(report, id))
    const measures = isWanted(report, 'slow-readers')
    for (const kind of kinds) {
      const parts = wanted.filter((scenario) => scenario.kinds.includes(kind)).map((scenario) => partOf(scenario, kind))
      if (measures) parts.push(slowReadersOf(kind))
      let passes = 0
      for (const { id, title, expected, run } of parts) {
        report.progress(`${subjectOf(kind)}: ${title}`)
        const { figure, faults } = await run().catch((error: unknown) => ({
          figure: String(error),
          faults: [String(error)],
        }))
        figures.push(`${id.padEnd(20)} ${subjectOf(kind).padEnd(16)} ${figure}`)
        if (faults.length === 0) passes++
        else
          deviations.push({
            subject: subjectOf(kind),
            case: id,
            title,
            expected,
            seen: faults.join('; '),
            ...reasonOf(kind),
          })
      }
      if (parts.length > 0) subjects.push({ subject: subjectOf(kind), cases: parts.length, passes })
    }
    return { subjects, deviations, figures: figures.sort() }
  },
}

/** What is done to one kind of server. */
interface Part {
  readonly id: string
  readonly title: string
  readonly expected: string
  readonly run: () => Promise<{ readonly figure: string; readonly faults: readonly string[] }>
}

function partOf(scenario: Scenario, kind: Kind): Part {
  const { id, title, ends } = scenario
  const expected = `${ends.join(' or ') || 'to live on'}, bounded memory`
  return { id, title, expected, run: () => runScenario(scenario, kind, 'full') }
}

/** The aim is 1.1; other work on the machine moves a 99th percentile more than that. */
const maxSlowdown = 1.5

function slowReadersOf(kind: Kind): Part {
  return {
    id: 'slow-readers',
    title: '100 slow readers beside 900 fast ones',
    expected: `at most ${maxSlowdown} times the delay`,
    async run() {
      const { aloneMs, besideMs } = await measureSlowReaders(kind)
      const slowdown = besideMs / aloneMs
      const figure = `p99 of 900 readers ${aloneMs.toFixed(1)} ms, beside 100 stalled ones ${besideMs.toFixed(1)} ms (× ${slowdown.toFixed(2)})`
      return { figure, faults: slowdown > maxSlowdown ? [figure] : [] }
    },
  }
}

/** Only ours has promised to end it, and by which name. */
function reasonOf(kind: Kind): { readonly reason?: string } {
  return kind === 'parley' ? {} : { reason: 'as it comes, without options for this' }
}

function subjectOf(kind: Kind): string {
  return `${kind} server`
}

function isWanted({ only }: Report, id: string): boolean {
  return only.length === 0 || only.some((start) => id.startsWith(start) || 'floods'.startsWith(start))
}
