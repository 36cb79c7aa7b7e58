import { type GenericRules, UsageError } from '@parley/channel'
import type { AttachOptions } from './options.ts'

type Given = { readonly [Name in keyof AttachOptions]: unknown }

/** A shorter one could be found by trying. */
const leastKeyLength = 16

/** The options that say who may do what, besides `authenticate`. Throws `UsageError`. */
export function checkWho({ tokens, channels, publishKey, onSocket }: Given): void {
  if (tokens !== undefined) {
    if (onSocket !== undefined) {
      throw wrong(
        '"tokens" come in the first message of a session, which plain sockets do not have: look at the request in "authenticate".',
      )
    }
    if (typeof (tokens as { verify?: unknown } | null)?.verify !== 'function') {
      throw wrong('"tokens" has a method verify(token): attach(server, { tokens: jwt({ secret }) }).')
    }
  }
  checkChannels(channels)
  if (publishKey === undefined) return
  if (!channels) throw wrong('"publishKey" is for generic channels: attach(server, { channels: true, publishKey }).')
  const keys: readonly unknown[] = [publishKey].flat()
  if (keys.length > 0 && keys.every((key) => typeof key === 'string' && isKey(key))) return
  throw wrong(
    `"publishKey" is ${leastKeyLength} visible ASCII characters at least, or it could be guessed: node -p "require('crypto').randomBytes(24).toString('base64url')".`,
  )
}

const ruleNames = ['mayRead', 'mayPublish'] satisfies (keyof GenericRules)[]

function checkChannels(channels: unknown): void {
  if (channels === undefined || typeof channels === 'boolean') return
  const line =
    'attach(server, { channels: { mayRead: (channel, user) => true, mayPublish: (channel, user) => false } })'
  if (typeof channels !== 'object' || channels === null) throw wrong(`"channels" is true, or says who may: ${line}.`)
  for (const [name, rule] of Object.entries(channels)) {
    // A slip of the pen would be a rule that is silently not there.
    if (!(ruleNames as string[]).includes(name)) throw wrong(`There is no rule "${name}" of "channels": ${line}.`)
    if (rule !== undefined && typeof rule !== 'function') throw wrong(`"channels.${name}" is a function: ${line}.`)
  }
}

function isKey(key: string): boolean {
  return key.length >= leastKeyLength && /^[\x21-\x7e]+$/.test(key)
}

function wrong(message: string): UsageError {
  return new UsageError('ERR_ATTACH_OPTIONS', message)
}
