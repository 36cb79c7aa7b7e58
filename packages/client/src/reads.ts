import type { ChannelEvent, Find, Found, Page, Read, Reason } from '@parley/channel/client'
import { retryMs } from './back-off.ts'
import type { Environment, Timer } from './environment.ts'
import { type FindQuery, type FoundPage, findMessage } from './finds.ts'
import type { OpenView } from './open-view.ts'
import { ParleyError } from './parley-error.ts'
import { unreadableQuery } from './unreadable.ts'
import type { Wire } from './wire.ts'

/** PROTOCOL.md#views: `read` takes 1 to 200. */
const mostEvents = 200

/** Older events of a view, oldest first; `more` says whether there is anything before them. */
export interface EventPage<Event = ChannelEvent> {
  readonly events: readonly Event[]
  readonly more: boolean
}

interface Asked {
  readonly message: Read | Find
  readonly viewKey: string
  readonly resolve: (answer: Page | Found) => void
  readonly reject: (error: ParleyError) => void
  isSent: boolean
  refusals: number
  timer: Timer | undefined
}

/** Reads and finds until they are answered. One whose connection breaks is asked again on the next, once its view is open. */
export class Reads {
  readonly #environment: Environment
  readonly #wire: Wire
  readonly #asked = new Map<string, Asked>()
  #final: Reason | undefined

  constructor(environment: Environment, wire: Wire) {
    this.#environment = environment
    this.#wire = wire
  }

  async ask(id: string, view: OpenView, before: number, limit: number): Promise<EventPage> {
    const whole = Math.min(mostEvents, Math.max(1, Math.floor(limit) || 1))
    const { events, more } = (await this.#ask(view, {
      type: 'read',
      id,
      channel: view.channel,
      view: view.view,
      before,
      limit: whole,
    })) as Page
    return { events, more }
  }

  async find(id: string, view: OpenView, collection: string, query: FindQuery): Promise<FoundPage> {
    const { documents, more, next } = (await this.#ask(view, findMessage(id, view, collection, query))) as Found
    return next === undefined ? { documents, more } : { documents, more, next }
  }

  /** Resolves with the answer to this kind of message: `receive` sees to that. */
  #ask(view: OpenView, message: Read | Find): Promise<Page | Found> {
    const refusal = this.#final ?? view.refusal ?? unreadableQuery(message)
    if (refusal !== undefined) return Promise.reject(new ParleyError(refusal))
    return new Promise((resolve, reject) => {
      const asked = { message, viewKey: view.key, resolve, reject, isSent: false, refusals: 0, timer: undefined }
      this.#asked.set(message.id, asked)
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

  receive(answer: Page | Found): void {
    const asked = this.#asked.get(answer.id)
    if (asked === undefined || (asked.message.type === 'read') !== (answer.type === 'page')) return
    this.#asked.delete(answer.id)
    asked.resolve(answer)
  }

  receiveRefused(id: string, reason: Reason): boolean {
    const asked = this.#asked.get(id)
    if (asked === undefined) return false
    if (reason.retryable) {
      const afterMs = retryMs(reason.retryAfterMs, asked.refusals, this.#environment.random)
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
