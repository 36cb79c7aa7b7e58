import type { ServerConfig, ServerName } from '../servers/main.ts'
import { Child, serverCore } from './children.ts'
import { bunBinary } from './peer-packages.ts'
import { waitForQuiet } from './quiet.ts'

export interface Turns {
  readonly rounds: number
  readonly quietSeconds: number
  readonly only: readonly string[]
}

/** Contestants take turns within each round, so that a slow minute of the machine hits all of them. */
export async function takeTurns<Contestant extends { readonly server: ServerName }>(
  contestants: readonly Contestant[],
  { rounds, quietSeconds, only }: Turns,
  run: (contestant: Contestant, round: number) => Promise<void>,
): Promise<void> {
  for (let round = 1; round <= rounds; round++) {
    for (const contestant of contestants) {
      if (!isChosen(contestant.server, only)) continue
      await waitForQuiet(quietSeconds)
      await run(contestant, round)
    }
  }
}

/** By its name, or by all that begins so: `parley` is `parley-echo`, too. */
export function isChosen(server: ServerName, only: readonly string[]): boolean {
  return only.length === 0 || only.some((name) => server === name || server.startsWith(`${name}-`))
}

/** The time that so many loads may take: connecting, and draining after one that was too much, included. */
export function deadlineFor(
  loads: number,
  { seconds, warmupSeconds }: { seconds: number; warmupSeconds: number },
): number {
  return 60_000 + loads * (seconds + warmupSeconds + 20) * 1000
}

export interface ServerStart {
  readonly profile?: string | undefined
  readonly deadlineMs: number
  /** Lets the server collect its garbage when it is asked for its memory. */
  readonly exposeGc?: boolean
}

/** Starts one contestant's server on its core. */
export async function startServer(
  config: ServerConfig,
  { profile, deadlineMs, exposeGc = false }: ServerStart,
): Promise<{ readonly server: Child; readonly port: number }> {
  const script = new URL('../servers/main.js', import.meta.url)
  const inBun = isChosen(config.server, ['bun'])
  const profiling = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const nodeArgs = inBun ? [] : [...profiling, ...(exposeGc ? ['--expose-gc'] : [])]
  const runtime = inBun ? { runtime: bunBinary() } : {}
  const server = new Child({ script, config, core: serverCore, nodeArgs, deadlineMs, ...runtime })
  const { port } = await server.next<{ port: number }>()
  return { server, port }
}
