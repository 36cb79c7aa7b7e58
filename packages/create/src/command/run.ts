import { type Language, render, toText } from '@parley/diagnosis'
import { Refused } from '../refused.ts'
import { readCreateOptions } from './options.ts'
import { runNew } from './run-new.ts'
import type { Terminal } from './terminal.ts'
import { wordsOf } from './words.ts'

/**
 * Runs `new DIR …` or `add [FOLDER] …` and gives the exit code: 0 done, 1 refused with the reason and nothing changed, 2 wrong use. Only if
 * `npm install` fails is the project there with 1.
 */
export async function runCreate(args: readonly string[], terminal: Terminal): Promise<number> {
  const options = readCreateOptions(args, terminal.env)
  const { language } = options
  try {
    switch (options.kind) {
      case 'help':
        terminal.out(wordsOf[language].help)
        return 0
      case 'wrong':
        terminal.error(`parley: ${options.message}\n${wordsOf[language].help}`)
        return 2
      case 'new':
        return await runNew(options, terminal)
      case 'add': {
        // Its parser is loaded by whoever needs it.
        const { runAdd } = await import('./run-add.ts')
        return await runAdd(options, terminal)
      }
    }
  } catch (error) {
    if (!(error instanceof Refused)) throw error
    terminal.error(`${said(error, language)}\n`)
    return usage.has(error.finding.code) ? 2 : 1
  }
}

/** Refusals of the words on the command line alone. */
const usage = new Set(['create/template', 'create/name'])

function said({ finding }: Refused, language: Language): string {
  const rendered = render(finding, language)
  const { what, why, fix } = rendered
  return toText({ ...rendered, what: `${what} ${why}`, fix })
}
