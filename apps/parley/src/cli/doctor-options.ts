import { parseArgs } from 'node:util'
import { type Language, languageOf } from '@parley/diagnosis'
import { optionMistake } from './option-mistake.ts'

/** What `parley doctor` was asked. */
export interface DoctorOptions {
  /** An address or a folder. */
  readonly target: string | undefined
  /** The same by the address that others use. */
  readonly through: string | undefined
  readonly idle: boolean
  readonly echo: boolean
  readonly fix: boolean
  readonly json: boolean
  readonly language: Language
}

export type ParsedDoctor =
  | { readonly kind: 'doctor'; readonly options: DoctorOptions }
  | { readonly kind: 'help'; readonly of: 'doctor' }
  | { readonly kind: 'wrong'; readonly message: string }

const flags = {
  through: { type: 'string' },
  idle: { type: 'boolean' },
  echo: { type: 'boolean' },
  fix: { type: 'boolean' },
  json: { type: 'boolean' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** Reads what follows `parley doctor`. */
export function readDoctorOptions(
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): ParsedDoctor {
  let parsed: ReturnType<typeof parse>
  try {
    parsed = parse(args)
  } catch (error) {
    return wrong(optionMistake(error))
  }
  const { values, positionals } = parsed
  if (values.help) return { kind: 'help', of: 'doctor' }
  const [target, ...more] = positionals
  if (more.length > 0) return wrong('Name one address or one folder: parley doctor ws://localhost:3000/parley')
  const { lang = languageOf(env), through, idle = false, echo = false, fix = false, json = false } = values
  if (lang !== 'en' && lang !== 'ko') return wrong(`There are the languages en and ko; this one is "${lang}".`)
  if (through !== undefined && (target === undefined || !isAddress(target))) {
    return wrong(
      '--through goes with the address of the server itself: parley doctor ws://localhost:3000/ --through wss://chat.example/',
    )
  }
  if (fix && target !== undefined && isAddress(target)) return wrong('--fix goes with a folder, or with nothing.')
  return { kind: 'doctor', options: { target, through, idle, echo, fix, json, language: lang } }
}

/** `ws://…`, `localhost:3000`, `example.com/ws`; what is a folder is written with a dot, a slash or as it is. */
export function isAddress(target: string): boolean {
  return (
    /^(?:wss?|https?):\/\//i.test(target) ||
    /^(?:localhost|\[[\da-f:.]+\]|[\w-]+(?:\.[\w-]+)*):\d{1,5}(?:[/?]|$)/i.test(target)
  )
}

function parse(args: readonly string[]) {
  return parseArgs({ args: [...args], options: flags, allowPositionals: true, strict: true })
}

function wrong(message: string): ParsedDoctor {
  return { kind: 'wrong', message }
}
