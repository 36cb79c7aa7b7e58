// What each view shows of an event of the log. The folds of the views read it on both sides.
import type { EventMeta } from '@parley/channel/client'
import { beginningOf } from '@parley/channel/client'
import type { ModerationEvents, RoomEvents, SummaryEvents } from '../contract/index.ts'
import { maxSnippetLength } from '../contract/limits.ts'
import type { LoggedEvents } from './events.ts'

type Of<Events> = { [Type in keyof Events]: { readonly type: Type; readonly data: Events[Type] } }[keyof Events]
export type LoggedEvent = Of<LoggedEvents> & EventMeta

type Show<Events> = (event: LoggedEvent) => Of<Events> | undefined

/** The view `room`: nothing of whole messages, earlier texts and reasons. */
export const showRoom: Show<RoomEvents> = (event) => {
  switch (event.type) {
    case 'created':
    case 'updated':
    case 'joined':
    case 'roleChanged':
    case 'renamed':
    case 'unpinned':
    case 'receipt':
      return event
    case 'blockChanged': {
      const { user, on } = event.data
      return { type: 'blockChanged', data: { user, on } }
    }
    case 'left': {
      const { user, how } = event.data
      return { type: 'left', data: { user, how } }
    }
    case 'posted': {
      const { root: _root, scheduled: _scheduled, ...data } = event.data
      return { type: 'posted', data }
    }
    case 'edited': {
      const { body: _body, by: _by, versions: _versions, ...data } = event.data
      return { type: 'edited', data }
    }
    case 'deleted': {
      const { body: _body, by: _by, user: _user, note: _note, mentions: _mentions, reply: _reply, ...data } = event.data
      return { type: 'deleted', data }
    }
    case 'reacted': {
      const { body: _body, ...data } = event.data
      return { type: 'reacted', data }
    }
    case 'pinned': {
      const { user: _user, ...data } = event.data
      return { type: 'pinned', data }
    }
    default:
      return undefined
  }
}

export const showSummary: Show<SummaryEvents> = (event) => {
  switch (event.type) {
    case 'created':
    case 'updated':
      return event
    case 'posted': {
      const { id, by, thread, inRoom, mentions, gone, erased } = event.data
      const data = { id, by, text: snippet(event.data.text), thread, inRoom, mentions, gone, erased }
      return { type: 'posted', data: withoutMissing(data) }
    }
    case 'edited': {
      const { offset, thread, text, mentions } = event.data
      return { type: 'edited', data: withoutMissing({ offset, thread, text: snippet(text), mentions }) }
    }
    case 'deleted': {
      const { offset, thread, as } = event.data
      return { type: 'deleted', data: withoutMissing({ offset, thread, as }) }
    }
    default:
      return undefined
  }
}

export const showModeration: Show<ModerationEvents> = (event) => {
  switch (event.type) {
    case 'updated': {
      const { by, ...changes } = event.data
      return { type: 'updated', data: { by, note: JSON.stringify(changes) } }
    }
    case 'left': {
      const { user, how, by, note } = event.data
      // A ban says so itself.
      if (how !== 'kicked' || by === undefined) return undefined
      return { type: 'left', data: withoutMissing({ user, by, note }) }
    }
    case 'deleted': {
      const { user, by, as, note } = event.data
      return as === 'by-staff' ? { type: 'deleted', data: { user, by, note } } : undefined
    }
    case 'held': {
      const { post, reason } = event.data
      return { type: 'held', data: { by: post.by, text: post.text, reason } }
    }
    case 'released': {
      const { held, by, user } = event.data
      return { type: 'released', data: { held, by, user } }
    }
    case 'rejected': {
      const { held, by, user, note } = event.data
      return { type: 'rejected', data: withoutMissing({ held, by, user, note }) }
    }
    case 'joined':
      return { type: 'joined', data: { user: event.data.user } }
    case 'banned':
    case 'unbanned':
    case 'muted':
    case 'unmuted':
    case 'roleChanged':
    case 'invited':
    case 'inviteEnded':
    case 'reported':
    case 'resolved':
      return event
    default:
      return undefined
  }
}

/**
 * What those are told who hear of it only now: of a message that was deleted since, that there was one. Its `deleted` comes
 * later in what they are told.
 */
export function hideDeleted<Events extends { posted: RoomEvents['posted'] }>(
  shown: Of<Events> | undefined,
  { offset }: EventMeta,
  isDeleted: (offset: number) => boolean,
): Of<Events> | undefined {
  const event = shown as Of<RoomEvents> | undefined
  switch (event?.type) {
    case 'posted': {
      if (!isDeleted(offset)) return shown
      const { id, by, thread, inRoom } = event.data
      const data = withoutMissing({ id, by, text: '', thread, inRoom, gone: true as const })
      return { type: 'posted', data } as unknown as Of<Events>
    }
    case 'edited':
    case 'reacted':
    case 'pinned':
      return isDeleted(event.data.offset) ? undefined : shown
    default:
      return shown
  }
}

function snippet(text: string): string {
  return beginningOf(text, maxSnippetLength)
}

type Missing<T> = { [Key in keyof T as undefined extends T[Key] ? Key : never]?: Exclude<T[Key], undefined> }
type There<T> = { [Key in keyof T as undefined extends T[Key] ? never : Key]: T[Key] }

function withoutMissing<T extends object>(data: T): Missing<T> & There<T> {
  return Object.fromEntries(Object.entries(data).filter(([, value]) => value !== undefined)) as Missing<T> & There<T>
}
