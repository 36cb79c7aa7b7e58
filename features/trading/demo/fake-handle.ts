import { applyEvent } from '@parley/channel/client'
import { describeExchange } from '../src/client/description.ts'
import type { Executed } from '../src/contract/index.ts'
import { Rejection } from '../src/contract/index.ts'
import type { FakeConnection } from './fake-client.ts'
import { rules } from './fake-views.ts'

type AnyFold = Parameters<typeof applyEvent<never, never>>[0] & { readonly state: () => object }

/** One open view of the fake exchange, over the view's own fold. */
export class FakeHandle {
  readonly channel = 'exchange/main'
  readonly view: string
  readonly presence = { count: 1, people: [] }
  readonly you = undefined
  state: object
  position: { readonly epoch: string; readonly offset: number } | undefined
  status: 'opening' | 'open' | 'refused' | 'closed' = 'opening'
  refusal: { readonly code: string; readonly message: string; readonly retryable: boolean } | undefined
  pending: readonly {
    readonly id: string
    readonly name: string
    readonly input: unknown
    readonly createdAt: number
  }[] = []
  readonly signals = {}
  readonly #connection: FakeConnection
  readonly #rule: string
  readonly #part: string
  readonly #fold: AnyFold
  readonly #changes = new Set<() => void>()
  readonly #events = new Set<(event: object) => void>()
  readonly #end: () => void
  #ids = 0

  constructor(connection: FakeConnection, view: string) {
    this.#connection = connection
    this.view = view
    const slash = view.indexOf('/')
    this.#rule = slash < 0 ? view : `${view.slice(0, slash)}/*`
    this.#part = slash < 0 ? '' : view.slice(slash + 1)
    this.#fold = (describeExchange.views as unknown as { readonly [rule: string]: AnyFold })[this.#rule]!
    this.state = this.#fold.state()
    this.#end = connection.exchange.onExecuted((executed, at, offset) => this.#hear(executed, at, offset))
  }

  readonly commands = new Proxy(Object.create(null) as { [name: string]: (input: unknown) => unknown }, {
    get: (_, name) =>
      typeof name === 'string' && name !== 'then' ? (input: unknown) => this.#post(name, input) : undefined,
  })

  /** The server has sent all of it. */
  level(): void {
    if (this.status === 'closed') return
    const state = rules[this.#rule]?.state(this.#connection.exchange, this.#part)
    if (state === undefined) return
    this.state = JSON.parse(JSON.stringify(state))
    this.position = { epoch: 'fake', offset: this.#connection.exchange.offset }
    this.status = 'open'
    this.#tell()
  }

  refuse(code: string): void {
    this.refusal = { code, message: code, retryable: false }
    this.status = 'refused'
    this.#tell()
  }

  retry(): undefined {
    return undefined
  }

  discard(id: string): void {
    this.pending = this.pending.filter((one) => one.id !== id)
    this.#tell()
  }

  onChange(listener: () => void): () => void {
    this.#changes.add(listener)
    return () => this.#changes.delete(listener)
  }

  onEvent(listener: (event: object) => void): () => void {
    this.#events.add(listener)
    return () => this.#events.delete(listener)
  }

  onSignal(): () => void {
    return () => {}
  }

  async find(
    collection: string,
    query: {
      readonly id?: string
      readonly before?: { readonly order: number; readonly id: string }
      readonly limit?: number
    } = {},
  ) {
    await this.#connection.roundTrip()
    const { id, before, limit = 50 } = query
    const all = this.#connection.exchange.documents.get(collection) ?? []
    const from =
      before === undefined
        ? 0
        : all.findIndex(({ order, id }) => order < before.order || (order === before.order && id < before.id))
    const behind = id === undefined ? (from < 0 ? [] : all.slice(from)) : all.filter((one) => one.id === id)
    const documents = behind.slice(0, limit)
    const last = documents.at(-1)
    return { documents, more: behind.length > limit, ...(last && { next: { order: last.order, id: last.id } }) }
  }

  close(): void {
    this.status = 'closed'
    this.#end()
    this.#connection.handles.delete(this)
  }

  #hear(executed: Executed, at: number, offset: number): void {
    const { exchange, isLive } = this.#connection
    if (!isLive || this.status !== 'open') return
    this.position = { epoch: 'fake', offset }
    const event = rules[this.#rule]?.event(executed, exchange, this.#part, at)
    if (event === undefined) return
    const whole = { ...(JSON.parse(JSON.stringify(event)) as typeof event), at, offset }
    applyEvent(this.#fold as never, this.state as never, whole)
    this.#tell()
    for (const listener of [...this.#events]) listener(whole)
  }

  #post(name: string, input: unknown) {
    const connection = this.#connection
    const id = `c${++this.#ids}`
    this.pending = [...this.pending, { id, name, input, createdAt: Date.now() }]
    this.#tell()
    const answered = connection.roundTrip().then(() => {
      const refused = connection.refuseNext ?? connection.exchange.command(connection.user!.id, name, input)
      connection.refuseNext = undefined
      if (refused instanceof Rejection) throw { code: refused.code, message: refused.message, retryable: false }
      this.discard(id)
      return { offset: connection.exchange.offset }
    })
    answered.catch(() => {})
    return Object.assign(answered, { id })
  }

  #tell(): void {
    for (const listener of [...this.#changes]) listener()
  }
}
