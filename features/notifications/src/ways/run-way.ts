import type { FeatureRun, FeatureServer } from '@parley/channel'
import { deliveryWorker, type WorkerOptions } from '../delivery/worker.ts'
import type { Kept } from './keep-channel.ts'
import type { Prepared, Way } from './way.ts'

const retryMs = 5_000

/** Prepares a way, again until it is, and then sends by it what waits. */
export function runWay(
  server: FeatureServer,
  way: Way,
  options: WorkerOptions,
  onPrepared: (prepared: Prepared) => void,
): FeatureRun {
  let worker: FeatureRun | undefined
  let isClosed = false
  let cancelRetry = () => {}
  const begin = async () => {
    try {
      const prepared = await way.prepare?.({ keep: (...what) => keep(server, way.name, ...what) })
      if (prepared !== undefined) onPrepared(prepared)
    } catch (error) {
      if (isClosed) return
      server.report(error, `notifications: preparing the way "${way.name}"`)
      cancelRetry = server.setTimer(begin, retryMs)
      return
    }
    if (!isClosed) worker = deliveryWorker(server, way, options)
  }
  void begin()
  return {
    close: async () => {
      isClosed = true
      cancelRetry()
      await worker?.close()
    },
  }
}

async function keep(server: FeatureServer, way: string, name: string, make: () => unknown): Promise<unknown> {
  const channel = `notify-way/${way}`
  const values = async () => ((await server.open(channel, 'kept')).state as Kept).values
  const known = await values()
  if (Object.hasOwn(known, name)) return known[name]
  await server.command(channel, 'keep', { name, value: make() })
  return (await values())[name]
}
