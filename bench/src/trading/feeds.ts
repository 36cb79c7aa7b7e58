import { Child, loadCore } from '../process/children.ts'
import { deadlineFor, startServer, type Turns, takeTurns } from '../process/turns.ts'
import type { FeedsFigures, FeedsLoad } from './feeds-load.ts'

export interface FeedsOptions extends Turns {
  readonly connections: number
  readonly crossingPercent: number
  /** Orders a second. */
  readonly feedRate: number
  readonly seconds: number
  readonly warmupSeconds: number
  readonly profile: string | undefined
}

export interface FeedsResult extends FeedsFigures {
  readonly round: number
}

/** A deeper book than the one where orders are counted: full snapshots would be too cheap. */
const shape = { standing: 60, prices: 500 }

export async function runFeeds(options: FeedsOptions, newDataFile: () => string): Promise<FeedsResult[]> {
  const results: FeedsResult[] = []
  await takeTurns([{ server: 'parley-trading' }] as const, options, async ({ server: serverName }, round) => {
    const { profile, feedRate: rate, crossingPercent } = options
    const deadlineMs = deadlineFor(1, options)
    const { server, port } = await startServer({ server: serverName, dataFile: newDataFile() }, { profile, deadlineMs })
    const config: FeedsLoad = { ...options, port, serverPid: server.pid, rate, flow: { crossingPercent, ...shape } }
    const load = new Child({ script: new URL('./feeds-load.js', import.meta.url), config, core: loadCore, deadlineMs })
    await load.next()
    load.send({ do: 'measure' })
    results.push({ round, ...(await load.next<FeedsFigures>()) })
    await load.stop()
    await server.stop()
  })
  return results
}
