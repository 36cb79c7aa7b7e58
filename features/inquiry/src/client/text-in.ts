import { ownValue } from '@parley/channel/client'
import type { Text } from '../contract/index.ts'

/** The text for readers of a language: its own, that of the language without region, English, or the first there is. */
export function textIn(text: Text, language: string): string {
  if (typeof text === 'string') return text
  const base = language.split('-')[0] ?? language
  for (const tag of [language, base, 'en']) {
    const found = ownValue(text, tag)
    if (found !== undefined) return found
  }
  return Object.values(text)[0] ?? ''
}
