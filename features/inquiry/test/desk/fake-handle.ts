import type { Fold } from '@parley/channel/client'
import { applyEvent } from '@parley/channel/client'
import type { Row } from '../../src/contract/index.ts'

export interface Failure {
  readonly code: string
  readonly message: string
  readonly retryable: boolean
}

interface Person {
  readonly id: string
  readonly name: string
}

interface Shape {
  readonly commands: object
  readonly signals: object
  readonly events: object
}

export interface Documents {
  readonly id: string
  readonly order: number
  readonly body: unknown
}

export const refusal = (code: string, message = code): Failure => ({ code, message, retryable: false })

/** An open view without a network, over the view's own fold: whoever holds it is the server. */
export class FakeHandle<State, Of extends Shape> {
  readonly channel: string
  readonly view: string
  state: State
  position: { readonly epoch: string; readonly offset: number } | undefined
  status: 'opening' | 'open' | 'refused' | 'closed' = 'opening'
  refusal: Failure | undefined
  presence: { readonly count: number; readonly people: readonly Person[] } = { count: 0, people: [] }
  you: unknown
  pending: readonly {
    readonly id: string
    readonly name: string
    readonly input: unknown
    readonly createdAt: number
    readonly failure?: Failure
  }[] = []
  isClosed = false
  /** All that was asked for and said, in order. */
  readonly asked: { readonly name: string; readonly input: unknown }[] = []
  readonly signalled: { readonly name: string; readonly data: unknown }[] = []
  /** What becomes of a command: a failure refuses it. */
  answer: (name: string, input: never, id: string) => Failure | undefined = () => undefined
  /** What commands and searches wait for. */
  gate: Promise<unknown> = Promise.resolve()
  /** What a collection holds. */
  documents: (collection: string) => readonly Documents[] = () => []
  /** In which collections words are found. */
  isSearched: (collection: string) => boolean = () => true
  findFailure: Failure | undefined
  now = () => Date.now()
  offset = 0
  readonly #fold: Fold<State, Of['events']>
  readonly #changeListeners = new Set<() => void>()
  readonly #eventListeners = new Set<(event: never) => void>()
  readonly #signalListeners = new Map<string, Set<(data: never, from: Person) => void>>()
  #count = 0

  constructor(channel: string, view: string, fold: Fold<State, Of['events']>) {
    this.channel = channel
    this.view = view
    this.#fold = fold
    this.state = fold.state()
  }

  readonly commands = new Proxy({} as never, {
    get: (_, name: string) => (input: unknown) => this.#ask(name, input),
  }) as { readonly [Name in keyof Of['commands']]: (input: Of['commands'][Name]) => Receipt }

  readonly signals = new Proxy({} as never, {
    get: (_, name: string) => (data: unknown) => void this.signalled.push({ name, data }),
  }) as { readonly [Name in keyof Of['signals']]: (data: Of['signals'][Name]) => void }

  /** The server answers the opening. */
  open(you?: unknown): void {
    this.status = 'open'
    this.you = you
    this.position = { epoch: 'e', offset: this.offset }
    this.changed()
  }

  refuse(failure: Failure): void {
    this.status = 'refused'
    this.refusal = failure
    this.changed()
  }

  happen<Type extends keyof Of['events'] & string>(type: Type, data: Of['events'][Type], at = this.now()): void {
    const event = { type, data, offset: ++this.offset, at }
    applyEvent(this.#fold as never, this.state as never, event as never)
    if (!this.position) return
    this.position = { epoch: 'e', offset: this.offset }
    for (const listener of [...this.#eventListeners]) listener(event as never)
    this.changed()
  }

  /** Somebody else signals. */
  signal<Name extends keyof Of['signals'] & string>(name: Name, data: Of['signals'][Name], from: Person): void {
    for (const listener of this.#signalListeners.get(name) ?? []) listener(data as never, from)
  }

  here(...people: readonly Person[]): void {
    this.presence = { count: people.length, people }
    this.changed()
  }

  async find(collection: string, query: object = {}) {
    await this.gate
    if (this.findFailure) throw this.findFailure
    const { before, limit = 50, id, search = '' } = query as Query
    const words = search.toLowerCase().split(/\s+/u).filter(Boolean)
    const holds = (body: unknown) =>
      (words.length === 0 || this.isSearched(collection)) &&
      words.every((word) => wordsIn(body).toLowerCase().includes(word))
    const behind = this.documents(collection)
      .filter((one) => (before === undefined || one.order < before.order) && (id === undefined || one.id === id))
      .filter(({ body }) => holds(body))
      .sort((one, other) => other.order - one.order)
    const documents = behind.slice(0, limit)
    const last = documents.at(-1)
    const more = behind.length > documents.length
    return { documents, more, ...(more && last && { next: { order: last.order, id: last.id } }) }
  }

  read(): Promise<never> {
    return Promise.reject(refusal('no-history'))
  }

  retry(): undefined {
    return undefined
  }

  discard(id: string): void {
    this.pending = this.pending.filter((one) => one.id !== id)
    this.changed()
  }

  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  onEvent(listener: (event: never) => void): () => void {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  onSignal(name: string, listener: (data: never, from: Person) => void): () => void {
    const listeners = this.#signalListeners.get(name) ?? new Set()
    this.#signalListeners.set(name, listeners)
    listeners.add(listener)
    return () => listeners.delete(listener)
  }

  changed(): void {
    for (const listener of [...this.#changeListeners]) listener()
  }

  close(): void {
    this.isClosed = true
  }

  #ask(name: string, input: unknown): Receipt {
    this.asked.push({ name, input })
    const id = `c.${++this.#count}`
    this.pending = [...this.pending, { id, name, input, createdAt: this.now() }]
    this.changed()
    const receipt = this.gate
      .then(() => {})
      .then(() => {
        const failure = this.answer(name, input as never, id)
        if (failure) {
          this.pending = this.pending.map((one) => (one.id === id ? { ...one, failure } : one))
          this.changed()
          throw failure
        }
        this.pending = this.pending.filter((one) => one.id !== id)
        this.changed()
        return { offset: this.offset }
      })
    receipt.catch(() => {})
    return Object.assign(receipt, { id })
  }
}

/** What is searched of a row. */
function wordsIn(body: unknown): string {
  const { no, subject, customer, last } = body as Partial<Row>
  return [`#${no}`, subject, customer?.name, last?.text].join('\n')
}

type Receipt = Promise<{ readonly offset: number }> & { readonly id: string }

interface Query {
  readonly before?: { readonly order: number }
  readonly limit?: number
  readonly id?: string
  readonly search?: string
}
