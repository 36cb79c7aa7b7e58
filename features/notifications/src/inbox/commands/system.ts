// What the server itself says to an inbox: notices, what is there no more, what became of deliveries, and timers.
import { refuse } from '@parley/channel'
import { NotificationsCode } from '../../contract/index.ts'
import type { InboxConfig } from '../../options.ts'
import { arrived, calledOffWaiting, dueRoutes, lookupOf, withKey } from '../arriving.ts'
import { faultInNotice } from '../check-notice.ts'
import type { Logged, Rule } from '../decide.ts'
import { closed, digestId, keyOf } from '../digest.ts'
import type { InboxState } from '../inbox-state.ts'
import { rateWindowMs } from '../inbox-state.ts'
import { incomingOf } from '../incoming.ts'
import type { InboxInputs } from '../inputs.ts'

type Notice = InboxInputs['notify']

/** Which digest a notice goes into; `undefined`: none. */
function digestOf({ own }: InboxState, notice: Notice, { categories, limits }: InboxConfig): string | undefined {
  if (categories.get(notice.category)?.digest === undefined) return undefined
  const id = digestId(notice)
  const isRoom = Object.keys(own.digests).length < limits.maxDigests
  return isRoom || Object.hasOwn(own.digests, id) ? id : undefined
}

export function lookupForNotice(state: InboxState, notice: Notice, config: InboxConfig) {
  return digestOf(state, notice, config) === undefined ? lookupOf(state, notice.key) : []
}

export const notify: Rule<Notice> = (ask) => {
  const { state, input, context, config } = ask
  const fault = faultInNotice(input, config, context.now)
  if (fault !== undefined) return fault
  const { since, count } = state.own.rate
  const left = since + rateWindowMs - context.now
  const rule = config.categories.get(input.category)
  // However much is said, what must reach a person does; that much of it is the app's own doing.
  const isExempt = rule?.required === true || rule?.urgent === true
  if (!isExempt && count >= config.limits.maxPerMinute && left > 0 && left <= rateWindowMs) {
    const what = `One person takes ${config.limits.maxPerMinute} notices in a minute.`
    return refuse(NotificationsCode.tooMany, what, { retryAfterMs: left })
  }
  const digest = digestOf(state, input, config)
  const windowMs = rule?.digest?.windowMs
  if (digest === undefined || windowMs === undefined) return arrived(ask, incomingOf(input, context.now))
  const isFirst = !Object.hasOwn(state.own.digests, digest)
  const closesAt = isFirst ? { closesAt: context.now + windowMs } : {}
  return [{ type: 'gathered', data: { digest, notice: input, ...closesAt } }]
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

export const withdraw: Rule<InboxInputs['withdraw']> = ({ state, input: { key } }) => {
  const n = withKey(state, key)
  const gathered = Object.values(state.own.digests).flatMap(({ notices }) => notices.filter((each) => each.key === key))
  const offsets = gathered.map(({ offset }) => offset)
  const outside = state.own.outgoing.filter((each) => each.key === key && each.n !== n).map((each) => each.n)
  const ungathered: Logged[] = offsets.length === 0 ? [] : [{ type: 'ungathered', data: { offsets } }]
  const calledOff: Logged[] =
    outside.length === 0 ? [] : [{ type: 'calledOff', data: { ids: [...new Set(outside)], reason: 'withdrawn' } }]
  const removed: Logged[] = n === undefined ? [] : [{ type: 'removed', data: { ids: [n], how: 'withdrawn' } }]
  return [...ungathered, ...calledOffWaiting(state, key), ...calledOff, ...removed]
}

export const deliver: Rule<InboxInputs['deliver']> = dueRoutes

export const reported: Rule<InboxInputs['reported']> = ({ state, input: { gone, ...report } }) => {
  const { subscription } = report
  const isThere = subscription !== undefined && Object.hasOwn(state.inbox.devices, subscription)
  const removed: Logged[] = gone && isThere ? [{ type: 'deviceRemoved', data: { id: subscription, how: 'gone' } }] : []
  return [{ type: 'reported', data: report }, ...removed]
}
