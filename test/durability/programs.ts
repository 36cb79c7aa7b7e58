import { accessSync, constants } from 'node:fs'
import path from 'node:path'

/** Throws, with what to install, where a program of Debian's is missing: a test that needs it fails instead of being skipped. */
export function needProgram(name: string, debianPackage: string): void {
  if (process.platform !== 'linux') throw new Error(`This test needs Linux, whose kernel ${name} looks into.`)
  const folders = [...(process.env.PATH ?? '').split(path.delimiter), '/usr/sbin', '/sbin']
  if (folders.some((folder) => isProgram(path.join(folder, name)))) return
  throw new Error(`This test needs ${name}: apt-get install ${debianPackage}`)
}

function isProgram(file: string): boolean {
  try {
    accessSync(file, constants.X_OK)
    return true
  } catch {
    return false
  }
}
