import type { ShownAttempt } from '../../contract.ts'
import type { Language } from '../../explain/said.ts'
import type { InspectorWords } from '../locale/words.ts'

export interface Badge {
  readonly tone: 'yes' | 'no' | 'wait'
  readonly text: string
}

/** What became of an attempt, in a word. */
export function attemptBadge(attempt: ShownAttempt, words: InspectorWords): Badge {
  const { verdict, httpVersion, answeredBy } = attempt
  if (verdict === undefined) return { tone: 'wait', text: answeredBy === undefined ? words.undecided : words.left }
  if (verdict.accepted) return { tone: 'yes', text: httpVersion.startsWith('2') ? '200' : '101' }
  return { tone: 'no', text: verdict.status === 0 ? '–' : String(verdict.status) }
}

/** A URL without the name that a client gave its attempt: that is for machines. */
export function shortUrl(url: string): string {
  return url.replace(/([?&])attempt=[^&#]*&?/, '$1').replace(/[?&]$/, '')
}

/** The first header of that name, which is given in lower case. */
export function headerOf(headers: ShownAttempt['headers'], name: string): string | undefined {
  return headers.find(([its]) => its.toLowerCase() === name)?.[1]
}

const clocks: Readonly<Record<Language, Intl.DateTimeFormat>> = {
  en: new Intl.DateTimeFormat('en-GB', { hour: '2-digit', minute: '2-digit', second: '2-digit' }),
  ko: new Intl.DateTimeFormat('ko', { hour: '2-digit', minute: '2-digit', second: '2-digit', hour12: false }),
}

/** The time of day, with seconds: things follow each other fast. */
export function clock(at: number, language: Language): string {
  return clocks[language].format(at)
}
