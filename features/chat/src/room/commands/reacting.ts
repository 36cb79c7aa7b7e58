import { Refusal, refuse } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import type { Message } from '../../contract/index.ts'
import { ChatCode } from '../../contract/index.ts'
import { maxSnippetLength } from '../../contract/limits.ts'
import { silenceOf } from '../asker.ts'
import type { Rule } from '../decide.ts'
import type { RoomInputs } from '../inputs.ts'
import { bodyFor, knownMessage, noMessage, wantedMessages, wasDeletedAlready } from '../known-messages.ts'
import { reacted } from '../messages.ts'
import type { RoomRules } from '../options.ts'
import { entering } from './entering.ts'

export const react: Rule<RoomInputs['react']> = {
  lookup: (state, { offset }) => wantedMessages(state, [offset]),
  decide: ({ state, input: { offset, emoji, on }, asker, context, options }) => {
    const message = knownMessage(state, context.documents, offset)
    if (message === undefined) return noMessage()
    if (message.deleted !== undefined) return wasDeletedAlready()
    const silence = silenceOf(state, asker, context)
    if (silence !== undefined) return silence
    const user = asker.author.id
    const known = message.reactions?.find((reaction) => reaction.emoji === emoji)
    if ((known?.by.includes(user) ?? false) === on) return []
    const entered = on ? (tooManyOn(message, emoji, options) ?? entering(state, asker, context, options)) : []
    if (entered instanceof Refusal) return entered
    const { thread } = message
    const change = { emoji, user, on }
    const place = thread === undefined ? { offset } : { offset, thread }
    return [...entered, { type: 'reacted', data: { ...place, ...change, ...bodyFor(state, reacted(message, change)) } }]
  },
}

export const pin: Rule<RoomInputs['pin']> = {
  lookup: (state, { offset }) => wantedMessages(state, [offset]),
  decide: ({ state, input: { offset }, asker, context, options: { limits } }) => {
    const message = knownMessage(state, context.documents, offset)
    if (message === undefined) return noMessage()
    if (message.deleted !== undefined) return wasDeletedAlready()
    const { pins } = state.shared
    if (pins.some((pin) => pin.offset === offset)) return []
    if (pins.length >= limits.maxPins)
      return refuse(ChatCode.tooManyPins, `A room has at most ${limits.maxPins} pinned messages.`)
    const text = beginningOf(message.text, maxSnippetLength)
    return [{ type: 'pinned', data: { offset, by: asker.author, text, user: message.by } }]
  },
}

export const unpin: Rule<RoomInputs['unpin']> = {
  decide: ({ state, input: { offset }, asker }) =>
    state.shared.pins.some((pin) => pin.offset === offset)
      ? [{ type: 'unpinned', data: { offset, by: asker.author } }]
      : [],
}

function tooManyOn({ reactions = [] }: Message, emoji: string, { limits }: RoomRules): Refusal | undefined {
  const count = reactions.reduce((sum, { by }) => sum + by.length, 0)
  const isNew = reactions.every((reaction) => reaction.emoji !== emoji)
  if (count < limits.maxReactions && !(isNew && reactions.length >= limits.maxEmoji)) return undefined
  const most = `${limits.maxEmoji} different reactions, and ${limits.maxReactions} in all`
  return refuse(ChatCode.tooManyReactions, `A message has at most ${most}.`)
}
