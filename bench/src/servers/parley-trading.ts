import { attach } from '@parley/server'
import { openSqlite } from '@parley/sqlite'
import { trading } from '@parley/trading/server'
import { whoAsks } from '../inquiry/people.ts'
import { audit } from '../trading/audit.ts'
import { exchange } from '../trading/market.ts'
import { measuringRates } from './limits.ts'
import { httpServer, listen } from './listen.ts'
import { countCommits } from './parley.ts'
import type { Running, StartOptions } from './running.ts'

/** Everybody is who his path says; who only watches is a person of his own, too. */
export async function startParleyTrading({ dataFile = '' }: StartOptions): Promise<Running> {
  const server = httpServer()
  const store = openSqlite(dataFile)
  const commits = countCommits(store)
  const attached = attach(server, {
    features: [trading(exchange)],
    store,
    authenticate: ({ url = '' }) => {
      const id = whoAsks(url)
      return { id, name: id }
    },
    // Thousands come at once, and the process that plays them, busy with what it hears already, is late to say hello.
    helloTimeoutMs: 120_000,
    maxSocketsPerUser: 20_000,
    drainMs: 2_000,
    limits: { commandsPerSecond: 1_000_000, commandBurst: 1_000_000, maxPending: 100_000 },
    ...measuringRates,
  })
  return {
    port: await listen(server),
    commits,
    audit: (traders) => audit(attached.trading, traders),
    close: () => attached.close(),
  }
}
