// Programs as users start them: a Node process of its own, with a free port and a data file that lives as long as it.
import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { onTestFinished } from 'vitest'

export interface Ended {
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface Program {
  readonly pid: number
  /** What it has printed so far. */
  readonly stdout: string
  readonly stderr: string
  readonly ended: Promise<Ended>
  /** Writes to its standard input. */
  write(text: string): void
  /** Resolves with the match as soon as what it has printed, complaints included, matches; rejects if it ends before. */
  printed(pattern: RegExp): Promise<RegExpExecArray>
  kill(signal: NodeJS.Signals): Promise<Ended>
}

export interface ProgramOptions {
  readonly args?: readonly string[]
  readonly env?: NodeJS.ProcessEnv
  readonly cwd?: string
  /** A command to run it under, with its arguments. It must become the program itself, as `strace -D` does. */
  readonly under?: readonly string[]
}

/** Runs `node <file>`. Killed when the test is over, if it is still there then. */
export function startProgram(file: string, { args = [], env = {}, cwd, under = [] }: ProgramOptions = {}): Program {
  const [command = '', ...rest] = [...under, process.execPath, file, ...args]
  const { NODE_OPTIONS: _ours, NODE_ENV: _test, VITEST: _vitest, ...inherited } = process.env
  const child = spawn(command, rest, { cwd, env: { ...inherited, ...env } })
  const output = { stdout: '', stderr: '' }
  const waiting = new Set<() => void>()
  for (const name of ['stdout', 'stderr'] as const) {
    child[name].setEncoding('utf8').on('data', (text: string) => {
      output[name] += text
      for (const look of waiting) look()
    })
  }
  const ended = new Promise<Ended>((resolve) => {
    child.on('close', (code, signal) => resolve({ code, signal }))
  })
  onTestFinished(async () => {
    if (child.exitCode === null && child.signalCode === null) child.kill('SIGKILL')
    await ended
  })
  return {
    pid: child.pid ?? 0,
    get stdout() {
      return output.stdout
    },
    get stderr() {
      return output.stderr
    },
    ended,
    write: (text) => void child.stdin.write(text),
    printed: (pattern) =>
      new Promise((resolve, reject) => {
        const look = () => {
          const match = pattern.exec(output.stdout) ?? pattern.exec(output.stderr)
          if (match === null) return
          waiting.delete(look)
          resolve(match)
        }
        waiting.add(look)
        look()
        void ended.then(({ code, signal }) => {
          reject(new Error(`${file} ended (${code ?? signal}) without ${pattern}:\n${output.stdout}${output.stderr}`))
        })
      }),
    kill(signal) {
      child.kill(signal)
      return ended
    },
  }
}

export interface SpawnedServer extends Program {
  /** `http://localhost:NNNN` as it printed it, without a slash at the end. */
  readonly url: string
  /** The same for `new WebSocket`. */
  readonly socketUrl: string
}

/** Starts a server with `PORT=0` and its own `PARLEY_DATA`, and waits until it says `listening on …`. */
export async function spawnServer(file: string, { env = {}, ...options }: ProgramOptions = {}): Promise<SpawnedServer> {
  const program = startProgram(file, { ...options, env: { PORT: '0', PARLEY_DATA: newDataFile(), ...env } })
  const [, url] = await program.printed(/^listening on (https?:\/\/\S+)$/m)
  const socketUrl = url!.replace('http', 'ws')
  return Object.defineProperties(program, { url: { value: url }, socketUrl: { value: socketUrl } }) as SpawnedServer
}

/** A data file that does not exist yet, in a folder that goes with the test. */
export function newDataFile(): string {
  return path.join(newFolder(), 'parley.db')
}

/** An empty folder that goes with the test. */
export function newFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'parley-test-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}
