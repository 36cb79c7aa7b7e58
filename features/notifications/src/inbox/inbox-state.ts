import type { EventMeta } from '@parley/channel/client'
import { applyEvent, defineFold } from '@parley/channel/client'
import type { Content, Inbox, PushSubscriptionKeys } from '../contract/index.ts'
import { addNotice, type Digest, without } from './digest.ts'
import type { Decided, LoggedEvents, StoredEvent, StoredEvents } from './events.ts'
import { placed, showInbox } from './events.ts'
import { emptyInbox, inboxFold } from './inbox-fold.ts'
import { type Ids, noteOnce } from './once.ts'

/** A notification that waits to go one way. Its content is kept: what it says now is what is sent. */
export interface Waiting {
  readonly way: string
  readonly why: 'quiet-hours' | 'if-unread'
  dueAt: number
  content: Content
  /** There is nothing of it in the inbox. */
  readonly isOutside?: true
  /** Not worth sending from then on. */
  expiresAt?: number
}

/** What of one notification is in the queue of one way, and has not ended there. */
export interface Outgoing {
  readonly n: number
  readonly way: string
  readonly key?: string
  /** To so many devices; 1 where there are none. */
  readonly left: number
}

/** The state of a channel `inbox/<id>`: what its view shows, and what only its rules need. */
export interface InboxState {
  inbox: Inbox
  own: {
    isMet: boolean
    /** For what stands for keys. */
    salt: string
    /** Of a guest: when he did something first, or a day after that. */
    hereAt?: number
    /** What everyone is told, he is told no more. */
    hasLeft?: true
    /** What came under ids of their senders'. */
    ids: Ids
    /** By the device's id. */
    subscriptions: { [device: string]: PushSubscriptionKeys }
    /** Digests that are open, by `digestId`. */
    digests: { [digest: string]: Digest }
    /** In the order in which they came. */
    waiting: Waiting[]
    outgoing: Outgoing[]
    /** When notifications went a way that is throttled, oldest first, by `sentBy`. */
    sent: { [categoryAndWay: string]: number[] }
    /** Notices of each category that came in the minute that began at `since`. */
    rates: { [category: string]: { readonly since: number; readonly count: number } }
    /** Lines of what became of deliveries so far. */
    entries: number
  }
}

export const rateWindowMs = 60_000
/** As many as the highest throttle there may be. */
const maxSent = 100

export function emptyState(): InboxState {
  return {
    inbox: emptyInbox(),
    own: {
      ...{ isMet: false, salt: '', ids: [], subscriptions: {}, digests: {}, waiting: [], outgoing: [] },
      ...{ sent: {}, rates: {}, entries: 0 },
    },
  }
}

export function sentBy(category: string, way: string): string {
  return `${category} ${way}`
}

/** The lines that one decision leaves: one for each device it is sent to. */
export function linesOf(decided: readonly Decided[]): number {
  return decided.reduce((sum, { devices }) => sum + (devices?.length ?? 1), 0)
}

type Own = {
  readonly [Type in keyof LoggedEvents]?: (state: InboxState, data: LoggedEvents[Type], meta: EventMeta) => void
}

/** What only the rules know. */
const own: Own = {
  met: (state, { salt }) => {
    state.own.isMet = true
    state.own.salt = salt
  },
  here: ({ own }, _data, { at }) => {
    own.hereAt = at
    delete own.hasLeft
  },
  left: ({ own }) => {
    own.hasLeft = true
  },
  sentOnce: ({ own }, once, { at }) => {
    own.ids = noteOnce(own.ids, once, at)
  },
  created: (state, { content, ...came }, { offset, at }) => noteCame(state, placed(content, offset, offset), came, at),
  passed: (state, { content, ...came }, { offset, at }) =>
    noteCame(state, placed(content, offset, offset), came, at, true),
  updated: (state, { n, last, content, ...came }, { offset, at }) => {
    const whole = placed(content, n, last ?? offset)
    for (const waiting of state.own.waiting) {
      if (waiting.content.n !== n) continue
      waiting.content = whole
      if (came.expiresAt !== undefined) waiting.expiresAt = came.expiresAt
    }
    noteCame(state, whole, came, at)
  },
  gathered: (state, { digest, notice, closesAt, standIn }, { offset, at }) => {
    count(state, notice.category, at)
    addNotice(state.own.digests, digest, notice, { offset, at, closesAt, standIn })
  },
  ungathered: ({ own: { digests } }, { standIn }) => {
    for (const [id, digest] of Object.entries(digests)) {
      const left = without(digest, standIn)
      if (left === undefined) delete digests[id]
      else digests[id] = left
    }
  },
  digestDropped: ({ own: { digests } }, { digest }) => {
    delete digests[digest]
  },
  routed: (state, { decided }, { at }) => {
    for (const { n, last: _last, content: _content, expiresAt: _expiresAt, ...one } of decided) {
      const waiting = state.own.waiting.find(({ way, content }) => way === one.way && content.n === n)
      if (waiting !== undefined) noteDecided(state, waiting.content, one, at, waiting)
    }
    state.own.entries += linesOf(decided)
  },
  reported: (state, { n, way, status }) => {
    state.own.entries++
    if (status === 'sent' || status === 'failed' || status === 'not-sent') noteEnded(state, n, way)
  },
  quietSet: ({ own: { waiting } }, _data, { at }) => {
    // What the old ones held back is decided anew.
    for (const each of waiting) if (each.why === 'quiet-hours') each.dueAt = Math.min(each.dueAt, at)
  },
  deviceAdded: ({ own: { subscriptions } }, { id, subscription }) => {
    subscriptions[id] = subscription
  },
  deviceRemoved: ({ own: { subscriptions } }, { id }) => {
    delete subscriptions[id]
  },
}

export const stateFold = defineFold<InboxState, StoredEvents>({
  state: emptyState,
  // One handler for all: the view's fold on what the view shows, then what the view does not know.
  events: Object.fromEntries(
    [
      ...Object.keys(inboxFold.events),
      ...[
        'met',
        'here',
        'left',
        'sentOnce',
        'passed',
        'gathered',
        'ungathered',
        'digestDropped',
        'routed',
        'calledOff',
        'reported',
        'erased',
      ],
    ].map((type) => [
      type,
      (state: InboxState, data: never, meta: EventMeta) => {
        const { offset, at } = meta
        const shown = showInbox({ type, data, offset, at } as StoredEvent & EventMeta)
        if (shown !== undefined) applyEvent(inboxFold, state.inbox, { ...shown, offset, at })
        const handler = own[type as keyof LoggedEvents]
        handler?.(state, data, meta)
      },
    ]),
  ) as unknown as Parameters<typeof defineFold<InboxState, StoredEvents>>[0]['events'],
})

function count({ own }: InboxState, category: string, at: number): void {
  for (const [name, { since }] of Object.entries(own.rates))
    if (at - since >= rateWindowMs || at < since) delete own.rates[name]
  const { since, count } = own.rates[category] ?? { since: at, count: 0 }
  own.rates[category] = { since, count: count + 1 }
}

interface Came {
  readonly routes: readonly Decided[]
  readonly digest?: string
  readonly expiresAt?: number
}

function noteCame(state: InboxState, content: Content, came: Came, at: number, isOutside = false): void {
  const { routes, digest } = came
  const expiresAt = state.inbox.marks[content.n]?.expiresAt ?? came.expiresAt
  // The notices of a digest were counted when they came.
  if (digest === undefined) count(state, content.category, at)
  else delete state.own.digests[digest]
  const how = { ...(isOutside ? { isOutside } : {}), ...(expiresAt === undefined ? {} : { expiresAt }) }
  for (const decided of routes) noteDecided(state, content, decided, at, how)
  state.own.entries += linesOf(routes)
}

/** Of one notification and way there is one that waits: the newest content, in the place of the first. */
function noteDecided(
  { own }: InboxState,
  content: Content,
  decided: Decided,
  at: number,
  { isOutside, expiresAt }: Pick<Waiting, 'isOutside' | 'expiresAt'>,
): void {
  const { way, status, reason, until, counts, devices } = decided
  const index = own.waiting.findIndex((each) => each.way === way && each.content.n === content.n)
  const known = own.waiting[index]
  if (status !== 'delayed') {
    // What was to be sent before still is: this one only adds nothing to it.
    if (index >= 0 && reason !== 'silent') own.waiting.splice(index, 1)
  } else if (until !== undefined && (reason === 'quiet-hours' || reason === 'if-unread')) {
    const how = { ...(isOutside ? { isOutside } : {}), ...(expiresAt === undefined ? {} : { expiresAt }) }
    const waiting: Waiting = { way, why: reason, dueAt: until, content, ...how }
    if (known === undefined) own.waiting.push(waiting)
    else own.waiting[index] = waiting
  }
  if (status === 'queued') noteQueued(own, content, way, devices?.length ?? 1)
  if (counts === undefined) return
  const key = sentBy(content.category, way)
  own.sent[key] = [...(own.sent[key] ?? []), at].slice(-maxSent)
}

function noteQueued(own: InboxState['own'], { n, key }: Content, way: string, more: number): void {
  const known = own.outgoing.find((each) => each.n === n && each.way === way)
  const left = (known?.left ?? 0) + more
  const others = own.outgoing.filter((each) => each !== known)
  own.outgoing = [...others, { n, way, left, ...(key === undefined ? {} : { key }) }]
}

function noteEnded({ own }: InboxState, n: number, way: string): void {
  own.outgoing = own.outgoing.flatMap((each) => {
    if (each.n !== n || each.way !== way) return [each]
    return each.left > 1 ? [{ ...each, left: each.left - 1 }] : []
  })
}
