// Runs test files again and again in one process, which keeps what it made of the sources that did not change: a start of the
// test runner takes longer than most of the tests. Told one line of JSON for each run: `{ files, changed, only }`; says one
// line for each: `{ testResults }`, or `{ problem }`.
//   node runner.mjs ROOT
import path from 'node:path'
import { createInterface } from 'node:readline'
import { createVitest } from 'vitest/node'

const root = process.argv[2]
// What a test prints must not get between our lines.
const say = process.stdout.write.bind(process.stdout)
process.stdout.write = process.stderr.write.bind(process.stderr)

const options = { root, watch: false, pool: 'threads', maxWorkers: 1, bail: 1, reporters: [{}] }
const vitest = await createVitest('test', options)
// A worker that is used again would keep what it loaded before the fault was planted.
for (const project of vitest.projects) project.config.isolate = true

for await (const line of createInterface(process.stdin)) {
  const { files, changed, only } = JSON.parse(line)
  const answer = await run(files, changed, only).catch((error) => ({ problem: String(error?.stack ?? error) }))
  say(`${JSON.stringify(answer)}\n`)
}
await vitest.close()

async function run(files, changed, only) {
  for (const file of changed) vitest.invalidateFile(path.join(root, file))
  vitest.resetGlobalTestNamePattern()
  if (only !== '') vitest.setGlobalTestNamePattern(only)
  const specifications = await vitest.globTestSpecifications(files)
  const { testModules, unhandledErrors } = await vitest.runTestSpecifications(specifications, false)
  if (unhandledErrors.length > 0) return { problem: unhandledErrors.map((error) => error?.stack ?? error).join('\n') }
  return { testResults: testModules.map(resultOf) }
}

function resultOf(module) {
  const tests = [...module.children.allTests()].map((test) => ({ fullName: titleOf(test), state: test.result().state }))
  return {
    tests,
    message: module
      .errors()
      .map(({ message }) => message)
      .join('\n'),
  }
}

/** As the pattern of names sees it. */
function titleOf({ name, parent }) {
  return parent.type === 'suite' ? `${titleOf(parent)} ${name}` : name
}
