// What people read, in one language or in several.
import { type Text, textIn } from '@parley/channel/client'
import type { ActorName } from './notification.ts'

export { type Text, textIn }

/** What `{actors}` and `{count}` stand for. */
export interface Happenings {
  readonly actors: readonly ActorName[]
  readonly actorCount: number
  readonly count: number
}

interface Naming {
  readonly somebody: string
  /** The same where names have the honorific that follows. */
  readonly somebodyPolite?: string
  others(first: string, others: number): string
  list(names: readonly string[], language: string): string
}

const english: Naming = {
  somebody: 'Somebody',
  others: (first, others) => `${first} and ${others} ${others === 1 ? 'other' : 'others'}`,
  list: (names, language) => new Intl.ListFormat(language).format(names),
}

const korean: Naming = {
  somebody: '누군가',
  // All that can stand there ends in a consonant (님, 명, 분), so that one particle is right for every name.
  somebodyPolite: '어떤 분',
  others: (first, others) => `${first} 외 ${others}명`,
  list: (names) => names.join(', '),
}

const placeholders = /\{\{(?<kept>actors|count)\}\}|\{count\}|\{actors\}(?<honorific>님)?/g

/**
 * A title in a language (a valid tag) with `{actors}` ("Ana", "Ana and Ben", "Ana and 3 others") and `{count}` filled in. `{actors}님` gives
 * each name its honorific ("Ana님 외 3명"). What `verbatim` protects, and what is filled in, stays as it is.
 */
export function filledIn(title: Text, language: string, { actors, actorCount, count }: Happenings): string {
  return textIn(title, language).replace(placeholders, (found, ...rest) => {
    const { kept, honorific } = rest.at(-1) as { readonly kept?: string; readonly honorific?: string }
    if (kept !== undefined) return `{${kept}}`
    if (found === '{count}') return new Intl.NumberFormat(language).format(count)
    return namesIn(honorific === undefined ? language : 'ko', actors, actorCount, honorific)
  })
}

function namesIn(language: string, actors: readonly ActorName[], actorCount: number, honorific = ''): string {
  const naming = language.split('-')[0] === 'ko' ? korean : english
  const names = actors.map(({ name }) => `${name}${honorific}`)
  const [first] = names
  if (first === undefined) return (honorific && naming.somebodyPolite) || naming.somebody
  return actorCount > names.length ? naming.others(first, actorCount - 1) : naming.list(names, language)
}
