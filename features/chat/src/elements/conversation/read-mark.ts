import type { ReactiveController, ReactiveControllerHost } from 'lit'
import type { MessageListModel } from '../../client/models.ts'
import { NewLine } from '../messages/new-line.ts'

interface Host extends ReactiveControllerHost {
  readonly list: Pick<MessageListModel, 'readUpTo' | 'markRead' | 'markUnread'>
  /** Whether what is sent is really on the wire. */
  readonly isLive: boolean
}

/** Marks as read what has been in view while somebody looks at the page, and knows where the line "new" stands. */
export class ReadMark implements ReactiveController {
  readonly #host: Host
  readonly #firstUnread: () => number | undefined
  #newLine = new NewLine()
  #seen = 0
  #marked = 0

  constructor(host: Host, firstUnread: () => number | undefined) {
    this.#host = host
    this.#firstUnread = firstUnread
    host.addController(this)
  }

  /** The message that the line "new" stands above. */
  get newFrom(): number | undefined {
    return this.#newLine.from
  }

  hostConnected(): void {
    document.addEventListener('visibilitychange', this.#onVisibility)
  }

  hostDisconnected(): void {
    document.removeEventListener('visibilitychange', this.#onVisibility)
  }

  /** Another list is shown. */
  reset(): void {
    this.#newLine = new NewLine()
    this.#seen = 0
    this.#marked = 0
  }

  /** To be called with every state of the list. */
  note(isAtEnd: boolean): void {
    this.#newLine.note(this.#firstUnread(), isVisible() && isAtEnd)
  }

  /** Messages up to this one have been in view. */
  seen(upTo: number): void {
    this.#seen = Math.max(this.#seen, upTo)
    this.#mark()
  }

  /** Whoever writes has read. */
  wrote(): void {
    this.#newLine.wrote()
  }

  markUnread(offset: number): void {
    this.#newLine.markUnread(offset)
    this.#marked = 0
    this.#host.list.markUnread(offset)
    this.#host.requestUpdate()
  }

  #mark(): void {
    const { list, isLive } = this.#host
    if (!isVisible() || !isLive || this.#newLine.holdsReading) return
    if (this.#seen <= Math.max(this.#marked, list.readUpTo)) return
    this.#marked = this.#seen
    list.markRead(this.#seen)
  }

  #onVisibility = (): void => {
    if (isVisible()) this.#mark()
    else this.#newLine.left(this.#firstUnread())
    this.#host.requestUpdate()
  }
}

function isVisible(): boolean {
  return document.visibilityState === 'visible'
}
