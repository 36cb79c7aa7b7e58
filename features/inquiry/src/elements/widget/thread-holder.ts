import type { Clock } from '@parley/elements/models'
import { systemClock } from '@parley/elements/models'
import type { CustomerConnection } from '../../client/customer/connection.ts'
import type { OwnInquiriesModel } from '../../client/customer/own-model.ts'
import { ThreadModel } from '../../client/customer/thread-model.ts'
import { describeInquiry } from '../../client/description.ts'

/** What is his by the list may be his at the inquiry a moment later: the next try comes after this, then after twice as long. */
const retryMs = 250
const mostRetries = 6

/** The conversation that is open, one at a time. */
export class ThreadHolder {
  readonly #connection: CustomerConnection
  readonly #own: OwnInquiriesModel
  readonly #me: string
  readonly #changed: () => void
  readonly #clock: Clock
  #thread: ThreadModel | undefined
  #tries = 0
  #stops: (() => void)[] = []

  constructor(
    { connection, own, me }: { connection: CustomerConnection; own: OwnInquiriesModel; me: string },
    changed: () => void,
    clock: Clock = systemClock,
  ) {
    this.#connection = connection
    this.#own = own
    this.#me = me
    this.#changed = changed
    this.#clock = clock
  }

  get held(): ThreadModel | undefined {
    return this.#thread
  }

  /** The conversation of this inquiry, once it can be opened; what was open before is closed. */
  hold(id: string | undefined): ThreadModel | undefined {
    const inquiry = id === undefined ? undefined : this.#own.get(id)
    const isThere = inquiry !== undefined && inquiry.starting !== true
    if (this.#thread !== undefined && (this.#thread.id !== id || !isThere)) {
      this.close()
      this.#tries = 0
    }
    if (isThere && this.#thread === undefined) this.#open(inquiry.id)
    return this.#thread
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#stops = []
    this.#thread?.close()
    this.#thread = undefined
  }

  #open(id: string): void {
    const thread = new ThreadModel(id, this.#connection.open(describeInquiry, id, 'customer'), this.#me, this.#clock)
    this.#thread = thread
    let isWaiting = false
    const stop = thread.onChange(() => {
      if (thread.status === 'open') this.#tries = 0
      const isEarly = thread.refusal?.code === 'not-allowed' && this.#tries < mostRetries
      if (isEarly && !isWaiting) {
        isWaiting = true
        const again = () => {
          this.close()
          this.hold(id)
          this.#changed()
        }
        this.#stops.push(this.#clock.after(retryMs * 2 ** this.#tries++, again))
      }
      this.#changed()
    })
    this.#stops.push(stop)
  }
}
