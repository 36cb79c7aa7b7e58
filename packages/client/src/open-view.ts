import type {
  ChannelEvent,
  Closed,
  Events,
  Fold,
  Opened,
  Person,
  Position,
  Presence,
  Reason,
  SignalDown,
} from '@parley/channel/client'
import { Code, Subscription } from '@parley/channel/client'
import { retryMs } from './back-off.ts'
import type { Environment, Timer } from './environment.ts'
import { Listeners } from './listeners.ts'
import { unreadableChannel } from './unreadable.ts'
import type { Wire } from './wire.ts'

export type ViewStatus = 'opening' | 'open' | 'refused' | 'closed'

export interface ViewPresence {
  readonly count: number
  readonly people: readonly Person[]
}

export interface OpenViewHooks {
  readonly environment: Environment
  readonly wire: Wire
  report(error: unknown): void
  changed(view: OpenView): void
  moved(view: OpenView, position: Position): void
  /** The server answered the `open` of this connection: reads may go. */
  ready(view: OpenView): void
  /** The server will not show it, or no more. */
  ended(view: OpenView, reason: Reason): void
  during(work: () => void): void
}

/** What a view is made from. */
export interface ViewSource {
  readonly key: string
  readonly channel: string
  readonly view: string
  readonly fold: Fold<unknown, unknown>
  /** The version of the channel that the fold was written for. */
  readonly version: number
  /** A part of a view: it moves on only with what concerns it. */
  readonly isPart: boolean
}

/** One view as all its handles share it: a subscription, what became of its `open`, and who listens. */
export class OpenView {
  readonly key: string
  /** A part of a view stays at the offset of what concerned it last. */
  readonly isPart: boolean
  readonly changes: Listeners<[]>
  readonly events: Listeners<[ChannelEvent]>
  /** How many handles hold it. */
  handles = 0
  readonly #hooks: OpenViewHooks
  readonly #subscription: Subscription<unknown, unknown>
  readonly #signals = new Map<string, Listeners<[unknown, Person]>>()
  #status: ViewStatus = 'opening'
  #refusal: Reason | undefined
  #presence: ViewPresence = { count: 0, people: [] }
  #you: unknown
  #epoch: string | undefined
  #isReady = false
  /** Answers in a row that did not bring the view level. */
  #misses = 0
  #timer: Timer | undefined

  constructor(source: ViewSource, hooks: OpenViewHooks) {
    this.key = source.key
    this.isPart = source.isPart
    this.#hooks = hooks
    this.#subscription = new Subscription(source.channel, source.view, source.fold, source.version)
    this.changes = new Listeners(hooks.report)
    this.events = new Listeners(hooks.report)
  }

  get channel(): string {
    return this.#subscription.channel
  }

  get view(): string {
    return this.#subscription.view
  }

  get state(): unknown {
    return this.#subscription.state
  }

  get position(): Position | undefined {
    return this.#subscription.position
  }

  /** The epoch seen last, also while the position is forgotten. */
  get epoch(): string | undefined {
    return this.#epoch
  }

  get status(): ViewStatus {
    return this.#status
  }

  get refusal(): Reason | undefined {
    return this.#refusal
  }

  get presence(): ViewPresence {
    return this.#presence
  }

  /** What the server said to us alone, when it opened the view last. */
  get you(): unknown {
    return this.#you
  }

  /** Whether the server has it open on this connection. */
  get isReady(): boolean {
    return this.#isReady
  }

  onSignal(name: string, listener: (data: unknown, from: Person) => void): () => void {
    const listeners = this.#signals.get(name) ?? new Listeners<[unknown, Person]>(this.#hooks.report)
    this.#signals.set(name, listeners)
    return listeners.add(listener)
  }

  /** Asks for the view, from where it is. */
  open(): void {
    this.#stopTimer()
    const unreadable = unreadableChannel(this.channel)
    if (unreadable !== undefined) {
      this.end('refused', unreadable)
      return
    }
    const message = this.#subscription.openMessage()
    if (!this.#hooks.wire.isLive()) return
    this.#hooks.wire.send(message)
  }

  /** Another handle wants it: a refusal may be out of date. */
  openAgain(): void {
    if (this.#status !== 'refused' && this.#status !== 'closed') return
    this.#become('opening')
    this.open()
  }

  disconnected(): void {
    this.#isReady = false
    this.#misses = 0
    this.#stopTimer()
  }

  /** The server does not show it, or no more. */
  end(status: 'refused' | 'closed', reason: Reason): void {
    this.#isReady = false
    this.#you = undefined
    this.#stopTimer()
    // Whatever still comes for it is stale.
    this.#subscription.openMessage()
    this.#become(status, reason)
    this.#hooks.ended(this, reason)
  }

  receiveOpened(message: Opened): void {
    const seen = this.position?.offset ?? 0
    const outcome = this.#fold(() => this.#subscription.receiveOpened(message))
    if (outcome === 'hole') {
      this.#levelAgain()
      return
    }
    this.#stopTimer()
    this.#isReady = true
    this.#you = message.you
    if (outcome === 'levelled') this.#misses = 0
    this.#become('open')
    this.#moved(outcome === 'levelled' ? (message.events ?? []) : [], seen)
    this.#hooks.ready(this)
  }

  receiveEvents(message: Events): void {
    const seen = this.position?.offset ?? 0
    const outcome = this.#fold(() => this.#subscription.receiveEvents(message))
    if (outcome === 'hole') {
      this.#levelAgain()
      return
    }
    if (outcome === 'stale') return
    this.#misses = 0
    this.#moved(message.events, seen)
  }

  /** Without a code it answers a `close` of ours, and a handle has opened the view again since: nothing ended. */
  receiveClosed({ code, message }: Closed): void {
    if (code === undefined) return
    this.end('closed', { code, message: message ?? 'The server closed the view.', retryable: false })
  }

  receiveRefused(reason: Reason): void {
    // An `open` is never answered so: a `close` of ours met a view that the server had closed already.
    if (reason.code === Code.notOpen) return
    if (reason.retryable) this.#openLater(reason.retryAfterMs)
    else this.end('refused', reason)
  }

  receivePresence({ count, people }: Presence): void {
    this.#presence = { count, people }
    this.#hooks.changed(this)
  }

  receiveSignal({ name, data, from }: SignalDown): void {
    this.#signals.get(name)?.tell(data, from)
  }

  #fold<Outcome>(work: () => Outcome): Outcome | 'hole' {
    try {
      return work()
    } catch (fault) {
      this.#hooks.report(fault)
      return 'hole'
    }
  }

  #moved(events: readonly ChannelEvent[], seen: number): void {
    const { position } = this
    this.#hooks.changed(this)
    if (position !== undefined) {
      this.#epoch = position.epoch
      this.#hooks.moved(this, position)
    }
    for (const event of events) if (event.offset > seen) this.events.tell(event)
  }

  /** The first time at once; a server that keeps giving answers that do not fit is asked less and less often. */
  #levelAgain(): void {
    if (this.#misses === 0) {
      this.#misses = 1
      this.open()
    } else {
      this.#openLater()
    }
  }

  #openLater(retryAfterMs?: number): void {
    if (this.#timer !== undefined) return
    // Marks what comes until then as stale; the message itself is made anew when it is sent.
    this.#subscription.openMessage()
    const { environment, during } = this.#hooks
    const afterMs = retryMs(retryAfterMs, this.#misses, environment.random)
    this.#misses += 1
    this.#timer = environment.setTimer(() => during(() => this.open()), afterMs)
  }

  #become(status: ViewStatus, refusal?: Reason): void {
    this.#status = status
    this.#refusal = refusal
    this.#hooks.changed(this)
  }

  #stopTimer(): void {
    this.#timer?.cancel()
    this.#timer = undefined
  }
}
