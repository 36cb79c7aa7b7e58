#!/usr/bin/env node
import { readFileSync } from 'node:fs'
import { doctorHelp, help } from './cli/help.ts'
import { readOptions, type StartOptions } from './cli/options.ts'

const parsed = readOptions(process.argv.slice(2), process.env)
switch (parsed.kind) {
  case 'help':
    process.stdout.write(parsed.of === 'doctor' ? doctorHelp : help)
    break
  case 'version':
    console.log(version())
    break
  case 'create':
    create(parsed.args).then(
      (exitCode) => {
        process.exitCode = exitCode
      },
      (error: unknown) => {
        console.error(error)
        process.exitCode = 3
      },
    )
    break
  case 'wrong':
    console.error(`parley: ${parsed.message}\nparley --help says what there is.`)
    process.exitCode = 2
    break
  case 'market-replay':
    import('./cli/market-replay.ts')
      .then(({ replayMarket }) => replayMarket(parsed.file, process.stdout))
      .then(
        (exitCode) => {
          process.exitCode = exitCode
        },
        (error: unknown) => {
          console.error(`parley: ${error instanceof Error ? error.message : error}`)
          process.exitCode = 2
        },
      )
    break
  case 'market-bench': {
    const { benchMarket } = await import('./cli/market-bench.ts')
    benchMarket(process.stdout)
    break
  }
  case 'doctor':
    // What the site needs is not loaded for it: half of a doctor's three seconds.
    import('./cli/doctor.ts')
      .then(({ runDoctor }) => runDoctor(parsed.options, process.stdout))
      .then(
        (exitCode) => {
          process.exitCode = exitCode
        },
        (error: unknown) => {
          console.error(`parley doctor: ${error instanceof Error ? error.stack : error}`)
          process.exitCode = 3
        },
      )
    break
  case 'start':
    run(parsed.options).catch((error: unknown) => {
      console.error(`parley: ${error instanceof Error ? error.message : error}`)
      process.exit(1)
    })
    break
}

async function run(options: StartOptions): Promise<void> {
  const { start } = await import('./cli/start.ts')
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

async function create(args: readonly string[]): Promise<number> {
  // Only here: whoever starts a server does not wait for what reads projects.
  const { processTerminal, runCreate } = await import('create-parley')
  return runCreate(args, processTerminal())
}
