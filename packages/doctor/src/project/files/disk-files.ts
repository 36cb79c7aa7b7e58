import { readdirSync, readFileSync, type Stats, statSync } from 'node:fs'
import { type Files, maxFileBytes } from './files.ts'

/** The files of this machine as they were when they were first asked for. What cannot be read counts as not there. */
export class DiskFiles implements Files {
  /** A folder may have a hundred thousand names, and be asked for with each import of a file. */
  readonly #names = new Map<string, readonly string[]>()

  kindOf(path: string): 'file' | 'folder' | undefined {
    const found = statsOf(path)
    if (found === undefined) return undefined
    return found.isDirectory() ? 'folder' : found.isFile() ? 'file' : undefined
  }

  textOf(path: string): string | undefined {
    const found = statsOf(path)
    if (found === undefined || !found.isFile() || found.size > maxFileBytes) return undefined
    try {
      return readFileSync(path, 'utf8').replace(/^\uFEFF/, '')
    } catch {
      return undefined
    }
  }

  namesIn(path: string): readonly string[] {
    const known = this.#names.get(path) ?? namesIn(path)
    this.#names.set(path, known)
    return known
  }
}

function namesIn(path: string): readonly string[] {
  try {
    return readdirSync(path).sort()
  } catch {
    return []
  }
}

/** `undefined` also for what may not be looked at, a link that leads to itself, and a name that none can be. */
function statsOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}
