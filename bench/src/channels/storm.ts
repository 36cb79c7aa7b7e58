import { setTimeout as sleep } from 'node:timers/promises'
import { Child, loadCore } from '../process/children.ts'
import { processCpu } from '../process/cpu.ts'
import { machineCpu, othersShare } from '../process/quiet.ts'
import { startServer, type Turns, takeTurns } from '../process/turns.ts'
import { median, percentile } from '../report/stats.ts'
import { fixed, formatTable, thousands } from '../report/table.ts'
import type { ServerName } from '../servers/main.ts'
import type { FollowerName } from './follower.ts'
import { textOf } from './receipts.ts'
import { ReturningClient } from './returning-client.ts'
import type { StormCount, StormLoad, StormOrder, StormReturn } from './storm-load.ts'

export interface StormOptions extends Turns {
  readonly clients: number
  readonly profile: string | undefined
}

interface Contestant {
  readonly name: string
  readonly server: ServerName
  readonly follower: FollowerName
}

const contestants: readonly Contestant[] = [
  { name: 'parley chat, durable', server: 'parley-sqlite', follower: 'parley' },
  { name: 'Socket.IO, recovery on', server: 'socket.io-recovery', follower: 'socket.io' },
]

const processes = 2
/** Before the cut, so that everybody has a position. */
const postsBefore = 10
/** While nobody is there. */
const postsMissed = 20
/** One after the other while they return. */
const postsDuring = 5
const postEveryMs = 200
const settleMs = 1_000
const deadlineMs = 180_000

export interface StormResult {
  readonly contestant: string
  readonly round: number
  readonly clients: number
  /** Of what was posted, to everybody together. */
  readonly share: number
  readonly doubles: number
  readonly startedAnew: number
  readonly failures: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly maxMs: number
  /** CPU of the server from the cut on, in ms, until all were back. */
  readonly serverCpuMs: number
  readonly othersShare: number
}

export async function runStorm(options: StormOptions, newDataFile: () => string): Promise<StormResult[]> {
  const results: StormResult[] = []
  await takeTurns(contestants, options, async (contestant, round) => {
    const result = await runOne(contestant, round, options, newDataFile())
    results.push(result)
    const share = `${(result.share * 100).toFixed(2)} % delivered`
    console.error(`  round ${round}/${options.rounds}  ${contestant.name}  ${share}, p99 ${result.p99Ms.toFixed(0)} ms`)
  })
  return results
}

async function runOne(contestant: Contestant, round: number, options: StormOptions, dataFile: string) {
  const { server, port } = await startServer({ server: contestant.server, dataFile }, { ...options, deadlineMs })
  const crowd = await Crowd.gather(contestant.follower, port, options.clients)
  const publisher = await Publisher.connect(contestant.follower, port)
  await publisher.post(postsBefore)
  await crowd.ask({ do: 'level', through: postsBefore })
  await sleep(settleMs)

  const before = { server: processCpu(server.pid), own: crowd.cpu(), all: machineCpu(), time: performance.now() }
  const at = Date.now() + 100
  const through = postsBefore + postsMissed
  const returning = crowd.ask<StormReturn>({ do: 'cut', at, through })
  await sleep(at - Date.now())
  await publisher.post(postsMissed)
  for (let left = postsDuring; left > 0; left--) {
    await sleep(postEveryMs)
    await publisher.post(1)
  }
  const returns = await returning
  const after = { server: processCpu(server.pid), own: crowd.cpu(), all: machineCpu(), time: performance.now() }
  await sleep(settleMs)
  const counts = await crowd.ask<StormCount>({ do: 'count', through: publisher.posted })

  publisher.close()
  await crowd.stop()
  await server.stop()
  const sorted = Float64Array.from(returns.flatMap(({ levelMs }) => levelMs)).sort()
  // Who never got there counts as the slowest.
  const levels = [...sorted, ...Array(options.clients - sorted.length).fill(Number.POSITIVE_INFINITY)]
  const sum = (field: (count: StormCount) => number) => counts.reduce((all, count) => all + field(count), 0)
  const ours = after.server - before.server + after.own - before.own
  return {
    contestant: contestant.name,
    round,
    clients: options.clients,
    share: sum(({ delivered }) => delivered) / (publisher.posted * options.clients),
    doubles: sum(({ doubles }) => doubles),
    startedAnew: sum(({ startedAnew }) => startedAnew),
    failures: returns.reduce((all, { failures }) => all + failures, 0),
    p50Ms: percentile(levels, 0.5),
    p99Ms: percentile(levels, 0.99),
    maxMs: levels.at(-1) ?? Number.NaN,
    serverCpuMs: (after.server - before.server) / 1000,
    othersShare: othersShare(after.all - before.all, ours, after.time - before.time),
  }
}

/** All who listen, in their processes. */
class Crowd {
  readonly #loads: readonly Child[]

  static async gather(follower: FollowerName, port: number, clients: number): Promise<Crowd> {
    const loads: Child[] = []
    for (let index = 0; index < processes; index++) {
      const share = Math.floor(clients / processes) + (index < clients % processes ? 1 : 0)
      const config: StormLoad = { port, follower, clients: share }
      loads.push(new Child({ script: new URL('./storm-load.js', import.meta.url), config, core: loadCore, deadlineMs }))
    }
    await Promise.all(loads.map((load) => load.next()))
    return new Crowd(loads)
  }

  private constructor(loads: readonly Child[]) {
    this.#loads = loads
  }

  ask<Answer>(order: StormOrder): Promise<Answer[]> {
    for (const load of this.#loads) load.send(order)
    return Promise.all(this.#loads.map((load) => load.next<Answer>()))
  }

  cpu(): number {
    return this.#loads.reduce((sum, { pid }) => sum + processCpu(pid), processCpu(process.pid))
  }

  async stop(): Promise<void> {
    await Promise.all(this.#loads.map((load) => load.stop()))
  }
}

/** Posts, and knows that it is done when it hears its own post. */
class Publisher {
  posted = 0
  readonly #client: ReturningClient
  #heard = () => {}

  static async connect(follower: FollowerName, port: number): Promise<Publisher> {
    const publisher = new Publisher(follower, port)
    await publisher.#client.connect()
    return publisher
  }

  private constructor(follower: FollowerName, port: number) {
    this.#client = new ReturningClient(follower, port, '127.0.0.1', () => this.#heard())
  }

  async post(count: number): Promise<void> {
    const all = this.posted + count
    const isThrough = new Promise<void>((resolve) => {
      this.#heard = () => {
        if (this.#client.follower.receipts.through >= all) resolve()
      }
    })
    while (this.posted < all) this.#client.post(textOf(++this.posted), this.posted)
    await isThrough
  }

  close(): void {
    this.#client.destroy()
  }
}

export function printStorm(results: readonly StormResult[]): void {
  const head = ['', 'delivered', 'twice', 'anew', 'refused', 'p50 ms', 'p99 ms', 'max ms', 'server CPU ms', 'others']
  const cells = [...new Set(results.map(({ contestant }) => contestant))].map((name) => {
    const group = results.filter(({ contestant }) => contestant === name)
    const middle = (field: (result: StormResult) => number) => median(group.map(field))
    return [
      name,
      `${fixed(middle(({ share }) => share) * 100, 2)} %`,
      thousands(middle(({ doubles }) => doubles)),
      thousands(middle(({ startedAnew }) => startedAnew)),
      thousands(middle(({ failures }) => failures)),
      thousands(middle(({ p50Ms }) => p50Ms)),
      thousands(middle(({ p99Ms }) => p99Ms)),
      thousands(middle(({ maxMs }) => maxMs)),
      thousands(middle(({ serverCpuMs }) => serverCpuMs)),
      `${fixed(middle((result) => result.othersShare) * 100, 0)} %`,
    ]
  })
  console.log(`\n${formatTable(head, cells)}`)
}
