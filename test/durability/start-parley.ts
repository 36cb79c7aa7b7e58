import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { until } from '../../packages/server/test/wait.ts'
import { type Program, type ProgramOptions, startProgram } from '../spawn-server.ts'

const file = fileURLToPath(new URL('../../apps/parley/dist/bin.js', import.meta.url))

export interface Parley {
  readonly program: Program
  readonly url: string
}

/** `parley start` as people start it, on this data file, with nobody else writing to it; killed when the test is over. Resolves when it listens. */
export async function startParley(data: string, port = '0', options: ProgramOptions = {}): Promise<Parley> {
  const program = startProgram(file, { ...options, args: ['start', '--no-bots', '--port', port, '--data', data] })
  const [, url = ''] = await program.printed(/site\s+(http:\S+)/)
  return { program, url }
}

/** SIGSTOP. Resolves when it stands still; to the kernel on the other side its connections are in order. */
export async function freeze({ pid }: Program): Promise<void> {
  process.kill(pid, 'SIGSTOP')
  await until(() => stateOf(pid) === 'T', 'the server to stand still')
}

export function thaw({ pid }: Program): void {
  process.kill(pid, 'SIGCONT')
}

function stateOf(pid: number): string {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  // The second field is the command in parentheses, which may hold spaces.
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3)
}
