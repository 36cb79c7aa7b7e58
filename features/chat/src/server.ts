import { type Actor, defineChannel, type Feature, refuse } from '@parley/channel'
import { z } from 'zod'
import { authorOf, hasVisibleText, maxTextLength, roomFold } from './room.ts'

export interface ChatOptions {
  /** Who may enter a room: see it and post to it. Everybody unless given. A room one may not enter answers like none. */
  readonly mayEnter?: (room: string, user: Actor) => boolean
}

const post = z.object({
  text: z
    .string()
    .trim()
    .refine(hasVisibleText, 'A message needs some text.')
    .max(maxTextLength, `A message has at most ${maxTextLength} characters.`),
})
const typing = z.object({ typing: z.boolean() })

/** The channels `chat/<room>`, as PROTOCOL.md#chat describes them. */
export function chatChannel({ mayEnter = () => true }: ChatOptions = {}) {
  return defineChannel('chat', roomFold, {
    commands: {
      post: {
        input: post,
        decide: (_room, { text }, { actor, key, id }) => {
          // Anything but a plain yes is a no: a promise above all would otherwise let everybody in.
          if (mayEnter(key, actor) !== true)
            return refuse('not-allowed', `There is no room "${key}" that you may enter.`)
          return [{ type: 'posted', data: { id, by: authorOf(actor), text } }]
        },
      },
    },
    signals: { typing: { data: typing } },
    views: { room: { allow: (_room, actor, key) => mayEnter(key, actor), presence: true } },
  })
}

/** Chat rooms: `attach(server, { features: [chat()] })`, and in a page `<parley-chat room="general">`. */
export function chat(options: ChatOptions = {}): Feature {
  return {
    name: 'chat',
    channels: [chatChannel(options)],
    browserFiles: new URL('../dist/browser/', import.meta.url).href,
  }
}
