import { parseArgs } from 'node:util'
import type { Language } from '@parley/diagnosis'
import { languageOf } from '@parley/diagnosis'

export interface NewOptions {
  readonly kind: 'new'
  readonly folder: string
  readonly template: string
  readonly install: boolean
  readonly language: Language
}

export interface AddOptions {
  readonly kind: 'add'
  readonly folder: string
  readonly page: string | undefined
  readonly entry: string | undefined
  readonly yes: boolean
  readonly install: boolean
  readonly language: Language
}

export type CreateOptions =
  | NewOptions
  | AddOptions
  | { readonly kind: 'help'; readonly language: Language }
  | { readonly kind: 'wrong'; readonly message: string; readonly language: Language }

const ofBoth = {
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
  install: { type: 'boolean' },
} as const
const ofNew = { ...ofBoth, template: { type: 'string', short: 't' } } as const
const ofAdd = {
  ...ofBoth,
  page: { type: 'string' },
  entry: { type: 'string' },
  yes: { type: 'boolean', short: 'y' },
} as const

/** Reads what stands after `parley`: `new DIR …` or `add [FOLDER] …`. */
export function readCreateOptions(
  [command, ...args]: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): CreateOptions {
  let language = languageOf(env)
  try {
    const { values, positionals } = command === 'add' ? parse(args, ofAdd) : parse(args, ofNew)
    const { lang, help, install = false } = values
    if (lang === 'en' || lang === 'ko') language = lang
    else if (lang !== undefined) return { kind: 'wrong', message: `--lang ${lang}: en, ko`, language }
    if (help) return { kind: 'help', language }
    const [folder, more] = positionals
    if (more !== undefined) return { kind: 'wrong', message: aboutFolders(language, positionals), language }
    if (command === 'add') {
      const { page, entry, yes = false } = values as { page?: string; entry?: string; yes?: boolean }
      return { kind: 'add', folder: folder ?? '.', page, entry, yes, install, language }
    }
    if (folder === undefined || folder === '') return { kind: 'wrong', message: noFolder[language], language }
    const { template = 'express' } = values as { template?: string }
    return { kind: 'new', folder, template, install, language }
  } catch (error) {
    return { kind: 'wrong', message: optionMistake(error), language }
  }
}

const noFolder = { en: 'Name a folder: parley new my-app', ko: '폴더 이름을 적으세요: parley new my-app' }

function aboutFolders(language: Language, folders: readonly string[]): string {
  return language === 'ko'
    ? `폴더는 하나만 적으세요. 적은 것: ${folders.join(' ')}`
    : `Name one folder, not ${folders.length}: ${folders.join(' ')}`
}

function parse<Options extends NonNullable<Parameters<typeof parseArgs>[0]>['options']>(
  args: readonly string[],
  options: Options,
) {
  return parseArgs({ args: [...args], options: options as NonNullable<Options>, allowPositionals: true, strict: true })
}

/** Without the advice of `parseArgs` on arguments that begin with a dash. */
function optionMistake(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.replace(/\. To specify a positional argument.*$/s, '.')
}
