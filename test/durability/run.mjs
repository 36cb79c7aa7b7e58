// npm run durability: the tests of this folder, for longer than `npm test` has time for.
import { spawnSync } from 'node:child_process'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

const help = `Real processes, real files, and what happens to them: npm run durability -- [options] [name of a file]

  --rounds N           kill -9 under load, so many times                   (100)
  --frozen-seconds N   how long the server stands still                    (60)
  --acks N             acknowledgements whose fdatasync strace must show   (10000)

npm run durability -- --rounds 100 kill    only the file with "kill" in its name`

const variables = {
  rounds: 'PARLEY_KILL_ROUNDS',
  'frozen-seconds': 'PARLEY_FROZEN_SECONDS',
  acks: 'PARLEY_TRACED_ACKS',
}
const defaults = { rounds: '100', 'frozen-seconds': '60', acks: '10000' }

const root = fileURLToPath(new URL('../..', import.meta.url))
const { values, positionals } = read()
const env = { ...process.env }
for (const [name, variable] of Object.entries(variables)) {
  const text = values[name] ?? defaults[name]
  if (!/^[1-9]\d{0,5}$/.test(text)) fail(`--${name} is a whole number from 1 to 999999, not "${text}".`)
  env[variable] = text
}
const files = positionals.length === 0 ? ['test/durability'] : positionals.map((name) => `test/durability/${name}`)
const vitest = path.join(root, 'node_modules', 'vitest', 'vitest.mjs')
// One after the other: each test loads the machine by itself.
const args = [vitest, 'run', '--no-file-parallelism', '--reporter=verbose', ...files]
const { status } = spawnSync(process.execPath, args, { cwd: root, env, stdio: 'inherit' })
process.exit(status ?? 1)

function read() {
  try {
    const strings = Object.fromEntries(Object.keys(variables).map((name) => [name, { type: 'string' }]))
    const options = { ...strings, help: { type: 'boolean', short: 'h' } }
    const parsed = parseArgs({ options, allowPositionals: true })
    if (parsed.values.help) {
      console.log(help)
      process.exit(0)
    }
    return parsed
  } catch (error) {
    return fail(error.message)
  }
}

function fail(message) {
  console.error(`${message}\n\n${help}`)
  process.exit(1)
}
