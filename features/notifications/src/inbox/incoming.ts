// What comes for a person, and what it makes of a notification that is there already.
import type { Action, ActorName, Content, Line, Notice, Text } from '../contract/index.ts'
import { maxActorsCounted, maxActorsShown, maxLines } from '../contract/limits.ts'
import { type NewContent, namesOf } from './events.ts'

/** One notice, or what a digest made of several. */
export interface Incoming {
  readonly category: string
  readonly title: Text
  readonly body?: Text
  readonly link?: string
  readonly actions?: readonly Action[]
  readonly data?: unknown
  readonly key?: string
  readonly private?: boolean
  readonly silent?: boolean
  readonly quietUpdate?: boolean
  readonly expiresAt?: number
  /** Newest first; somebody may be there more than once. */
  readonly actors: readonly ActorName[]
  readonly count: number
  readonly lines?: readonly Line[]
  readonly at: number
  readonly updatedAt: number
}

/** As the collection `items` keeps it. `people`: the ids of all who did it, for counting. */
export interface StoredItem {
  readonly content: Content
  readonly people: readonly string[]
}

export function incomingOf({ actor, digestKey: _, ...notice }: Notice, now: number): Incoming {
  return { ...notice, actors: actor === undefined ? [] : [actor], count: 1, at: now, updatedAt: now }
}

/** What the notification says from now on, and who all did it. */
export function contentOf(
  incoming: Incoming,
  known: StoredItem | undefined,
): { readonly content: NewContent; readonly people: readonly string[] } {
  const { category, title, body, link, actions, data, key, actors, lines, at, updatedAt } = incoming
  const ids = [...actors.map(({ id }) => id), ...(known?.people ?? [])]
  const people = [...new Set(ids)].slice(0, maxActorsCounted)
  const isMore = known !== undefined && incoming.quietUpdate === true
  const allLines = [...(lines ?? []), ...(known?.content.lines ?? [])].slice(0, maxLines)
  const content: NewContent = {
    category,
    title,
    ...(body === undefined || body === '' ? {} : { body }),
    ...(link === undefined ? {} : { link }),
    ...(actions === undefined || actions.length === 0 ? {} : { actions }),
    actors: namesOf([...actors, ...(known?.content.actors ?? [])], maxActorsShown),
    actorCount: people.length,
    count: (known?.content.count ?? 0) + (isMore ? 0 : incoming.count),
    ...(allLines.length === 0 ? {} : { lines: allLines }),
    ...(key === undefined ? {} : { key }),
    ...(data === undefined ? {} : { data }),
    ...(incoming.private === true ? { private: true } : {}),
    at: known?.content.at ?? at,
    updatedAt,
  }
  return { content, people }
}
