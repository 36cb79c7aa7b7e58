import type { ChannelEvent, Page, Read, Reason } from '@parley/channel/client'
import { backOffMs } from './back-off.ts'
import type { Environment, Timer } from './environment.ts'
import type { OpenView } from './open-view.ts'
import { ParleyError } from './parley-error.ts'
import type { Wire } from './wire.ts'

/** PROTOCOL.md#views: `read` takes 1 to 200. */
const mostEvents = 200

/** Older events of a view, oldest first; `more` says whether there is anything before them. */
export interface EventPage<Event = ChannelEvent> {
  readonly events: readonly Event[]
  readonly more: boolean
}

interface Asked {
  readonly message: Read
  readonly viewKey: string
  readonly resolve: (page: EventPage) => void
  readonly reject: (error: ParleyError) => void
  isSent: boolean
  refusals: number
  timer: Timer | undefined
}

/** Reads until they are answered. One whose connection breaks is asked again on the next, once its view is open. */
export class Reads {
  readonly #environment: Environment
  readonly #wire: Wire
  readonly #asked = new Map<string, Asked>()
  #final: Reason | undefined

  constructor(environment: Environment, wire: Wire) {
    this.#environment = environment
    this.#wire = wire
  }

  ask(id: string, view: OpenView, before: number, limit: number): Promise<EventPage> {
    const refusal = this.#final ?? view.refusal
    if (refusal !== undefined) return Promise.reject(new ParleyError(refusal))
    const whole = Math.min(mostEvents, Math.max(1, Math.floor(limit) || 1))
    const message: Read = { type: 'read', id, channel: view.channel, view: view.view, before, limit: whole }
    return new Promise((resolve, reject) => {
      const asked = { message, viewKey: view.key, resolve, reject, isSent: false, refusals: 0, timer: undefined }
      this.#asked.set(id, asked)
      if (view.isReady) this.#send(asked)
    })
  }

  /** The view is open on this connection. */
  viewReady(viewKey: string): void {
    for (const asked of this.#asked.values()) if (asked.viewKey === viewKey) this.#send(asked)
  }

  viewEnded(viewKey: string, reason: Reason): void {
    for (const [id, asked] of this.#asked) if (asked.viewKey === viewKey) this.#reject(id, asked, reason)
  }

  disconnected(): void {
    for (const asked of this.#asked.values()) {
      asked.timer?.cancel()
      asked.timer = undefined
      asked.isSent = false
    }
  }

  /** No connection will come any more. */
  end(reason: Reason): void {
    this.#final = reason
    for (const [id, asked] of this.#asked) this.#reject(id, asked, reason)
  }

  receivePage({ id, events, more }: Page): void {
    const asked = this.#asked.get(id)
    if (asked === undefined) return
    this.#asked.delete(id)
    asked.resolve({ events, more })
  }

  receiveRefused(id: string, reason: Reason): boolean {
    const asked = this.#asked.get(id)
    if (asked === undefined) return false
    if (reason.retryable) {
      const afterMs = backOffMs(asked.refusals, this.#environment.random)
      asked.refusals += 1
      asked.timer?.cancel()
      asked.timer = this.#environment.setTimer(() => {
        asked.timer = undefined
        asked.isSent = false
        this.#send(asked)
      }, afterMs)
    } else {
      this.#reject(id, asked, reason)
    }
    return true
  }

  #send(asked: Asked): void {
    if (asked.isSent || asked.timer !== undefined) return
    asked.isSent = true
    this.#wire.send(asked.message)
  }

  #reject(id: string, asked: Asked, reason: Reason): void {
    asked.timer?.cancel()
    this.#asked.delete(id)
    asked.reject(new ParleyError(reason))
  }
}
