import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refused } from '../refused.ts'
import type { Change } from './plan.ts'

/** Reads files of a folder. Folders and what cannot be read count as not there. */
export function readerOf(folder: string): (file: string) => string | undefined {
  return (file) => {
    try {
      return readFileSync(path.join(folder, file), 'utf8')
    } catch {
      return undefined
    }
  }
}

/**
 * Writes all changes or none. Each file is written beside itself first and then takes the old one's place, with its rights; if one cannot,
 * those before it are given back. A file that is no more as it was read, or whose letters could not be read, stays as it is, and so do all. Throws `create/write`.
 */
export function writeChanges(folder: string, changes: readonly Change[]): void {
  // What a link points to is changed, not the link.
  const steps = changes.map(({ file, before, after }) => ({
    target: realpathSync(path.join(folder, file)),
    before,
    after,
  }))
  const done: (typeof steps)[number][] = []
  const waiting: string[] = []
  try {
    for (const { target, before, after } of steps) {
      // Between reading and writing somebody thinks about it, and may write himself; what is in no UTF-8 would lose its letters.
      if (!readFileSync(target).equals(Buffer.from(before))) throw new Error(`${target}: ${whyOther(before)}`)
      waiting.push(beside(target))
      writeFileSync(beside(target), after, { mode: statSync(target).mode, flag: 'wx' })
    }
    for (const step of steps) {
      renameSync(beside(step.target), step.target)
      done.push(step)
    }
  } catch (error) {
    for (const { target, before } of done) writeFileSync(target, before)
    for (const file of waiting) rmSync(file, { force: true })
    const evidence = error instanceof Error ? error.message : String(error)
    throw new Refused({ code: 'create/write', values: { folder }, evidence }, { cause: error })
  }
}

function whyOther(before: string): string {
  return before.includes('\uFFFD') ? 'not in UTF-8' : 'changed meanwhile'
}

function beside(target: string): string {
  return path.join(path.dirname(target), `.${path.basename(target)}.parley-${process.pid}`)
}
