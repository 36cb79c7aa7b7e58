import type { Author, PersonEvents } from '../contract/index.ts'
import type { PersonSystemCommands } from '../contract/system.ts'

/** Events that a room's news made: `news` is the offset of what happened there. */
interface News {
  readonly news: number
}

/** The log of a channel `chat-person/<id>`: what its view shows, and what only its rules and effects need. */
export type LoggedEvents = Omit<PersonEvents, 'roomJoined' | 'roomLeft' | 'roomChanged' | 'invited' | 'inviteEnded'> & {
  readonly roomJoined: PersonEvents['roomJoined'] & News
  readonly roomLeft: PersonEvents['roomLeft'] & News
  /** Also without a change: that this was heard of. */
  readonly roomChanged: PersonEvents['roomChanged'] & News
  readonly invited: PersonEvents['invited'] & News
  /** `declined`: he himself does not want it; the offset of the room's event that invited him. */
  readonly inviteEnded: PersonEvents['inviteEnded'] & Partial<News> & { readonly declined?: number }
  /** He became a member at `at`, and his list is full: the room is told. */
  readonly roomRefused: { readonly room: string; readonly at: number } & News
  /** It was announced to him. */
  readonly told: PersonSystemCommands['told']
  /** What was announced of this place is over. */
  readonly toldNoMore: { readonly place: string }
  /** A scheduled message's time has come: it is on its way to its room. */
  readonly due: { readonly id: string; readonly by: Author }
  /** He is not told who wanted to reach him. */
  readonly directDeclined: { readonly room: string; readonly by: Author; readonly with: Author }
  /** What concerned only somebody who was erased. */
  readonly erased: Readonly<Record<never, never>>
}

/** As the log keeps them: each says whose channel it is, so that it can be erased with him. */
export type StoredEvents = { readonly [Type in keyof LoggedEvents]: LoggedEvents[Type] & { readonly me?: string } }

/** What is in the log only. */
type Hidden = { readonly me?: string; readonly news?: number; readonly declined?: number }

type Of<Events> = { [Type in keyof Events]: { readonly type: Type; readonly data: Events[Type] } }[keyof Events]
export type LoggedEvent = Of<LoggedEvents>
export type StoredEvent = Of<StoredEvents>
export type ShownEvent = Of<PersonEvents>

/** What the view `person` shows of an event. */
export function showPerson({ type, data }: StoredEvent): ShownEvent | undefined {
  switch (type) {
    case 'told':
    case 'toldNoMore':
    case 'due':
    case 'roomRefused':
    case 'directDeclined':
    case 'erased':
      return undefined
    case 'roomChanged':
      if (!('title' in data || 'role' in data || 'with' in data || 'mutedUntil' in data)) return undefined
  }
  const { me: _me, news: _news, declined: _declined, ...shown } = data as Hidden
  return { type, data: shown } as ShownEvent
}
