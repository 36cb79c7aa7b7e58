// The process of those who watch a book, of the one who hardly does, and of the one who changes it.
import { setTimeout as sleep } from 'node:timers/promises'
import { maskedText } from '../client/frames.ts'
import { openAll } from '../client/open.ts'
import { doAtRate } from '../client/pace.ts'
import { LatencyLog } from '../fanout/latency-log.ts'
import { endWithParent } from '../process/children.ts'
import { measureWindow, type Window } from '../process/window.ts'
import { percentile } from '../report/stats.ts'
import { BookFollower } from './book-follower.ts'
import { BusyBook } from './busy-book.ts'
import { SlowWatcher } from './slow-watcher.ts'
import { Watcher } from './watcher.ts'
import { type WatchingName, watchings } from './watching.ts'

export interface WatchersLoad {
  readonly port: number
  readonly serverPid: number
  readonly watching: WatchingName
  readonly watchers: number
  /** Changes a second. */
  readonly rate: number
  /** Prices that the book has. */
  readonly levels: number
  readonly slowBytesPerSecond: number
  readonly warmupSeconds: number
  readonly seconds: number
}

export interface WatchersOrder {
  readonly do: 'come' | 'measure' | 'slow' | 'compare' | 'stop'
}

/** One window. */
export interface WatchersFigures extends Omit<Window, 'elapsedMs' | 'serverCpu'> {
  readonly deliveredPerSecond: number
  /** Delivered within the window, as a share of what had to be. */
  readonly share: number
  readonly cpuPerDelivery: number
  /** Messages that each watcher got a second. */
  readonly messagesPerSecond: number
  readonly bytesPerSecond: number
  readonly p50Ms: number
  readonly p99Ms: number
  /** Changes that somebody had not got when all was quiet again, summed over all. */
  readonly behind: number
}

/** How the slow one ends. */
export interface SlowEnd {
  readonly isThere: boolean
  /** Its book is that of a reader that was quick, adds up, and is as new. */
  readonly isSame: boolean
  readonly holes: number
  readonly wholeBooks: number
  readonly readBytes: number
}

/** Watchers whose news is read for when it was due. */
const sampled = 20
/** More than the system keeps for one connection, so that the server has to. */
const stuffingBytes = 12_000_000
const followed = 1

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as WatchersLoad
const { port, watchers, rate } = config
const watching = watchings[config.watching]
const busy = new BusyBook(config.levels)
const latencies = new LatencyLog()
const counter = { deliveries: 0, messages: 0, bytes: 0 }
let quick: BookFollower | undefined
let slow: SlowWatcher | undefined
let changes = 0
const maker = await Watcher.connect(watching, port, 'trader-0', watching.join, () => {})
await fill()
process.send?.({ ready: true })

const does: Readonly<Record<WatchersOrder['do'], () => Promise<object>>> = {
  async come() {
    const come = await openAll(watchers, (index) => {
      const follower =
        index < sampled ? new BookFollower(({ levels }) => note(levels.map(([, , lots]) => lots))) : undefined
      if (index < followed) quick = follower
      return Watcher.connect(watching, port, `watcher-${index}`, watching.open, (bytes, from, to, deliveries) => {
        if (deliveries > 0) {
          counter.deliveries += deliveries
          counter.messages++
          counter.bytes += to - from
        }
        if (follower !== undefined && to - from > 3) follow(follower, bytes, from, to)
      })
    })
    return { come: come.length }
  },
  measure,
  async slow() {
    const times = Math.ceil(stuffingBytes / (40 * config.levels))
    slow = await SlowWatcher.connect(port, watching.open ?? '', times, config.slowBytesPerSecond)
    return {}
  },
  compare,
  stop: async () => process.exit(0),
}
process.on('message', async (order: WatchersOrder) => process.send?.(await does[order.do]()))

function follow(follower: BookFollower, bytes: Buffer, from: number, to: number): void {
  if (config.watching === 'socket.io') {
    if (bytes[from] === 0x34 && bytes[from + 1] === 0x32) {
      const { events } = JSON.parse(watching.news(bytes, from, to)) as {
        events: [{ data: { levels: [string, number, number][] } }]
      }
      note(events[0].data.levels.map(([, , lots]) => lots))
    }
  } else follower.receive(watching.news(bytes, from, to))
}

function note(lots: readonly number[]): void {
  const now = performance.now()
  for (const each of lots) if (each > 0) latencies.add(now, busy.dueOf(each))
}

/** All prices are there before anybody comes. */
async function fill(): Promise<void> {
  while (changes < config.levels) send(0)
  await sleep(500)
}

function send(due: number): void {
  const change = changes++
  maker.socket.write(maskedText(watching.change(busy, change, busy.quote(change, due))))
}

async function measure(): Promise<WatchersFigures> {
  const begun = { changes, deliveries: counter.deliveries }
  const end = doAtRate(rate, (_done, due) => send(due))
  await sleep(config.warmupSeconds * 1000)
  latencies.start()
  const before = { ...counter }
  const { elapsedMs, serverCpu, ...shares } = await measureWindow(config.serverPid, config.seconds)
  const delivered = counter.deliveries - before.deliveries
  const [messages, bytes] = [counter.messages - before.messages, counter.bytes - before.bytes]
  const { sorted } = latencies.stop()
  end()
  const behind = () => (changes - begun.changes) * watchers - (counter.deliveries - begun.deliveries)
  for (let left = 150; left > 0 && behind() > 0; left--) await sleep(100)
  const seconds = elapsedMs / 1000
  return {
    deliveredPerSecond: delivered / seconds,
    share: delivered / (rate * watchers * seconds),
    cpuPerDelivery: serverCpu / delivered,
    messagesPerSecond: messages / watchers / seconds,
    bytesPerSecond: bytes / watchers / seconds,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    behind: behind(),
    ...shares,
  }
}

/** The book is still by now. The slow one reads what it was sent meanwhile as fast as it can. */
async function compare(): Promise<SlowEnd> {
  const reader = slow
  if (reader === undefined || quick === undefined) throw new Error('there is no slow one')
  const readBytes = reader.bytes
  reader.letGo()
  const isLevel = () => reader.book.position?.offset === quick?.position?.offset
  for (let left = 300; left > 0 && !isLevel() && !reader.isGone; left--) await sleep(100)
  const isSame =
    isLevel() &&
    reader.book.addsUp &&
    quick.addsUp &&
    JSON.stringify(reader.book.levels) === JSON.stringify(quick.levels)
  const { holes, wholeBooks } = reader.book
  return { isThere: !reader.isGone, isSame, holes, wholeBooks, readBytes }
}
