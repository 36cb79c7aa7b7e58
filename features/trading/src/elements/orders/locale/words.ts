import { languageOf } from '@parley/elements'
import type { Writing } from '../../locale/writing.ts'
import { writingFor } from '../../locale/writing.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'

/** What the acting half of the screen says, in one language; a test holds the languages together. */
export type Catalogue = typeof en

/** One language with its way to write times and money. */
export interface Words extends Writing {
  readonly text: Catalogue
  reason(failing: { readonly code: string; readonly message: string }): string
}

export function wordsFor(tag: string): Words {
  const text = languageOf(tag) === 'ko' ? ko : en
  return { ...writingFor(tag), text, reason: (failing) => text.reason(failing) }
}
