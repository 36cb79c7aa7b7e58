// One of the processes of those who are all cut at once and come back.
import { setTimeout as sleep } from 'node:timers/promises'
import { openAll } from '../client/open.ts'
import { endWithParent } from '../process/children.ts'
import type { FollowerName } from './follower.ts'
import { ReturningClient } from './returning-client.ts'

export interface StormLoad {
  readonly port: number
  readonly follower: FollowerName
  readonly clients: number
}

export type StormOrder =
  /** Answered when everybody has so many posts. */
  | { readonly do: 'level'; readonly through: number }
  /** At this time (ms since 1970) all are cut. Answered with `StormReturn` when all are back and have so many posts. */
  | { readonly do: 'cut'; readonly at: number; readonly through: number }
  /** Answered with `StormCount`. */
  | { readonly do: 'count'; readonly through: number }
  | { readonly do: 'stop' }

export interface StormReturn {
  /** Of each that got there: from the cut until it had them all. */
  readonly levelMs: readonly number[]
  readonly failures: number
}

export interface StormCount {
  readonly delivered: number
  readonly doubles: number
  readonly startedAnew: number
}

/** Who is not level by then has lost something. */
const patienceMs = 30_000

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as StormLoad
let target = Number.POSITIVE_INFINITY
let missing = new Set<ReturningClient>()
let levelled: (client: ReturningClient) => void = () => {}
const clients = await openAll(config.clients, async (index) => {
  // From eight addresses, so that ports never run short.
  const client = new ReturningClient(config.follower, config.port, `127.0.0.${2 + (index % 8)}`, (moved) => {
    if (moved.follower.receipts.through >= target && missing.delete(moved)) levelled(moved)
  })
  await client.connect()
  return client
})
process.send?.({ ready: true })
process.on('message', async (order: StormOrder) => {
  if (order.do === 'stop') process.exit(0)
  if (order.do === 'count') process.send?.(count(order.through))
  if (order.do === 'level') {
    await allLevel(order.through)
    process.send?.({ level: true })
  }
  if (order.do === 'cut') process.send?.(await cutAll(order.at, order.through))
})

async function cutAll(at: number, through: number): Promise<StormReturn> {
  const failed = () => clients.reduce((sum, { failures }) => sum + failures, 0)
  await sleep(at - Date.now())
  const cutAt = performance.now()
  const levelMs: number[] = []
  const level = allLevel(through, () => levelMs.push(performance.now() - cutAt))
  const returned = Promise.all(clients.map((client) => client.cut()))
  await Promise.race([Promise.all([level, returned]), sleep(patienceMs)])
  return { levelMs, failures: failed() }
}

function allLevel(through: number, each: () => void = () => {}): Promise<void> {
  target = through
  missing = new Set(clients.filter(({ follower }) => follower.receipts.through < through))
  if (missing.size === 0) return Promise.resolve()
  return new Promise((resolve) => {
    levelled = () => {
      each()
      if (missing.size === 0) resolve()
    }
  })
}

function count(through: number): StormCount {
  const sum = (field: (client: ReturningClient) => number) => clients.reduce((all, client) => all + field(client), 0)
  return {
    delivered: sum(({ follower }) => Math.min(through, follower.receipts.count)),
    doubles: sum(({ follower }) => follower.receipts.doubles),
    startedAnew: sum(({ follower }) => follower.startedAnew),
  }
}
