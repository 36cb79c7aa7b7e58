import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'

const running = new Set<ChildProcess>()

/** Children must never outlive the benchmark: not after an error, not after Ctrl+C. */
export function killChildrenOnExit(): void {
  process.on('exit', () => {
    for (const child of running) child.kill('SIGKILL')
  })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => process.exit(130))
}

/** Server on one core, load on another; without `taskset` or a second core the system places them. */
export const canPin = availableParallelism() > 1 && existsSync('/usr/bin/taskset')

export const serverCore = 0
export const loadCore = 1

export interface ChildOptions {
  readonly script: URL
  readonly config: unknown
  readonly core: number
  /** What runs the script, if not this Node. Its messages are JSON then, which is all that others understand. */
  readonly runtime?: string
  readonly nodeArgs?: readonly string[]
  /** After this it is killed and whoever waits for it gets an error. */
  readonly deadlineMs: number
}

/** A process of ours that talks by messages. */
export class Child {
  readonly pid: number
  readonly #process: ChildProcess
  readonly #exited: Promise<void>
  readonly #failed: Promise<never>
  readonly #messages: unknown[] = []
  #wake: (() => void) | undefined

  constructor({ script, config, core, runtime, nodeArgs = [], deadlineMs }: ChildOptions) {
    const run = [runtime ?? process.execPath, ...nodeArgs, fileURLToPath(script), JSON.stringify(config)]
    const [command = '', ...args] = canPin ? ['taskset', '-c', String(core), ...run] : run
    // 'advanced' keeps NaN, which JSON turns into null.
    const serialization = runtime === undefined ? 'advanced' : 'json'
    // As servers run where it counts: nobody is told what to write.
    const env = { ...process.env, NODE_ENV: 'production' }
    const child = spawn(command, args, { env, stdio: ['ignore', 'inherit', 'inherit', 'ipc'], serialization })
    this.#process = child
    this.pid = child.pid ?? 0
    running.add(child)
    const deadline = setTimeout(() => child.kill('SIGKILL'), deadlineMs)
    child.on('message', (message) => {
      this.#messages.push(message)
      this.#wake?.()
    })
    this.#exited = new Promise((resolve) => {
      const done = () => {
        clearTimeout(deadline)
        running.delete(child)
        resolve()
      }
      child.on('exit', done)
      child.on('error', done)
    })
    this.#failed = this.#exited.then(() => {
      throw new Error(`a child process (${JSON.stringify(config)}) ended before it was done`)
    })
    this.#failed.catch(() => {})
  }

  send(message: object): void {
    if (this.#process.connected) this.#process.send(message)
  }

  /** The next message, in order. Rejects if the process ends first. */
  async next<Message>(): Promise<Message> {
    while (this.#messages.length === 0) {
      const woken = new Promise<void>((resolve) => {
        this.#wake = resolve
      })
      await Promise.race([woken, this.#failed])
    }
    return this.#messages.shift() as Message
  }

  /** Asks it to end, so that it can write a profile, and makes sure that it does. */
  async stop(): Promise<void> {
    this.send({ do: 'stop' })
    const force = setTimeout(() => this.#process.kill('SIGKILL'), 10_000)
    await this.#exited
    clearTimeout(force)
  }
}

/** For the other end: a child whose parent is gone has nobody to work for. */
export function endWithParent(): void {
  process.on('disconnect', () => process.exit(1))
}
