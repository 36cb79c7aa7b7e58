import { spawn } from 'node:child_process'
import path from 'node:path'
import { Refused } from '../refused.ts'
import type { Terminal } from './terminal.ts'
import type { CommandWords } from './words.ts'

/** What to type next. One line each and no `&&`, which not every shell of Windows knows; `--prefix`, so that two lines are all there is to type. */
export function npmLines(folder: string, cwd: string, isInstalled: boolean): readonly string[] {
  const isHere = path.resolve(cwd, folder) === path.resolve(cwd)
  const prefix = isHere ? '' : ` --prefix ${/^[\w./\\:~-]+$/.test(folder) ? folder : JSON.stringify(folder)}`
  return [...(isInstalled ? [] : [`npm install${prefix}`]), `npm start${prefix}`]
}

/** Runs `npm install` in a folder. `called`: as who asked calls it. Throws `create/install`. */
export async function installIn(where: string, called: string, words: CommandWords, terminal: Terminal): Promise<void> {
  terminal.out(`${words.installing}\n`)
  const evidence = await npmInstall(where, terminal.env)
  if (evidence !== undefined) throw new Refused({ code: 'create/install', values: { folder: called }, evidence })
}

/** Gives why it failed. */
function npmInstall(cwd: string, env: NodeJS.ProcessEnv): Promise<string | undefined> {
  return new Promise((resolve) => {
    const args = ['install', '--no-audit', '--no-fund', '--loglevel=error']
    // What an npm that runs this says of the folder it is in must not reach the one in the other folder.
    const own = Object.entries(env).filter(([name]) => !/^npm_(lifecycle|package|config_local_prefix)/.test(name))
    // On Windows npm is a script of its shell.
    const child = spawn('npm', args, {
      cwd,
      env: Object.fromEntries(own),
      stdio: 'inherit',
      shell: process.platform === 'win32',
    })
    child.on('error', (error) => resolve(error.message))
    child.on('exit', (code, signal) => resolve(code === 0 ? undefined : `npm install: ${code ?? signal}`))
  })
}
