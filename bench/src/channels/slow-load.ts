// The process of those who read, of the one who hardly does, and of who publishes.
import { setTimeout as sleep } from 'node:timers/promises'
import { dialects } from '../client/dialects.ts'
import { maskedText } from '../client/frames.ts'
import { RawSocket } from '../client/raw-socket.ts'
import { readStamps } from '../client/stamp.ts'
import { LatencyLog } from '../fanout/latency-log.ts'
import { Publisher } from '../fanout/publisher.ts'
import { subscribeAll } from '../fanout/subscribers.ts'
import { endWithParent } from '../process/children.ts'
import { measureWindow } from '../process/window.ts'
import { percentile } from '../report/stats.ts'
import type { FollowerName } from './follower.ts'
import { SlowReader } from './slow-reader.ts'

export interface SlowLoad {
  readonly port: number
  readonly serverPid: number
  readonly dialect: FollowerName
  /** All of them, the slow one included. */
  readonly readers: number
  readonly rate: number
  readonly bytes: number
  readonly slowBytesPerSecond: number
  readonly warmupSeconds: number
  readonly seconds: number
}

export interface SlowOrder {
  readonly do: 'measure' | 'stuff' | 'slow' | 'stop'
}

export interface SlowFigures {
  readonly p50Ms: number
  readonly p99Ms: number
  /** Of what had to come to the others, within the window. */
  readonly share: number
  readonly slowIsThere: boolean
  readonly othersShare: number
}

/** Subscribers whose messages are read for their time stamp. */
const sampled = 20
/** More than the system keeps for one connection, so that the server has to. */
const stuffingBytes = 12_000_000
const stuffingText = 'x'.repeat(4000)
const stuffingAtOnce = 100

/** How somebody enters a second room, and how it is posted to. */
const stuffing = {
  parley: {
    enter: [
      '{"type":"open","channel":"chat/bench","view":"room","version":2}',
      '{"type":"open","channel":"chat/stuff","view":"room","version":2}',
    ],
    post: (count: number) =>
      `{"type":"command","id":"stuff.${count}","channel":"chat/stuff","name":"post","input":{"text":"${stuffingText}"}}`,
  },
  'socket.io': {
    enter: ['40', '42["join","stuff"]'],
    post: () => `42["post-to","stuff","${stuffingText}"]`,
  },
} as const

endWithParent()
const config = JSON.parse(process.argv[2] ?? '{}') as SlowLoad
const { port, dialect, readers, rate, bytes } = config
const latencies = new LatencyLog()
const { counter } = await subscribeAll({ port, dialect }, readers - 1, sampled, (chunk, from, to) => {
  const now = performance.now()
  readStamps(chunk, from, to, (published) => latencies.add(now, published))
})
const publisher = await Publisher.connect(port, dialects[dialect], bytes, 'x')
let slow: SlowReader | undefined
process.send?.({ ready: true })
process.on('message', async (order: SlowOrder) => {
  if (order.do === 'stop') process.exit(0)
  if (order.do === 'slow') {
    slow = await SlowReader.connect(port, dialects[dialect].path, stuffing[dialect].enter, config.slowBytesPerSecond)
    process.send?.({ done: order.do })
  }
  if (order.do === 'stuff') {
    await stuff()
    process.send?.({ done: order.do })
  }
  if (order.do === 'measure') process.send?.(await measure())
})

/**
 * Posts much into a second room. If the slow one is there, this fills what lies between it and the server: only then it is slow as
 * far as the server can tell.
 */
async function stuff(): Promise<void> {
  const socket = new RawSocket({ port, path: dialects[dialect].path }, (chunk, from, to, self) => {
    dialects[dialect].handle(chunk, from, to, self)
  })
  await socket.opened
  await sleep(500)
  const count = Math.ceil(stuffingBytes / stuffingText.length)
  for (let sent = 0; sent < count; sent++) {
    socket.write(maskedText(stuffing[dialect].post(sent)))
    if (sent % stuffingAtOnce === 0) await sleep(50)
  }
  // What the stuffing leaves behind is no slow reader's fault.
  await sleep(2000)
  socket.destroy()
}

async function measure(): Promise<SlowFigures> {
  publisher.start(rate)
  await sleep(config.warmupSeconds * 1000)
  latencies.start()
  const before = counter.deliveries
  const { elapsedMs, othersShare } = await measureWindow(config.serverPid, config.seconds)
  const delivered = counter.deliveries - before
  const { sorted } = latencies.stop()
  publisher.stop()
  await sleep(500)
  return {
    p50Ms: percentile(sorted, 0.5),
    p99Ms: percentile(sorted, 0.99),
    share: delivered / ((rate * (readers - 1) * elapsedMs) / 1000),
    slowIsThere: slow?.isGone === false,
    othersShare,
  }
}
