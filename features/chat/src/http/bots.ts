import { createHash, timingSafeEqual } from 'node:crypto'
import { type Actor, UsageError } from '@parley/channel'

export interface Bot {
  /** A secret of 16 or more visible ASCII characters: `Authorization: Bearer <key>`. */
  readonly key: string
  readonly id: string
  readonly name: string
}

/** Programs that have a key instead of a sign-in. */
export class Bots {
  readonly #bots: readonly { readonly hash: Buffer; readonly actor: Actor }[]

  /** Throws `UsageError` (`ERR_CHAT_BOT`) with the line to write. */
  constructor(bots: readonly Bot[]) {
    for (const field of ['key', 'id'] as const) {
      if (new Set(bots.map((bot) => bot[field])).size === bots.length) continue
      throw new UsageError('ERR_CHAT_BOT', `Two bots have the same ${field}: each has its own.`)
    }
    this.#bots = bots.map(({ key, id, name }) => {
      if (!/^[\x21-\x7e]{16,}$/.test(key) || id === '' || name === '') {
        throw new UsageError(
          'ERR_CHAT_BOT',
          "A bot has a key of 16 or more visible characters, an id and a name: chat({ bots: [{ key: process.env.BOT_KEY, id: 'bot-weather', name: 'Weather' }] })",
        )
      }
      return { hash: digest(key), actor: { id, name, guest: false } }
    })
  }

  /** Compared by hashes, all of them: how long it takes says nothing about how much of a key was right. */
  actorOf(request: Request): Actor | undefined {
    const [, given] = /^Bearer +([\x21-\x7e]+) *$/i.exec(request.headers.get('authorization') ?? '') ?? []
    if (given === undefined) return undefined
    const hash = digest(given)
    const [found] = this.#bots.filter((bot) => timingSafeEqual(bot.hash, hash))
    return found?.actor
  }
}

function digest(key: string): Buffer {
  return createHash('sha256').update(key).digest()
}
