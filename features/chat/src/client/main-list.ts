import { ownValue } from '@parley/channel/client'
import type { Message } from '../contract/index.ts'
import { maxMessages } from '../contract/limits.ts'
import type { Person } from '../contract/person.ts'
import { isInMainList } from '../room/messages.ts'
import { findMessages, MessageList, type RoomParts } from './message-list.ts'
import type { MessagePage, Place } from './message-window.ts'

/** The main list of a room. */
export class MainList extends MessageList {
  constructor(parts: RoomParts) {
    super(parts, undefined)
    this.absorb()
  }

  override jumpToEnd(): void {
    this.window.goToEnd(this.newest, this.#isAll)
  }

  /** A message wherever it is in memory. */
  loaded(offset: number): Message | undefined {
    return this.window.at(offset) ?? this.newest.find((message) => message.offset === offset)
  }

  protected override get newest(): readonly Message[] {
    return [...this.parts.room.state.messages]
  }

  get #isAll(): boolean {
    return this.parts.room.state.messages.length < maxMessages
  }

  protected override belongs(message: Message): boolean {
    return isInMainList(message)
  }

  protected override findPage(before: Place | undefined, limit: number): Promise<MessagePage> {
    return findMessages(this.parts.room, 'messages', { before, limit })
  }

  /** What was there before we came is not new to us. */
  protected override storedReadUpTo(person: Person | undefined): number {
    const { key } = this.parts
    return Math.max(ownValue(person?.read ?? {}, key) ?? 0, ownValue(person?.rooms ?? {}, key)?.since ?? 0)
  }

  protected override replaced(): void {
    this.window.replaced(this.newest, this.#isAll)
  }
}
