import { type DurableOptions, runDurable } from '../durable/durable.ts'
import { durableRows, printDurable } from '../durable/report.ts'
import type { Contestant } from '../sockets/contestants.ts'
import { type MemoryOptions, memoryRows, printMemory, runMemory } from '../sockets/memory.ts'
import { printSlow, runSlow, type SlowOptions } from './slow.ts'
import { printStorm, runStorm, type StormOptions } from './storm.ts'

export const channelMeasures = ['durable', 'memory', 'storm', 'slow'] as const
export type ChannelMeasure = (typeof channelMeasures)[number]

export interface ChannelsOptions extends DurableOptions, MemoryOptions, StormOptions, SlowOptions {
  readonly measures: readonly ChannelMeasure[]
}

/** From the least that Node keeps for a connection to a session that is signed in and has a view open. */
const memoryContestants: readonly Contestant[] = [
  { name: 'bare net.Socket', server: 'net', dialect: 'plain' },
  { name: 'parley onSocket', server: 'parley-bare', dialect: 'plain' },
  { name: 'parley, signed in, a view open', server: 'parley-signed-in', dialect: 'parley' },
  { name: 'Socket.IO, recovery on, in a room', server: 'socket.io-recovery', dialect: 'socket.io' },
]

/** What channels promise, one measure after the other, each with its table. */
export async function runChannels(options: ChannelsOptions, newDataFile: () => string): Promise<object> {
  const run: Record<ChannelMeasure, () => Promise<object>> = {
    async durable() {
      console.log('\ndurable: commands acknowledged after fsync, the server on one core')
      const only = options.only.length === 0 ? ['parley'] : options.only
      const results = await runDurable({ ...options, only }, newDataFile)
      const rows = durableRows(results)
      printDurable(rows, options.p99Ms)
      return { rows, results }
    },
    async memory() {
      console.log(`\nmemory: ${options.sockets} sessions that say nothing; Node with --expose-gc, after collecting`)
      const results = await runMemory(memoryContestants, options, newDataFile)
      const rows = memoryRows(results)
      printMemory(rows)
      return { rows, results }
    },
    async storm() {
      console.log(`\nstorm: ${options.clients} clients in two processes, cut at once`)
      const results = await runStorm(options, newDataFile)
      printStorm(results)
      return { results }
    },
    async slow() {
      const { subscribers, slowRate, slowBytes, slowBytesPerSecond } = options
      const load = `${slowRate} messages/s with ${slowBytes} bytes of text`
      console.log(`\nslow: ${subscribers} readers, ${load}, one of them at ${slowBytesPerSecond} bytes/s`)
      const results = await runSlow(options, newDataFile)
      printSlow(results)
      return { results }
    },
  }
  const figures: Partial<Record<ChannelMeasure, object>> = {}
  for (const measure of options.measures) figures[measure] = await run[measure]()
  return figures
}
