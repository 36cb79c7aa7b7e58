import type { Status } from '@parley/client'
import type { Clock } from '@parley/elements/models'
import type { TradingConnection } from '../../src/client/connection.ts'
import { describeExchange } from '../../src/client/description.ts'
import type { MarketInfo } from '../../src/contract/index.ts'

interface Fold {
  readonly state: () => unknown
  readonly events: {
    readonly [type: string]: (state: never, data: never, meta: { offset: number; at: number }) => void
  }
}
type Pending = { readonly id: string; readonly name: string; readonly input: unknown }

export interface Failure {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
}

export const refusal = (code: string): Failure => ({ code, message: code, retryable: false })

/** Time that stands until it is moved. */
export class FakeClock implements Clock {
  #now = 1_000_000
  #timers: { readonly at: number; readonly run: () => void }[] = []

  now(): number {
    return this.#now
  }

  after(delayMs: number, run: () => void): () => void {
    const timer = { at: this.#now + delayMs, run }
    this.#timers.push(timer)
    return () => {
      this.#timers = this.#timers.filter((one) => one !== timer)
    }
  }

  pass(ms: number): void {
    const until = this.#now + ms
    for (;;) {
      const next = this.#timers.filter(({ at }) => at <= until).sort((one, other) => one.at - other.at)[0]
      if (next === undefined) break
      this.#timers = this.#timers.filter((one) => one !== next)
      this.#now = Math.max(this.#now, next.at)
      next.run()
    }
    this.#now = until
  }
}

/** One view at the server's side: whoever holds it says what is in it. */
export class FakeView {
  readonly name: string
  readonly handles = new Set<FakeHandle>()
  state: unknown
  offset = 0
  /** All that was asked for, in order. */
  readonly asked: Pending[] = []
  /** What becomes of a command, and how far the log is then. */
  answer: (name: string, input: never) => Failure | number | Promise<Failure | number> = () => this.offset
  documents: (query: never) => readonly { readonly id: string; readonly order: number; readonly body: unknown }[] =
    () => []
  gate: Promise<unknown> = Promise.resolve()
  opened = 0
  readonly fold: Fold

  constructor(name: string, fold: Fold) {
    this.name = name
    this.fold = fold
    this.state = fold.state()
  }

  /** The server sends all of it, as after an `open`. */
  level(state: unknown = this.state, offset = Math.max(1, this.offset)): void {
    this.state = state
    this.offset = offset
    for (const handle of this.handles) handle.tell()
  }

  happen(type: string, data: unknown, at = 1_000_000): void {
    this.offset++
    this.fold.events[type]!(this.state as never, data as never, { offset: this.offset, at })
    for (const handle of this.handles) handle.tell({ type, data, at, offset: this.offset })
  }
}

class FakeHandle {
  readonly view: FakeView
  readonly channel = 'exchange/main'
  status: 'opening' | 'open' | 'refused' | 'closed' = 'opening'
  refusal: Failure | undefined
  pending: readonly Pending[] = []
  readonly #changes = new Set<() => void>()
  readonly #events = new Set<(event: never) => void>()

  constructor(view: FakeView) {
    this.view = view
  }

  get state(): unknown {
    return this.view.state
  }

  get position() {
    return this.view.offset === 0 ? undefined : { epoch: 'e', offset: this.view.offset }
  }

  readonly commands = new Proxy({} as { [name: string]: (input: unknown) => unknown }, {
    get: (_, name: string) => (input: unknown) => this.#post(name, input),
  })

  #post(name: string, input: unknown) {
    const { view } = this
    const id = `c${view.asked.length + 1}`
    view.asked.push({ id, name, input })
    this.pending = [...this.pending, { id, name, input }]
    this.tell()
    const answered = view.gate.then(async () => {
      const answer = await view.answer(name, input as never)
      if (typeof answer !== 'number') throw answer
      this.discard(id)
      return { offset: answer }
    })
    answered.catch(() => {})
    return Object.assign(answered, { id })
  }

  discard(id: string): void {
    this.pending = this.pending.filter((one) => one.id !== id)
    this.tell()
  }

  async find(collection: string, query: { readonly before?: { order: number }; readonly limit?: number }) {
    await this.view.gate
    const { before, limit = 50 } = query
    const all = this.view.documents({ collection } as never)
    const behind = all.filter(({ order }) => before === undefined || order < before.order)
    const documents = behind.slice(0, limit)
    const last = documents.at(-1)
    return { documents, more: behind.length > limit, ...(last && { next: { order: last.order, id: last.id } }) }
  }

  onChange(listener: () => void): () => void {
    this.#changes.add(listener)
    return () => this.#changes.delete(listener)
  }

  onEvent(listener: (event: never) => void): () => void {
    this.#events.add(listener)
    return () => this.#events.delete(listener)
  }

  tell(event?: object): void {
    if (this.view.offset > 0) this.status = 'open'
    for (const listener of this.#changes) listener()
    if (event) for (const listener of this.#events) listener(event as never)
  }

  close(): void {
    this.status = 'closed'
    this.view.handles.delete(this)
  }
}

/** A connection without a network; the test is the exchange at its other end. */
export class FakeConnection {
  status: Status = { state: 'live' }
  readonly user = { id: 'ana', name: 'Ana', guest: true }
  retries = 0
  readonly views = new Map<string, FakeView>()
  readonly #listeners = new Set<(status: Status) => void>()

  get asConnection(): TradingConnection {
    return this as unknown as TradingConnection
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  set(status: Status): void {
    this.status = status
    for (const listener of [...this.#listeners]) listener(status)
  }

  retryNow(): void {
    this.retries++
  }

  view(name: string): FakeView {
    const rule = name.includes('/') ? `${name.split('/')[0]}/*` : name
    const known = this.views.get(name)
    if (known) return known
    const folds = describeExchange.views as unknown as { readonly [name: string]: Fold }
    const view = new FakeView(name, folds[rule]!)
    this.views.set(name, view)
    return view
  }

  open(_description: unknown, _key: string, name: string): unknown {
    const view = this.view(name)
    view.opened++
    const handle = new FakeHandle(view)
    if (view.offset > 0) handle.status = 'open'
    view.handles.add(handle)
    return handle
  }
}

/** Price 101.50 is 10150 ticks; a lot is 0.0001 BTC; one lot at one tick costs one of a million units of a dollar. */
export const btc: MarketInfo = {
  ...{ symbol: 'BTC-USD', base: 'BTC', quote: 'USD', tick: '0.01', lot: '0.0001', lotUnits: 10_000, stepUnits: 1 },
  ...{ minNotional: 1_000_000, maxLots: 1_000_000, bandPpm: 100_000, protectionPpm: 50_000 },
  ...{ makerPpm: 1000, takerPpm: 2000, maxOpenOrders: 200, maxStops: 20 },
}
