// The inputs that are kept, as files: small, each named after its content.
import { createHash } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'

/** What the repository holds at most, all targets together; a test looks. */
export const MOST_FILES = 300
export const MOST_BYTES = 300 * 1024
/** Longer inputs teach little that a shorter one does not. */
const MOST_INPUT_BYTES = 4096

/** The inputs of one target in their order of names. */
export function loadCorpus(folder: string, target: string): Uint8Array[] {
  return fileNames(path.join(folder, target)).map((file) => readInput(path.join(folder, target, file)))
}

export function readInput(file: string): Uint8Array {
  return Uint8Array.from(readFileSync(file))
}

/** Adds an input where there is room for it; returns whether there was. */
export function keepInput(folder: string, target: string, input: Uint8Array): boolean {
  const { files, bytes } = corpusSize(folder)
  if (files >= MOST_FILES || bytes + input.length > MOST_BYTES || input.length > MOST_INPUT_BYTES) return false
  writeInput(path.join(folder, target), input)
  return true
}

/** Writes an input under the hash of its content; returns the file. */
export function writeInput(folder: string, input: Uint8Array): string {
  mkdirSync(folder, { recursive: true })
  const file = path.join(folder, nameOf(input))
  writeFileSync(file, input)
  return file
}

export function nameOf(input: Uint8Array): string {
  return `${createHash('sha256').update(input).digest('hex').slice(0, 16)}.bin`
}

export function corpusSize(folder: string): { files: number; bytes: number } {
  const targets = fileNames(folder, true)
  const inputs = targets.flatMap((target) => loadCorpus(folder, target))
  return { files: inputs.length, bytes: inputs.reduce((sum, input) => sum + input.length, 0) }
}

function fileNames(folder: string, folders = false): string[] {
  try {
    const entries = readdirSync(folder, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() === folders)
      .map(({ name }) => name)
      .sort()
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}
