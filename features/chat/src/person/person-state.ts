import type { EventMeta } from '@parley/channel/client'
import { applyEvent, defineFold, ownValue, setValue } from '@parley/channel/client'
import { type Author, type Person, threadKey } from '../contract/index.ts'
import { maxRoomsPerPerson, maxToldPlaces } from '../contract/limits.ts'
import type { LoggedEvents, StoredEvent, StoredEvents } from './events.ts'
import { showPerson } from './events.ts'
import { emptyPerson, personFold } from './person-fold.ts'

/** The state of a channel `chat-person/<id>`: what its view shows, and what only its rules need. */
export interface PersonState {
  person: Person
  own: {
    /** As he called himself last; `null`: he has done nothing here yet. */
    me: Author | null
    /** The newest that was heard of each room, by `placeOf` it: in the order of hearing. Of rooms long left it is forgotten. */
    news: { [place: string]: News }
    /** Direct rooms he asked for within the last `askAgainMs`, by `placeOf` them. */
    asks: { [place: string]: { readonly at: number; readonly isRefused: boolean } }
    /** Since when scheduled messages are on their way, by id. */
    sending: { [id: string]: number }
    /** Held messages that were decided on, by `<room>/<offset>`, oldest first: news that they are held may come after. */
    decided: string[]
    /** The newest message of each place that was announced to him and not withdrawn, by `placeOf` it: in the order of telling. */
    told?: { [place: string]: number }
  }
}

/** Offsets of a room's events, apart: neither tells whether the other's newest was heard of. */
interface News {
  readonly membership: number
  readonly invite: number
}

/** Who asked for a direct room and was refused is answered from memory for so long, and who was not is not asked for again. */
export const askAgainMs = 60_000

const maxNews = maxRoomsPerPerson + 1000
const maxDecided = 200

export function emptyState(): PersonState {
  return { person: emptyPerson(), own: { me: null, news: {}, asks: {}, sending: {}, decided: [] } }
}

/** A room's name as a key whose place among others is when it was set: `17` alone would stand first, and `__proto__` nowhere. */
export function placeOf(room: string): string {
  return `/${room}`
}

/** Where a message stands: in a room's main list, or in a thread. */
export function placeOfTold(room: string, thread: number | undefined): string {
  return thread === undefined ? room : threadKey(room, thread)
}

type Own = {
  readonly [Type in keyof LoggedEvents]?: (state: PersonState, data: LoggedEvents[Type], meta: EventMeta) => void
}

/** What only the rules know. */
const own: Own = {
  roomJoined: (state, { room, news }) => {
    noteNews(state, room, 'membership', news)
    delete state.own.asks[placeOf(room)]
  },
  roomLeft: (state, { room, news }) => noteNews(state, room, 'membership', news),
  roomChanged: (state, { room, news }) => noteNews(state, room, 'membership', news),
  roomRefused: (state, { room, news }) => noteNews(state, room, 'membership', news),
  invited: (state, { room, news }) => noteNews(state, room, 'invite', news),
  inviteEnded: (state, { room, news = 0 }) => noteNews(state, room, 'invite', news),
  read: ({ own }, { user }) => {
    own.me = user
  },
  told: (state, { room, offset, thread }) => noteTold(state, placeOfTold(room, thread), offset),
  toldNoMore: ({ own }, { place }) => {
    if (own.told !== undefined) delete own.told[placeOf(place)]
  },
  directAsked: ({ own }, { room, by }, { at }) => {
    own.me = by
    for (const [place, ask] of Object.entries(own.asks)) if (at - ask.at >= askAgainMs) delete own.asks[place]
    own.asks[placeOf(room)] = { at, isRefused: false }
  },
  scheduled: ({ own }, { by }) => {
    own.me = by
  },
  due: ({ own }, { id }, { at }) => setValue(own.sending, id, at),
  scheduledEnded: ({ own }, { id }) => {
    delete own.sending[id]
  },
  failed: ({ own }, { id, kind, room }, { at }) => {
    if (kind === 'scheduled') delete own.sending[id]
    if (kind === 'direct') own.asks[placeOf(room)] = { at, isRefused: true }
  },
  heldChanged: ({ own }, { room, held, on }) => {
    if (!on) own.decided = [...own.decided, `${room}/${held}`].slice(-maxDecided)
  },
}

export const stateFold = defineFold<PersonState, StoredEvents>({
  state: emptyState,
  // One handler for all: the view's fold on what the view shows, then what the view does not know.
  events: Object.fromEntries(
    [...Object.keys(personFold.events), 'roomRefused', 'told', 'toldNoMore', 'due', 'directDeclined', 'erased'].map(
      (type) => [
        type,
        (state: PersonState, data: never, meta: EventMeta) => {
          const shown = showPerson({ type, data } as StoredEvent)
          const { offset, at } = meta
          if (shown !== undefined) applyEvent(personFold, state.person, { ...shown, offset, at })
          const handler = own[type as keyof LoggedEvents]
          handler?.(state, data, meta)
        },
      ],
    ),
  ) as unknown as Parameters<typeof defineFold<PersonState, StoredEvents>>[0]['events'],
})

/** What was announced to him of a room and its threads, and is not over. */
export function toldPlaces({ own }: PersonState, room: string): readonly { place: string; newest: number }[] {
  const [inRoom, inThreads] = [placeOf(room), `${placeOf(room)}/`]
  return Object.entries(own.told ?? {})
    .filter(([key]) => key === inRoom || key.startsWith(inThreads))
    .map(([key, newest]) => ({ place: key.slice(1), newest }))
}

function noteTold({ own }: PersonState, place: string, offset: number): void {
  own.told ??= {}
  const key = placeOf(place)
  const newest = Math.max(own.told[key] ?? 0, offset)
  delete own.told[key]
  own.told[key] = newest
  const [oldest, ...others] = Object.keys(own.told)
  if (oldest !== undefined && others.length >= maxToldPlaces) delete own.told[oldest]
}

/** What was heard last of a room. */
export function newsOf({ own }: PersonState, room: string): News {
  return own.news[placeOf(room)] ?? { membership: 0, invite: 0 }
}

function noteNews(state: PersonState, room: string, of: keyof News, offset: number): void {
  const { person, own } = state
  const place = placeOf(room)
  const known = newsOf(state, room)
  delete own.news[place]
  own.news[place] = { ...known, [of]: Math.max(known[of], offset) }
  let count = Object.keys(own.news).length
  if (count <= maxNews) return
  for (const old of Object.keys(own.news)) {
    if (count <= maxNews) return
    const isNeeded =
      ownValue(person.rooms, old.slice(1)) !== undefined || ownValue(person.invites, old.slice(1)) !== undefined
    if (isNeeded) continue
    delete own.news[old]
    count--
  }
}
