import { cleanLine, cleanText } from '@parley/channel/client'
import { z } from 'zod'
import { author } from '../room/inputs.ts'
import type { PersonLimits } from './options.ts'

// Nothing is worked on that is longer than any message could be.
const longest = 100_000
/** The last moment of ECMAScript's time. */
const lastMoment = 8.64e15

const room = z.string().regex(/^[a-z0-9_-]{1,64}$/, 'The key of a room is 1 to 64 of a–z, 0–9, "-" and "_".')
const offset = z.number().int().min(1)
const moment = z.number().int().min(0).max(lastMoment)
const id = z.string().min(1).max(200)
const text = z.string().max(longest)
const title = z.string().max(longest).transform(cleanLine)

/** The inputs of all commands, within what the app allows. */
export function personInputs({ maxTextLength }: PersonLimits) {
  const tooLong = `A message has at most ${maxTextLength} characters.`
  return {
    read: z.object({
      room,
      upTo: z.number().int().min(0),
      thread: offset.optional(),
      tell: z.boolean().optional(),
    }),
    markUnread: z.object({ room, from: offset, thread: offset.optional() }),
    // As it is being written: nothing is trimmed.
    draft: z.object({
      room,
      thread: offset.optional(),
      text: z.string().max(maxTextLength, tooLong),
      reply: offset.optional(),
    }),
    muteRoom: z.object({ room, on: z.boolean() }),
    block: z.object({ user: author, on: z.boolean() }),
    direct: z.object({ with: author }),
    schedule: z.object({
      room,
      text: text.transform(cleanText).pipe(z.string().max(maxTextLength, tooLong)),
      thread: offset.optional(),
      at: moment,
    }),
    cancelScheduled: z.object({ id }),
    declineInvite: z.object({ room }),
    dismiss: z.object({ id }),
    // Sent by the server alone.
    membership: z.object({
      room,
      offset,
      kind: z.enum(['public', 'private', 'direct']),
      title,
      role: z.enum(['owner', 'moderator', 'member']).nullable(),
      how: z.enum(['left', 'kicked', 'banned']).optional(),
      with: author.optional(),
      at: moment,
      joined: z.boolean().optional(),
      mutedUntil: moment.optional(),
    }),
    letIn: z.object({ room, offset }),
    follow: z.object({ room, thread: offset, by: z.string(), upTo: z.number().int().min(0) }),
    invited: z.object({ room, offset, by: author, title }),
    inviteEnded: z.object({ room, offset }),
    told: z.object({
      room,
      offset,
      kind: z.enum(['public', 'private', 'direct']),
      title,
      of: z.enum(['direct', 'mention', 'reply', 'thread']),
      by: author,
      text,
      thread: offset.optional(),
    }),
    untold: z.object({ room, offset, thread: offset.optional() }),
    heldNote: z.object({
      room,
      held: offset,
      text,
      on: z.boolean(),
      rejected: z.object({ code: z.string(), message: z.string() }).optional(),
    }),
    outcome: z.object({
      id,
      room,
      text,
      ok: z.boolean(),
      code: z.string().optional(),
      message: z.string().optional(),
    }),
    askDirect: z.object({ room, by: author, with: author }),
    directRefused: z.object({ room, with: author }),
    dueScheduled: z.object({ id }),
  }
}

export type PersonInputs = {
  readonly [Name in keyof ReturnType<typeof personInputs>]: z.output<ReturnType<typeof personInputs>[Name]>
}
