import { frame, opcodes, RawConnection, upgradeRequest } from '../../wire/index.ts'
import { floodPath } from '../flooder.ts'
import { mebibyte, type Scale, type Scenario } from '../scenario.ts'

/** As many as `CHURN_ROUNDS` says: 100 000 take some minutes. */
function roundsOf(scale: Scale): number {
  const asked = Number(process.env.CHURN_ROUNDS)
  if (Number.isSafeInteger(asked) && asked > 0) return asked
  return scale === 'full' ? 10_000 : 1_000
}

type Abort = (peer: RawConnection) => Promise<void> | void

const opened = async (peer: RawConnection) => {
  peer.write(upgradeRequest(floodPath))
  await peer.head()
}

/** All the ways to go in the middle of something. */
const aborts: readonly Abort[] = [
  (peer) => peer.reset(),
  (peer) => peer.finish(),
  (peer) => {
    peer.write(upgradeRequest(floodPath).slice(0, 50))
    peer.reset()
  },
  (peer) => {
    peer.write(upgradeRequest(floodPath))
    peer.reset()
  },
  (peer) => {
    peer.write(upgradeRequest(floodPath))
    peer.finish()
  },
  async (peer) => {
    await opened(peer)
    peer.reset()
  },
  async (peer) => {
    await opened(peer)
    peer.finish()
  },
  async (peer) => {
    await opened(peer)
    peer.write(frame(opcodes.text, 'whole'))
    peer.write(frame(opcodes.text, 'half of it').subarray(0, 9))
    peer.reset()
  },
  async (peer) => {
    await opened(peer)
    peer.write(frame(opcodes.text, 'first', { fin: false }))
    peer.finish()
  },
  async (peer) => {
    await opened(peer)
    peer.write(frame(opcodes.close, ''))
    peer.reset()
  },
]

export const churn: Scenario = {
  id: 'churn',
  title: 'connect and abort, again and again, at every stage',
  kinds: ['parley', 'ws'],
  config: () => ({ behaviour: 'echo', limits: { closeTimeoutMs: 500 } }),
  async run(server, scale) {
    const rounds = roundsOf(scale)
    const base = await server.ask<{ heapUsed: number; resources: number }>({ ask: 'collect' })
    const began = performance.now()
    let next = 0
    const work = async () => {
      for (let round = next++; round < rounds; round = next++) {
        const peer = await RawConnection.connect(server.port)
        await aborts[round % aborts.length]?.(peer)
        peer.socket.on('end', () => peer.cut())
        if (!peer.socket.destroyed && peer.socket.writableEnded) await peer.ended(5_000).catch(() => {})
        peer.cut()
      }
    }
    await Promise.all(Array.from({ length: 32 }, work))
    const elapsedMs = performance.now() - began
    const isBack = ({ socketCount, resources }: { socketCount: number; resources: number }) =>
      socketCount === 0 && resources <= base.resources + 2
    await server.until(isBack, 'the counters to be back', 10_000).catch(() => {})
    const after = await server.ask<{ heapUsed: number; resources: number; socketCount: number }>({ ask: 'collect' })
    const grown = after.heapUsed - base.heapUsed
    const faults = [
      ...(after.socketCount === 0 ? [] : [`${after.socketCount} sockets are still counted`]),
      ...(after.resources <= base.resources + 2
        ? []
        : [`${after.resources} active resources, ${base.resources} before`]),
      ...(grown < 4 * mebibyte ? [] : [`the heap grew by ${(grown / mebibyte).toFixed(1)} MiB`]),
    ]
    const note = `${rounds} rounds, ${Math.round(rounds / (elapsedMs / 1000))} a second, heap ${(grown / 1024).toFixed(0)} KiB`
    return { ends: [], elapsedMs, note, faults }
  },
  ends: [],
  maxExtraBytes: () => 64 * mebibyte,
}
