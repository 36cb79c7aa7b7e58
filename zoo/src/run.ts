// npm run zoo: every broken set-up and every healthy one, a table and four figures. It writes nothing.
//   npm run zoo -- [--symptoms] [--verbose] [words of a row or title …]
import { closeChromium } from './parts/chromium.ts'
import { checkParts } from './parts/required.ts'
import { figuresOf } from './runner/figures.ts'
import { runAllBroken, runAllHealthy } from './runner/run-all.ts'
import { brokenLine, header, healthyLine } from './runner/table.ts'

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const verbose = process.argv.includes('--verbose')
const choice = {
  symptomsOnly: process.argv.includes('--symptoms'),
  isChosen: (title: string, row: string) => words.every((word) => row === word || title.includes(word)),
}

checkParts()
// What was started goes when this process ends, however it ends.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))
const began = performance.now()
console.log(header)
const cases = await runAllBroken('cases', choice, (result) => console.log(brokenLine(result, verbose)))
const heldOut = await runAllBroken('held out', choice, (result) => console.log(brokenLine(result, verbose)))
await closeChromium()
const well = await runAllHealthy(choice, (result) => console.log(healthyLine(result, verbose)))
console.log(`\n${figuresOf([...cases, ...heldOut], well).text}\n${Math.round((performance.now() - began) / 1000)} s`)
