// A copy of the packages in the folder of the system for temporary files, where a fault can be planted without harm.
import { execFile } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { promisify } from 'node:util'
import { cleanEnvironment } from './clean-environment.ts'
import type { Fault } from './fault.ts'
import { type Report, Runner } from './runner.ts'

const run = promisify(execFile)
const SCOPE = '@parley'
const PARTS = ['package.json', 'tsconfig.json', 'src', 'test']
/** A test file takes a second or two, under load some times that; a fault may make it hang. */
const TESTS_MS = 60_000

export type Outcome =
  | { readonly kind: 'passed'; readonly tests: number }
  | { readonly kind: 'failed'; readonly titles: readonly string[] }
  /** The patch does not apply, or the tests did not run at all: neither says anything of the fault. */
  | { readonly kind: 'broken'; readonly problem: string }

export class Copy {
  readonly folder: string
  readonly #root: string
  #runner: Runner | undefined
  /** The sources that are not what they were at the last run. */
  readonly #changed: string[] = []

  /** `root`: the repository. */
  constructor(root: string) {
    this.#root = root
    this.folder = realpathSync(mkdtempSync(path.join(tmpdir(), 'parley-faults-')))
    for (const file of ['package.json', 'tsconfig.base.json', 'vitest.config.ts']) this.#take(file)
    // What the configuration of the tests imports.
    this.#take('tools')
    // Other people's packages are those of the repository, ours are copies.
    const modules = path.join(root, 'node_modules')
    for (const name of readdirSync(modules)) {
      if (name !== SCOPE && !name.startsWith('.')) this.#link(path.join(modules, name), name)
    }
    for (const name of readdirSync(path.join(modules, SCOPE))) {
      const folder = path
        .relative(realpathSync(root), realpathSync(path.join(modules, SCOPE, name)))
        .replaceAll('\\', '/')
      if (!/^(packages\/|features\/|simulation$)/.test(folder)) continue
      for (const part of PARTS) {
        if (existsSync(path.join(root, folder, part))) this.#take(`${folder}/${part}`)
      }
      this.#link(path.join(this.folder, folder), `${SCOPE}/${name}`)
    }
  }

  /** Plants a fault, runs the test that should catch it, and takes it out again. */
  async tryFault(fault: Fault): Promise<Outcome> {
    try {
      await this.#git('apply', fault.file)
      this.#changed.push(...fault.sources)
      return await this.runTests(fault.tests, { only: fault.fails })
    } catch (error) {
      return { kind: 'broken', problem: `${fault.file} does not apply: ${messageOf(error)}` }
    } finally {
      for (const source of fault.sources) this.#take(source)
      this.#changed.push(...fault.sources)
    }
  }

  async runTests(files: readonly string[], { only = '', timeout = TESTS_MS }: RunOptions = {}): Promise<Outcome> {
    this.#runner ??= new Runner(this.folder)
    const pattern = only.replace(/[\\^$.*+?()[\]{}|]/g, '\\$&')
    const report = await this.#runner.run({ files, changed: this.#changed.splice(0), only: pattern }, timeout)
    if ('testResults' in report) return outcomeOf(report, files.length)
    // What hangs, or died, is of no more use.
    this.#runner.end()
    this.#runner = undefined
    return { kind: 'broken', problem: report.problem }
  }

  remove(): void {
    this.#runner?.end()
    rmSync(this.folder, { recursive: true, force: true })
  }

  #link(target: string, name: string): void {
    const link = path.join(this.folder, 'node_modules', name)
    mkdirSync(path.dirname(link), { recursive: true })
    symlinkSync(target, link, 'junction')
  }

  #take(name: string): void {
    cpSync(path.join(this.#root, name), path.join(this.folder, name), { recursive: true, force: true })
  }

  async #git(...args: readonly string[]): Promise<void> {
    // Without a repository around it, git takes the paths of a patch as they stand.
    const env = { ...cleanEnvironment(), GIT_CEILING_DIRECTORIES: path.dirname(this.folder) }
    await run('git', [...args], { cwd: this.folder, env })
  }
}

export interface RunOptions {
  /** A part of the titles of the tests to run; all by default. */
  readonly only?: string
  readonly timeout?: number
}

function outcomeOf({ testResults }: Report, files: number): Outcome {
  const results = testResults.flatMap(({ tests }) => tests)
  const failed = results.filter(({ state }) => state === 'failed').map(({ fullName }) => fullName)
  if (failed.length > 0) return { kind: 'failed', titles: failed }
  const passed = results.filter(({ state }) => state === 'passed').length
  const isEach = testResults.length === files && testResults.every(({ tests }) => tests.length > 0)
  if (isEach && passed > 0) return { kind: 'passed', tests: passed }
  return { kind: 'broken', problem: testResults.map(({ message }) => message).join('\n') || 'no test file was found' }
}

function messageOf(error: unknown): string {
  if (error instanceof Error && 'stderr' in error && typeof error.stderr === 'string') return error.stderr.trim()
  return error instanceof Error ? error.message : String(error)
}
