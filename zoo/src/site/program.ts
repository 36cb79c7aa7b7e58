import { spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** One program of a set-up, and what it says. */
export interface Program {
  /** Both streams, in the order it was read. */
  readonly output: string
  readonly hasEnded: boolean
  /** With the exit code; `null` if a signal ended it. */
  readonly ended: Promise<number | null>
  /** Resolves with the match as soon as the output matches; rejects when the program ends before, or after 10 s. */
  says(pattern: RegExp): Promise<RegExpExecArray>
  stop(): Promise<void>
}

/** Where `npm` is as the zoo has it. */
export const shims = fileURLToPath(new URL('../../bin', import.meta.url))
/** What this process was started with says nothing of theirs. */
const ours = ['NODE_OPTIONS', 'NODE_ENV', 'VITEST', 'CI', 'FORCE_COLOR', 'LC_ALL', 'LC_MESSAGES', 'LANGUAGE']

/** An environment as somebody's terminal has it, with `npm` as the zoo has it. */
export function environment(more: NodeJS.ProcessEnv = {}): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(([name]) => !ours.includes(name) && !name.startsWith('VITEST_'))
  return { ...Object.fromEntries(inherited), LANG: 'C.UTF-8', PATH: `${shims}:${process.env.PATH}`, ...more }
}

/** What still runs goes when this process ends. */
const atExit = new Set<() => void>()
process.once('exit', () => {
  for (const kill of atExit) kill()
})

export function startProgram(
  [command, ...args]: readonly [string, ...string[]],
  cwd: string,
  more?: NodeJS.ProcessEnv,
): Program {
  const child = spawn(command === 'node' ? process.execPath : command, args, {
    cwd,
    env: environment(more),
    // A group of its own, so that what it starts goes with it.
    detached: true,
  })
  const kill = () => killGroup(child.pid)
  atExit.add(kill)
  let output = ''
  let hasEnded = false
  const looks = new Set<() => void>()
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (text: string) => {
      output += text
      for (const look of looks) look()
    })
  }
  const ended = new Promise<number | null>((resolve) => {
    const end = (code: number | null) => {
      hasEnded = true
      atExit.delete(kill)
      resolve(code)
      for (const look of looks) look()
    }
    child.once('error', (error) => {
      output += `${error}\n`
      end(127)
    })
    child.once('close', end)
  })
  return {
    get output() {
      return output
    },
    get hasEnded() {
      return hasEnded
    },
    ended,
    says: (pattern) =>
      new Promise((resolve, reject) => {
        const timer = setTimeout(() => finish(() => reject(missing('did not say in 10 s'))), 10_000)
        const missing = (how: string) => new Error(`${command} ${args.join(' ')} ${how} ${pattern}:\n${output}`)
        const finish = (then: () => void) => {
          clearTimeout(timer)
          looks.delete(look)
          then()
        }
        const look = () => {
          const match = pattern.exec(output)
          if (match !== null) finish(() => resolve(match))
          else if (hasEnded) finish(() => reject(missing('ended without')))
        }
        looks.add(look)
        look()
      }),
    stop: async () => {
      if (!hasEnded) kill()
      await ended
    },
  }
}

function killGroup(pid: number | undefined): void {
  if (pid === undefined) return
  try {
    process.kill(-pid, 'SIGKILL')
  } catch {
    // It is gone already.
  }
}
