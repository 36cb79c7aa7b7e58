import path from 'node:path'
import { formatPatch, structuredPatch } from 'diff'
import { pageLines } from '../add/patch-page.ts'
import { type Change, planAdd } from '../add/plan.ts'
import { readerOf, writeChanges } from '../add/write-changes.ts'
import { ourCheckout, ourDependencies } from '../our-packages.ts'
import { installIn, npmLines } from './npm.ts'
import type { AddOptions } from './options.ts'
import type { Terminal } from './terminal.ts'
import { wordsOf } from './words.ts'

/** `parley add [FOLDER]`: shows what would change, asks, and writes it. Gives the exit code; throws `Refused`. */
export async function runAdd(options: AddOptions, terminal: Terminal): Promise<number> {
  const { folder, page, entry, yes, install, language } = options
  const words = wordsOf[language]
  const where = path.resolve(terminal.cwd, folder)
  const ours = ourDependencies(where, ourCheckout())
  const { changes, attached } = planAdd({ folder, read: readerOf(where), ours, page, entry })
  if (changes.length === 0) {
    terminal.out(`${words.thereAlready(attached ?? 'package.json')}\n`)
    return 0
  }
  terminal.out(changes.map(diffOf).join(''))
  if (!yes && !(await terminal.confirm?.(words.question))) {
    terminal.out(`${words.notWritten}\n`)
    return 1
  }
  writeChanges(where, changes)
  terminal.out(`${words.written(changes.map(({ file }) => file))}\n`)
  if (page === undefined) terminal.out(`${words.page}\n${pageLines.map((line) => `  ${line}\n`).join('')}`)
  if (install) await installIn(where, folder, words, terminal)
  const lines = npmLines(folder, terminal.cwd, install)
  terminal.out(`${words.next}\n${lines.map((line) => `  ${line}\n`).join('')}`)
  return 0
}

function diffOf({ file, before, after }: Change): string {
  const patch = structuredPatch(file, file, before, after, undefined, undefined, { context: 2 })
  const text = formatPatch(patch)
  // Without the line of = signs above it, and without what a terminal would obey.
  return text.slice(text.indexOf('---')).replaceAll(/[^\P{Cc}\n\t]/gu, ' ')
}
