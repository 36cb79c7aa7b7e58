import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { freePort, taken } from './ports.ts'
import { type Program, startProgram } from './program.ts'

const workspace = fileURLToPath(new URL('../../..', import.meta.url))

/** One set-up: a folder of its own, ports of its own, and the programs that run in it. */
export class Site implements AsyncDisposable {
  readonly dir: string
  /** Where the app listens. */
  readonly port: number
  /** Where what stands in front of it listens, or a second server. */
  readonly front: number
  readonly #programs: Program[] = []

  private constructor(dir: string, port: number, front: number) {
    this.dir = dir
    this.port = port
    this.front = front
  }

  static async create(): Promise<Site> {
    const dir = realpathSync(mkdtempSync(path.join(tmpdir(), 'zoo-')))
    return new Site(dir, await freePort(), await freePort())
  }

  write(files: Readonly<Record<string, string>>): void {
    for (const [name, text] of Object.entries(files)) {
      const file = path.join(this.dir, name)
      mkdirSync(path.dirname(file), { recursive: true })
      writeFileSync(file, text)
    }
  }

  read(name: string): string {
    return readFileSync(path.join(this.dir, name), 'utf8')
  }

  has(name: string): boolean {
    return existsSync(path.join(this.dir, name))
  }

  /** As `npm install` would, from this workspace: `express`, or `ws=ws-7` for another version. */
  install(names: readonly string[]): void {
    for (const name of names) {
      const [as = '', source = as] = name.split('=')
      const target = path.join(this.dir, 'node_modules', as)
      mkdirSync(path.dirname(target), { recursive: true })
      symlinkSync(realpathSync(path.join(workspace, 'node_modules', source)), target)
    }
  }

  /** Stopped with the others. */
  run(command: readonly [string, ...string[]], env?: NodeJS.ProcessEnv): Program {
    const program = startProgram(command, this.dir, { PORT: String(this.port), ...env })
    this.#programs.push(program)
    return program
  }

  /** Starts it and waits until it takes connections at `port`, or has ended. */
  async start(
    command: readonly [string, ...string[]],
    port: number = this.port,
    env?: NodeJS.ProcessEnv,
  ): Promise<Program> {
    const program = this.run(command, env)
    const waiting = new AbortController()
    void program.ended.then(() => waiting.abort())
    await taken(port, AbortSignal.any([waiting.signal, AbortSignal.timeout(15_000)]))
    return program
  }

  /** What all programs have said. */
  get output(): string {
    return this.#programs.map(({ output }) => output).join('')
  }

  /** Resolves once the output of all programs matches, or rejects after 5 s. */
  async said(pattern: RegExp): Promise<void> {
    const end = performance.now() + 5000
    while (!pattern.test(this.output)) {
      if (performance.now() > end) throw new Error(`nobody said ${pattern}:\n${this.output}`)
      await new Promise((resolve) => setTimeout(resolve, 10))
    }
  }

  async stop(): Promise<void> {
    await Promise.all(this.#programs.splice(0).map((program) => program.stop()))
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    rmSync(this.dir, { recursive: true, force: true })
  }
}
