import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { onTestFinished } from 'vitest'

/** The path of a data file that does not exist, in a folder that lives as long as the test. */
export function newPath(): string {
  const folder = mkdtempSync(join(tmpdir(), 'parley-sqlite-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return join(folder, 'parley.db')
}

export interface Writer {
  readonly pid: number
  /** The lines printed so far that are complete. */
  lines(): readonly string[]
  /** Resolves when that many lines are there; rejects with the child's complaints if it ends before. */
  printed(count: number): Promise<void>
  kill(): Promise<void>
  ended(): Promise<number | null>
}

const root = fileURLToPath(new URL('../../..', import.meta.url))
const program = fileURLToPath(new URL('./writer.mjs', import.meta.url))

/** Starts `writer.mjs` on the data file in a process of its own. */
export function startWriter(path: string, mode: 'hold' | 'write' | 'end'): Writer {
  const loader = ['--conditions=@parley/source', '--import', './tools/source-loader.mjs']
  const child = spawn(process.execPath, [...loader, program, path, mode], { cwd: root })
  let output = ''
  let complaints = ''
  let notice = (): void => {}
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text
    notice()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    complaints += text
  })
  const ended = new Promise<number | null>((resolve) => child.on('close', resolve))
  onTestFinished(() => void child.kill('SIGKILL'))
  const lines = (): string[] => output.split('\n').slice(0, -1)
  return {
    pid: child.pid!,
    lines,
    printed: (count) =>
      new Promise((resolve, reject) => {
        notice = () => {
          if (lines().length >= count) resolve()
        }
        notice()
        void ended.then((code) => reject(new Error(`The writer ended with ${code}: ${complaints}`)))
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    ended: () => ended,
  }
}
