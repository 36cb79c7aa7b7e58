import type { Author, Message } from '../contract/index.ts'
import type { Draft, EndStatus, MessageListModel, NewPost, PendingMessage } from './models.ts'

/** A list of messages that is another one with something more: what it does not say itself is that list's. */
export abstract class ListOver implements MessageListModel {
  protected readonly list: MessageListModel

  constructor(list: MessageListModel) {
    this.list = list
  }

  get messages(): readonly Message[] {
    return this.list.messages
  }

  get pending(): readonly PendingMessage[] {
    return this.list.pending
  }

  get older(): EndStatus {
    return this.list.older
  }

  get newer(): EndStatus {
    return this.list.newer
  }

  get typists(): readonly Author[] {
    return this.list.typists
  }

  get readUpTo(): number {
    return this.list.readUpTo
  }

  get draft(): Draft {
    return this.list.draft
  }

  loadOlder(): Promise<void> {
    return this.list.loadOlder()
  }

  loadNewer(): Promise<void> {
    return this.list.loadNewer()
  }

  jumpTo(offset: number): Promise<boolean> {
    return this.list.jumpTo(offset)
  }

  jumpToEnd(): void {
    this.list.jumpToEnd()
  }

  trim(keep: number): void {
    this.list.trim(keep)
  }

  post(post: NewPost): string | undefined {
    return this.list.post(post)
  }

  retry(id: string): void {
    this.list.retry(id)
  }

  discard(id: string): void {
    this.list.discard(id)
  }

  drafted(draft: Draft): void {
    this.list.drafted(draft)
  }

  markRead(upTo: number): void {
    this.list.markRead(upTo)
  }

  markUnread(from: number): void {
    this.list.markUnread(from)
  }

  abstract onChange(listener: () => void): () => void
  abstract close(): void
}
