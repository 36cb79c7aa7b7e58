import type { RawConnection } from '../wire/index.ts'
import { FloodServer } from './flood-server.ts'
import { openFlooder } from './flooder.ts'
import type { Kind } from './server/contestant.ts'

const fastReaders = 900
const slowReaders = 100
const bytes = 1_000
const everyMs = 40
const rounds = 50
/** The first rounds find code that is not compiled yet. */
const warmRounds = 100
/** Taken in turns, so that what else the machine does falls on both. */
const turns = 3

/** How the delays of those who read change when others stop reading: medians of 99th percentiles, in milliseconds. */
export interface Delays {
  readonly aloneMs: number
  readonly besideMs: number
}

/** A fan-out to 900 readers, in turns to them alone and with 100 more who are stuffed full and read nothing. */
export async function measureSlowReaders(kind: Kind): Promise<Delays> {
  const server = await FloodServer.start({ kind, behaviour: 'fan-out' })
  const delays: number[] = []
  const fast: RawConnection[] = []
  try {
    for (let at = 0; at < fastReaders; at++) fast.push(await openFast(server, kind, delays))
    await publish(server, delays, warmRounds)
    const alone: number[] = []
    const beside: number[] = []
    for (let turn = 0; turn < turns; turn++) {
      alone.push(await publish(server, delays, rounds))
      const stalled = await openStalled(server, kind)
      beside.push(await publish(server, delays, rounds))
      for (const peer of stalled) peer.reset()
      await server.until(({ socketCount }) => socketCount === fastReaders, 'the stalled ones to be gone', 10_000)
    }
    return { aloneMs: median(alone), besideMs: median(beside) }
  } finally {
    for (const peer of fast) peer.cut()
    await server.stop()
  }
}

async function openFast(server: FloodServer, kind: Kind, delays: number[]): Promise<RawConnection> {
  const peer = await openFlooder(server, kind)
  peer.discards = true
  peer.socket.on('data', (chunk: Buffer) => noteDelays(chunk, delays))
  return peer
}

/** Connects those who will read nothing, and has what the operating system keeps for them filled up. */
async function openStalled(server: FloodServer, kind: Kind): Promise<RawConnection[]> {
  const peers: RawConnection[] = []
  for (let at = 0; at < slowReaders; at++) {
    const peer = await openFlooder(server, kind)
    peer.send(1, kind === 'socket.io' ? '42["message","stalled"]' : 'stalled')
    peer.stall()
    peers.push(peer)
  }
  await server.until(({ socketCount }) => socketCount === fastReaders + slowReaders, 'all to be there', 5_000)
  await server.ask({ ask: 'stuff' })
  return peers
}

function median(values: readonly number[]): number {
  return [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN
}

/** Waits until the fast readers have had every message of this many rounds. Returns the 99th percentile of their delays. */
async function publish(server: FloodServer, delays: number[], count: number): Promise<number> {
  // What the stuffing left behind is no slow reader's fault.
  await server.ask({ ask: 'collect' })
  delays.length = 0
  const expected = count * fastReaders
  await server.ask({ ask: 'publish', bytes, everyMs, count })
  const end = performance.now() + count * everyMs + 10_000
  while (delays.length < expected * 0.995 && performance.now() < end)
    await new Promise((resolve) => setTimeout(resolve, 20))
  if (delays.length < expected * 0.9) throw new Error(`only ${delays.length} of ${expected} messages arrived`)
  const sorted = [...delays].sort((a, b) => a - b)
  return sorted[Math.floor(sorted.length * 0.99)] ?? Number.NaN
}

/** Each message begins with the time it was sent, by a clock that both processes share. */
function noteDelays(chunk: Buffer, delays: number[]): void {
  const now = Number(process.hrtime.bigint())
  for (const [, sent] of chunk.toString('latin1').matchAll(/(\d{9,})\|/g)) delays.push((now - Number(sent)) / 1e6)
}
