import { type ChildProcess, execFileSync, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'
import { until } from '../../packages/server/test/wait.ts'
import type { Namespace } from './namespace.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))
const loader = ['--conditions=@parley/source', '--import', './tools/source-loader.mjs']

export interface ChildOptions {
  readonly args?: readonly string[]
  readonly nodeArgs?: readonly string[]
  /** Where it runs, if not on this host. */
  readonly on?: Namespace
}

/**
 * A program of `test/network/programs` in a process of its own. It says a line of JSON for everything that happens to it,
 * and is told lines on its standard input, at whose end it ends.
 */
export class Child {
  readonly process: ChildProcess
  /** What it said so far, oldest first. */
  readonly said: Said[] = []
  #complaints = ''

  constructor(program: string, { args = [], nodeArgs = [], on }: ChildOptions = {}) {
    const file = fileURLToPath(new URL(`programs/${program}.ts`, import.meta.url))
    const command = [process.execPath, ...nodeArgs, ...loader, file, ...args]
    if (on !== undefined) command.unshift('ip', 'netns', 'exec', on.name)
    const { NODE_OPTIONS: _ours, VITEST: _vitest, ...inherited } = process.env
    const env = { ...inherited, PATH: `${process.env.PATH}:/usr/sbin:/sbin` }
    this.process = spawn(command[0]!, command.slice(1), { cwd: root, env, stdio: ['pipe', 'pipe', 'pipe'] })
    onTestFinished(() => void this.process.kill('SIGKILL'))
    this.process.stderr?.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints += text
    })
    createInterface(this.process.stdout!).on('line', (line) => this.said.push(JSON.parse(line) as Said))
  }

  tell(order: string): void {
    this.process.stdin?.write(`${order}\n`)
  }

  /** Stops it (SIGSTOP); its connections stay what they are to the kernel. Resolves when it stands still. */
  async freeze(): Promise<void> {
    this.process.kill('SIGSTOP')
    await until(() => stateOf(this.process.pid!) === 'T', 'a child to stand still')
  }

  thaw(): void {
    this.process.kill('SIGCONT')
  }

  /** The next thing of this name that it says after the first `past`. */
  async says(name: string, past = 0, deadlineMs?: number): Promise<Said> {
    const found = () => this.said.filter((said) => said.is === name)[past]
    const isOver = () => this.process.exitCode !== null || this.process.signalCode !== null
    await until(() => found() !== undefined || isOver(), `a child to say "${name}"`, deadlineMs)
    const said = found()
    if (said === undefined) throw new Error(`the child ended without saying "${name}":\n${this.#complaints}`)
    return said
  }

  /** How often it has said this. */
  count(name: string): number {
    return this.said.filter((said) => said.is === name).length
  }
}

function stateOf(pid: number): string {
  return execFileSync('ps', ['-o', 'state=', '-p', `${pid}`], { encoding: 'utf8' }).trim()[0] ?? ''
}

export interface Said {
  readonly is: string
  readonly [field: string]: unknown
}
