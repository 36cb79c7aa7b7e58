import { setTimeout as sleep } from 'node:timers/promises'
import { Child, loadCore } from '../process/children.ts'
import { processCpu } from '../process/cpu.ts'
import { machineCpu, othersShare } from '../process/quiet.ts'
import { startServer, type Turns, takeTurns } from '../process/turns.ts'
import { percentile } from '../report/stats.ts'
import type { ServerName } from '../servers/main.ts'
import type { Memory } from '../servers/memory.ts'
import type { ChatCount, ChatLoad, ChatOrder, ChatWindow } from './chat-load.ts'
import type { ChattingName } from './chatting.ts'

export const chatMeasures = ['crowd', 'rooms'] as const
export type ChatMeasure = (typeof chatMeasures)[number]

/** Who is where, and how much is said. */
export interface ChatShape {
  readonly people: number
  readonly rooms: number
  readonly roomsEach: number
  /** Posts a second in all rooms together. */
  readonly rate: number
}

export interface ChatOptions extends Turns {
  readonly bytes: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly loads: number
  readonly profile: string | undefined
}

interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly chatting: ChattingName
}

const contestants: readonly Contestant[] = [
  { name: 'Socket.IO', server: 'socket.io-rooms', chatting: 'socket.io' },
  { name: 'parley chat, memory', server: 'parley-chat-memory', chatting: 'parley' },
  { name: 'parley chat, durable', server: 'parley-chat', chatting: 'parley' },
]

/** One contestant in one round. */
export interface ChatResult extends ChatShape {
  readonly contestant: string
  readonly round: number
  readonly deliveredPerSecond: number
  /** Delivered within the window, as a share of what had to be. */
  readonly share: number
  /** CPU time of the server process, user and system, in µs. */
  readonly cpuPerDelivery: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Posted and never heard, of all deliveries. */
  readonly lost: number
  /** What the server holds more in use for each person who has come, joined and listens; in bytes. */
  readonly memoryPerPerson: number
  readonly rssPerPerson: number
  readonly othersShare: number
}

export async function runChat(
  shape: ChatShape,
  options: ChatOptions,
  newDataFile: () => string,
): Promise<ChatResult[]> {
  const results: ChatResult[] = []
  await takeTurns(contestants, options, async (contestant, round) => {
    const result = await runOne(contestant, round, shape, options, newDataFile())
    results.push(result)
    const pace = `${Math.round(result.deliveredPerSecond)} delivered/s, ${result.cpuPerDelivery.toFixed(2)} µs`
    const rest = `p99 ${result.p99Ms.toFixed(0)} ms, others ${(result.othersShare * 100).toFixed(0)} %`
    console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${pace}, ${rest}`)
  })
  return results
}

async function runOne(
  { name, server: serverName, chatting }: Contestant,
  round: number,
  shape: ChatShape,
  options: ChatOptions,
  dataFile: string,
): Promise<ChatResult> {
  const { people, rooms, roomsEach, rate } = shape
  const { seconds, warmupSeconds, loads, bytes, profile } = options
  const deadlineMs = 120_000 + people * roomsEach * 5 + (seconds + warmupSeconds) * 1000
  const { server, port } = await startServer({ server: serverName, dataFile }, { profile, deadlineMs, exposeGc: true })
  const memory = () => {
    server.send({ do: 'memory' })
    return server.next<Memory>()
  }
  const crowd = await Crowd.gather(
    loads,
    { port, chatting, processes: loads, people, rooms, roomsEach, rate, bytes },
    deadlineMs,
  )
  await crowd.ask('warm')
  await sleep(500)
  const empty = await memory()
  await crowd.ask('enter')
  await crowd.ask('listen')
  const full = await memory()

  // Who began to listen early may have been told of the last who joined.
  const { heard } = await crowd.count()
  await crowd.ask('start')
  await sleep(warmupSeconds * 1000)
  await crowd.ask('begin')
  const before = { ...(await crowd.count()), ...clocks(server, crowd) }
  await sleep(seconds * 1000)
  const after = { ...(await crowd.count()), ...clocks(server, crowd) }
  const windows = await crowd.ask<ChatWindow>('finish')
  await crowd.ask('quiet')
  const audience = (people * roomsEach) / rooms
  const lost = await drained(crowd, audience, heard)
  await crowd.stop()
  await server.stop()

  const elapsedMs = after.time - before.time
  const delivered = after.heard - before.heard
  const [serverCpu, loadCpu] = [after.server - before.server, after.load - before.load]
  const latencies = Float64Array.from(windows.flatMap(({ latencies }) => [...latencies])).sort()
  return {
    ...{ contestant: name, round, ...shape, lost },
    deliveredPerSecond: (delivered / elapsedMs) * 1000,
    share: delivered / ((rate * audience * elapsedMs) / 1000),
    cpuPerDelivery: serverCpu / delivered,
    serverCpuShare: serverCpu / (elapsedMs * 1000),
    loadCpuShare: loadCpu / (elapsedMs * 1000),
    p50Ms: percentile(latencies, 0.5),
    p99Ms: percentile(latencies, 0.99),
    memoryPerPerson: (full.rss - full.heapFree - (empty.rss - empty.heapFree)) / people,
    rssPerPerson: (full.rss - empty.rss) / people,
    othersShare: othersShare(after.all - before.all, serverCpu + loadCpu, elapsedMs),
  }
}

function clocks(server: Child, crowd: Crowd) {
  return { time: performance.now(), server: processCpu(server.pid), load: crowd.cpu(), all: machineCpu() }
}

/** What is still missing when this time is over is lost. */
async function drained(crowd: Crowd, audience: number, heardBefore: number): Promise<number> {
  let missing = Number.POSITIVE_INFINITY
  for (let left = 150; left > 0 && missing > 0; left--) {
    await sleep(100)
    const { posted, heard } = await crowd.count()
    missing = posted * audience - (heard - heardBefore)
  }
  return missing
}

/** All who chat, in their processes. */
class Crowd {
  readonly #loads: readonly Child[]

  static async gather(processes: number, config: Omit<ChatLoad, 'index'>, deadlineMs: number): Promise<Crowd> {
    const script = new URL('./chat-load.js', import.meta.url)
    const loads = Array.from({ length: processes }, (_, index) => {
      return new Child({ script, config: { ...config, index } satisfies ChatLoad, core: loadCore, deadlineMs })
    })
    await Promise.all(loads.map((load) => load.next()))
    return new Crowd(loads)
  }

  private constructor(loads: readonly Child[]) {
    this.#loads = loads
  }

  ask<Answer>(order: ChatOrder['do']): Promise<Answer[]> {
    for (const load of this.#loads) load.send({ do: order } satisfies ChatOrder)
    return Promise.all(this.#loads.map((load) => load.next<Answer>()))
  }

  async count(): Promise<ChatCount> {
    const counts = await this.ask<ChatCount>('count')
    const sum = (field: keyof ChatCount) => counts.reduce((all, count) => all + count[field], 0)
    return { posted: sum('posted'), heard: sum('heard') }
  }

  cpu(): number {
    return this.#loads.reduce((all, { pid }) => all + processCpu(pid), 0)
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loads.map((load) => load.stop()))
  }
}
