// The command: searches each target for its share of the time, one after the other, or runs a single input.
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Finding, Progress } from './campaign/campaign.ts'
import { readInput, writeInput } from './campaign/corpus.ts'
import { runInput } from './campaign/run-input.ts'
import { watch } from './campaign/watch.ts'
import { helpText, OptionError, type Options, parseOptions } from './options.ts'

const room = fileURLToPath(new URL('../../', import.meta.url))
const corpus = path.join(room, 'corpus')
const findings = path.join(room, 'dist', 'findings')

async function main(): Promise<number> {
  const options = parseOptions(process.argv.slice(2))
  if (options.help) {
    console.log(helpText)
    return 0
  }
  return options.replay === undefined ? await searchAll(options) : await replay(options, options.replay)
}

async function searchAll({ targets, seconds, seed, keep }: Options): Promise<number> {
  console.log(`fuzz: ${targets.length} targets, ${seconds} s, --seed ${seed}`)
  let inputs = 0
  let found = 0
  for (const { name } of targets) {
    let last: Progress | undefined
    const orders = { target: name, seed, seconds: seconds / targets.length, corpus, keeps: keep }
    const finding = await watch(orders, (progress) => {
      last = progress
      console.log(progressLine(progress))
    })
    inputs += last?.inputs ?? 0
    if (finding === undefined) continue
    found++
    report(finding)
  }
  console.log(`fuzz: ${inputs} inputs, ${found} found`)
  return found === 0 ? 0 : 1
}

async function replay({ targets }: Options, file: string): Promise<number> {
  const [target] = targets
  const outcome = await runInput(target!, readInput(file))
  console.log(outcome.ok ? `holds: ${outcome.signature}` : `does not hold: ${outcome.problem}`)
  return outcome.ok ? 0 : 1
}

function progressLine(progress: Progress): string {
  const { target, inputs, seconds, functions, allFunctions, blocks, allBlocks, corpus, fresh } = progress
  const rate = Math.round(inputs / Math.max(seconds, 0.001))
  const coverage = `functions ${functions}/${allFunctions}  blocks ${blocks}/${allBlocks}`
  return `${target.padEnd(15)} ${seconds.toFixed(0).padStart(4)} s  ${inputs} inputs, ${rate}/s  ${coverage}  corpus ${corpus}  new ${fresh}`
}

function report({ target, problem, input }: Finding): void {
  const file = writeInput(path.join(findings, target), input)
  console.error(`\n${target}: ${problem}`)
  console.error(
    `  ${input.length} bytes: ${Buffer.from(input.subarray(0, 200)).toString('hex')}${input.length > 200 ? '…' : ''}`,
  )
  console.error(`  npm run fuzz -- --target ${target} --replay ${path.relative(process.cwd(), file)}\n`)
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof OptionError ? error.message : error)
  process.exitCode = 1
}
