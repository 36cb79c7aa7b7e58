// A notification comes: where it goes, and what must go for it.
import { inboxWay, isUnread, type Mark, wantsBy } from '../contract/index.ts'
import type { WayRule } from '../options.ts'
import type { Ask, Logged } from './decide.ts'
import type { Decided, NewContent } from './events.ts'
import { type InboxState, linesOf, sentBy, type Waiting } from './inbox-state.ts'
import { contentOf, type Incoming, type StoredItem } from './incoming.ts'
import { countWithin, lengthOf } from './length.ts'
import { quietUntil } from './quiet-hours.ts'
import { type Route, routeOf } from './routing.ts'
import { isSameKey, standInOf } from './stand-in.ts'

/** The notification that is there and has this key, or what stands for it. */
export function withKey({ inbox, own: { salt } }: InboxState, key: string | undefined): number | undefined {
  if (key === undefined) return undefined
  const found = Object.entries(inbox.marks).find(([, mark]) => isSameKey(salt, mark.key, key))
  return found === undefined ? undefined : Number(found[0])
}

/** Which document `arrived` needs: what the notification of the same key says. */
export function lookupOf(state: InboxState, key: string | undefined) {
  const n = withKey(state, key)
  return n === undefined ? [] : [{ collection: 'items', id: String(n) }]
}

/** `digest`: the one that it closes. */
export function arrived(ask: Ask<unknown>, incoming: Incoming, digest?: string): Logged[] {
  const { state, context, config } = ask
  const { inbox } = state
  const { category, key, silent, quietUpdate, expiresAt } = incoming
  const rule = config.categories.get(category)
  const n = withKey(state, key)
  const isQuietUpdate = quietUpdate === true && n !== undefined
  // What is in the inbox already is kept true there, wanted or not.
  const isInside = isQuietUpdate || rule === undefined || wantsBy(rule, inbox.preferences, category, inboxWay) === true
  const known = isInside && n !== undefined ? (context.documents[0]?.body as StoredItem | undefined) : undefined
  const { content, people } = contentOf(incoming, known)
  const routes = isQuietUpdate ? [] : silent ? silentRoutes(ask) : routesOf(ask, category, isInside ? n : undefined)
  const came = {
    ...{ content, people, routes },
    ...(expiresAt === undefined ? {} : { expiresAt }),
    ...(silent || isQuietUpdate ? { quiet: true as const } : {}),
    ...(digest === undefined ? {} : { digest }),
    ...(key === undefined || content.actors.length === 0 ? {} : { standIn: standInOf(ask.salt, key) }),
  }
  const room = roomToWait(ask, content, routes.filter(({ status }) => status === 'delayed').length)
  if (!isInside) return [...room, { type: 'passed', data: came }]
  if (n === undefined)
    return [...room, ...roomForItem(inbox.marks, config.limits.maxItems), { type: 'created', data: came }]
  const stays = isQuietUpdate ? { last: (inbox.marks[n] as Mark).last } : {}
  return [...room, { type: 'updated', data: { n, ...stays, ...came } }]
}

/** What waited and is due is decided again, in its order. */
export function dueRoutes(ask: Ask<{ readonly upTo: number }>): Logged[] {
  const { state, input, context, config } = ask
  const { waiting } = state.own
  const moment = Math.max(context.now, input.upTo)
  const quietEnd = quietEndOf(state, context.now)
  const sent = new Map<string, readonly number[]>()
  const queuing = new Map<string, number>()
  const stillHeld: Waiting[] = []
  const decided: { readonly waiting: Waiting; readonly decided: Decided }[] = []
  for (const each of waiting) {
    if (each.dueAt > moment) {
      stillHeld.push(each)
      continue
    }
    const way = config.ways.get(each.way)
    const { category } = each.content
    const place = sentBy(category, each.way)
    const before = sent.get(place) ?? state.own.sent[place] ?? []
    const over = overBy(state, each, context.now)
    const queued = queuedBy(state, each.way) + (queuing.get(each.way) ?? 0)
    const route: Decided =
      over === undefined
        ? decide(ask, {
            way: each.way,
            rule: way,
            category,
            afterMs: 0,
            quietEnd,
            held: stillHeld,
            sent: before,
            queued,
          })
        : { way: each.way, status: 'not-sent', reason: over }
    if (route.status === 'delayed')
      stillHeld.push({ ...each, why: route.reason as Waiting['why'], dueAt: route.until ?? 0 })
    if (route.status === 'queued') queuing.set(each.way, (queuing.get(each.way) ?? 0) + linesOf([route]))
    if (route.counts) sent.set(place, [...before, context.now])
    decided.push({ waiting: each, decided: route })
  }
  if (decided.length === 0) return []
  const entries = decided.map(({ waiting: { content, expiresAt }, decided: route }) => {
    const until = expiresAt === undefined ? {} : { expiresAt }
    const what = route.status === 'queued' ? { content, ...until } : {}
    return { ...route, n: content.n, last: content.last, ...what }
  })
  return [{ type: 'routed', data: { decided: entries } }]
}

/** Why what has waited is not sent any more; `undefined`: it is. */
function overBy({ inbox }: InboxState, waiting: Waiting, now: number): 'read' | 'too-old' | undefined {
  const { content, isOutside, expiresAt = Number.POSITIVE_INFINITY } = waiting
  if (expiresAt <= now) return 'too-old'
  const mark = inbox.marks[content.n]
  return isOutside === true || (mark !== undefined && isUnread(mark)) ? undefined : 'read'
}

/** How many deliveries to this person are in the queue of this way. */
function queuedBy({ own }: InboxState, way: string): number {
  return own.outgoing.reduce((sum, each) => sum + (each.way === way ? each.left : 0), 0)
}

/** What waits and has this key, called off. */
export function calledOffWaiting({ own: { waiting } }: InboxState, salt: string, key: string): Logged[] {
  const decided = waiting
    .filter(({ content }) => isSameKey(salt, content.key, key))
    .map(({ way, content: { n, last } }) => ({ way, n, last, status: 'not-sent', reason: 'withdrawn' }) as const)
  return decided.length === 0 ? [] : [{ type: 'routed', data: { decided } }]
}

function silentRoutes({ config }: Ask<unknown>): Decided[] {
  return [...config.ways.keys()].map((way) => ({ way, status: 'not-sent', reason: 'silent' }))
}

function routesOf(ask: Ask<unknown>, category: string, n: number | undefined): Decided[] {
  const { state, context, config } = ask
  const quietEnd = quietEndOf(state, context.now)
  return [...config.ways.values()].map((rule) => {
    const way = rule.name
    const known = state.own.waiting.find((each) => each.way === way && each.content.n === n)
    const afterMs = config.categories.get(category)?.afterMs[way] ?? rule.afterMs ?? 0
    // It has been waiting already: what is new of it does not make it wait longer.
    const left = known === undefined ? afterMs : known.why === 'if-unread' ? Math.max(0, known.dueAt - context.now) : 0
    const held = state.own.waiting.filter((each) => each !== known)
    const sent = state.own.sent[sentBy(category, way)] ?? []
    return decide(ask, { way, rule, category, afterMs: left, quietEnd, held, sent, queued: queuedBy(state, way) })
  })
}

interface OneWay {
  readonly way: string
  readonly rule: WayRule | undefined
  readonly category: string
  readonly afterMs: number
  readonly quietEnd: number | undefined
  /** What waits before it. */
  readonly held: readonly Waiting[]
  readonly sent: readonly number[]
  /** How many are in its queue. */
  readonly queued: number
}

function decide({ state, context, config }: Ask<unknown>, one: OneWay): Decided {
  const { way, rule, category, afterMs, quietEnd, held, sent, queued } = one
  const { preferences, devices } = state.inbox
  const ahead = held.filter(
    (each) => each.way === way && each.content.category === category && each.why === 'quiet-hours',
  )
  const heldUntil = ahead.length === 0 ? undefined : Math.max(...ahead.map(({ dueAt }) => dueAt))
  const ids = Object.keys(devices)
  const categoryRule = config.categories.get(category)
  const route: Route =
    rule === undefined
      ? { status: 'not-sent', reason: 'category' }
      : routeOf({
          ...{ way, category, rule: categoryRule, preferences, now: context.now, afterMs, sent },
          ...{ quietUntil: quietEnd, heldUntil, hasDevice: rule.toDevices !== true || ids.length > 0 },
          hasRoom: queued + (rule.toDevices === true ? ids.length : 1) <= config.limits.maxQueuedPerPerson,
        })
  if (route.status !== 'queued') return { way, ...route }
  return {
    ...{ way, status: 'queued' },
    ...(rule?.toDevices === true ? { devices: ids } : {}),
    ...(categoryRule?.throttle === undefined ? {} : { counts: true }),
  }
}

function quietEndOf({ inbox }: InboxState, now: number): number | undefined {
  const { quiet } = inbox.preferences
  return quiet === undefined ? undefined : quietUntil(quiet, now)
}

/** `more`: how often `content` comes to wait now. The oldest make room. */
function roomToWait({ state, config }: Ask<unknown>, content: NewContent, more: number): Logged[] {
  if (more === 0) return []
  const { maxWaiting, maxWaitingLength } = config.limits
  const newestFirst = state.own.waiting.toReversed()
  const room = Math.max(0, maxWaitingLength - more * lengthOf(content))
  const inLength = countWithin(
    newestFirst.map((each) => each.content),
    room,
  )
  const kept = Math.min(inLength, Math.max(0, maxWaiting - more))
  const tooMany = newestFirst.slice(kept).toReversed()
  if (tooMany.length === 0) return []
  const decided = tooMany.map(({ way, content: { n, last } }) => {
    return { way, n, last, status: 'not-sent', reason: 'too-many' } as const
  })
  return [{ type: 'routed', data: { decided } }]
}

/** The oldest of those that are archived must go, else of those that are read, else of all. */
function roomForItem(marks: { readonly [n: string]: Mark }, most: number): Logged[] {
  const all = Object.entries(marks)
  if (all.length < most) return []
  const rank = ({ archivedAt, readAt }: Mark) => (archivedAt !== undefined ? 0 : readAt !== undefined ? 1 : 2)
  const byWorth = all.sort(([, one], [, other]) => rank(one) - rank(other) || one.last - other.last)
  const ids = byWorth.slice(0, all.length - most + 1).map(([n]) => Number(n))
  return [{ type: 'removed', data: { ids, how: 'full' } }]
}
