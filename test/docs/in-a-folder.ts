import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { newFolder } from '../spawn-server.ts'
import { root } from './read-docs.ts'

/** Writes files where they belong in a folder. */
export function writeFiles(folder: string, files: Iterable<readonly [name: string, text: string]>): void {
  for (const [name, text] of files) {
    mkdirSync(path.dirname(path.join(folder, name)), { recursive: true })
    writeFileSync(path.join(folder, name), text)
  }
}

/** A project of its own with these files, in which our packages and what we have installed are found. */
export function projectWith(files: Iterable<readonly [name: string, text: string]>): string {
  const folder = newFolder()
  symlinkSync(path.join(root, 'node_modules'), path.join(folder, 'node_modules'), 'junction')
  writeFiles(folder, [['package.json', '{ "type": "module" }'], ...files])
  return folder
}
