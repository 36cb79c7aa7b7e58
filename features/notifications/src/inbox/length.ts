// How long contents and notices are in a state, near enough to bound it.
import type { ActorName, Line, Notice, Text } from '../contract/index.ts'

type Said = Partial<Pick<Notice, 'title' | 'body' | 'link' | 'actions' | 'data' | 'key' | 'digestKey' | 'actor'>> & {
  readonly actors?: readonly ActorName[]
  readonly lines?: readonly Line[]
}

/** In characters: what people and programs wrote, and something for the rest. */
export function lengthOf(said: Said): number {
  const { title = '', body = '', link = '', key = '', digestKey = '', data, actor } = said
  const { actions = [], actors = actor === undefined ? [] : [actor], lines = [] } = said
  const ofActions = actions.reduce((sum, action) => sum + textLength(action.label) + linkLength(action), 0)
  const ofLines = lines.reduce(
    (sum, line) => sum + textLength(line.title) + linkLength(line) + nameLength(line.actor),
    0,
  )
  const ofActors = actors.reduce((sum, each) => sum + nameLength(each), 0)
  const ofData = data === undefined ? 0 : (JSON.stringify(data)?.length ?? 0)
  const ofTexts = textLength(title) + textLength(body) + link.length + key.length + digestKey.length
  return 200 + ofTexts + ofActions + ofLines + ofActors + ofData
}

/** How many of them, from the front, are no longer together than that. */
export function countWithin(all: readonly Said[], mostLength: number): number {
  let length = 0
  const end = all.findIndex((said) => {
    length += lengthOf(said)
    return length > mostLength
  })
  return end === -1 ? all.length : end
}

/** The last of them that are no more and no longer than that, the very last in any case. */
export function newestWithin<S extends Said>(all: readonly S[], most: number, mostLength: number): readonly S[] {
  const newest = all.slice(-most)
  return newest.slice(-Math.max(1, countWithin(newest.toReversed(), mostLength)))
}

function textLength(text: Text): number {
  if (typeof text === 'string') return text.length
  return Object.values<string>(text).reduce((sum, each) => sum + each.length + 5, 0)
}

function linkLength({ link = '' }: { readonly link?: string }): number {
  return link.length
}

function nameLength(actor: ActorName | undefined): number {
  return actor === undefined ? 0 : actor.id.length + actor.name.length + 30
}
