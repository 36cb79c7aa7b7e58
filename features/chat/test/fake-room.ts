import { applyEvent, type EventMeta, type Person } from '@parley/channel/client'
import type { OlderPage, PendingPost, PostFailure, RoomHandle } from '../src/client.ts'
import type { Author, Posted, Room } from '../src/room.ts'
import { roomFold } from '../src/room.ts'

/** An open room without a network: the test is the server. */
export class FakeRoom implements RoomHandle {
  state: Room = roomFold.state()
  position: { epoch: string; offset: number } | undefined = undefined
  status: RoomHandle['status'] = 'opening'
  refusal: RoomHandle['refusal'] = undefined
  presence: { count: number; people: readonly Person[] } = { count: 0, people: [] }
  pending: PendingPost[] = []
  readonly log: (EventMeta & { readonly type: string; readonly data: Posted })[] = []
  readonly typed: boolean[] = []
  readonly reads: number[] = []
  isClosed = false
  /** Whether posts are answered at once, and by whom they are. */
  answersAs: Author | undefined = undefined
  /** Set to make `read` wait or fail. */
  readGate: Promise<void> = Promise.resolve()
  now: () => number = () => Date.now()
  #count = 0
  readonly #listeners = new Set<() => void>()
  readonly #onTyping = new Set<(data: { typing: boolean }, from: Person) => void>()

  commands = {
    post: (input: { readonly text: string }) => {
      const id = `mine.${++this.#count}`
      this.pending = [...this.pending, { id, name: 'post', input, createdAt: this.now() }]
      this.changed()
      if (this.answersAs) {
        const by = this.answersAs
        queueMicrotask(() => this.acknowledge(id, by))
      }
      return Object.assign(new Promise<void>(() => {}), { id })
    },
  }

  signals = {
    typing: (data: { readonly typing: boolean }) => {
      this.typed.push(data.typing)
    },
  }

  /** The server answers `open`. */
  open(epoch = 'epoch-1'): void {
    this.status = 'open'
    this.position = { epoch, offset: this.log.length }
    this.changed()
  }

  /** Somebody posts. */
  receive(by: Author, text: string, options: { readonly id?: string; readonly at?: number } = {}): void {
    const event = {
      offset: this.log.length + 1,
      type: 'posted',
      at: options.at ?? this.now(),
      data: { id: options.id ?? `other.${this.log.length + 1}`, by, text },
    }
    this.log.push(event)
    applyEvent(roomFold, this.state, event)
    if (this.position) this.position = { ...this.position, offset: event.offset }
    this.changed()
  }

  /** Our post took effect: the event is folded, then it is no longer pending. */
  acknowledge(id: string, by: Author): void {
    const post = this.pending.find((candidate) => candidate.id === id)
    if (!post) return
    this.pending = this.pending.filter((candidate) => candidate !== post)
    this.receive(by, (post.input as { text: string }).text, { id })
  }

  fail(id: string, failure: PostFailure): void {
    this.pending = this.pending.map((post) => (post.id === id ? { ...post, failure } : post))
    this.changed()
  }

  refuse(refusal: { readonly code: string; readonly message: string }): void {
    this.status = 'refused'
    this.refusal = refusal
    this.changed()
  }

  /** A fresh state, as after a long absence. */
  replace(messages: Room['messages'], epoch = this.position?.epoch ?? 'epoch-1'): void {
    this.state = { messages }
    this.position = { epoch, offset: messages.at(-1)?.offset ?? 0 }
    this.changed()
  }

  signalTyping(from: Person, typing = true): void {
    for (const listener of this.#onTyping) listener({ typing }, from)
  }

  people(people: readonly Person[], count = people.length): void {
    this.presence = { count, people }
    this.changed()
  }

  retry(id: string): void {
    this.pending = this.pending.map(({ failure: _, ...post }) => (post.id === id ? post : { ...post, failure: _ }))
    this.changed()
    if (this.answersAs) this.acknowledge(id, this.answersAs)
  }

  discard(id: string): void {
    this.pending = this.pending.filter((post) => post.id !== id)
    this.changed()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  onSignal(_name: 'typing', listener: (data: { typing: boolean }, from: Person) => void): () => void {
    this.#onTyping.add(listener)
    return () => this.#onTyping.delete(listener)
  }

  async read(before: number, limit = 50): Promise<OlderPage> {
    this.reads.push(before)
    await this.readGate
    const earlier = this.log.filter((event) => event.offset < before)
    return { events: earlier.slice(-limit), more: earlier.length > limit }
  }

  close(): void {
    this.isClosed = true
    this.status = 'closed'
  }

  /** Somebody opens it once more after `close`. */
  openAgain(): void {
    this.isClosed = false
    this.status = this.position ? 'open' : 'opening'
  }

  changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}
