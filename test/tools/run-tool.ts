// The checks of tools/ as `npm run lint` runs them, on a small workspace made for one test.
import { spawnSync } from 'node:child_process'
import { mkdirSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { newFolder } from '../spawn-server.ts'

export const root = fileURLToPath(new URL('../../', import.meta.url))

export interface Ran {
  readonly status: number | null
  readonly stdout: string
  /** Its complaints, line by line. */
  readonly faults: readonly string[]
}

export function runTool(tool: string, workspace: string): Ran {
  const { status, stdout, stderr } = spawnSync(process.execPath, [path.join(root, 'tools', tool), workspace], {
    encoding: 'utf8',
  })
  return { status, stdout: stdout.trim(), faults: stderr.trim().split('\n').filter(Boolean) }
}

/** A folder with these files, that goes with the test. */
export function workspaceOf(files: Readonly<Record<string, string>>): string {
  const workspace = newFolder()
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(workspace, name)), { recursive: true })
    writeFileSync(path.join(workspace, name), text)
  }
  return workspace
}
