// What people read, in one language or in several.
import type { Text } from '@parley/channel/client'
import type { ActorName } from './notification.ts'

export type { Text }

/** The text for readers of a language: its own, that of the language without region, English, or the first there is. */
export function textIn(text: Text, language: string): string {
  if (typeof text === 'string') return text
  const base = language.split('-')[0] ?? language
  for (const tag of [language, base, 'en']) if (Object.hasOwn(text, tag)) return text[tag] as string
  return Object.values(text)[0] ?? ''
}

/** What `{actors}` and `{count}` stand for. */
export interface Happenings {
  readonly actors: readonly ActorName[]
  readonly actorCount: number
  readonly count: number
}

const words: { readonly [language: string]: { somebody: string; others(name: string, others: number): string } } = {
  en: { somebody: 'Somebody', others: (name, others) => `${name} and ${others} others` },
  ko: { somebody: '누군가', others: (name, others) => `${name} 외 ${others}명` },
}

/** The text in a language (a valid tag) with `{actors}` ("Ana", "Ana and Ben", "Ana and 3 others") and `{count}` filled in. */
export function filledIn(text: Text, language: string, { actors, actorCount, count }: Happenings): string {
  return textIn(text, language).replace(/\{(actors|count)\}/g, (_, what: 'actors' | 'count') =>
    what === 'count' ? new Intl.NumberFormat(language).format(count) : namesIn(language, actors, actorCount),
  )
}

function namesIn(language: string, actors: readonly ActorName[], actorCount: number): string {
  const { somebody, others } = words[language.split('-')[0] ?? ''] ?? words.en!
  const names = actors.map(({ name }) => name)
  const [first] = names
  if (first === undefined) return somebody
  if (actorCount > names.length) return others(first, actorCount - 1)
  return new Intl.ListFormat(language, { type: 'conjunction' }).format(names)
}
