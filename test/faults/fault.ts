import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'

/** A deliberate fault: a patch, what it breaks and which test of which files catches it. Paths are those of the repository. */
export interface Fault {
  readonly name: string
  readonly file: string
  readonly breaks: string
  readonly tests: readonly string[]
  /** The title of a test that must fail, or a part of it: another that fails by chance catches nothing. */
  readonly fails: string
  /** The sources that it changes. */
  readonly sources: readonly string[]
}

/** All patches of a folder, in order. Throws for one that does not say what it breaks and what catches it. */
export function readFaults(folder: string): Fault[] {
  const names = readdirSync(folder).filter((name) => name.endsWith('.patch'))
  return names.sort().map((name) => readFault(path.join(folder, name)))
}

function readFault(file: string): Fault {
  const [head = '', ...rest] = readFileSync(file, 'utf8').split(/^(?=--- )/m)
  const fault = {
    name: path.basename(file, '.patch'),
    file,
    breaks: /^Breaks: (.+)$/m.exec(head)?.[1] ?? '',
    tests: [...head.matchAll(/^Caught by: (\S+)$/gm)].map(([, test]) => test!),
    fails: /^Fails: (.+)$/m.exec(head)?.[1] ?? '',
    sources: rest.map((part) => /^\+\+\+ b\/(\S+)$/m.exec(part)?.[1] ?? ''),
  }
  const { breaks, tests, fails, sources } = fault
  if ([breaks, fails, ...sources].includes('') || tests.length === 0 || sources.length === 0) {
    throw new Error(`${file}: expected "Breaks: …", "Caught by: FILE", "Fails: TITLE" and a unified diff`)
  }
  return fault
}
