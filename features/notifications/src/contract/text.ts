// What people read, in one language or in several.
import type { Text } from '@parley/channel/client'

export type { Text }

/** The text for readers of a language: its own, that of the language without region, English, or the first there is. */
export function textIn(text: Text, language: string): string {
  if (typeof text === 'string') return text
  const base = language.split('-')[0] ?? language
  for (const tag of [language, base, 'en']) if (Object.hasOwn(text, tag)) return text[tag] as string
  return Object.values(text)[0] ?? ''
}
