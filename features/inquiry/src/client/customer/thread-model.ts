import type { Clock, Failing, Model } from '@parley/elements/models'
import { failingOf, Listeners, systemClock } from '@parley/elements/models'
import type { CustomerEntry, CustomerInquiry, FileInfo, InquiryCommands } from '../../contract/index.ts'
import { isAmong } from '../among.ts'
import { Doings, OwnDoing } from '../doings.ts'
import { send } from '../send.ts'
import type { ThreadHandle } from './handles.ts'
import { Older } from './older.ts'

/** What was written here and has no answer yet. */
export interface Unsent {
  readonly id: string
  readonly text: string
  /** Those that this page knows. */
  readonly files: readonly FileInfo[]
  readonly at: number
  /** It was refused: it waits for `retry` or `discard`. */
  readonly failure: Failing | undefined
}

/** How far a message of the customer has come. */
export type Tick = 'sent' | 'delivered' | 'read'

/** One conversation as its customer sees it, over its open view `customer`. */
export class ThreadModel implements Model {
  readonly id: string
  readonly #handle: ThreadHandle
  readonly #me: string
  readonly #changed = new Listeners()
  readonly #news = new Set<(entry: CustomerEntry) => void>()
  readonly #stops: readonly (() => void)[]
  readonly #typing: Doings<string>
  readonly #own: OwnDoing<true>
  readonly #older: Older
  readonly #files = new Map<string, FileInfo>()
  #marked = { received: 0, read: 0 }

  /** `me`: the customer's id. */
  constructor(id: string, handle: ThreadHandle, me: string, clock: Clock = systemClock) {
    this.id = id
    this.#handle = handle
    this.#me = me
    const changed = () => this.#changed.tell()
    this.#typing = new Doings(clock, changed)
    this.#own = new OwnDoing(clock, (typing) => handle.signals.typing({ typing: typing ?? false }))
    this.#older = new Older(handle, changed)
    this.#stops = [
      handle.onChange(() => {
        this.#older.keep()
        this.#receive()
        changed()
      }),
      handle.onEvent((event) => {
        if (event.type === 'said' || event.type === 'statusSet') this.#hear(event.data.entry)
      }),
      handle.onSignal('typing', ({ typing }, { id: from, name }) => {
        if (from !== this.#me) this.#typing.receive(from, typing ? name : undefined)
      }),
    ]
    this.#receive()
  }

  get status(): ThreadHandle['status'] {
    return this.#handle.status
  }

  get refusal(): ThreadHandle['refusal'] {
    return this.#handle.refusal
  }

  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  /** How it stands; what is in `recent` is in `entries`, too. */
  get state(): Omit<CustomerInquiry, 'recent' | 'hasOlder'> {
    return this.#handle.state
  }

  /** Oldest first, without a gap, as far back as was loaded. */
  get entries(): readonly CustomerEntry[] {
    return this.#older.all
  }

  /** What comes before `entries`. */
  get more(): 'more' | 'loading' | 'failed' | 'end' {
    return this.#older.more
  }

  /** The `n` of the newest entry; 0 before the first. */
  get newest(): number {
    return this.#handle.state.recent.at(-1)?.n ?? 0
  }

  /** Whether the newest entry has been on the screen, also if the server does not know yet. */
  get isRead(): boolean {
    return this.isReady && this.newest <= Math.max(this.#marked.read, this.#handle.state.marks.customer.read)
  }

  /** What is on its way. The view may show it before its command is answered: then it is there already. */
  get unsent(): readonly Unsent[] {
    const { pending, state } = this.#handle
    return pending.flatMap(({ id, name, input, createdAt: at, failure }) => {
      if (name !== 'write' || isAmong(state.recent, id)) return []
      const { text, files = [] } = input as InquiryCommands['write']
      const known = files.flatMap((file) => this.#files.get(file) ?? [])
      return [{ id, text, files: known, at, failure: failure && failingOf(failure) }]
    })
  }

  /** Who writes at the other side right now, by the name that customers read. */
  get typist(): string | undefined {
    return this.#typing.any
  }

  tick(n: number): Tick {
    const { read, received } = this.#handle.state.marks.agent
    return n <= read ? 'read' : n <= received ? 'delivered' : 'sent'
  }

  /** To be called on every keystroke. */
  writes(): void {
    this.#own.does(true)
  }

  stopsWriting(): void {
    this.#own.stops()
  }

  /** It is among `unsent` at once, and stays there with its failure if it is refused. */
  write(text: string, files: readonly FileInfo[] = []): void {
    this.#own.stops()
    for (const file of files) this.#files.set(file.id, file)
    const input = { text, ...(files.length > 0 && { files: files.map(({ id }) => id) }) }
    this.#handle.commands.write(input).catch(() => {})
  }

  retry(id: string): void {
    this.#handle.retry(id)?.catch(() => {})
  }

  discard(id: string): void {
    this.#handle.discard(id)
  }

  /** These four reject with a `Failing`. */
  askForPerson(): Promise<void> {
    return send(this.#handle, this.#handle.commands.askForPerson({}))
  }

  end(): Promise<void> {
    this.#own.stops()
    return send(this.#handle, this.#handle.commands.end({}))
  }

  /** It is mailed to him. */
  mailTranscript(): Promise<void> {
    return send(this.#handle, this.#handle.commands.mailTranscript({}))
  }

  rate(score: number, comment = ''): Promise<void> {
    return send(this.#handle, this.#handle.commands.rate({ score, ...(comment !== '' && { comment }) }))
  }

  /** Whether a command of this name is on its way. */
  isOnItsWay(name: 'askForPerson' | 'end' | 'rate'): boolean {
    return this.#handle.pending.some((one) => one.name === name && one.failure === undefined)
  }

  loadOlder(): Promise<void> {
    return this.#older.load()
  }

  /** All there is, from the beginning. Rejects with a `Failing`. */
  async loadAll(): Promise<readonly CustomerEntry[]> {
    while (this.more !== 'end') {
      await this.loadOlder()
      if (this.#older.failing !== undefined) throw this.#older.failing
    }
    return this.entries
  }

  /** The newest entry is on the screen. */
  markRead(): void {
    if (!this.isReady || this.isRead) return
    const { newest } = this
    this.#marked = { received: newest, read: newest }
    this.#mark({ read: newest })
    this.#changed.tell()
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  /** Of what the other side says while it is open. */
  onNews(listener: (entry: CustomerEntry) => void): () => void {
    this.#news.add(listener)
    return () => this.#news.delete(listener)
  }

  close(): void {
    this.#own.stops()
    this.#typing.clear()
    for (const stop of this.#stops) stop()
    this.#changed.clear()
    this.#news.clear()
    this.#handle.close()
  }

  #hear(entry: CustomerEntry | undefined): void {
    if (entry === undefined || entry.kind === 'customer') return
    if (entry.kind === 'agent') this.#typing.clear()
    for (const listener of [...this.#news]) listener(entry)
  }

  #receive(): void {
    const { newest } = this
    const { received } = this.#handle.state.marks.customer
    if (!this.isReady || newest <= Math.max(this.#marked.received, received)) return
    this.#marked = { ...this.#marked, received: newest }
    this.#mark({ received: newest })
  }

  #mark(mark: { readonly received?: number; readonly read?: number }): void {
    const receipt = this.#handle.commands.mark(mark)
    receipt.catch(() => this.#handle.discard(receipt.id))
  }
}
