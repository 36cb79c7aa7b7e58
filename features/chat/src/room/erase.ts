// What the log says without a person: PROTOCOL.md#chat. Whatever only concerned him becomes `erased`, which changes nothing; his messages
// stay as places without text; elsewhere he is nobody.
import type { NewEvent } from '@parley/channel'
import type { Author, Mentions, Message } from '../contract/index.ts'
import type { LoggedEvents } from './events.ts'
import type { LoggedEvent } from './show.ts'

export const erasedAuthor: Author = { id: 'erased', name: '' }

type Logged = NewEvent<LoggedEvents>

/** `undefined`: it has nothing of him. */
export function eraseFromEvent(event: LoggedEvent, person: string): Logged | undefined {
  const { type, data } = event
  const before = { type, data } as Logged
  const after = withoutPerson(before, person)
  return JSON.stringify(after) === JSON.stringify(before) ? undefined : after
}

const nothing: Logged = { type: 'erased', data: {} }

function withoutPerson(event: Logged, person: string): Logged {
  const of = (author: Author) => (author.id === person ? erasedAuthor : author)
  const isHis = ({ id }: Author) => id === person
  switch (event.type) {
    case 'created': {
      const { by, people, ...data } = event.data
      const named = { ...(by && { by: of(by) }), ...(people && { people: people.map(of) }) }
      return { type: 'created', data: { ...data, ...named } }
    }
    case 'posted': {
      const { id, by, thread, inRoom, root } = event.data
      const place = { ...(thread === undefined ? {} : { thread }), ...(inRoom === undefined ? {} : { inRoom }) }
      const clean = root && { root: messageWithout(root, person) }
      if (isHis(by)) {
        return { type: 'posted', data: { id, by: erasedAuthor, text: '', ...place, erased: true, ...clean } }
      }
      const { reply, mentions } = event.data
      const data = {
        ...event.data,
        ...(reply && { reply: { ...reply, by: of(reply.by) } }),
        ...(mentions && { mentions: mentionsWithout(mentions, person) }),
        ...clean,
      }
      return { type: 'posted', data }
    }
    case 'edited': {
      const { by, body, mentions } = event.data
      if (isHis(by)) return nothing
      const named = mentions && { mentions: mentionsWithout(mentions, person) }
      return { type: 'edited', data: { ...event.data, ...named, ...(body && { body: messageWithout(body, person) }) } }
    }
    case 'deleted': {
      const { by, user, note, body, mentions, reply, ...rest } = event.data
      const left = {
        ...(body && { body: messageWithout(body, person) }),
        ...(mentions && { mentions: mentionsWithout(mentions, person) }),
        ...(reply && { reply: { ...reply, by: of(reply.by) } }),
      }
      return { type: 'deleted', data: { ...rest, by: of(by), user: of(user), note: isHis(user) ? '' : note, ...left } }
    }
    case 'reacted': {
      const { user, body } = event.data
      if (user === person) return nothing
      return { type: 'reacted', data: { ...event.data, ...(body && { body: messageWithout(body, person) }) } }
    }
    case 'pinned':
      return isHis(event.data.user)
        ? nothing
        : { type: 'pinned', data: { ...event.data, by: of(event.data.by), user: of(event.data.user) } }
    case 'updated':
      return { type: 'updated', data: { ...event.data, by: of(event.data.by) } }
    case 'unpinned':
      return { type: 'unpinned', data: { ...event.data, by: of(event.data.by) } }
    case 'blockChanged':
      return event.data.user === person ? { type: event.type, data: { ...event.data, user: erasedAuthor.id } } : event
    case 'joined':
    case 'renamed':
    case 'receipt':
      return isHis(event.data.user) ? nothing : event
    case 'left': {
      const { user, by } = event.data
      return isHis(user) ? nothing : { type: 'left', data: { ...event.data, ...(by && { by: of(by) }) } }
    }
    case 'roleChanged':
    case 'invited':
    case 'inviteEnded':
    case 'banned':
    case 'unbanned':
    case 'muted':
    case 'unmuted':
      return isHis(event.data.user)
        ? nothing
        : ({ type: event.type, data: { ...event.data, by: of(event.data.by) } } as Logged)
    case 'reported': {
      const { message, by } = event.data
      const text = isHis(message.by) ? '' : message.text
      return {
        type: 'reported',
        data: { ...event.data, message: { ...message, by: of(message.by), text }, by: of(by) },
      }
    }
    case 'resolved':
      return { type: 'resolved', data: { ...event.data, by: of(event.data.by), user: of(event.data.user) } }
    case 'held': {
      const { by, reply } = event.data.post
      if (isHis(by)) return nothing
      const post = { ...event.data.post, ...(reply && { reply: { ...reply, by: of(reply.by) } }) }
      return { type: 'held', data: { ...event.data, post } }
    }
    case 'released':
    case 'rejected': {
      const { by, user, text } = event.data
      const named = { by: of(by), user: of(user), text: isHis(user) ? '' : text }
      return { type: event.type, data: { ...event.data, ...named } } as Logged
    }
    case 'directRefused':
      return isHis(event.data.by) || isHis(event.data.with) ? nothing : event
    case 'uploaded':
    case 'postForRefused':
      return isHis(event.data.by) ? nothing : event
    default:
      return event
  }
}

function mentionsWithout(mentions: Mentions, person: string): Mentions {
  return { ...mentions, people: mentions.people.filter(({ id }) => id !== person) }
}

function messageWithout(message: Message, person: string): Message {
  const of = (author: Author) => (author.id === person ? erasedAuthor : author)
  const { by, reply, mentions, reactions, replies } = message
  const threads = replies && { replies: { ...replies, people: replies.people.map(of) } }
  if (by.id === person) {
    const { offset, id, at, thread, inRoom } = message
    const place = { ...(thread === undefined ? {} : { thread }), ...(inRoom === undefined ? {} : { inRoom }) }
    return { offset, id, by: erasedAuthor, text: '', at, deleted: 'by-author', ...place, ...threads }
  }
  const left = reactions?.map(({ emoji, by: who }) => ({ emoji, by: who.filter((id) => id !== person) }))
  return {
    ...message,
    ...(reply && { reply: { ...reply, by: of(reply.by) } }),
    ...(mentions && { mentions: mentionsWithout(mentions, person) }),
    ...(left && { reactions: left.filter(({ by: who }) => who.length > 0) }),
    ...threads,
  }
}
