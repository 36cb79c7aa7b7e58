// The process of those who order at a steady pace, and of one reader for each way to see their book.
import { setTimeout as sleep } from 'node:timers/promises'
import { doAtRate } from '../client/pace.ts'
import { endWithParent } from '../process/children.ts'
import { processCpu } from '../process/cpu.ts'
import { machineCpu, othersShare } from '../process/quiet.ts'
import { BookFollower } from './book-follower.ts'
import { bestLevels } from './feeds-names.ts'
import type { FlowOptions } from './order-flow.ts'
import { type Answered, Trader } from './trader.ts'
import { Watcher } from './watcher.ts'
import { watchings } from './watching.ts'

export interface FeedsLoad {
  readonly port: number
  readonly serverPid: number
  readonly connections: number
  /** Orders a second of all together. */
  readonly rate: number
  readonly flow: FlowOptions
  readonly warmupSeconds: number
  readonly seconds: number
}

interface Traffic {
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
}

export interface FeedsFigures {
  readonly ordersPerSecond: number
  /** Prices in the book, on the average of the window. */
  readonly levels: number
  readonly book: Traffic
  readonly depth: Traffic
  /** The whole book, and its best prices alone, whenever `depth` said something: as JSON, not sent. */
  readonly whole: Traffic
  readonly best: Traffic
  /** Both copies add up and are the same when all is quiet. */
  readonly areSame: boolean
  readonly othersShare: number
}

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as FeedsLoad
const { port, connections, rate, seconds, warmupSeconds, serverPid } = config
const answered: Answered = { placed: 0, canceled: 0, tooLate: 0 }
const traders = await Promise.all(
  Array.from({ length: connections }, (_, index) =>
    Trader.connect({ port, index, flow: config.flow, hasReports: false, answered, onAnswer: () => {} }),
  ),
)
const counts = { book: { messages: 0, bytes: 0 }, depth: { messages: 0, bytes: 0 }, whole: 0, best: 0, levels: 0 }
const books = { book: new BookFollower(), depth: new BookFollower() }
for (const view of ['book', 'depth'] as const) {
  const watching = watchings[view]
  await Watcher.connect(watching, port, `reader-${view}`, watching.open, (bytes, from, to, deliveries) => {
    const text = watching.news(bytes, from, to)
    books[view].receive(text)
    if (deliveries === 0) return
    counts[view].messages++
    counts[view].bytes += to - from
    if (view === 'depth') addSnapshots()
  })
}
process.send?.({ ready: true })
process.on('message', async (order: { readonly do: 'measure' | 'stop' }) => {
  if (order.do === 'stop') process.exit(0)
  process.send?.(await measure())
})

/** As large as an event of ours that says the same would be. */
function addSnapshots(): void {
  const { bids, asks } = books.depth.levels
  counts.levels += bids.length + asks.length
  counts.whole += sizeOf({ status: 'open', bids, asks, sum: books.depth.sum })
  counts.best += sizeOf({ bids: bids.slice(0, bestLevels), asks: asks.slice(0, bestLevels) })
}

function sizeOf(data: object): number {
  return JSON.stringify({ type: 'book', channel: 'exchange/main', data }).length
}

async function measure(): Promise<FeedsFigures> {
  const act = (done: number, due: number) => traders[done % traders.length]?.act(due / 1000 - performance.timeOrigin)
  const end = doAtRate(rate, act, () => {
    for (const trader of traders) trader.flush()
  })
  await sleep(warmupSeconds * 1000)
  const before = { ...structuredClone(counts), ...clocks() }
  await sleep(seconds * 1000)
  const after = { ...structuredClone(counts), ...clocks() }
  end()
  await Promise.all(traders.map((trader) => trader.stop()))
  await sleep(1000)
  const elapsed = after.time - before.time
  const perSecond = (amount: number) => (amount / elapsed) * 1000
  const traffic = (view: 'book' | 'depth') => ({
    messagesPerSecond: perSecond(after[view].messages - before[view].messages),
    bytesPerSecond: perSecond(after[view].bytes - before[view].bytes),
  })
  const depth = traffic('depth')
  const messages = after.depth.messages - before.depth.messages
  return {
    ordersPerSecond: perSecond(after.orders - before.orders),
    levels: (after.levels - before.levels) / messages,
    ...{ book: traffic('book'), depth },
    whole: { ...depth, bytesPerSecond: perSecond(after.whole - before.whole) },
    best: { ...depth, bytesPerSecond: perSecond(after.best - before.best) },
    areSame:
      books.book.addsUp &&
      books.depth.addsUp &&
      JSON.stringify(books.book.levels) === JSON.stringify(books.depth.levels),
    othersShare: othersShare(after.all - before.all, after.cpu - before.cpu, elapsed),
  }
}

function clocks() {
  const orders = answered.placed + answered.canceled + answered.tooLate
  return { time: performance.now(), orders, cpu: processCpu(serverPid) + processCpu(process.pid), all: machineCpu() }
}
