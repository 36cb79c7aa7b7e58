#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { help } from './cli/help.ts'
import { benchMarket } from './cli/market-bench.ts'
import { replayMarket } from './cli/market-replay.ts'
import { readOptions, type StartOptions } from './cli/options.ts'
import { start } from './cli/start.ts'

const parsed = readOptions(process.argv.slice(2), process.env)
switch (parsed.kind) {
  case 'help':
    process.stdout.write(help)
    break
  case 'version':
    console.log(version())
    break
  case 'wrong':
    console.error(`parley: ${parsed.message}\nparley --help says what there is.`)
    process.exitCode = 2
    break
  case 'market-replay':
    replayMarket(parsed.file, process.stdout).then(
      (exitCode) => {
        process.exitCode = exitCode
      },
      (error: unknown) => {
        console.error(`parley: ${error instanceof Error ? error.message : error}`)
        process.exitCode = 2
      },
    )
    break
  case 'market-bench':
    benchMarket(process.stdout)
    break
  case 'start':
    run(parsed.options).catch((error: unknown) => {
      console.error(`parley: ${error instanceof Error ? error.message : error}`)
      process.exit(1)
    })
    break
}

async function run(options: StartOptions): Promise<void> {
  const { url, stop } = await start(options)
  console.log(`Parley ${version()}
  site    ${url}
  socket  ${url.replace(/^http/, 'ws')}/parley
  data    ${options.data}
  push    ${options.pushSubject ?? 'off: push services want an address of yours, --push-subject mailto:you@your-domain.com'}
Open the site in two windows and talk; /shop/ in one and /desk/ in the other, and answer yourself; or trade on paper at /trading/. Ctrl+C stops.`)
  let isStopping = false
  const onSignal = () => {
    // Asked twice: whoever asks has no more patience.
    if (isStopping) process.exit(1)
    isStopping = true
    stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error(`parley: ${error instanceof Error ? error.message : error}`)
        process.exit(1)
      },
    )
  }
  process.on('SIGINT', onSignal)
  process.on('SIGTERM', onSignal)
}

function version(): string {
  const text = readFileSync(new URL('../package.json', import.meta.url), 'utf8')
  return (JSON.parse(text) as { version: string }).version
}
