// The program `runner.mjs` beside this, and one run after the other by it.
import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { cleanEnvironment } from './clean-environment.ts'

export interface Report {
  readonly testResults: readonly {
    readonly tests: readonly { readonly fullName: string; readonly state: string }[]
    /** Why the file could not be run, if it could not. */
    readonly message: string
  }[]
}

export interface Run {
  readonly files: readonly string[]
  /** The sources that changed since the last run. */
  readonly changed: readonly string[]
  /** A pattern that titles must match; all do without. */
  readonly only: string
}

export class Runner {
  readonly #child: ChildProcessWithoutNullStreams
  readonly #lines: AsyncIterator<string>
  readonly #ended: Promise<{ readonly problem: string }>
  #complaints = ''

  /** `folder`: the copy that is tested. */
  constructor(folder: string) {
    const program = fileURLToPath(new URL('./runner.mjs', import.meta.url))
    const child = spawn(process.execPath, [program, folder], { cwd: folder, env: cleanEnvironment() })
    this.#child = child
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      this.#complaints = (this.#complaints + text).slice(-20_000)
    })
    child.stdin.on('error', () => {})
    this.#lines = createInterface(child.stdout)[Symbol.asyncIterator]()
    this.#ended = new Promise((resolve) => {
      child.once('close', () => resolve({ problem: `the tests did not run: ${this.#complaints}` }))
    })
  }

  /** One at a time. After a `problem` it is to be ended. */
  async run(run: Run, timeout: number): Promise<Report | { readonly problem: string }> {
    this.#child.stdin.write(`${JSON.stringify(run)}\n`)
    const answered = this.#lines.next().then(({ value, done }) => {
      return done ? this.#ended : (JSON.parse(value) as Report | { readonly problem: string })
    })
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<{ readonly problem: string }>((resolve) => {
      timer = setTimeout(() => resolve({ problem: `the tests took more than ${timeout} ms` }), timeout)
    })
    return Promise.race([answered, late, this.#ended]).finally(() => clearTimeout(timer))
  }

  end(): void {
    this.#child.kill('SIGKILL')
  }
}
