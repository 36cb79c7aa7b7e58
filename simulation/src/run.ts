// The command: runs seeds, shows how far it is, and prints each that fails with the command that shows it again.
import { helpText, OptionError, parseOptions } from './options.ts'
import { failureOf, lineOf, runSeeds } from './run-seeds.ts'

const progressEveryMs = 2_000

async function main(): Promise<number> {
  const { help, seeds, from } = parseOptions(process.argv.slice(2))
  if (help) {
    console.log(helpText)
    return 0
  }
  const began = performance.now()
  let toldAt = began
  let told = 0
  const tally = await runSeeds(from, seeds, (so) => {
    for (const failure of so.failed.slice(told)) console.error(failureOf(failure))
    told = so.failed.length
    if (performance.now() - toldAt < progressEveryMs) return
    toldAt = performance.now()
    console.log(`${so.seeds}/${seeds}  ${lineOf(so)}`)
  })
  const seconds = (performance.now() - began) / 1000
  const cpu = process.cpuUsage()
  const cpuSeconds = (cpu.user + cpu.system) / 1e6
  console.log(`${lineOf(tally)}. ${seconds.toFixed(1)} s, ${cpuSeconds.toFixed(1)} s of CPU.`)
  console.log(tally.failed.length === 0 ? 'All of it held.' : `${tally.failed.length} seeds did not hold.`)
  return tally.failed.length === 0 ? 0 : 1
}

try {
  process.exitCode = await main()
} catch (error) {
  console.error(error instanceof OptionError ? error.message : error)
  process.exitCode = 2
}
