import { applyEvent, type Batch, type ChannelDefinition, type CommitResult, everyPart, viewIn } from '@parley/channel'
import { Consequences } from './consequences.ts'
import type { SimulatedEvent } from './feature/events.ts'

/** One channel as it was stored, in the order it was stored. */
interface Book {
  readonly epoch: string
  readonly definition: ChannelDefinition
  readonly texts: string[]
  readonly events: SimulatedEvent[]
  readonly state: unknown
  /** What each view shows at each offset, as JSON, 0 being the empty channel. */
  readonly shown: ReadonlyMap<string, string[]>
  /** Who of those that are asked for may see each view that not everybody may, at each offset. */
  readonly allowed: ReadonlyMap<string, ReadonlySet<string>[]>
}

export interface LedgerOptions {
  readonly channels: readonly ChannelDefinition[]
  readonly people: readonly string[]
  /** The latest that any server's clock ever said. */
  readonly latestNow: () => number
  readonly violate: (problem: string) => void
}

/**
 * What reached the disk, written down at the moment it did and by nobody but the disk. It stands outside of all that is tested:
 * the truth that everybody is held to.
 */
export class Ledger {
  readonly consequences: Consequences
  readonly #options: LedgerOptions
  /** By channel, the newest epoch last. */
  readonly #books = new Map<string, Book[]>()
  readonly #outcomes = new Map<string, number>()
  commits = 0

  constructor(options: LedgerOptions) {
    this.#options = options
    this.consequences = new Consequences(options)
  }

  note(group: readonly Batch[], results: readonly CommitResult[]): void {
    this.commits += 1
    group.forEach((batch, at) => {
      if (results[at]?.ok === true) this.#noteBatch(batch)
    })
  }

  /** A person was erased: the same log under another epoch, with other texts. */
  noteRewritten(
    channel: string,
    epoch: string,
    events: readonly { readonly offset: number; readonly event: string }[],
  ) {
    const old = this.#book(channel)
    if (old === undefined) return
    const book = this.#emptyBook(channel, epoch)
    const texts = new Map(events.map(({ offset, event }) => [offset, event]))
    for (const [at, text] of old.texts.entries()) this.#append(book, texts.get(at + 1) ?? text)
    this.#books.get(channel)?.push(book)
    this.consequences.rewritten(channel, old.events, book.events)
  }

  get channels(): readonly string[] {
    return [...this.#books.keys()]
  }

  end(channel: string): number {
    return this.#book(channel)?.texts.length ?? 0
  }

  /** The newest event that a view has to know: of a part the newest that concerns it. */
  endOf(channel: string, view: string): number {
    const book = this.#book(channel)
    const { rule, part = '' } = (book && viewIn(book.definition.views, view)) ?? {}
    const isFor = (event: SimulatedEvent) => {
      const parts = rule?.parts?.(event, { key: '' })
      return parts === undefined || parts.includes(part) || parts.includes(everyPart)
    }
    return book?.events.findLast(isFor)?.offset ?? 0
  }

  epoch(channel: string): string | undefined {
    return this.#book(channel)?.epoch
  }

  events(channel: string): readonly SimulatedEvent[] {
    return this.#book(channel)?.events ?? []
  }

  text(channel: string, offset: number, epoch?: string): string | undefined {
    return this.#book(channel, epoch)?.texts[offset - 1]
  }

  /** Whether an event was stored so, in any epoch: what is under way may be older than an erasure. */
  wasText(channel: string, offset: number, text: string): boolean {
    return this.#books.get(channel)?.some(({ texts }) => texts[offset - 1] === text) === true
  }

  /** What a view shows at an offset, as JSON; `undefined` beyond the end. */
  shown(channel: string, view: string, offset: number, epoch?: string): string | undefined {
    return (this.#book(channel, epoch) ?? this.#emptyBook(channel, '')).shown.get(view)?.[offset]
  }

  /** Whether somebody may see a view in the state that the channel has at an offset. */
  mayRead(channel: string, view: string, person: string, offset = this.end(channel)): boolean {
    const allowed = (this.#book(channel) ?? this.#emptyBook(channel, '')).allowed.get(view)
    return allowed === undefined || allowed[offset]?.has(person) === true
  }

  /** Whether somebody could see what happened at an offset: then, or at any time since. */
  couldRead(channel: string, view: string, person: string, offset: number): boolean {
    const allowed = this.#book(channel)?.allowed.get(view)
    return allowed === undefined || allowed.slice(offset).some((people) => people.has(person))
  }

  outcome(channel: string, actor: string, command: string): number | undefined {
    return this.#outcomes.get(outcomeKey(channel, actor, command))
  }

  #book(channel: string, epoch?: string): Book | undefined {
    const books = this.#books.get(channel)
    return epoch === undefined ? books?.at(-1) : books?.find((book) => book.epoch === epoch)
  }

  #noteBatch({ channel, epoch, after, events, outcomes }: Batch): void {
    let book = this.#book(channel)
    if (book === undefined) {
      book = this.#emptyBook(channel, epoch)
      this.#books.set(channel, [book])
    }
    const { violate } = this.#options
    if (after !== book.texts.length || epoch !== book.epoch) violate(`${channel}: stored after ${after} of ${epoch}`)
    for (const text of events) this.consequences.note(channel, this.#append(book, text))
    for (const { actor, command, offset } of outcomes) {
      const key = outcomeKey(channel, actor, command)
      if (this.#outcomes.has(key)) violate(`${channel}: command ${command} of ${actor} took effect twice`)
      this.#outcomes.set(key, offset)
    }
  }

  #append(book: Book, text: string): SimulatedEvent {
    const event = JSON.parse(text) as SimulatedEvent
    book.texts.push(text)
    book.events.push(event)
    applyEvent(book.definition.fold, book.state, event)
    this.#record(book)
    return event
  }

  #emptyBook(channel: string, epoch: string): Book {
    const definition = this.#options.channels.find(({ name }) => channel.startsWith(`${name}/`))
    if (definition === undefined) throw new Error(`Nobody defines ${channel}.`)
    const views = [...definition.views]
    const { people } = this.#options
    // Of views in parts those that have a person's name.
    const names = views.flatMap(([view]) =>
      view.endsWith('/*') ? people.map((person) => view.replace('*', person)) : [view],
    )
    const shown = new Map(names.map((view) => [view, [] as string[]]))
    const closed = views.filter(([, { allow }]) => allow !== undefined)
    const allowed = new Map(closed.map(([view]) => [view, [] as ReadonlySet<string>[]]))
    const book = { epoch, definition, texts: [], events: [], state: definition.fold.state(), shown, allowed }
    this.#record(book)
    return book
  }

  #record({ definition, state, shown, allowed }: Book): void {
    const whole = JSON.stringify(state)
    for (const [view, states] of shown) {
      const { rule, part = '' } = viewIn(definition.views, view) ?? {}
      const projection = rule?.projection
      states.push(projection === undefined ? whole : JSON.stringify(projection.project(state, { key: '', part })))
    }
    for (const [view, people] of allowed) {
      const { allow } = definition.views.get(view)!
      const may = (id: string) => allow?.(state, { id, name: id, guest: false }, '') === true
      people.push(new Set(this.#options.people.filter(may)))
    }
  }
}

function outcomeKey(channel: string, actor: string, command: string): string {
  return `${channel} ${actor} ${command}`
}
