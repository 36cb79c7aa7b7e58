import { type ChildProcess, fork } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { memoryOf, resetPeak } from './memory.ts'
import type { Ask, ServerConfig, State } from './server/contestant.ts'

const isSource = import.meta.url.endsWith('.ts')
const script = fileURLToPath(new URL(isSource ? './server/main.ts' : './server/main.js', import.meta.url))
const loader = new URL('../../../tools/source-loader.mjs', import.meta.url)
const sourceArgs = isSource ? ['--conditions=@parley/source', '--import', loader.href] : []
const running = new Set<ChildProcess>()

process.on('exit', () => {
  for (const child of running) child.kill('SIGKILL')
})

/** No scenario takes longer. */
const lifeMs = 300_000

/** A server in a process of its own. */
export class FloodServer {
  readonly port: number
  readonly pid: number
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
    this.pid = child.pid ?? 0
  }

  static async start(config: ServerConfig): Promise<FloodServer> {
    const { NODE_OPTIONS: _, NODE_ENV: __, VITEST: ___, ...env } = process.env
    const child = fork(script, [JSON.stringify(config)], {
      env,
      execArgv: ['--expose-gc', ...sourceArgs],
      stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
    })
    running.add(child)
    const life = setTimeout(() => child.kill('SIGKILL'), lifeMs)
    child.once('exit', () => {
      clearTimeout(life)
      running.delete(child)
    })
    const { port } = await next<{ port: number }>(child)
    return new FloodServer(child, port)
  }

  state(): Promise<State> {
    return this.ask({ ask: 'state' })
  }

  async ask<Answer>(what: Ask): Promise<Answer> {
    const answer = next<Answer>(this.#child)
    this.#child.send(what)
    return await answer
  }

  /** Collects garbage, and counts the peak of its memory from here. Returns what it takes now. */
  async rest(): Promise<number> {
    await this.ask({ ask: 'collect' })
    resetPeak(this.pid)
    return memoryOf(this.pid).rssBytes
  }

  /** The most it took since `rest`. */
  get peakBytes(): number {
    return memoryOf(this.pid).peakBytes
  }

  /** Asks until it holds; rejects at the deadline with how it stood. */
  async until(holds: (state: State) => boolean, what: string, deadlineMs: number): Promise<State> {
    const end = performance.now() + deadlineMs
    for (;;) {
      const state = await this.state()
      if (holds(state)) return state
      if (performance.now() > end)
        throw new Error(
          `waited ${deadlineMs} ms in vain for ${what}: ${JSON.stringify({ ...state, ends: state.ends.slice(0, 5) })}`,
        )
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async stop(): Promise<void> {
    if (this.#child.exitCode !== null || this.#child.signalCode !== null) return
    const gone = new Promise((resolve) => this.#child.once('exit', resolve))
    this.#child.kill('SIGKILL')
    await gone
  }
}

function next<Answer>(child: ChildProcess): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const onMessage = (message: unknown) => {
      child.off('exit', onExit)
      resolve(message as Answer)
    }
    const onExit = (code: number | null, signal: string | null) => {
      child.off('message', onMessage)
      reject(new Error(`the server ended by itself (${code ?? signal})`))
    }
    child.once('message', onMessage)
    child.once('exit', onExit)
  })
}
