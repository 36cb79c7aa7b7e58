import { parseArgs } from 'node:util'
import { ConnectError } from '@parley/socket'
import { playCases } from './play-cases.ts'

const help = `npm run echo:client -- URL [options]

  URL           of a fuzzing server, as in ws://127.0.0.1:9001
  --agent NAME  what its report calls this client (default parley)`

async function main(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      agent: { type: 'string', default: 'parley' },
      help: { type: 'boolean', default: false },
    },
  })
  const [url, ...others] = positionals
  if (values.help || url === undefined || others.length > 0) {
    console.log(help)
    return values.help ? 0 : 2
  }
  if (!URL.canParse(url) || !/^wss?:$/.test(new URL(url).protocol)) {
    console.error(`expected a URL like ws://127.0.0.1:9001, got ${url}`)
    return 2
  }
  const isTerminal = process.stdout.isTTY === true
  const count = await playCases(url, {
    agent: values.agent,
    onCase(number, of) {
      if (isTerminal) process.stdout.write(`\r\x1b[Kcase ${number} of ${of}`)
      else if (number % 50 === 0) console.log(`case ${number} of ${of}`)
    },
  })
  console.log(`${isTerminal ? '\r\x1b[K' : ''}${count} cases played. The verdicts are in the report of ${url}.`)
  return 0
}

main().then(
  (code) => {
    process.exitCode = code
  },
  (error: Error) => {
    const at = error instanceof ConnectError ? ` (${error.step}: ${error.code})` : ''
    console.error(`\n${error.message}${at}`)
    process.exitCode = 1
  },
)
