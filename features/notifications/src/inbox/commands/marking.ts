// How notifications stand with their person. What asks for what is so already changes nothing; of two devices the later one holds.
import { Refusal, refuse } from '@parley/channel'
import { type Content, isVisible, type Mark, NotificationsCode } from '../../contract/index.ts'
import { keptOf, type Logged, notFound, type Rule } from '../decide.ts'
import type { InboxState } from '../inbox-state.ts'
import type { StoredItem } from '../incoming.ts'
import type { InboxInputs } from '../inputs.ts'

const dayMs = 86_400_000

type Ids = { readonly ids: readonly number[] }
type Change = Extract<Logged, { readonly type: 'marked' }>['data']

/** Marks those of the ids that this changes. */
function marking(change: Omit<Change, 'ids'>, changes: (mark: Mark) => boolean): Rule<Ids> {
  return ({ state, input }) => {
    const kept = keptOf(state, input.ids)
    return kept instanceof Refusal ? kept : marked(kept, change, changes)
  }
}

function marked(
  kept: readonly (readonly [number, Mark])[],
  change: Omit<Change, 'ids'>,
  changes: (mark: Mark) => boolean,
): Logged[] {
  const ids = kept.filter(([, mark]) => changes(mark)).map(([n]) => n)
  return ids.length === 0 ? [] : [{ type: 'marked', data: { ids, ...change } }]
}

const isUnmarked = {
  seen: ({ seenAt }: Mark) => seenAt === undefined,
  read: ({ readAt }: Mark) => readAt === undefined,
  archived: ({ archivedAt }: Mark) => archivedAt === undefined,
}

export const read = marking({ on: ['read'] }, isUnmarked.read)
export const unread = marking({ off: ['read'] }, ({ readAt }) => readAt !== undefined)
export const archive = marking({ on: ['archived'], off: ['snoozed'] }, isUnmarked.archived)
export const unarchive = marking({ off: ['archived'] }, ({ archivedAt }) => archivedAt !== undefined)
export const unsnooze = marking({ off: ['snoozed'] }, ({ snoozedUntil }) => snoozedUntil !== undefined)

export const markAll: Rule<InboxInputs['markAll']> = ({ state: { inbox }, input: { as, upTo, category } }) => {
  const meant = Object.entries(inbox.marks)
    .filter(
      ([, mark]) => mark.last <= upTo && isVisible(mark) && (category === undefined || mark.category === category),
    )
    .map(([n, mark]) => [Number(n), mark] as const)
  return marked(meant, { on: [as] }, isUnmarked[as])
}

export const see: Rule<InboxInputs['see']> = (ask) => markAll({ ...ask, input: { as: 'seen', upTo: ask.input.upTo } })

export const snooze: Rule<InboxInputs['snooze']> = ({ state, input: { ids, until }, context, config }) => {
  const kept = keptOf(state, ids)
  if (kept instanceof Refusal) return kept
  if (until <= context.now) return refuse(NotificationsCode.badTime, '"until" is over.')
  const { maxSnoozeDays } = config.limits
  if (until > context.now + maxSnoozeDays * dayMs)
    return refuse(NotificationsCode.badTime, `"until" is more than ${maxSnoozeDays} days ahead.`)
  const meant = kept.filter(([, { snoozedUntil }]) => snoozedUntil !== until).map(([n]) => n)
  return meant.length === 0 ? [] : [{ type: 'snoozed', data: { ids: meant, until } }]
}

/** What comes back is new again: that is what it was snoozed for. */
export const wake: Rule<InboxInputs['wake']> = ({ state, input: { n, until } }) =>
  state.inbox.marks[n]?.snoozedUntil === until
    ? [{ type: 'marked', data: { ids: [n], off: ['snoozed', 'seen', 'read'] } }]
    : []

export const expire: Rule<InboxInputs['expire']> = ({ state, input: { n, at } }) =>
  state.inbox.marks[n]?.expiresAt === at ? [{ type: 'removed', data: { ids: [n], how: 'expired' } }] : []

export const remove: Rule<Ids> = ({ state, input }) => {
  const kept = keptOf(state, input.ids)
  if (kept instanceof Refusal) return kept
  return kept.length === 0 ? [] : [{ type: 'removed', data: { ids: kept.map(([n]) => n), how: 'removed' } }]
}

/** What it says has left the state if it is not among the newest. */
export function lookupForAct({ inbox }: InboxState, { id }: InboxInputs['act']) {
  const isKnown = inbox.marks[id] === undefined || inbox.recent.some(({ n }) => n === id)
  return isKnown ? [] : [{ collection: 'items', id: String(id) }]
}

export const act: Rule<InboxInputs['act']> = ({ state: { inbox }, input: { id, action }, context }) => {
  if (inbox.marks[id] === undefined) return notFound()
  const stored = context.documents[0]?.body as StoredItem | undefined
  const content: Content | undefined = inbox.recent.find(({ n }) => n === id) ?? stored?.content
  if (!content?.actions?.some((each) => each.id === action))
    return refuse(NotificationsCode.noAction, `The notification has no action ${JSON.stringify(action)}.`)
  return inbox.marks[id].acted?.action === action ? [] : [{ type: 'acted', data: { n: id, action } }]
}
