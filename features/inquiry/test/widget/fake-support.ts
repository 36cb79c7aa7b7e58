import type { Status } from '@parley/client'
import { describeDesk, describeInquiry, describeOwnInquiries } from '../../src/client/description.ts'
import type {
  CustomerCommands,
  CustomerEntry,
  CustomerInquiry,
  CustomerInquiryEvents,
  CustomerLine,
  CustomerStatus,
  FileInfo,
  InquiryCommands,
  InquirySignals,
  Line,
  LineEvents,
  OwnInquiries,
  OwnInquiriesEvents,
  OwnInquiry,
  TeamLine,
} from '../../src/contract/index.ts'
import { ownFold } from '../../src/customer/own-fold.ts'
import { lineFold } from '../../src/desk/line-fold.ts'
import { customerFold } from '../../src/inquiry/customer-fold.ts'
import { type Failure, FakeHandle, refusal } from '../desk/fake-handle.ts'

type Own = { commands: CustomerCommands; signals: object; events: OwnInquiriesEvents }
type Thread = { commands: InquiryCommands; signals: InquirySignals; events: CustomerInquiryEvents }
type LineOf = { commands: object; signals: object; events: LineEvents }

export const ana = 'Ana Duarte'
const minute = 60_000

/** A handle that posts again what was refused. */
class Handle<State, Of extends Own | Thread | LineOf> extends FakeHandle<State, Of> {
  override retry(id?: string): undefined {
    const failed = this.pending.find((one) => one.id === id && one.failure)
    if (!failed) return
    this.discard(failed.id)
    const { commands } = this as unknown as { commands: { [name: string]: (input: unknown) => Promise<unknown> } }
    commands[failed.name]?.(failed.input).catch(() => {})
  }
}

export type FakeThread = Handle<CustomerInquiry, Thread>

/** A connection of a customer without a network, and all at its other end: whoever holds it is the server. */
export class FakeSupport {
  status: Status = { state: 'connecting', attempt: 1 }
  user: { readonly id: string; readonly name: string; readonly guest: boolean } | undefined
  retries = 0
  readonly own: Handle<OwnInquiries, Own>
  readonly line = new Handle<Line, LineOf>('inquiry-desk/main', 'line', lineFold)
  readonly threads = new Map<string, FakeThread>()
  /** Channels that were opened, in order. */
  readonly opened: string[] = []
  /** What the next command of a name is refused with, once. */
  readonly refused = new Map<string, Failure>()
  /** Whether a bot answers at first. */
  hasBot = false
  /** Whether what was asked becomes an inquiry by itself. */
  begins = true
  now = () => Date.now()
  readonly #entries = new Map<string, CustomerEntry[]>()
  readonly #listeners = new Set<(status: Status) => void>()
  readonly #id: string
  #gate: { readonly promise: Promise<unknown>; readonly open: () => void } | undefined

  constructor(id = 'guest-7f') {
    this.#id = id
    this.own = new Handle('inquiry-customer/me', 'customer', ownFold)
    this.own.answer = (name, input, command) => this.#ofOwn(name, input, command)
    this.team('support', {})
  }

  /** The server has let us in, as a guest unless somebody is named. */
  welcome(name?: string): void {
    this.user = { id: this.#id, name: name ?? 'Guest', guest: name === undefined }
    this.set({ state: 'live' })
    this.own.open()
    this.line.open()
  }

  set(status: Status): void {
    this.status = status
    if (status.state === 'live') {
      this.#gate?.open()
      this.#gate = undefined
    } else if (this.#gate === undefined) {
      let open = () => {}
      const promise = new Promise<void>((resolve) => {
        open = resolve
      })
      this.#gate = { promise, open }
    }
    for (const handle of this.#handles) handle.gate = this.#gate?.promise ?? Promise.resolve()
    for (const listener of [...this.#listeners]) listener(status)
  }

  onStatus(listener: (status: Status) => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  open(description: unknown, key: string): never {
    if (description === describeOwnInquiries) return this.#open('inquiry-customer', key, this.own)
    if (description === describeDesk) return this.#open('inquiry-desk', key, this.line)
    if (description !== describeInquiry) throw new Error('No such channel here.')
    return this.#open('inquiry', key, this.thread(key))
  }

  retryNow(): void {
    this.retries++
  }

  close(): void {}

  team(name: string, line: Partial<TeamLine>): void {
    const whole: TeamLine = { tickets: [], waiting: line.tickets?.length ?? 0, isOpen: true, isStaffed: true, ...line }
    this.line.happen('line', { teams: { ...this.line.state.teams, [name]: whole } })
  }

  thread(id: string): FakeThread {
    const known = this.threads.get(id)
    if (known) return known
    const thread = new Handle<CustomerInquiry, Thread>(`inquiry/${id}`, 'customer', customerFold)
    thread.now = this.now
    thread.gate = this.#gate?.promise ?? Promise.resolve()
    thread.answer = (name, input, command) => this.#ofThread(id, name, input, command)
    thread.documents = () => (this.#entries.get(id) ?? []).map((body) => ({ id: String(body.n), order: body.n, body }))
    thread.open()
    this.threads.set(id, thread)
    return thread
  }

  /** An inquiry that is there already. */
  asked(text: string, { ago = 0, team = 'support' } = {}): string {
    const id = `inquiry${String(this.threads.size + 1).padStart(12, '0')}`
    this.begin(id, text, { team, ticket: `ticket${this.threads.size}000`, command: `c.${id}`, ago })
    return id
  }

  begin(id: string, text: string, begun: Begun): void {
    const { team, ticket, command, ago = 0, files = [] } = begun
    const at = this.now() - ago * minute
    this.thread(id).happen('began', { openedAt: at, team, ticket })
    this.#says(id, { kind: 'customer', id: command, text, ...this.#filesOf(files) }, ago)
    this.stand(id, this.hasBot ? 'pending' : 'waiting')
  }

  /** Something is said to the customer. */
  say(id: string, text: string, more: Partial<Said> = {}): number {
    const { by = ana, ago = 0, files, as = 'agent' } = more
    const n = this.thread(id).offset + 1
    this.#says(id, { kind: as, by: { name: by }, id: `m.${n}`, text, ...(files && { files }) }, ago)
    return n
  }

  /** How it stands from now on, and what he is told of it. */
  stand(id: string, status: CustomerStatus, more: Partial<Stands> = {}): void {
    const { agent, line, ago = 0, mergedInto, team = this.thread(id).state.info?.team ?? 'support' } = more
    const thread = this.thread(id)
    const at = this.now() - ago * minute
    const entry = line && ({ n: thread.offset + 1, at, kind: 'line', line } as const)
    if (entry) this.#keep(id, entry)
    const no = [...this.threads.keys()].indexOf(id) + 1
    const public_ = agent === undefined ? {} : { agent: { name: agent } }
    const merged = mergedInto === undefined ? {} : { mergedInto }
    thread.happen('statusSet', { status, team, no, ...public_, ...merged, ...(entry && { entry }) })
    this.#progress(id)
  }

  join(id: string, name = ana, ago = 0): void {
    this.stand(id, 'answered', { agent: name, line: { what: 'joined', agent: { name } }, ago })
  }

  resolve(id: string, ago = 0): void {
    const { agent } = this.thread(id).state
    this.stand(id, 'resolved', { ...(agent && { agent: agent.name }), line: { what: 'resolved' }, ago })
  }

  /** How far the agents have received and read. */
  marked(id: string, marks: { received?: number; read?: number }): void {
    this.thread(id).happen('marked', { side: 'agent', ...marks })
  }

  typing(id: string, typing = true, name = ana): void {
    this.thread(id).signal('typing', { typing }, { id: 'agent', name })
  }

  get #handles() {
    return [this.own, this.line, ...this.threads.values()]
  }

  #open(channel: string, key: string, handle: object): never {
    this.opened.push(`${channel}/${key}`)
    const closable = Object.create(handle, { close: { value: () => {} } }) as object
    // What is read through the copy is the handle's own.
    return new Proxy(closable, {
      get: (target, name) => {
        if (name === 'close') return Reflect.get(target, name)
        const value = Reflect.get(handle, name, handle)
        return typeof value === 'function' && name !== 'commands' ? value.bind(handle) : value
      },
    }) as never
  }

  #ofOwn(name: string, input: never, command: string): Failure | undefined {
    const failure = this.#refusalOf(name)
    if (failure || name !== 'start') return failure
    const { inquiry, text, ticket, team = 'support', files = [] } = input as CustomerCommands['start']
    const at = this.now()
    const status = this.hasBot ? 'pending' : 'waiting'
    const own: OwnInquiry = {
      ...{ id: inquiry, status, subject: text, openedAt: at, lastAt: at, lastText: text, unread: 0 },
      starting: true,
    }
    this.own.happen('set', { inquiry: own })
    if (this.begins) this.begin(inquiry, text, { team, ticket, command, files })
    return undefined
  }

  #ofThread(id: string, name: string, input: never, command: string): Failure | undefined {
    const failure = this.#refusalOf(name)
    if (failure) return failure
    const thread = this.thread(id)
    if (name === 'write') {
      const { text, files = [] } = input as InquiryCommands['write']
      this.#says(id, { kind: 'customer', id: command, text, ...this.#filesOf(files) }, 0)
      if (thread.state.status === 'resolved') this.stand(id, 'waiting', { line: { what: 'reopened' } })
    } else if (name === 'mark') {
      thread.happen('marked', { side: 'customer', ...(input as InquiryCommands['mark']) })
      this.#progress(id)
    } else if (name === 'end') this.resolve(id)
    else if (name === 'askForPerson') this.stand(id, 'waiting', { line: { what: 'waiting' } })
    else if (name === 'rate') {
      const { score, comment } = input as InquiryCommands['rate']
      thread.happen('rated', { rating: { score, at: this.now(), ...(comment && { comment }) } })
    }
    return undefined
  }

  /** Those that were uploaded, by id. */
  readonly files = new Map<string, FileInfo>()

  #filesOf(ids: readonly string[]): { readonly files?: readonly FileInfo[] } {
    const files = ids.map((id) => this.files.get(id) ?? { id, name: id, type: 'text/plain', size: 1 })
    return files.length === 0 ? {} : { files }
  }

  #refusalOf(name: string): Failure | undefined {
    const failure = this.refused.get(name)
    this.refused.delete(name)
    return failure
  }

  #says(id: string, said: object, ago: number): void {
    const thread = this.thread(id)
    const entry = { n: thread.offset + 1, at: this.now() - ago * minute, ...said } as CustomerEntry
    this.#keep(id, entry)
    thread.happen('said', { entry })
    this.#progress(id)
  }

  #keep(id: string, entry: CustomerEntry): void {
    this.#entries.set(id, [...(this.#entries.get(id) ?? []), entry])
  }

  #progress(id: string): void {
    const { info, status, agent, marks, mergedInto } = this.thread(id).state
    const said = (this.#entries.get(id) ?? []).filter((entry) => entry.kind !== 'line')
    const [first] = said
    const last = said.at(-1)
    if (!info || !first || !last) return
    const inquiry: OwnInquiry = {
      ...{ id, status, subject: first.text, openedAt: info.openedAt, lastAt: last.at, lastText: last.text },
      ...(info.no !== undefined && { no: info.no }),
      ...(agent && { agent }),
      ...(mergedInto && { mergedInto }),
      unread: said.filter(({ kind, n }) => kind !== 'customer' && n > marks.customer.read).length,
    }
    this.own.happen('set', { inquiry })
  }
}

interface Begun {
  readonly team: string
  readonly ticket: string
  readonly command: string
  readonly ago?: number
  readonly files?: readonly string[]
}

interface Said {
  readonly as: 'agent' | 'bot'
  readonly by: string
  readonly ago: number
  readonly files: readonly FileInfo[]
}

interface Stands {
  readonly agent: string
  readonly line: CustomerLine
  readonly ago: number
  readonly team: string
  readonly mergedInto: { readonly id: string; readonly no: number }
}

export { refusal }
