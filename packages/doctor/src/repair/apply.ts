import { spawn, spawnSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { readFileSync, realpathSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { diffOf } from './diff.ts'
import type { Plan } from './plan.ts'

/** What was done, or why not. */
export interface Applied {
  readonly code: string
  readonly state: 'done' | 'failed' | 'left'
  /** A diff, a command or a new name. */
  readonly what: string
  /** Where it was not done. */
  readonly why?: string
}

export interface ApplyOptions {
  /** Nothing outside is touched. */
  readonly folder: string
  /** Where programs that are run may write what they say. */
  readonly output: 'inherit' | 'ignore'
  /** How long one command may take, in milliseconds. @default 300000 */
  readonly commandMs?: number
}

/** Does what a plan says: each file whole or not at all, nothing outside the folder and nothing that git ignores. */
export async function applyPlan(
  { changes, renames, commands }: Plan,
  options: ApplyOptions,
): Promise<readonly Applied[]> {
  const done: Applied[] = []
  for (const { file, before, after, codes } of changes) {
    const code = codes.join(', ')
    const why = whyNot(file, options.folder)
    const what = diffOf(shown(file, options.folder), before, after)
    done.push(
      why === undefined
        ? { code, what, ...attempt(() => replaceFile(file, before, after)) }
        : { code, what, state: 'left', why },
    )
  }
  for (const { from, to, code } of renames) {
    const what = `${shown(from, options.folder)} → ${shown(to, options.folder)}`
    const why = whyNot(from, options.folder) ?? whyNot(path.dirname(to), options.folder)
    done.push(
      why === undefined ? { code, what, ...attempt(() => renameSync(from, to)) } : { code, what, state: 'left', why },
    )
  }
  for (const { folder, command, code } of commands) {
    const fault = await run(folder, command, options)
    const what = `$ ${command.join(' ')}`
    done.push(fault === undefined ? { code, what, state: 'done' } : { code, what, state: 'failed', why: fault })
  }
  return done
}

/** What some editors of Windows write before the text, and nobody who reads it sees. */
const mark = '\uFEFF'

function shown(file: string, folder: string): string {
  return path.relative(folder, file).replaceAll(path.sep, '/') || '.'
}

/** Through links, too: what a link leads out of the folder is somebody else's. */
function whyNot(file: string, folder: string): string | undefined {
  try {
    const real = realpathSync(file)
    const root = realpathSync(folder)
    const relative = path.relative(root, real)
    if (relative.startsWith('..') || path.isAbsolute(relative)) return 'it is outside the folder'
    if (relative.split(path.sep).includes('node_modules')) return 'it belongs to a package'
    // 0: ignored, 1: not, 128: no repository.
    // What a repository has git run to watch its files is a program of the project.
    const asked = ['-c', 'core.fsmonitor=false', 'check-ignore', '--quiet', '--', real]
    const { status } = spawnSync('git', asked, { cwd: root, stdio: 'ignore' })
    return status === 0 ? 'git ignores it, so a program made it' : undefined
  } catch (error) {
    return error instanceof Error ? error.message : String(error)
  }
}

/** A reader sees the old file or the new one, never a part. Throws if it is not what was looked at, or would lose what it has. */
function replaceFile(file: string, before: string, text: string): void {
  const real = realpathSync(file)
  const bytes = readFileSync(real)
  // A file in another encoding, as of older Korean editors, would lose every letter that is not ASCII.
  if (!bytes.equals(Buffer.from(before)) && !bytes.equals(Buffer.from(mark + before))) {
    throw new Error(before.includes('\uFFFD') ? 'it is not in UTF-8' : 'it has changed meanwhile')
  }
  const after = bytes.length > Buffer.byteLength(before) ? mark + text : text
  const { mode } = statSync(real)
  const beside = `${real}.${randomBytes(6).toString('hex')}.tmp`
  try {
    writeFileSync(beside, after, { mode, flag: 'wx' })
    renameSync(beside, real)
  } catch (error) {
    rmSync(beside, { force: true })
    throw error
  }
}

function attempt(act: () => void): Pick<Applied, 'state' | 'why'> {
  try {
    act()
    return { state: 'done' }
  } catch (error) {
    return { state: 'failed', why: error instanceof Error ? error.message : String(error) }
  }
}

function run(
  folder: string,
  [program = '', ...args]: readonly string[],
  { output, commandMs = 300_000 }: ApplyOptions,
): Promise<string | undefined> {
  return new Promise((resolve) => {
    // On Windows npm is a script of the shell; what is run is ours, and package names have no signs of a shell.
    const child = spawn(program, args, {
      cwd: folder,
      stdio: ['ignore', output, output],
      timeout: commandMs,
      shell: process.platform === 'win32',
    })
    child.on('error', (error) => resolve(error.message))
    child.on('close', (code, signal) => resolve(code === 0 ? undefined : `it ended with ${signal ?? code}`))
  })
}
