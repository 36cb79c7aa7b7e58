import type { Clock, Failing, Model } from '@parley/elements/models'
import { failingOf, Listeners, systemClock } from '@parley/elements/models'
import type { AgentInquiry, AgentMessage, Entry } from '../../contract/index.ts'
import { isAmong } from '../among.ts'
import { Doings, OwnDoing } from '../doings.ts'
import { send } from '../send.ts'
import type { InquiryHandle } from './handles.ts'

export type Mode = 'reply' | 'note'

/** What was written here and has no answer yet. */
export interface Unsent {
  readonly id: string
  readonly kind: 'agent' | 'note'
  readonly text: string
  readonly at: number
  /** It was refused, and nobody has been told: an earlier page left it. */
  readonly failure: Failing | undefined
}

/** Somebody else who has this conversation open. */
export interface Viewer {
  readonly id: string
  readonly name: string
  readonly on: Mode | 'nothing'
}

export interface Said {
  readonly text: string
  readonly files?: readonly string[]
}

const pageSize = 50

/** One conversation as agents see it, over its open view `agent`. */
export class ConversationModel implements Model {
  readonly id: string
  readonly #handle: InquiryHandle
  readonly #me: string
  readonly #changed = new Listeners()
  readonly #stops: readonly (() => void)[]
  readonly #typing: Doings<true>
  readonly #working: Doings<Mode>
  readonly #own: OwnDoing<Mode>
  #isTyping = false
  #older: readonly Entry[] = []
  #entries: readonly Entry[] | undefined
  #isAtBeginning = false
  #loading: Promise<void> | undefined
  #failing: Failing | undefined
  #marked = { received: 0, read: 0 }

  /** `me`: our own id. */
  constructor(id: string, handle: InquiryHandle, me: string, clock: Clock = systemClock) {
    this.id = id
    this.#handle = handle
    this.#me = me
    const changed = () => this.#tell()
    this.#typing = new Doings(clock, changed)
    this.#working = new Doings(clock, changed)
    this.#own = new OwnDoing(clock, (mode) => {
      const { signals } = this.#handle
      const isTyping = mode === 'reply' && this.isOurs
      // Of a note the customer never hears anything, not even that no reply is written; nor of who only looks in.
      if (isTyping || this.#isTyping) signals.typing({ typing: isTyping })
      this.#isTyping = isTyping
      signals.working({ on: mode ?? 'nothing' })
    })
    this.#stops = [
      handle.onChange(() => {
        this.#entries = undefined
        this.#keepOlder()
        this.#receive()
        this.#tell()
      }),
      handle.onEvent((event) => {
        if (event.type === 'said' && event.data.entry.kind === 'customer') this.#typing.clear()
      }),
      handle.onSignal('typing', ({ typing }, from) => {
        if (from.id === this.info?.customer.id) this.#typing.receive(from.id, typing ? true : undefined)
      }),
      handle.onSignal('working', ({ on }, from) => {
        this.#working.receive(from.id, on === 'nothing' ? undefined : on)
      }),
    ]
    this.#receive()
  }

  get status(): InquiryHandle['status'] {
    return this.#handle.status
  }

  get refusal(): InquiryHandle['refusal'] {
    return this.#handle.refusal
  }

  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  get info(): AgentInquiry['info'] {
    return this.#handle.state.info
  }

  get facts(): AgentInquiry['facts'] {
    return this.#handle.state.facts
  }

  get marks(): AgentInquiry['marks'] {
    return this.#handle.state.marks
  }

  get rating(): AgentInquiry['rating'] {
    return this.#handle.state.rating
  }

  get participants(): AgentInquiry['participants'] {
    return this.#handle.state.participants
  }

  /** Whether we answer this one: as the one who has it, or beside. */
  get isOurs(): boolean {
    return this.facts?.agent?.id === this.#me || this.participants.some(({ id }) => id === this.#me)
  }

  /** Oldest first, without a gap, as far back as was loaded. */
  get entries(): readonly Entry[] {
    if (this.#entries === undefined) {
      const { recent } = this.#handle.state
      const first = recent[0]?.n ?? Number.MAX_SAFE_INTEGER
      this.#entries = [...this.#older.filter(({ n }) => n < first), ...recent]
    }
    return this.#entries
  }

  /** The `n` of the newest entry; 0 before the first. */
  get newest(): number {
    return this.#handle.state.recent.at(-1)?.n ?? 0
  }

  /** What comes before `entries`. */
  get more(): 'more' | 'loading' | 'failed' | 'end' {
    if (this.#isAtBeginning || !this.#handle.state.hasOlder) return 'end'
    if (this.#loading !== undefined) return 'loading'
    return this.#failing === undefined ? 'more' : 'failed'
  }

  /** What is on its way. The view may show it before its command is answered: then it is there already. */
  get unsent(): readonly Unsent[] {
    const { pending, state } = this.#handle
    return pending.flatMap(({ id, name, input, createdAt, failure }) =>
      (name === 'reply' || name === 'note') && !isAmong(state.recent, id)
        ? [
            {
              id,
              kind: name === 'reply' ? ('agent' as const) : name,
              text: (input as Said).text,
              at: createdAt,
              failure: failure && failingOf(failure),
            },
          ]
        : [],
    )
  }

  get isCustomerTyping(): boolean {
    return this.#typing.isAny
  }

  /** Colleagues that have it open, and what they do here. */
  get viewers(): readonly Viewer[] {
    return this.#handle.presence.people
      .filter(({ id }) => id !== this.#me)
      .map(({ id, name }) => ({ id, name, on: this.#working.of(id) ?? 'nothing' }))
  }

  /** What a colleague has answered since `after`; the newest. */
  newerReply(after: number): AgentMessage | undefined {
    const isNewer = (entry: Entry): entry is AgentMessage =>
      entry.kind === 'agent' && entry.by.id !== this.#me && entry.n > after
    return this.#handle.state.recent.filter(isNewer).at(-1)
  }

  /** To be called on every keystroke. */
  writes(mode: Mode): void {
    this.#own.does(mode)
  }

  stopsWriting(): void {
    this.#own.stops()
  }

  /** Answers the customer. `after`: the newest entry that was on the screen when it was written. Rejects with a `Failing`. */
  reply({ text, files }: Said, after: number, join = false): Promise<void> {
    this.#own.stops()
    const input = { text, after, ...(files && files.length > 0 && { files }), ...(join && { join }) }
    return send(this.#handle, this.#handle.commands.reply(input))
  }

  /** Tells colleagues, and nobody else. Rejects with a `Failing`. */
  note({ text, files = [], mentions = [] }: Said & { readonly mentions?: readonly string[] }): Promise<void> {
    this.#own.stops()
    const more = { ...(files.length > 0 && { files }), ...(mentions.length > 0 && { mentions }) }
    return send(this.#handle, this.#handle.commands.note({ text, ...more }))
  }

  /** The conversation is mailed to its customer. Rejects with a `Failing`. */
  mailTranscript(): Promise<void> {
    return send(this.#handle, this.#handle.commands.mailTranscript({}))
  }

  discard(id: string): void {
    this.#handle.discard(id)
  }

  async loadOlder(): Promise<void> {
    if (this.more !== 'more' && this.more !== 'failed') return this.#loading
    this.#failing = undefined
    this.#loading = this.#load().finally(() => {
      this.#loading = undefined
      this.#tell()
    })
    this.#tell()
    return this.#loading
  }

  /** The newest entry is on the screen. The customer reads of it only from those who answer him: who just looks in has promised nothing. */
  markRead(): void {
    const { newest } = this
    if (!this.isOurs || newest <= Math.max(this.#marked.read, this.marks.agent.read)) return
    this.#marked = { received: newest, read: newest }
    this.#mark({ read: newest })
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  close(): void {
    this.#own.stops()
    this.#typing.clear()
    this.#working.clear()
    for (const stop of this.#stops) stop()
    this.#changed.clear()
    this.#handle.close()
  }

  async #load(): Promise<void> {
    const first = this.entries[0]
    if (first === undefined) return
    try {
      const before = { order: first.n, id: String(first.n) }
      const { documents, more } = await this.#handle.find('entries', { before, limit: pageSize })
      const page = documents.map(({ body }) => body as Entry).filter(({ n }) => n < first.n)
      this.#older = [...page.sort((one, other) => one.n - other.n), ...this.entries]
      this.#entries = undefined
      this.#isAtBeginning = !more || page.length === 0
    } catch (error) {
      this.#failing = failingOf(error)
    }
  }

  /** What leaves the state goes on being shown; what was missed in between would be a gap, so then all before it is loaded anew. */
  #keepOlder(): void {
    const { recent } = this.#handle.state
    const [first] = recent
    const last = this.#older.at(-1)
    if (last === undefined || first === undefined) return
    if (last.n >= first.n) this.#older = [...this.#older.filter(({ n }) => n < first.n), ...recent]
    else {
      this.#older = []
      this.#isAtBeginning = false
    }
  }

  #receive(): void {
    const { newest } = this
    if (!this.isReady || newest <= Math.max(this.#marked.received, this.marks.agent.received)) return
    this.#marked = { ...this.#marked, received: newest }
    this.#mark({ received: newest })
  }

  #mark(mark: { readonly received?: number; readonly read?: number }): void {
    const receipt = this.#handle.commands.mark(mark)
    receipt.catch(() => this.#handle.discard(receipt.id))
  }

  #tell(): void {
    this.#changed.tell()
  }
}
