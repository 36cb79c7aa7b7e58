import { cleanLine, cleanText, hasVisibleText } from '@parley/channel/client'
import { z } from 'zod'
import type { Author } from '../contract/index.ts'
import * as most from '../contract/limits.ts'
import type { RoomLimits } from './options.ts'

// Nothing is worked on that is longer than any message could be.
const longest = 100_000
/** The longest id of a person: that of a channel `chat-person/<id>`. */
const maxIdLength = 150
const maxNameLength = 200
const maxEmojiLength = 32
/** The last moment of ECMAScript's time. */
const lastMoment = 8.64e15

const clean = z.string().max(longest).transform(cleanText)
const line = z.string().max(longest).transform(cleanLine)
const offset = z.number().int().min(1)
const moment = z.number().int().min(0).max(lastMoment)
const id = z.string().min(1).max(maxIdLength)
const reason = clean.pipe(z.string().max(most.maxReasonLength))
const title = line.pipe(z.string().max(most.maxTitleLength))
const topic = line.pipe(z.string().max(most.maxTopicLength))

export const author = z
  .object({ id, name: line.pipe(z.string().max(maxNameLength)), guest: z.boolean().optional() })
  .transform(({ id, name, guest }): Author => (guest ? { id, name, guest } : { id, name }))

const file = z.object({
  id: z.string().regex(/^[0-9a-f]{32}$/),
  name: z.string().max(255),
  type: z.string().max(255),
  size: z.number().int().min(0),
  width: z.number().int().min(1).optional(),
  height: z.number().int().min(1).optional(),
})

// One grapheme cluster that is an emoji as keyboards send it. `v`, so that one of several code points is one; ECMAScript has it since 2024, so
// it is no literal.
const anEmoji = '^\\p{RGI_Emoji}$'
const emojiOnly = new RegExp(anEmoji, 'v')
const segmenter = new Intl.Segmenter('en', { granularity: 'grapheme' })

export function isEmoji(text: string): boolean {
  return text.length <= maxEmojiLength && emojiOnly.test(text) && [...segmenter.segment(text)].length === 1
}

/** The inputs of all commands, within what the app allows. */
export function roomInputs({ maxTextLength, maxMentions, maxFilesPerMessage }: RoomLimits) {
  // May be empty: whether it says enough depends on the files.
  const text = clean.pipe(z.string().max(maxTextLength, `A message has at most ${maxTextLength} characters.`))
  const mentions = z
    .object({ people: z.array(id).max(maxMentions).optional(), room: z.boolean().optional() })
    .refine(
      ({ people = [], room }) => people.length + (room ? 1 : 0) <= maxMentions,
      `A message mentions at most ${maxMentions}.`,
    )
  const held = z.object({ held: offset })
  return {
    create: z.object({ kind: z.enum(['public', 'private']), title: title.optional(), topic: topic.optional() }),
    update: z.object({
      title: title.optional(),
      topic: topic.optional(),
      slowModeMs: z.number().int().min(0).max(most.maxSlowModeMs).optional(),
      archived: z.boolean().optional(),
    }),
    join: z.object({}),
    leave: z.object({}),
    invite: z.object({ user: author }),
    withdraw: z.object({ user: id }),
    kick: z.object({ user: id, reason: reason.optional() }),
    ban: z.object({ user: author, until: moment.optional(), reason: reason.optional() }),
    unban: z.object({ user: id }),
    mute: z.object({ user: id, until: moment, reason: reason.optional() }),
    unmute: z.object({ user: id }),
    setRole: z.object({ user: id, role: z.enum(['owner', 'moderator', 'member']) }),
    post: z.object({
      text,
      mentions: mentions.optional(),
      reply: offset.optional(),
      thread: offset.optional(),
      inRoom: z.boolean().optional(),
      files: z.array(z.string().max(64)).max(maxFilesPerMessage).optional(),
    }),
    edit: z.object({ offset, text, mentions: mentions.optional() }),
    delete: z.object({ offset, reason: reason.optional() }),
    react: z.object({
      offset,
      emoji: z.string().max(maxEmojiLength).refine(isEmoji, 'A reaction is one emoji.'),
      on: z.boolean(),
    }),
    pin: z.object({ offset }),
    unpin: z.object({ offset }),
    report: z.object({ offset, reason: reason.refine(hasVisibleText, 'A report needs a reason.') }),
    resolve: z.object({ report: offset, note: reason.optional() }),
    release: held,
    reject: held.extend({ reason: reason.optional() }),
    // Sent by the server alone.
    postFor: z.object({ id: z.string().min(1).max(200), by: author, text: clean, thread: offset.optional() }),
    receipt: z.object({ user: author, upTo: z.number().int().min(0) }),
    createDirect: z.object({ people: z.tuple([author, author]) }),
    setBlocked: z.object({ by: author, on: z.boolean(), offset }),
    declined: z.object({ user: id, invite: offset }),
    listFull: z.object({ user: id, joinedAt: moment }),
    uploaded: z.object({ by: author, file }),
    uploadGone: z.object({ ids: z.array(z.string().max(64)).max(most.maxUploads) }),
    timeUp: z.object({ of: z.enum(['banned', 'muted']), user: id, until: moment }),
  }
}

export type RoomInputs = {
  readonly [Name in keyof ReturnType<typeof roomInputs>]: z.output<ReturnType<typeof roomInputs>[Name]>
}
