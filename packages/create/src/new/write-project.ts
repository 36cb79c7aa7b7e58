import { existsSync, mkdirSync, readdirSync, rmdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { Refused } from '../refused.ts'
import { type Files, isExecutable } from './project-files.ts'

/** What may be in a folder that counts as empty. */
const harmless = new Set(['.git', '.DS_Store'])

/** Throws `create/folder-not-empty` if there is anything in the folder, or if it is a file. */
export function checkEmpty(folder: string): void {
  if (!existsSync(folder)) return
  const isFolder = statSync(folder).isDirectory()
  const found = isFolder ? readdirSync(folder).find((name) => !harmless.has(name)) : path.basename(folder)
  if (found === undefined) return
  throw new Refused({ code: 'create/folder-not-empty', values: { folder, found } })
}

/** Writes all of it, or nothing: what was written before something failed is taken away again. Throws `create/write`. */
export function writeProject(folder: string, files: Files): void {
  const made: string[] = []
  try {
    makeFolder(folder, made)
    for (const [name, text] of files) {
      const file = path.join(folder, name)
      makeFolder(path.dirname(file), made)
      made.push(file)
      writeFileSync(file, text, { mode: isExecutable(name) ? 0o755 : 0o644, flag: 'wx' })
    }
  } catch (error) {
    for (const each of made.reverse()) takeAway(each)
    const evidence = error instanceof Error ? error.message : String(error)
    throw new Refused({ code: 'create/write', values: { folder }, evidence }, { cause: error })
  }
}

/** With those above it; each that was not there goes to `made`, the outermost first. */
function makeFolder(folder: string, made: string[]): void {
  if (existsSync(folder)) return
  makeFolder(path.dirname(folder), made)
  mkdirSync(folder)
  made.push(folder)
}

function takeAway(each: string): void {
  try {
    if (statSync(each).isDirectory()) rmdirSync(each)
    else rmSync(each)
  } catch {
    // It was not made after all, or somebody put something into it meanwhile, which is not ours to delete.
  }
}
