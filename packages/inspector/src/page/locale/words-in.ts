import type { Language } from '../../explain/said.ts'
import { en } from './en.ts'
import { ko } from './ko.ts'
import type { InspectorWords } from './words.ts'

/** All that the page says, in one language. */
export function wordsIn(language: Language): InspectorWords {
  return language === 'ko' ? ko : en
}
