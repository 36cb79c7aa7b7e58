import type { ServerConfig, ServerName } from '../servers/main.ts'
import { Child, serverCore } from './children.ts'
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
      if (only.length > 0 && !only.includes(contestant.server)) continue
      await waitForQuiet(quietSeconds)
      await run(contestant, round)
    }
  }
}

/** The time that so many loads may take: connecting, and draining after one that was too much, included. */
export function deadlineFor(
  loads: number,
  { seconds, warmupSeconds }: { seconds: number; warmupSeconds: number },
): number {
  return 60_000 + loads * (seconds + warmupSeconds + 20) * 1000
}

/** Starts one contestant's server on its core. */
export async function startServer(
  config: ServerConfig,
  profile: string | undefined,
  deadlineMs: number,
): Promise<{ readonly server: Child; readonly port: number }> {
  const script = new URL('../servers/main.js', import.meta.url)
  const nodeArgs = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`]
  const server = new Child({ script, config, core: serverCore, nodeArgs, deadlineMs })
  const { port } = await server.next<{ port: number }>()
  return { server, port }
}
