import { applyEvent } from '@parley/channel/client'
import type { InboxHandle, Pending } from '../src/client/handle.ts'
import type { Content, DeliveryEntry, Inbox, InboxCommands, InboxEvents } from '../src/contract/index.ts'
import { inboxFold } from '../src/inbox/inbox-fold.ts'

type EventData = { [Type in keyof InboxEvents]: InboxEvents[Type] }
type Failure = NonNullable<Pending['failure']>

const minute = 60_000

/** The view of an inbox without a network: whoever holds it is the server. */
export class FakeInbox implements InboxHandle {
  state: Inbox = shop()
  position: InboxHandle['position']
  status: InboxHandle['status'] = 'opening'
  refusal: InboxHandle['refusal']
  pending: readonly Pending[] = []
  isClosed = false
  /** All that was asked for, in order. */
  readonly asked: { readonly command: string; readonly input: unknown }[] = []
  /** Whether commands take effect by themselves. */
  answers = true
  /** What commands of a name are refused with. */
  readonly refused = new Map<string, Failure>()
  /** Everything that was ever said, also what the state has no room for. */
  readonly all = new Map<number, Content>()
  deliveries: DeliveryEntry[] = []
  findFailure: Failure | undefined
  finds = 0
  /** What searches wait for. */
  gate: Promise<void> = Promise.resolve()
  maxRecent = 50
  now = () => Date.now()
  readonly #changeListeners = new Set<() => void>()
  readonly #eventListeners = new Set<(event: never) => void>()
  #offset = 0
  #count = 0

  readonly commands = new Proxy({} as InboxHandle['commands'], {
    get: (_, command: string) => (input: unknown) => this.#ask(command, input),
  })

  /** The server answers the opening. */
  open(): void {
    this.status = 'open'
    this.position = { epoch: 'e', offset: this.#offset }
    this.changed()
  }

  /** Something comes; what is not said has a value. */
  arrive(content: Partial<Content> & { readonly ago?: number } = {}, options: { readonly quiet?: true } = {}): number {
    const { ago = 0, ...given } = content
    const offset = this.#offset + 1
    const at = this.now() - ago * minute
    const whole: Content = {
      n: offset,
      category: 'orders',
      title: `Thing ${offset}`,
      actors: [],
      actorCount: given.actors?.length ?? 0,
      count: 1,
      at,
      updatedAt: at,
      ...given,
      last: given.last ?? offset,
    }
    this.happen(this.all.has(whole.n) ? 'updated' : 'created', { content: whole, ...options })
    return whole.n
  }

  happen<Type extends keyof EventData>(type: Type, data: EventData[Type]): void {
    const event = { type, data, offset: ++this.#offset, at: this.now() }
    if (type === 'created' || type === 'updated') {
      const { content } = data as InboxEvents['created']
      this.all.set(content.n, content)
    } else if (type === 'removed') for (const n of (data as InboxEvents['removed']).ids) this.all.delete(n)
    applyEvent(inboxFold, this.state, event)
    this.state.recent = this.state.recent.slice(0, this.maxRecent)
    if (this.position) this.position = { epoch: 'e', offset: this.#offset }
    // Before the first answer there is no view that could hear of it.
    if (this.position) for (const listener of [...this.#eventListeners]) listener(event as never)
    this.changed()
  }

  /** What happened while the view was away was too much: the state comes as a whole. */
  replace(meanwhile: (inbox: FakeInbox) => void): void {
    const listeners = [...this.#eventListeners]
    this.#eventListeners.clear()
    const changes = [...this.#changeListeners]
    this.#changeListeners.clear()
    meanwhile(this)
    this.state = structuredClone(this.state)
    for (const listener of listeners) this.#eventListeners.add(listener)
    for (const listener of changes) this.#changeListeners.add(listener)
    this.changed()
  }

  /** Lets the commands that wait take effect. */
  acknowledge(): void {
    const waiting = this.pending.filter(({ failure }) => failure === undefined)
    this.pending = this.pending.filter(({ failure }) => failure !== undefined)
    for (const { name, input } of waiting) this.#take(name, input as never)
    this.changed()
  }

  /** Refuses the commands that wait. */
  refuse(failure: Failure): void {
    this.pending = this.pending.map((one) => ({ ...one, failure }))
    this.changed()
  }

  discard(id: string): void {
    this.pending = this.pending.filter((one) => one.id !== id)
    this.changed()
  }

  async find(collection: string, query: Parameters<InboxHandle['find']>[1] = {}) {
    this.finds++
    await this.gate
    if (this.findFailure) throw this.findFailure
    const { before, limit = 50, id } = query as { before?: { order: number }; limit?: number; id?: string }
    const all =
      collection === 'items'
        ? [...this.all.values()].map((body) => ({ id: String(body.n), order: body.last, body }))
        : this.deliveries.map((body, index) => ({ id: String(index), order: this.deliveries.length - index, body }))
    const behind = all
      .filter((one) => (before === undefined || one.order < before.order) && (id === undefined || one.id === id))
      .sort((one, other) => other.order - one.order)
    const documents = behind.slice(0, limit) as unknown as Awaited<ReturnType<InboxHandle['find']>>['documents']
    const last = documents.at(-1)
    const more = behind.length > documents.length
    return { documents, more, ...(more && last && { next: { order: behind[limit - 1]!.order, id: last.id } }) }
  }

  onChange(listener: () => void): () => void {
    this.#changeListeners.add(listener)
    return () => this.#changeListeners.delete(listener)
  }

  onEvent(listener: (event: never) => void): () => void {
    this.#eventListeners.add(listener)
    return () => this.#eventListeners.delete(listener)
  }

  changed(): void {
    for (const listener of [...this.#changeListeners]) listener()
  }

  close(): void {
    this.isClosed = true
  }

  #ask(command: string, input: unknown) {
    this.asked.push({ command, input })
    const id = `c.${++this.#count}`
    const failure = this.refused.get(command)
    this.pending = [...this.pending, { id, name: command, input, createdAt: this.now() }]
    this.changed()
    const receipt = Promise.resolve().then(() => {
      if (failure) {
        this.pending = this.pending.map((one) => (one.id === id ? { ...one, failure } : one))
        this.changed()
        throw failure
      }
      if (this.answers && this.pending.some((one) => one.id === id)) {
        this.pending = this.pending.filter((one) => one.id !== id)
        this.#take(command, input as never)
        this.changed()
      }
      return { offset: this.#offset }
    })
    receipt.catch(() => {})
    return Object.assign(receipt, { id })
  }

  #take(command: string, input: InboxCommands[keyof InboxCommands]): void {
    const answer = answers[command as keyof InboxCommands] as
      | ((input: unknown, inbox: FakeInbox) => readonly [keyof EventData, unknown])
      | undefined
    const [type, data] = answer?.(input, this) ?? []
    if (type !== undefined) this.happen(type, data as never)
  }
}

const mark = (
  ids: readonly number[],
  on: InboxEvents['marked']['on'] = [],
  off: InboxEvents['marked']['off'] = [],
): ['marked', InboxEvents['marked']] => ['marked', { ids, on, off }]

const answers: {
  readonly [Name in keyof InboxCommands]: (
    input: InboxCommands[Name],
    inbox: FakeInbox,
  ) => readonly [keyof InboxEvents, unknown] | undefined
} = {
  begin: (input) => ['began', input],
  see: ({ upTo }, inbox) => mark(upToOf(inbox, upTo), ['seen']),
  read: ({ ids }) => mark(ids, ['seen', 'read']),
  unread: ({ ids }) => mark(ids, [], ['read']),
  archive: ({ ids }) => mark(ids, ['archived'], ['snoozed']),
  unarchive: ({ ids }) => mark(ids, [], ['archived']),
  snooze: (input) => ['snoozed', input],
  unsnooze: ({ ids }) => mark(ids, [], ['snoozed']),
  act: ({ id, action }) => ['acted', { n: id, action }],
  remove: ({ ids }) => ['removed', { ids, how: 'removed' }],
  markAll: ({ as, upTo, category }, inbox) =>
    mark(upToOf(inbox, upTo, category), as === 'read' ? ['seen', 'read'] : [as]),
  setPreference: (input) => ['preferred', input],
  setWay: (input) => ['waySet', input],
  setAll: (input) => ['allSet', input],
  setQuiet: (input) => ['quietSet', input],
  setLanguage: (input) => ['languageSet', input],
  subscribePush: ({ device }, inbox) => ['deviceAdded', { id: '0'.repeat(16), name: device, at: inbox.now() }],
  unsubscribePush: ({ id }) => ['deviceRemoved', { id, how: 'removed' }],
}

function upToOf({ state }: FakeInbox, upTo: number, category?: string): readonly number[] {
  return Object.entries(state.marks)
    .filter(([, { last, category: own }]) => last <= upTo && (category === undefined || own === category))
    .map(([n]) => Number(n))
}

function shop(): Inbox {
  return {
    ...inboxFold.state(),
    began: true,
    categories: {
      orders: { title: { en: 'Orders', ko: '주문' }, required: false, ways: { inbox: true, push: true, email: false } },
      social: { title: { en: 'People', ko: '사람들' }, required: false, ways: { inbox: true, push: true } },
      security: {
        title: { en: 'Security', ko: '보안' },
        description: { en: 'Sign-ins and changes of your password', ko: '로그인과 비밀번호 변경' },
        required: true,
        ways: { inbox: true, email: true },
      },
    },
    ways: {
      inbox: { title: { en: 'Inbox', ko: '알림함' } },
      push: { title: { en: 'Push', ko: '푸시' } },
      email: { title: { en: 'E-mail', ko: '이메일' } },
    },
  }
}
