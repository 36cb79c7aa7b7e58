import { ownValue } from '@parley/channel/client'
import type { Message } from '../contract/index.ts'
import { type Person, threadKey } from '../contract/person.ts'
import { findMessages, MessageList, type RoomParts } from './message-list.ts'
import type { MessagePage, Place } from './message-window.ts'
import type { EndStatus } from './models.ts'

const pageSize = 50

/** The messages of a thread; its first message stands in the main list. */
export class ThreadList extends MessageList {
  readonly #root: number
  #first: EndStatus = 'more'
  #era = 0

  constructor(parts: RoomParts, root: number) {
    super(parts, root)
    this.#root = root
    this.absorb()
  }

  /** Until its newest are there, they are what is older than nothing. */
  override get older(): EndStatus {
    return this.#first === 'end' ? super.older : this.#first
  }

  override async loadOlder(): Promise<void> {
    if (this.#first === 'end') await super.loadOlder()
    else if (this.#first !== 'loading') await this.#load()
  }

  override jumpToEnd(): void {
    if (this.newer !== 'end') void this.#load()
  }

  protected override get newest(): readonly Message[] {
    return []
  }

  protected override belongs({ thread }: Message): boolean {
    return thread === this.#root
  }

  protected override findPage(before: Place | undefined, limit: number): Promise<MessagePage> {
    return findMessages(this.parts.room, `thread/${this.#root}`, { before, limit })
  }

  protected override storedReadUpTo(person: Person | undefined): number {
    return ownValue(person?.threads ?? {}, threadKey(this.parts.key, this.#root)) ?? 0
  }

  protected override replaced(): void {
    void this.#load()
  }

  async #load(): Promise<void> {
    const era = ++this.#era
    this.#first = 'loading'
    this.changed()
    const loaded = await this.window.reload(pageSize)
    if (era !== this.#era) return
    this.#first = loaded ? 'end' : 'failed'
    this.changed()
  }
}
