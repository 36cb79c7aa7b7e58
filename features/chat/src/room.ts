import type { EventMeta } from '@parley/channel/client'
import { defineFold } from '@parley/channel/client'

/** How many messages a room's state holds; older ones come by `read`. */
export const maxMessages = 50

/** The longest text of one message, after trimming, in UTF-16 units as `String.length` counts them. */
export const maxTextLength = 4000

/** Somebody who writes here. Only the id tells people apart: a guest's name is the guest's own choice. */
export interface Author {
  readonly id: string
  readonly name: string
  readonly guest?: true
}

export interface Message {
  /** The id of the command that posted it: its author chose it, so it is unique only together with `by.id`. */
  readonly id: string
  readonly offset: number
  readonly by: Author
  readonly text: string
  /** The server's clock, in milliseconds since 1970. */
  readonly at: number
}

export interface Room {
  /** The newest `maxMessages`, oldest first. */
  messages: Message[]
}

export interface Posted {
  readonly id: string
  readonly by: Author
  readonly text: string
}

// What is not assigned today may be an emoji tomorrow, so unassigned characters count as visible.
const visible = /[^\p{Cc}\p{Cf}\p{Z}\p{Default_Ignorable_Code_Point}\u2800]/u

/** Whether a text has at least one character that can be seen: not only spaces, joiners, fillers and controls. */
export function hasVisibleText(text: string): boolean {
  return visible.test(text)
}

/** A person as an author: only what belongs to one, and `guest` only where it is true. */
export function authorOf(person: { readonly id: string; readonly name: string; readonly guest?: boolean }): Author {
  const { id, name } = person
  return person.guest === true ? { id, name, guest: true } : { id, name }
}

/** The message that a `posted` event makes. */
export function messageOf(data: Posted, meta: EventMeta): Message {
  return {
    id: data.id,
    offset: meta.offset,
    by: authorOf(data.by),
    text: data.text,
    at: meta.at,
  }
}

/** PROTOCOL.md#chat: how a room grows. The same on the server and in the browser. */
export const roomFold = defineFold({
  state: (): Room => ({ messages: [] }),
  events: {
    posted: (room: Room, data: Posted, meta: EventMeta) => {
      room.messages.push(messageOf(data, meta))
      if (room.messages.length > maxMessages) room.messages.splice(0, room.messages.length - maxMessages)
    },
  },
})
