// What the server itself says to an inbox: notices, what is there no more, what became of deliveries, and timers.
import { refuse } from '@parley/channel'
import { NotificationsCode } from '../../contract/index.ts'
import type { InboxConfig } from '../../options.ts'
import { arrived, dueRoutes, lookupOf, withKey } from '../arriving.ts'
import type { Logged, Rule } from '../decide.ts'
import { closed, digestId, keyOf } from '../digest.ts'
import type { InboxState } from '../inbox-state.ts'
import { rateWindowMs } from '../inbox-state.ts'
import { incomingOf } from '../incoming.ts'
import type { InboxInputs } from '../inputs.ts'
import { isLink } from '../link.ts'
import { unknownCategory } from './settings.ts'

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
  const rule = config.categories.get(input.category)
  if (rule === undefined) return unknownCategory(config, input.category)
  const badLink = wrongLink(input)
  if (badLink !== undefined) return badLink
  if (input.expiresAt !== undefined && input.expiresAt <= context.now)
    return refuse(NotificationsCode.badTime, '"expiresAt" is over.')
  const { since, count } = state.own.rate
  const left = since + rateWindowMs - context.now
  if (count >= config.limits.maxPerMinute && left > 0 && left <= rateWindowMs) {
    const what = `One person takes ${config.limits.maxPerMinute} notices in a minute.`
    return refuse(NotificationsCode.tooMany, what, { retryAfterMs: left })
  }
  const digest = digestOf(state, input, config)
  if (digest === undefined || rule.digest === undefined) return arrived(ask, incomingOf(input, context.now))
  const isFirst = !Object.hasOwn(state.own.digests, digest)
  const closesAt = isFirst ? { closesAt: context.now + rule.digest.windowMs } : {}
  return [{ type: 'gathered', data: { digest, notice: input, ...closesAt } }]
}

function wrongLink({ link, actions = [] }: Notice) {
  const links = [['link', link], ...actions.map((action, at) => [`actions.${at}.link`, action.link])] as const
  for (const [field, value] of links) {
    if (value === undefined || isLink(value)) continue
    const what = `"${field}" is a path that begins with one "/", or an address of http or https`
    return refuse(NotificationsCode.badLink, `${what}, not ${JSON.stringify(value.slice(0, 100))}.`)
  }
  return undefined
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
  const isGathered = Object.values(state.own.digests).some(({ notices }) => notices.some((each) => each.key === key))
  const removed: Logged[] = n === undefined ? [] : [{ type: 'removed', data: { ids: [n], how: 'withdrawn' } }]
  return isGathered ? [{ type: 'ungathered', data: { key } }, ...removed] : removed
}

export const deliver: Rule<InboxInputs['deliver']> = dueRoutes

export const reported: Rule<InboxInputs['reported']> = ({ state, input: { gone, ...report } }) => {
  const { subscription } = report
  const isThere = subscription !== undefined && Object.hasOwn(state.inbox.devices, subscription)
  const removed: Logged[] = gone && isThere ? [{ type: 'deviceRemoved', data: { id: subscription, how: 'gone' } }] : []
  return [{ type: 'reported', data: report }, ...removed]
}
