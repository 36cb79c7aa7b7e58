import path from 'node:path'
import { newProject } from '../new/new-project.ts'
import { installIn, npmLines } from './npm.ts'
import type { NewOptions } from './options.ts'
import type { Terminal } from './terminal.ts'
import { wordsOf } from './words.ts'

/** `parley new DIR`: makes the project and says what to type next. Gives the exit code; throws `Refused`. */
export async function runNew({ folder, template, install, language }: NewOptions, terminal: Terminal): Promise<number> {
  const words = wordsOf[language]
  const where = path.resolve(terminal.cwd, folder)
  const files = newProject({ folder: where, template, language })
  terminal.out(`${words.made(folder, files.length)}\n`)
  if (install) await installIn(where, folder, words, terminal)
  const lines = npmLines(folder, terminal.cwd, install)
  terminal.out(`${words.next}\n${lines.map((line) => `  ${line}\n`).join('')}`)
  return 0
}
