// The process of the subscribers and the publisher of a fan-out: measures one rate after the other.
import { setTimeout as sleep } from 'node:timers/promises'
import { inflated, jsonLike } from '../client/deflate.ts'
import { type DialectName, dialects } from '../client/dialects.ts'
import { readStamps } from '../client/stamp.ts'
import { endWithParent } from '../process/children.ts'
import { measureWindow } from '../process/window.ts'
import { percentile } from '../report/stats.ts'
import { LatencyLog } from './latency-log.ts'
import { Publisher } from './publisher.ts'
import { type Subscribers, subscribeAll } from './subscribers.ts'

export interface FanoutLoad {
  readonly port: number
  readonly serverPid: number
  readonly dialect: DialectName
  readonly subscribers: number
  readonly rates: readonly number[]
  readonly bytes: number
  readonly warmupSeconds: number
  readonly seconds: number
  /** Compressed to the subscribers, and text that compresses as an app's does. */
  readonly deflate: boolean
}

/** One rate of one contestant in one round. */
export interface FanoutFigures {
  readonly rate: number
  readonly deliveredPerSecond: number
  /** Delivered within the window, as a share of what had to be. */
  readonly share: number
  readonly keptUp: boolean
  readonly cpuPerDelivery: number
  readonly serverCpuShare: number
  readonly loadCpuShare: number
  readonly p50Ms: number
  readonly p99Ms: number
  readonly lost: number
  /** The share of the machine that others had meanwhile. */
  readonly othersShare: number
}

/** Subscribers whose messages are read for their time stamp. */
const sampled = 20

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as FanoutLoad
const latencies = new LatencyLog()
const found = (now: number) => (published: number) => latencies.add(now, published)
const subscribers = await subscribeAll(
  config,
  config.subscribers,
  sampled,
  (bytes, from, to, _socket, isCompressed) => {
    const now = performance.now()
    if (isCompressed) {
      const text = inflated(bytes.subarray(from, to))
      readStamps(text, 0, text.length, found(now))
    } else {
      readStamps(bytes, from, to, found(now))
    }
  },
)
const filler = config.deflate ? jsonLike(config.bytes) : 'x'
const publisher = await Publisher.connect(config.port, dialects[config.dialect], config.bytes, filler)
process.send?.({ ready: true })
for (const rate of config.rates) process.send?.(await measure(rate, subscribers))
// Ending is the parent's word: what was sent last must have arrived.
process.on('message', () => process.exit(0))

async function measure(rate: number, { counter }: Subscribers): Promise<FanoutFigures> {
  const { seconds, warmupSeconds } = config
  const before = { delivered: counter.deliveries, published: publisher.published }
  publisher.start(rate)
  await sleep(warmupSeconds * 1000)

  latencies.start()
  const deliveredBefore = counter.deliveries
  const { elapsedMs, serverCpu, ...shares } = await measureWindow(config.serverPid, seconds)
  const delivered = counter.deliveries - deliveredBefore
  const { sorted, first, last } = latencies.stop()
  publisher.stop()

  const expected = (rate * config.subscribers * elapsedMs) / 1000
  const isGrowing = last > 2 * first && last - first > 50
  const due = () =>
    (publisher.published - before.published) * config.subscribers - (counter.deliveries - before.delivered)
  await drained(due)
  return {
    rate,
    deliveredPerSecond: (delivered / elapsedMs) * 1000,
    share: delivered / expected,
    keptUp: delivered / expected >= 0.99 && !isGrowing,
    cpuPerDelivery: serverCpu / delivered,
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    lost: due(),
    ...shares,
  }
}

/** The next rate begins with nothing under way; what is still missing after this time counts as lost. */
async function drained(due: () => number): Promise<void> {
  for (let left = 150; left > 0 && due() > 0; left--) await sleep(100)
}
