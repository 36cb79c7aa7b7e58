import type { DecideContext, NewEvent } from '@parley/channel'
import { Refusal, refuse } from '@parley/channel'
import { hasVisibleText, ownValue } from '@parley/channel/client'
import type { Author, FileInfo, Mentions, Message } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import { maxHeld } from '../../contract/limits.ts'
import { type Asker, notBefore, silenceOf } from '../asker.ts'
import type { Ask, Rule } from '../decide.ts'
import type { LoggedEvents, PostContent } from '../events.ts'
import type { RoomInputs } from '../inputs.ts'
import { bodyFor, knownMessage, noMessage, wantedMessages, wasDeletedAlready } from '../known-messages.ts'
import { isInMainList } from '../messages.ts'
import type { CheckedMessage, RoomRules } from '../options.ts'
import { isStaff, mayMentionRoom } from '../permissions.ts'
import type { RoomState } from '../room-state.ts'
import { entering, renaming } from './entering.ts'

type Events = readonly NewEvent<LoggedEvents>[]
export type PostInput = RoomInputs['post'] & { readonly scheduled?: true }

export const post: Rule<PostInput> = {
  lookup: (state, { reply, thread }) => wantedMessages(state, [reply, thread]),
  decide: (ask) => {
    const { state, input, asker, context, options } = ask
    const silence = silenceOf(state, asker, context) ?? tooSoon(state, asker, context)
    if (silence !== undefined) return silence
    // What was scheduled comes under the name of then.
    const isNamedNow = asker.role !== undefined && !input.scheduled
    const entered = isNamedNow ? renaming(state, asker) : entering(state, asker, context, options)
    if (entered instanceof Refusal) return entered
    const place = placeOf(ask)
    if (place instanceof Refusal) return place
    const files = filesOf(state, input.files ?? [], asker.author.id)
    if (files instanceof Refusal) return files
    if (!hasVisibleText(input.text) && files.length === 0) return saysNothing()
    const mentions = mentionsOf(state, input.mentions, asker)
    if (mentions instanceof Refusal) return mentions
    const content: PostContent = {
      id: context.id,
      by: asker.author,
      text: hasVisibleText(input.text) ? input.text : '',
      ...(mentions === undefined ? {} : { mentions }),
      ...place,
      ...(files.length === 0 ? {} : { files }),
    }
    const scheduled = input.scheduled ? ({ scheduled: true } as const) : {}
    const held = checkMessage(content, context.key, options)
    if (held instanceof Refusal) return held
    if (held === undefined) return [...entered, postedEvent(ask, content, scheduled)]
    if (state.moderation.held.length >= maxHeld)
      return refuse(ChatCode.tooMany, `${maxHeld} messages wait for the staff of this room.`)
    return [...entered, { type: 'held', data: { post: content, reason: held, ...scheduled } }]
  },
}

export const release: Rule<RoomInputs['release']> = {
  lookup: (state, { held }) => wantedMessages(state, [ownValue(state.own.held, String(held))?.post.thread]),
  decide: (ask) => {
    const { state, input, asker, context } = ask
    const waiting = ownValue(state.own.held, String(input.held))
    if (waiting === undefined) return noMessage()
    const { post: content } = waiting
    const root = content.thread === undefined ? undefined : knownMessage(state, context.documents, content.thread)
    if (content.thread !== undefined && (root === undefined || root.deleted !== undefined)) return wasDeletedAlready()
    const { by: user, text } = content
    const released = { type: 'released', data: { held: input.held, by: asker.author, user, text } } as const
    return [released, postedEvent(ask, content, {})]
  },
}

export const reject: Rule<RoomInputs['reject']> = {
  decide: ({ state, input: { held, reason }, asker }) => {
    const waiting = ownValue(state.own.held, String(held))
    if (waiting === undefined) return noMessage()
    const { by: user, text, files } = waiting.post
    const more = {
      ...(reason === undefined ? {} : { note: reason }),
      ...(files === undefined ? {} : { files: files.map(({ id }) => id) }),
    }
    return [{ type: 'rejected', data: { held, by: asker.author, user, text, ...more } }]
  },
}

export function saysNothing(): Refusal {
  return refuse(ChatCode.empty, 'A message needs some text.')
}

/** Members only, each once, by the names they have here. */
export function mentionsOf(
  { shared, own }: RoomState,
  mentions: RoomInputs['post']['mentions'],
  { kind, standing }: Asker,
): Mentions | undefined | Refusal {
  if (mentions === undefined) return undefined
  if (mentions.room && !mayMentionRoom(kind, standing, shared.memberCount))
    return refuse(ChatCode.mayNotMentionRoom, 'Only the staff of this room mentions everybody.')
  const people = [...new Set(mentions.people)].flatMap((id) => {
    const member = ownValue(own.members, id)
    return member === undefined ? [] : [{ id, name: member.name }]
  })
  if (people.length === 0 && !mentions.room) return undefined
  return { people, ...(mentions.room ? { room: true } : {}) }
}

/** What the app's hook says: `undefined` to let it pass, the reason to hold it, or a refusal. Throws where the hook is odd. */
export function checkMessage(
  { by, text, files = [], thread }: Pick<Message, 'by' | 'text' | 'files' | 'thread'>,
  room: string,
  { check }: RoomRules,
): string | undefined | Refusal {
  const message: CheckedMessage = { room, by, text, files, ...(thread === undefined ? {} : { thread }) }
  const answer: unknown = check(message)
  if (answer === undefined) return undefined
  if (typeof answer === 'object' && answer !== null) {
    if ('refuse' in answer && typeof answer.refuse === 'string') return refuse(ChatCode.rejected, answer.refuse)
    if ('hold' in answer && typeof answer.hold === 'string') return answer.hold
  }
  const what = answer instanceof Promise ? 'a promise' : JSON.stringify(answer)
  throw new TypeError(`"check" must answer undefined, { refuse } or { hold } at once; it answered ${what}`)
}

function tooSoon({ shared, own }: RoomState, { author, standing }: Asker, { now }: DecideContext): Refusal | undefined {
  const pause = shared.info?.slowModeMs ?? 0
  const last = ownValue(own.paced.at, author.id)
  if (pause === 0 || last === undefined || isStaff(standing)) return undefined
  const wait = last + pause - now
  if (wait <= 0) return undefined
  return notBefore(ChatCode.slowMode, 'Slow mode is on in this room.', wait)
}

type Place = Pick<PostContent, 'reply' | 'thread' | 'inRoom'>

/** Where it stands: a reply in the list of what it answers, a thread under a message of the main list. */
function placeOf({ state, input, context: { documents } }: Ask<PostInput>): Place | Refusal {
  const { reply, thread, inRoom } = input
  if (thread !== undefined) {
    const root = knownMessage(state, documents, thread)
    if (root === undefined || root.thread !== undefined) return noMessage()
    if (root.deleted !== undefined) return wasDeletedAlready()
  }
  const list = thread === undefined ? {} : { thread, ...(inRoom ? ({ inRoom: true } as const) : {}) }
  if (reply === undefined) return list
  const answered = knownMessage(state, documents, reply)
  if (answered === undefined) return noMessage()
  if (answered.deleted !== undefined) return wasDeletedAlready()
  const isInList =
    thread === undefined ? isInMainList(answered) : answered.thread === thread || answered.offset === thread
  return isInList ? { ...list, reply: { offset: reply, by: answered.by } } : noMessage()
}

function filesOf({ own }: RoomState, ids: readonly string[], author: string): readonly FileInfo[] | Refusal {
  const files: FileInfo[] = []
  for (const id of new Set(ids)) {
    const upload = own.uploads.find(({ by, file }) => by === author && file.id === id)
    if (upload === undefined)
      return refuse(ChatCode.noFile, 'A file that you did not upload to this room, or too long ago.')
    files.push(upload.file)
  }
  return files
}

/** The root of its thread goes with it where the state does not hold it. */
function postedEvent(
  { state, context: { documents } }: Ask<unknown>,
  content: PostContent,
  more: { readonly scheduled?: true },
): NewEvent<LoggedEvents> {
  const { thread } = content
  const root = thread === undefined ? undefined : knownMessage(state, documents, thread)
  // What it shows in the main list may push its own root out of the state.
  const { body } = root === undefined ? {} : content.inRoom ? { body: root } : bodyFor(state, root)
  return { type: 'posted', data: { ...content, ...more, ...(body === undefined ? {} : { root: body }) } }
}

/** Who wrote what of a `postFor`, for the answer. */
export function refusedFor(id: string, by: Author, text: string, { reason }: Refusal): Events {
  const { code, message } = reason
  return [{ type: 'postForRefused', data: { id, by, text, code, message } }]
}
