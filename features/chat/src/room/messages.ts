// What becomes of one message: the same for a room's state, for the documents on the server, and for what a client has loaded.
import type { EventMeta } from '@parley/channel/client'
import type { Entry, Message, Posted, Reaction, RoomEvents } from '../contract/index.ts'

interface Named {
  readonly id: string
  readonly name: string
  readonly guest?: boolean
}

/** A person as an author: only what belongs to one, and `guest` only where it is true. */
export function authorOf({ id, name, guest }: Named) {
  return guest === true ? ({ id, name, guest } as const) : { id, name }
}

/** The message that a `posted` event makes. */
export function messageOf(data: Posted, { offset, at }: EventMeta): Message {
  const { id, by, text, reply, thread, inRoom, files, mentions, gone, erased } = data
  const place = { ...(thread === undefined ? {} : { thread }), ...(inRoom === undefined ? {} : { inRoom }) }
  const base = { offset, id, by: authorOf(by), text, at, ...place }
  if (gone || erased) return { ...base, text: '', deleted: 'by-author' }
  return {
    ...base,
    ...(reply === undefined ? {} : { reply }),
    ...(mentions === undefined ? {} : { mentions }),
    ...(files === undefined ? {} : { files }),
  }
}

/** What counting needs to know of a message. */
export function entryOf({ offset, by, thread, inRoom, mentions }: Message): Entry {
  const people = mentions?.people.map(({ id }) => id) ?? []
  return {
    offset,
    by: by.id,
    ...(thread === undefined || inRoom ? {} : { thread }),
    ...(people.length === 0 ? {} : { people }),
    ...(mentions?.room ? { room: true } : {}),
  }
}

/** Whether it stands in the main list. */
export function isInMainList({ thread, inRoom }: Pick<Message, 'thread' | 'inRoom'>): boolean {
  return thread === undefined || inRoom === true
}

/** A deleted message stays as it is: deletion wins. */
export function edited(message: Message, { text, mentions }: RoomEvents['edited'], at: number): Message {
  if (message.deleted !== undefined) return message
  const { mentions: _old, ...rest } = message
  return { ...rest, text, editedAt: at, ...(mentions === undefined ? {} : { mentions }) }
}

/** What is left of a message: where it stands, who wrote it, and what stands in its thread. */
export function tombstone(message: Message, as: 'by-author' | 'by-staff'): Message {
  const { offset, id, by, at, thread, inRoom, replies } = message
  return {
    offset,
    id,
    by,
    text: '',
    at,
    deleted: as,
    ...(thread === undefined ? {} : { thread }),
    ...(inRoom === undefined ? {} : { inRoom }),
    ...(replies === undefined ? {} : { replies }),
  }
}

export function reacted(
  message: Message,
  { emoji, user, on }: Pick<RoomEvents['reacted'], 'emoji' | 'user' | 'on'>,
): Message {
  if (message.deleted !== undefined) return message
  const { reactions = [], ...rest } = message
  const known = reactions.find((reaction) => reaction.emoji === emoji)
  const others = (known?.by ?? []).filter((id) => id !== user)
  const changed: Reaction = { emoji, by: on ? [...others, user] : others }
  const all = known ? reactions.map((reaction) => (reaction === known ? changed : reaction)) : [...reactions, changed]
  const left = all.filter(({ by }) => by.length > 0)
  return left.length === 0 ? rest : { ...rest, reactions: left }
}

/** The first message of a thread, after somebody wrote there. */
export function replied(root: Message, { offset, at, by }: Pick<Message, 'offset' | 'at' | 'by'>): Message {
  const { count = 0, people = [] } = root.replies ?? {}
  const newest = [...people.filter(({ id }) => id !== by.id), by].slice(-3)
  return { ...root, replies: { count: count + 1, lastOffset: offset, lastAt: at, people: newest } }
}
