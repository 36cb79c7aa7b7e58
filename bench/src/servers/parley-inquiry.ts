import { inquiry } from '@parley/inquiry/server'
import { attach } from '@parley/server'
import { openSqlite } from '@parley/sqlite'
import { fill, hiring } from '../inquiry/fill.ts'
import { teamNames, teamOfAgent, whoAsks } from '../inquiry/people.ts'
import { measuringRates } from './limits.ts'
import { httpServer, listen } from './listen.ts'
import type { Running, StartOptions } from './running.ts'

/** Whom the filling hires has no page open, and what waits for who is gone goes back to the queue: not while the desk is filled, copied and opened again. */
const graceMs = 24 * 3_600_000

/** Agents take what waits by themselves, as by default. */
export async function startParleyInquiry({ dataFile = '' }: StartOptions): Promise<Running> {
  const server = httpServer()
  const store = openSqlite(dataFile)
  const desk = inquiry({
    teams: Object.fromEntries(teamNames.map((name) => [name, {}])),
    agentOf: ({ id }) => {
      const team = teamOfAgent(id)
      return team === undefined ? undefined : { teams: [team], capacity: 1_000 }
    },
    graceMs,
    files: false,
  })
  const attached = attach(server, {
    features: [desk, hiring()],
    store,
    authenticate: ({ url = '' }) => {
      const id = whoAsks(url)
      return { id, name: id }
    },
    // Everybody comes at once, and the process that plays them, busy with what it hears already, is late to say hello.
    helloTimeoutMs: 120_000,
    drainMs: 2_000,
    ...measuringRates,
  })
  return {
    port: await listen(server),
    fill: (plan) => fill(attached, store, plan),
    close: () => attached.close(),
  }
}
