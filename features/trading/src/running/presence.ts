import { ChannelError, type FeatureRun, type FeatureServer } from '@parley/channel'
import type { PresenceSet } from '../exchange/events.ts'
import type { ServerState } from '../exchange/server-folds.ts'
import { exchangeName } from './names.ts'

type Said = 'present' | 'gone'

const firstRetryMs = 1_000
const longestRetryMs = 30_000

interface Known {
  is: Said
  heard?: Said
  isTelling: boolean
  endGrace?: () => void
}

/**
 * Tells the exchange who has his account open. Who has gone has `graceMs` to come back before the exchange hears of it and cancels his orders that ask for
 * that. So long have also those whom the exchange takes to be here and who are not: those who were before a start, and who orders without an open account.
 */
export class PresenceRun implements FeatureRun {
  readonly #server: FeatureServer
  readonly #graceMs: number
  readonly #people = new Map<string, Known>()
  readonly #endings: (() => void)[] = []
  #isClosed = false

  constructor(server: FeatureServer, graceMs: number) {
    this.#server = server
    this.#graceMs = graceMs
    this.#endings.push(
      server.watchPresence(exchangeName, 'account/*', {
        onHere: ({ id }) => this.#here(id),
        onGone: ({ id }) => this.#gone(id),
      }),
      server.watch(exchangeName, 'server', {
        onState: (state) => {
          for (const id of (state as ServerState).present) this.#expect(id)
        },
        onEvents: (events) => {
          for (const { type, data } of events) {
            if (type !== 'presenceSet') continue
            const { account, here } = data as PresenceSet
            if (here) this.#expect(account)
          }
        },
      }),
    )
  }

  async close(): Promise<void> {
    this.#isClosed = true
    for (const end of this.#endings) end()
    for (const { endGrace } of this.#people.values()) endGrace?.()
  }

  #here(id: string): void {
    const known = this.#known(id, 'present')
    known.endGrace?.()
    delete known.endGrace
    this.#note(id, 'present')
  }

  #gone(id: string): void {
    const known = this.#known(id, 'gone')
    known.endGrace?.()
    known.endGrace = this.#server.setTimer(() => {
      delete known.endGrace
      // He may have ordered since the exchange heard it last.
      delete known.heard
      this.#note(id, 'gone')
    }, this.#graceMs)
  }

  #expect(id: string): void {
    const known = this.#people.get(id)
    if (known === undefined || (known.is === 'gone' && known.endGrace === undefined)) this.#gone(id)
  }

  #known(id: string, is: Said): Known {
    const known = this.#people.get(id) ?? { is, isTelling: false }
    this.#people.set(id, known)
    return known
  }

  #note(id: string, is: Said): void {
    const known = this.#known(id, is)
    known.is = is
    if (!known.isTelling) void this.#tell(id, known)
  }

  /** In the order in which it was so; what changed before it was heard need not be. */
  async #tell(account: string, known: Known): Promise<void> {
    known.isTelling = true
    let waitMs = firstRetryMs
    while (known.is !== known.heard && !this.#isClosed) {
      const { is } = known
      try {
        await this.#server.command(exchangeName, is, { account })
        known.heard = is
        waitMs = firstRetryMs
      } catch (error) {
        if (this.#isClosed) break
        this.#server.report(error, `trading: telling the exchange that somebody is ${is}`)
        // It would say the same again.
        if (error instanceof ChannelError && !error.retryable) {
          known.heard = is
          continue
        }
        await new Promise<void>((resolve) => void this.#server.setTimer(resolve, waitMs))
        waitMs = Math.min(longestRetryMs, waitMs * 2)
      }
    }
    known.isTelling = false
    // Of who is gone nothing more need be known.
    if (known.is === 'gone' && known.endGrace === undefined) this.#people.delete(account)
  }
}
