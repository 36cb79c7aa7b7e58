import { ChannelError, type FeatureRun, type FeatureServer } from '@parley/channel'
import type { Desk } from '../contract/index.ts'

type Said = 'present' | 'gone'

const desk = 'inquiry-desk/main'
const firstRetryMs = 1_000
const longestRetryMs = 30_000

/**
 * Tells the desk which agents have it open, each until it has heard. After a start those whom it knows as present and who do not come back within
 * `returnMs` are gone.
 */
export class PresenceRun implements FeatureRun {
  readonly #server: FeatureServer
  /** What is so of each, and what the desk has heard. */
  readonly #people = new Map<string, { name?: string; is: Said; heard?: Said; isTelling: boolean }>()
  readonly #endWatch: () => void
  readonly #cancelReturn: () => void
  #isClosed = false

  constructor(server: FeatureServer, returnMs: number) {
    this.#server = server
    this.#endWatch = server.watchPresence(desk, 'desk', {
      onHere: ({ id, name }) => this.#note(id, 'present', name),
      onGone: ({ id }) => this.#note(id, 'gone'),
    })
    this.#cancelReturn = server.setTimer(() => this.#missOthers(firstRetryMs), returnMs)
  }

  async close(): Promise<void> {
    this.#isClosed = true
    this.#endWatch()
    this.#cancelReturn()
  }

  #note(id: string, is: Said, name?: string): void {
    const known = this.#people.get(id) ?? { is, isTelling: false }
    known.is = is
    if (name !== undefined) known.name = name
    this.#people.set(id, known)
    if (!known.isTelling) void this.#tell(id)
  }

  /** In the order in which it was so; what changed before it was heard need not be. */
  async #tell(id: string): Promise<void> {
    const known = this.#people.get(id)!
    known.isTelling = true
    let waitMs = firstRetryMs
    while (known.is !== known.heard && !this.#isClosed) {
      const { is, name } = known
      try {
        await this.#server.command(desk, is, { agent: id, ...(is === 'present' && name !== undefined && { name }) })
        known.heard = is
        waitMs = firstRetryMs
      } catch (error) {
        this.#server.report(error, `inquiry: telling the desk that an agent is ${is}`)
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
    if (known.is === 'gone') this.#people.delete(id)
  }

  async #missOthers(retryMs: number): Promise<void> {
    try {
      const { agents } = (await this.#server.open(desk, 'desk')).state as Desk
      const missing = Object.values(agents).filter(({ id, isPresent }) => isPresent && !this.#people.has(id))
      for (const { id } of missing) this.#note(id, 'gone')
    } catch (error) {
      if (this.#isClosed) return
      this.#server.report(error, 'inquiry: who was present before')
      this.#server.setTimer(() => this.#missOthers(Math.min(longestRetryMs, retryMs * 2)), retryMs)
    }
  }
}
