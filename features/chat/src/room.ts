import type { EventMeta } from '@parley/channel/client'
import { defineFold } from '@parley/channel/client'

/** How many messages a room's state holds; older ones come by `read`. */
export const maxMessages = 50

/** The longest text of one message, after trimming, in UTF-16 units as `String.length` counts them. */
export const maxTextLength = 4000

export interface Author {
  readonly id: string
  readonly name: string
}

export interface Message {
  /** The id of the command that posted it. */
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

/** The message that a `posted` event makes. */
export function messageOf(data: Posted, meta: EventMeta): Message {
  return {
    id: data.id,
    offset: meta.offset,
    by: { id: data.by.id, name: data.by.name },
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
