// What the server itself says to an inbox: notices, what is there no more, what became of deliveries, and timers.
import { refuse } from '@parley/channel'
import { NotificationsCode } from '../../contract/index.ts'
import { maxDigestLength } from '../../contract/limits.ts'
import type { InboxConfig } from '../../options.ts'
import { arrived, calledOffWaiting, dueRoutes, lookupOf, withKey } from '../arriving.ts'
import { faultInNotice } from '../check-notice.ts'
import type { Logged, Rule } from '../decide.ts'
import { closed, digestId, hasKey, keyOf } from '../digest.ts'
import type { InboxState } from '../inbox-state.ts'
import { rateWindowMs } from '../inbox-state.ts'
import { incomingOf } from '../incoming.ts'
import type { InboxInputs } from '../inputs.ts'
import { lengthOf } from '../length.ts'
import { answerKnown, onceOf } from '../once.ts'
import { isSameKey, standInOf } from '../stand-in.ts'

type Notice = InboxInputs['notify']

const dayMs = 86_400_000

/** Which digest a notice goes into; `undefined`: none. */
function digestOf(
  { own }: InboxState,
  salt: string,
  notice: Notice,
  { categories, limits }: InboxConfig,
): string | undefined {
  if (categories.get(notice.category)?.digest === undefined || lengthOf(notice) > maxDigestLength) return undefined
  const id = digestId(salt, notice)
  const isRoom = Object.keys(own.digests).length < limits.maxDigests
  return isRoom || Object.hasOwn(own.digests, id) ? id : undefined
}

export function lookupForNotice(state: InboxState, notice: Notice, config: InboxConfig) {
  return digestOf(state, state.own.salt, notice, config) === undefined ? lookupOf(state, notice.key) : []
}

export const notify: Rule<Notice> = (ask) => {
  const { state, input, context, config, salt } = ask
  const fault = faultInNotice(input, config, context.now)
  if (fault !== undefined) return fault
  const once = onceOf(context.id)
  const known = answerKnown(state.own.ids, once, context.now)
  if (known !== undefined) return known
  const { since, count } = state.own.rates[input.category] ?? { since: 0, count: 0 }
  const left = since + rateWindowMs - context.now
  const rule = config.categories.get(input.category)
  // However much is said, what must reach a person does; that much of it is the app's own doing.
  const isExempt = rule?.required === true || rule?.urgent === true
  if (!isExempt && count >= config.limits.maxPerMinute && left > 0 && left <= rateWindowMs) {
    const what = `One person takes ${config.limits.maxPerMinute} notices of one category in a minute.`
    return refuse(NotificationsCode.tooMany, what, { retryAfterMs: left })
  }
  const noted: Logged[] = once === undefined ? [] : [{ type: 'sentOnce', data: once }]
  const digest = digestOf(state, salt, input, config)
  const windowMs = rule?.digest?.windowMs
  if (digest === undefined || windowMs === undefined) return [...noted, ...arrived(ask, incomingOf(input, context.now))]
  const isFirst = !Object.hasOwn(state.own.digests, digest)
  const closesAt = isFirst ? { closesAt: context.now + windowMs } : {}
  const standIn = input.key === undefined ? {} : { standIn: standInOf(salt, input.key) }
  return [...noted, { type: 'gathered', data: { digest, notice: input, ...closesAt, ...standIn } }]
}

export function lookupForDigest(state: InboxState, { digest }: InboxInputs['closeDigest']) {
  const open = state.own.digests[digest]
  return open === undefined ? [] : lookupOf(state, keyOf(open))
}

export const closeDigest: Rule<InboxInputs['closeDigest']> = (ask) => {
  const { state, input, context, config } = ask
  const open = Object.hasOwn(state.own.digests, input.digest) ? state.own.digests[input.digest] : undefined
  if (open === undefined || open.closesAt !== input.closesAt) return []
  const incoming = closed(open, config.categories.get(open.category), context.now)
  if (incoming === undefined) return [{ type: 'digestDropped', data: { digest: input.digest } }]
  return arrived(ask, incoming, input.digest)
}

export const withdraw: Rule<InboxInputs['withdraw']> = ({ state, input: { key }, salt }) => {
  const n = withKey(state, key)
  const standIn = standInOf(salt, key)
  const isGathered = Object.values(state.own.digests).some((digest) => hasKey(digest, standIn))
  const outside = state.own.outgoing.filter((each) => each.n !== n && isSameKey(salt, each.key, key))
  const ids = [...new Set(outside.map((each) => each.n))]
  const ungathered: Logged[] = isGathered ? [{ type: 'ungathered', data: { standIn } }] : []
  const calledOff: Logged[] = ids.length === 0 ? [] : [{ type: 'calledOff', data: { ids, reason: 'withdrawn' } }]
  const removed: Logged[] = n === undefined ? [] : [{ type: 'removed', data: { ids: [n], how: 'withdrawn' } }]
  return [...ungathered, ...calledOffWaiting(state, salt, key), ...calledOff, ...removed]
}

/** A guest who is here no more. What he has in his inbox stays. */
export const leave: Rule<InboxInputs['leave']> = ({ state: { own }, context, config }) => {
  const { hereAt, hasLeft } = own
  const isOver = hereAt !== undefined && context.now >= hereAt + config.limits.maxGuestDays * dayMs
  return isOver && !hasLeft ? [{ type: 'left', data: {} }] : []
}

export const deliver: Rule<InboxInputs['deliver']> = dueRoutes

export const reported: Rule<InboxInputs['reported']> = ({ state, input: { gone, ...report } }) => {
  const { subscription } = report
  const isThere = subscription !== undefined && Object.hasOwn(state.inbox.devices, subscription)
  const removed: Logged[] = gone && isThere ? [{ type: 'deviceRemoved', data: { id: subscription, how: 'gone' } }] : []
  return [{ type: 'reported', data: report }, ...removed]
}
