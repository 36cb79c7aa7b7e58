import type { Draft, EndStatus, MessageListModel, NewPost, PendingMessage } from '../src/client/models.ts'
import type { Message } from '../src/contract/message.ts'
import type { Author } from '../src/contract/people.ts'
import { FakeModel } from './fake-model.ts'

export const pageSize = 50

/** A window on a list of messages that the page itself keeps. */
export abstract class FakeList extends FakeModel implements MessageListModel {
  messages: readonly Message[] = []
  pending: readonly PendingMessage[] = []
  older: EndStatus = 'end'
  newer: EndStatus = 'end'
  typists: readonly Author[] = []
  readUpTo = 0
  draft: Draft = { text: '' }
  /** How far it was said to have been read, each time. */
  readonly reads: number[] = []
  /** How often a page was asked for. */
  pages = 0
  /** What a page waits for. */
  gate: Promise<void> = Promise.resolve()
  isFailing = false
  /** Whether it lets go of what is far from the end. */
  trims = true

  /** All there is, oldest first. */
  protected abstract all(): readonly Message[]
  abstract post(post: NewPost): string | undefined
  abstract retry(id: string): void

  /** Shows the newest, so many of them. */
  open(count = pageSize): void {
    this.#window(this.all().length - count, this.all().length)
  }

  /** The log has changed: what is loaded is shown as it now stands. */
  refresh(): void {
    const all = this.all()
    const first = this.messages[0]?.offset ?? 0
    const last = this.newer === 'end' ? Number.POSITIVE_INFINITY : (this.messages.at(-1)?.offset ?? 0)
    this.messages = all.filter(({ offset }) => offset >= first && offset <= last)
    this.changed()
  }

  async loadOlder(): Promise<void> {
    if (this.older !== 'more' && this.older !== 'failed') return
    this.pages++
    this.older = 'loading'
    this.changed()
    await this.gate
    const start = this.#indexOf(this.messages[0]?.offset)
    if (this.isFailing) this.#fail('older')
    else this.#window(start - pageSize, this.#end())
  }

  async loadNewer(): Promise<void> {
    if (this.newer !== 'more' && this.newer !== 'failed') return
    this.pages++
    this.newer = 'loading'
    this.changed()
    await this.gate
    if (this.isFailing) this.#fail('newer')
    else this.#window(this.#indexOf(this.messages[0]?.offset), this.#end() + pageSize)
  }

  async jumpTo(offset: number): Promise<boolean> {
    await this.gate
    const index = this.#indexOf(offset)
    if (index === -1) return false
    this.#window(index - pageSize / 2, index + pageSize / 2)
    return true
  }

  jumpToEnd(): void {
    this.open()
  }

  trim(keep: number): void {
    if (this.trims && this.messages.length > keep) this.#window(this.all().length - keep, this.all().length)
  }

  discard(id: string): void {
    this.pending = this.pending.filter((post) => post.id !== id)
    this.changed()
  }

  drafted(draft: Draft): void {
    this.draft = draft
    this.changed()
  }

  markRead(upTo: number): void {
    this.reads.push(upTo)
    this.readUpTo = Math.max(this.readUpTo, upTo)
    this.changed()
  }

  markUnread(from: number): void {
    this.readUpTo = from - 1
    this.changed()
  }

  #indexOf(offset: number | undefined): number {
    return this.all().findIndex((message) => message.offset === offset)
  }

  #end(): number {
    return this.#indexOf(this.messages.at(-1)?.offset) + 1
  }

  #window(from: number, to: number): void {
    const all = this.all()
    this.messages = all.slice(Math.max(0, from), to)
    this.older = from > 0 ? 'more' : 'end'
    this.newer = to < all.length ? 'more' : 'end'
    this.changed()
  }

  #fail(end: 'older' | 'newer'): void {
    this[end] = 'failed'
    this.changed()
  }
}
