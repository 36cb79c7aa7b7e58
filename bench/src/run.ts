import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { workloadScenarios as scenarioNames } from '@parley/trading/engine'
import { channelMeasures, runChannels } from './channels/channels.ts'
import { chatMeasures, runChat } from './chat/chat.ts'
import { chatRows, printChat } from './chat/report.ts'
import { runDurable } from './durable/durable.ts'
import { durableRows, printDurable } from './durable/report.ts'
import { fanoutContestants, runFanout } from './fanout/fanout.ts'
import { fanoutRows, printFanout } from './fanout/report.ts'
import { runInquiry } from './inquiry/inquiry.ts'
import { inquiryRows, printInquiry } from './inquiry/report.ts'
import { matchingRows, printMatching, runMatching } from './matching/matching.ts'
import { helpText, OptionError, Options } from './options.ts'
import { killChildrenOnExit } from './process/children.ts'
import { describeMachine, printMachine } from './process/machine.ts'
import { measures } from './sockets/contestants.ts'
import { runSockets } from './sockets/sockets.ts'
import { runTrading, tradingMeasures } from './trading/trading.ts'

async function main(): Promise<void> {
  const options = new Options(process.argv.slice(2))
  const run = options.command === undefined ? undefined : commands[options.command]
  if (options.help || run === undefined) {
    console.log(helpText)
    if (!options.help) throw new OptionError(`Say which: ${Object.keys(commands).join(', ')}.`)
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
    const chosen = { ...audience(options), ...common(options, 10, 2) }
    console.log(`fan-out: ${chosen.subscribers} subscribers, ${chosen.bytes} bytes of text, ${chosen.seconds} s each`)
    const results = await runFanout(fanoutContestants, chosen, newDataFile)
    const rows = fanoutRows(results)
    printFanout(rows)
    return { rows, results }
  },
  async durable(options, newDataFile) {
    const chosen = {
      ...durableLoad(options, [8, 32, 128, 256, 512, 768, 1024, 1536]),
      ...common(options, 10, 2),
    }
    console.log(`durable posts: ${chosen.connections} connections, ${chosen.rooms} rooms, ${chosen.seconds} s each`)
    const results = await runDurable(chosen, newDataFile)
    const rows = durableRows(results)
    printDurable(rows, chosen.p99Ms)
    return { rows, results }
  },
  async channels(options, newDataFile) {
    const chosen = {
      measures: options.choices('measures', channelMeasures),
      ...durableLoad(options, [256, 512, 1024]),
      sockets: options.number('sockets', 10_000, 100, 19_000),
      clients: options.number('clients', 10_000, 2, 19_000),
      subscribers: options.number('subscribers', 1000, 2, 10_000),
      slowRate: options.number('slow-rate', 50, 1, 10_000),
      slowBytes: options.number('slow-bytes', 500, 20, 4000),
      slowBytesPerSecond: 10_000,
      ...common(options, 10, 2),
    }
    console.log(`channels: ${chosen.measures.join(', ')}; ${chosen.rounds} rounds`)
    return runChannels(chosen, newDataFile)
  },
  async chat(options, newDataFile) {
    const chosen = {
      bytes: options.number('bytes', 100, 20, 4000),
      loads: options.number('loads', 2, 1, 8),
      ...common(options, 10, 3),
    }
    const people = options.number('people', 10_000, 1, 19_000)
    // Each room's first person posts in it.
    const rooms = Math.min(people, options.number('rooms', 1000, 1, 10_000))
    // More rooms of one person than there are would be the same room twice.
    const roomsEach = Math.min(rooms, options.number('rooms-each', 5, 1, 50))
    const shapes = {
      crowd: { people, rooms: 1, roomsEach: 1, rate: options.number('rate', 20, 1, 10_000) },
      rooms: { people, rooms, roomsEach, rate: options.number('room-rate', 500, 1, 100_000) },
    }
    const figures: { [measure: string]: object } = {}
    for (const measure of options.choices('measures', chatMeasures)) {
      const shape = shapes[measure]
      const audience = Math.round((people * shape.roomsEach) / shape.rooms)
      console.log(
        `\n${measure}: ${people} people, ${shape.rooms} rooms of ${audience}, ${shape.rate} messages/s in all`,
      )
      const results = await runChat(shape, chosen, newDataFile)
      const rows = chatRows(results)
      printChat(rows)
      figures[measure] = { rows, results }
    }
    return figures
  },
  async inquiry(options, newDataFile) {
    const agents = options.number('agents', 500, 1, 2_000)
    const chosen = {
      agents,
      // Each agent has one to open.
      inquiries: Math.max(agents, options.number('inquiries', 20_000, 1, 100_000)),
      assignedEach: options.number('assigned-each', 20, 1, 200),
      // A customer may write once a second.
      rate: Math.min(agents, options.number('rate', 200, 1, 2_000)),
      bytes: options.number('bytes', 100, 20, 4000),
      ...common(options, 20, 5),
    }
    console.log(`inquiry: ${agents} agents, ${chosen.inquiries} open inquiries, ${chosen.rate} messages/s of customers`)
    const figures = await runInquiry(chosen, newDataFile)
    const rows = inquiryRows(figures, agents)
    printInquiry(rows, figures.filled, chosen)
    return { rows, ...figures }
  },
  async trading(options, newDataFile) {
    const chosen = {
      measures: options.choices('measures', tradingMeasures),
      inFlight: options.numbers('in-flight', [256, 512, 1024], 1, 20_000),
      connections: options.number('connections', 32, 2, 90),
      crossingPercent: options.number('crossing', 20, 0, 100),
      feedRate: options.number('feed-rate', 2_000, 1, 100_000),
      watchers: options.number('watchers', 5_000, 1, 19_000),
      rate: options.number('rate', 200, 1, 10_000),
      levels: options.number('levels', 200, 2, 2_000),
      slowBytesPerSecond: 10_000,
      ...common(options, 10, 3),
    }
    console.log(`trading: ${chosen.measures.join(', ')}; ${chosen.rounds} rounds`)
    return runTrading(chosen, newDataFile)
  },
  async matching(options) {
    const { rounds, quietSeconds, only } = common(options, 10, 2)
    const chosen = {
      measures: options.choices('measures', scenarioNames),
      orders: options.number('orders', 1_000_000, 1000, 10_000_000),
      seed: options.number('seed', 7, 0, 2 ** 32 - 1),
      ...{ rounds, quietSeconds, only },
    }
    console.log(`matching: ${chosen.measures.join(', ')}; ${chosen.orders} orders each, ${rounds} rounds`)
    const results = await runMatching(chosen)
    const rows = matchingRows(results)
    printMatching(rows)
    return { rows, results }
  },
  async sockets(options, newDataFile) {
    const [peers = 'yes'] = options.choices('peers', ['yes', 'no'])
    const chosen = {
      measures: options.choices('measures', measures),
      peers: peers === 'yes',
      sockets: options.number('sockets', 10_000, 100, 19_000),
      ...audience(options),
      ...common(options, 3, 1),
    }
    console.log(`sockets: ${chosen.measures.join(', ')}; ${chosen.rounds} rounds, ${chosen.seconds} s each`)
    return runSockets(chosen, newDataFile)
  },
}

function audience(options: Options) {
  return {
    subscribers: options.number('subscribers', 1000, 1, 10_000),
    rates: options.numbers('rates', [20, 100, 500], 1, 10_000),
    bytes: options.number('bytes', 100, 20, 4000),
  }
}

function durableLoad(options: Options, inFlight: readonly number[]) {
  return {
    inFlight: options.numbers('in-flight', inFlight, 1, 20_000),
    connections: options.number('connections', 32, 1, 1000),
    rooms: options.number('rooms', 8, 1, 1000),
    bytes: options.number('bytes', 100, 1, 4000),
    p99Ms: options.number('p99-ms', 30, 1, 10_000),
  }
}

function common(options: Options, seconds: number, warmupSeconds: number) {
  return {
    seconds: options.number('seconds', seconds, 1, 300),
    warmupSeconds: options.number('warmup', warmupSeconds, 0, 60),
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
