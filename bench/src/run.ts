import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { runDurable } from './durable/durable.ts'
import { durableRows, printDurable } from './durable/report.ts'
import { runFanout } from './fanout/fanout.ts'
import { fanoutRows, printFanout } from './fanout/report.ts'
import { helpText, OptionError, Options } from './options.ts'
import { killChildrenOnExit } from './process/children.ts'
import { describeMachine, printMachine } from './process/machine.ts'

async function main(): Promise<void> {
  const options = new Options(process.argv.slice(2))
  const run = options.command === undefined ? undefined : commands[options.command]
  if (options.help || run === undefined) {
    console.log(helpText)
    if (!options.help) throw new OptionError('Say which: fanout or durable.')
    return
  }
  killChildrenOnExit()
  const folder = mkdtempSync(join(resolve(options.text('data-dir') ?? tmpdir()), 'parley-bench-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  const machine = describeMachine(folder)
  printMachine(machine)
  let files = 0
  const figures = await run(options, () => join(folder, `${files++}.db`))
  const json = options.text('json')
  if (json === undefined) return
  writeFileSync(json, `${JSON.stringify({ machine, arguments: process.argv.slice(2), ...figures }, undefined, 2)}\n`)
}

type Command = (options: Options, newDataFile: () => string) => Promise<object>

const commands: Readonly<Record<string, Command>> = {
  async fanout(options, newDataFile) {
    const chosen = {
      subscribers: options.number('subscribers', 1000, 1, 10_000),
      rates: options.numbers('rates', [20, 100, 500], 1, 10_000),
      bytes: options.number('bytes', 100, 20, 4000),
      ...common(options),
    }
    console.log(`fan-out: ${chosen.subscribers} subscribers, ${chosen.bytes} bytes of text, ${chosen.seconds} s each`)
    const results = await runFanout(chosen, newDataFile)
    const rows = fanoutRows(results)
    printFanout(rows)
    return { rows, results }
  },
  async durable(options, newDataFile) {
    const chosen = {
      inFlight: options.numbers('in-flight', [8, 32, 128, 256, 512, 768, 1024, 1536], 1, 20_000),
      connections: options.number('connections', 32, 1, 1000),
      rooms: options.number('rooms', 8, 1, 1000),
      bytes: options.number('bytes', 100, 1, 4000),
      p99Ms: options.number('p99-ms', 30, 1, 10_000),
      ...common(options),
    }
    console.log(`durable posts: ${chosen.connections} connections, ${chosen.rooms} rooms, ${chosen.seconds} s each`)
    const results = await runDurable(chosen, newDataFile)
    const rows = durableRows(results)
    printDurable(rows, chosen.p99Ms)
    return { rows, results }
  },
}

function common(options: Options) {
  return {
    seconds: options.number('seconds', 10, 1, 300),
    warmupSeconds: options.number('warmup', 2, 0, 60),
    rounds: options.number('rounds', 3, 1, 50),
    quietSeconds: options.number('quiet', 30, 0, 600),
    only: options.list('only'),
    profile: options.text('profile'),
  }
}

try {
  await main()
} catch (error) {
  console.error(error instanceof OptionError ? error.message : error)
  process.exit(1)
}
// Nothing is left to wait for but handles of children that have ended.
process.exit(0)
