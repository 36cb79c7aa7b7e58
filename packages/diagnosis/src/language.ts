import type { Language } from './entry.ts'

/** The language of who reads a terminal: POSIX asks LC_ALL, then LC_MESSAGES, then LANG. English unless it is Korean. */
export function languageOf(env: Readonly<Record<string, string | undefined>>): Language {
  const said = env.LC_ALL || env.LC_MESSAGES || env.LANG || ''
  return /^ko(?![a-z])/i.test(said) ? 'ko' : 'en'
}
