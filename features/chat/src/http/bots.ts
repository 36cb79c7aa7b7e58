import { type Actor, UsageError } from '@parley/channel'
import { BearerKeys, isKey } from '@parley/http'

export interface Bot {
  /** A secret of 16 or more visible ASCII characters: `Authorization: Bearer <key>`. */
  readonly key: string
  readonly id: string
  readonly name: string
}

const botLine = "chat({ bots: [{ key: process.env.BOT_KEY, id: 'bot-weather', name: 'Weather' }] })"

/** Programs that have a key instead of a sign-in. Throws `UsageError` (`ERR_CHAT_BOT`) with the line to write. */
export function botKeys(bots: readonly Bot[]): BearerKeys<Actor> {
  for (const field of ['key', 'id'] as const) {
    if (new Set(bots.map((bot) => bot[field])).size === bots.length) continue
    throw new UsageError('ERR_CHAT_BOT', `Two bots have the same ${field}: each has its own.`)
  }
  const wrong = bots.find(({ key, id, name }) => !isKey(key) || id === '' || name === '')
  if (wrong !== undefined)
    throw new UsageError(
      'ERR_CHAT_BOT',
      `A bot has a key of 16 or more visible characters, an id and a name: ${botLine}`,
    )
  return new BearerKeys(bots.map(({ key, id, name }) => [key, { id, name, guest: false }]))
}
