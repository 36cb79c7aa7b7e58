import type { Person } from '@parley/channel/client'
import type { Clock } from './clock.ts'
import { systemClock } from './clock.ts'
import { joinMessages } from './join-messages.ts'
import type { Message, Posted } from './room.ts'
import { hasVisibleText, maxTextLength, messageOf } from './room.ts'
import type { PostFailure, RoomHandle } from './room-handle.ts'
import { OwnTyping, Typists } from './typing.ts'

const pageSize = 50

export interface ChatRoomOptions {
  readonly clock?: Clock
  /** Who we are, `() => connection.user`: only our own message takes the place of what we wait for. */
  readonly user?: () => { readonly id: string } | undefined
}

/** A message of ours that the room does not show yet. Its `id` will be the message's. */
export interface PendingMessage {
  readonly id: string
  readonly text: string
  readonly createdAt: number
  readonly failure?: PostFailure | undefined
}

/** What loading older messages came to. */
export type OlderStatus = 'more' | 'loading' | 'failed' | 'start'

/**
 * One room as a program or an element wants to see it, over an open channel: older pages and live messages in one
 * list, our own that are on their way, who types, who is here.
 */
export class ChatRoom {
  readonly #handle: RoomHandle
  readonly #user: () => { readonly id: string } | undefined
  readonly #typists: Typists
  readonly #ownTyping: OwnTyping
  readonly #listeners = new Set<() => void>()
  readonly #stop: (() => void)[]
  #messages: readonly Message[] = []
  #pending: readonly PendingMessage[] = []
  #epoch: string | undefined
  #older: OlderStatus = 'more'
  /** Counts what makes a page that is on its way meaningless. */
  #era = 0

  constructor(handle: RoomHandle, { clock = systemClock, user = () => undefined }: ChatRoomOptions = {}) {
    this.#handle = handle
    this.#user = user
    this.#typists = new Typists(clock, () => this.#changed())
    this.#ownTyping = new OwnTyping(clock, (typing) => handle.signals.typing({ typing }))
    this.#absorb()
    this.#stop = [
      handle.onChange(() => {
        this.#absorb()
        this.#changed()
      }),
      handle.onSignal('typing', (data, from) => this.#typists.receive(from, data.typing)),
    ]
  }

  /** Oldest first, without holes, up to the newest. */
  get messages(): readonly Message[] {
    return this.#messages
  }

  get pending(): readonly PendingMessage[] {
    return this.#pending
  }

  get typists(): readonly Person[] {
    return this.#typists.people
  }

  get presence(): RoomHandle['presence'] {
    return this.#handle.presence
  }

  get status(): RoomHandle['status'] {
    return this.#handle.status
  }

  get refusal(): RoomHandle['refusal'] {
    return this.#handle.refusal
  }

  /** Whether there is anything before the first message, and what came of asking for it. */
  get older(): OlderStatus {
    const first = this.#messages[0]
    // What waits may be shown before the room has ever been seen: then nobody knows yet.
    if (!first) return this.#handle.position ? 'start' : 'more'
    return first.offset <= 1 ? 'start' : this.#older
  }

  /** Puts up to 50 messages before the first. Safe to call at any time: does nothing while it is at it. */
  async loadOlder(): Promise<void> {
    const first = this.#messages[0]
    if (!first || this.older === 'start' || this.older === 'loading') return
    const era = this.#era
    this.#older = 'loading'
    this.#changed()
    try {
      const page = await this.#handle.read(first.offset, pageSize)
      if (era !== this.#era) return
      const older = page.events
        .filter((event) => event.type === 'posted')
        .map((event) => messageOf(event.data as Posted, event))
      this.#messages = [...older, ...this.#messages]
      this.#older = page.more ? 'more' : 'start'
    } catch {
      if (era === this.#era) this.#older = 'failed'
    }
    this.#changed()
  }

  /** Lets go of all but the newest `keep` messages; they can be loaded again. */
  trim(keep: number): void {
    if (this.#messages.length <= keep) return
    this.#restart(this.#messages.slice(-keep))
  }

  /** Posts, trimmed. Nothing is sent, and the answer is `undefined`, when there is nothing to say or too much. */
  post(text: string): string | undefined {
    const trimmed = text.trim()
    if (!hasVisibleText(trimmed) || trimmed.length > maxTextLength) return undefined
    this.#ownTyping.posted()
    const sent = this.#handle.commands.post({ text: trimmed })
    // A refusal is kept in `pending`, where it can be seen and retried.
    sent.catch(() => {})
    return sent.id
  }

  retry(id: string): void {
    this.#handle.retry(id)
  }

  discard(id: string): void {
    this.#handle.discard(id)
  }

  /** To be called with the draft on every change of it. */
  drafted(draft: string): void {
    if (hasVisibleText(draft)) this.#ownTyping.typed()
    else this.#ownTyping.stopped()
  }

  onChange(listener: () => void): () => void {
    this.#listeners.add(listener)
    return () => this.#listeners.delete(listener)
  }

  close(): void {
    this.#ownTyping.stopped()
    this.#typists.clear()
    for (const stop of this.#stop) stop()
    this.#listeners.clear()
    this.#handle.close()
  }

  #absorb(): void {
    const { state, position, pending } = this.#handle
    // Without a position the state is only about to be replaced; what we have stays until then.
    if (position && position.epoch !== this.#epoch) {
      this.#epoch = position.epoch
      this.#restart([])
    }
    if (!this.#isLevelWith(state.messages)) this.#join(state.messages)
    const me = this.#user()?.id
    // A message's id is its author's choice: only together with who wrote it does it say that ours is there.
    const shown = new Set(state.messages.filter(({ by }) => by.id === me).map(({ id }) => id))
    this.#pending = pending
      .filter((post) => post.name === 'post' && !shown.has(post.id))
      .map(({ id, input, createdAt, failure }) => ({ id, text: textOf(input), createdAt, failure }))
  }

  #isLevelWith(newest: readonly Message[]): boolean {
    return this.#messages.at(-1)?.offset === newest.at(-1)?.offset
  }

  #join(newest: readonly Message[]): void {
    const before = this.#messages
    const last = before.at(-1)?.offset ?? 0
    const joined = joinMessages(before, newest)
    if (joined[0]?.offset === before[0]?.offset) this.#messages = joined
    else this.#restart(joined)
    for (const message of newest) if (message.offset > last) this.#typists.forget(message.by.id)
  }

  #restart(messages: readonly Message[]): void {
    this.#messages = messages
    this.#older = 'more'
    this.#era++
  }

  #changed(): void {
    for (const listener of [...this.#listeners]) listener()
  }
}

function textOf(input: unknown): string {
  if (typeof input !== 'object' || input === null || !('text' in input)) return ''
  return typeof input.text === 'string' ? input.text : ''
}
