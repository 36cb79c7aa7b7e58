import { parseArgs } from 'node:util'
import { areas } from './areas.ts'
import { runAreas, type SuiteResult } from './runner/run-areas.ts'
import { deviationsOf, summaryOf } from './runner/table.ts'

const help = `npm run conformance -- [options]

  --only LIST   areas and cases, separated by commas: utf8,8.1,11.4.2
  --list        the areas there are
  --json        the result as JSON
  --verbose     a line for each case
  --help        this

Exit code 1 if Parley deviates and no reason is given in the data.`

async function main(): Promise<number> {
  const { values } = parseArgs({
    options: {
      only: { type: 'string' },
      list: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      verbose: { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  })
  if (values.help) return say(help)
  if (values.list) return say(areas.map(({ name, title }) => `${name.padEnd(20)}${title}`).join('\n'))
  const only = (values.only ?? '').split(',').filter((one) => one !== '')
  const began = performance.now()
  const showsProgress = process.stderr.isTTY === true && !values.json && !values.verbose
  const result = await runAreas(wanted(only), {
    only,
    progress: (text) => {
      if (showsProgress) process.stderr.write(`\r\x1b[K${text}`)
    },
    detail: (text) => {
      if (values.verbose) console.log(text)
    },
  })
  if (showsProgress) process.stderr.write('\r\x1b[K')
  if (result.areas.size === 0) {
    console.error(`Nothing is called ${only.join(' or ')}. The areas are: ${areas.map(({ name }) => name).join(', ')}.`)
    return 2
  }
  if (values.json) console.log(JSON.stringify({ ...result, areas: Object.fromEntries(result.areas) }, undefined, 2))
  else print(result, (performance.now() - began) / 1000)
  return result.failures.length > 0 ? 1 : 0
}

/** Names of areas pick areas; anything else is the start of a case's id, which any area may have. */
function wanted(only: readonly string[]) {
  const names = areas.map(({ name }) => name)
  const isNamed = only.length > 0 && only.every((one) => names.includes(one))
  return isNamed ? areas.filter(({ name }) => only.includes(name)) : areas
}

function print({ areas: results, deviations, failures }: SuiteResult, seconds: number): void {
  console.log(summaryOf(results))
  for (const [area, { figures = [] }] of results) {
    if (figures.length > 0) console.log(`\n${area}\n${figures.map((figure) => `  ${figure}`).join('\n')}`)
  }
  if (deviations.length > 0) console.log(`\n${deviationsOf(deviations)}`)
  const ours =
    failures.length === 0 ? 'Parley deviates nowhere without a reason.' : `Parley deviates: ${failures.length}.`
  console.log(`\n${ours} ${seconds.toFixed(1)} s.`)
}

function say(text: string): number {
  console.log(text)
  return 0
}

main().then(
  (code) => {
    // Peers of other makes may have left something running.
    process.exit(code)
  },
  (error: unknown) => {
    console.error(error instanceof Error && 'code' in error ? error.message : error)
    process.exit(2)
  },
)
