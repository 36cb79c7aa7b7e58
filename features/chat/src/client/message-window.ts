import type { EventMeta } from '@parley/channel/client'
import type { Message, RoomEvents } from '../contract/index.ts'
import { edited, messageOf, reacted, replied, tombstone } from '../room/messages.ts'
import type { EndStatus } from './models.ts'

/** Where a page begins: behind this place, going back. */
export interface Place {
  readonly order: number
  readonly id: string
}

/** Messages as documents, the newest first. */
export interface MessagePage {
  readonly messages: readonly Message[]
  /** There if there is more behind the last that was looked at. */
  readonly next: Place | undefined
}

/** Where a list of messages comes from. */
export interface WindowSource {
  /** The newest `limit` (1 to 200) behind a place, or of all. */
  find(before: Place | undefined, limit: number): Promise<MessagePage>
  belongs(message: Message): boolean
}

type RoomEvent = EventMeta &
  {
    readonly [Type in keyof RoomEvents]: { readonly type: Type; readonly data: RoomEvents[Type] }
  }[keyof RoomEvents]

const pageSize = 50
/** Pages asked for in a row where they hold nothing for this list. */
const mostEmptyPages = 8
/** As many as one page can bring up to date at once. */
const mostRefreshed = 200

/**
 * A part of a list of messages, without holes, that grows at both ends. Who owns it tells it every event of the room in order, and when the
 * room's state was replaced as a whole. What a page says may be older than the last event: events that come while it
 * is asked for are applied to it, too.
 */
export class MessageWindow {
  readonly #source: WindowSource
  readonly #changed: () => void
  #messages: readonly Message[] = []
  #older: EndStatus = 'more'
  #newer: EndStatus = 'end'
  /** Counts what makes pages that are on their way meaningless. */
  #era = 0
  #going = 0
  #asked = 0
  /** Where looking for older ones goes on, when so far there was nothing for this list. */
  #resume: Place | undefined
  /** Events since the first of the pages that are on their way was asked for. */
  #meanwhile: RoomEvent[] = []

  constructor(source: WindowSource, changed: () => void) {
    this.#source = source
    this.#changed = changed
  }

  get messages(): readonly Message[] {
    return this.#messages
  }

  get older(): EndStatus {
    return this.#older
  }

  get newer(): EndStatus {
    return this.#newer
  }

  at(offset: number): Message | undefined {
    const messages = this.#messages
    let [low, high] = [0, messages.length - 1]
    while (low <= high) {
      const middle = (low + high) >> 1
      const found = messages[middle]!.offset
      if (found === offset) return messages[middle]
      if (found < offset) low = middle + 1
      else high = middle - 1
    }
    return undefined
  }

  /** An event that the room's state has folded. */
  apply(event: RoomEvent): void {
    if (this.#asked > 0) this.#meanwhile.push(event)
    this.#messages = changed(this.#messages, event)
    if (event.type !== 'posted' || this.#newer !== 'end') return
    const message = messageOf(event.data, event)
    const last = this.#messages.at(-1)?.offset ?? 0
    if (this.#source.belongs(message) && message.offset > last) this.#messages = [...this.#messages, message]
  }

  /**
   * The newest messages anew, after something may have been missed. `isAll`: there is nothing before them. What was loaded before them is
   * brought up to date if it joins on to them, and let go if there may be a hole.
   */
  replaced(newest: readonly Message[], isAll: boolean): void {
    if (this.#newer !== 'end') {
      this.#refresh()
      return
    }
    const first = newest[0]
    const kept = first === undefined ? [] : this.#messages.filter(({ offset }) => offset < first.offset)
    const joins = first !== undefined && this.at(first.offset) !== undefined
    this.#restart()
    if (!joins || isAll || kept.length === 0) {
      this.#messages = newest
      this.#older = isAll ? 'end' : 'more'
      return
    }
    this.#messages = [...kept.slice(-mostRefreshed), ...newest]
    if (kept.length > mostRefreshed || this.#older !== 'end') this.#older = 'more'
    this.#refresh()
  }

  /** Puts the newest page in the place of all that is loaded. `false`: it could not be had. */
  async reload(limit: number): Promise<boolean> {
    const era = this.#restart()
    const began = this.#messages.at(-1)?.offset ?? 0
    const page = await this.#ask(() => this.#findBefore(undefined, limit))
    if (era !== this.#era || page === undefined) return page !== undefined
    const last = Math.max(began, page.messages.at(-1)?.offset ?? 0)
    // What came while it was asked for joins on to it.
    this.#messages = [...page.messages, ...this.#messages.filter(({ offset }) => offset > last)]
    this.#older = page.next === undefined ? 'end' : 'more'
    this.#newer = 'end'
    this.#changed()
    return true
  }

  async loadOlder(): Promise<void> {
    const first = this.#messages[0]
    if (first === undefined || this.#older === 'loading' || this.#older === 'end') return
    this.#older = 'loading'
    this.#changed()
    const era = this.#era
    const page = await this.#ask(() => this.#findBefore(this.#resume ?? placeOf(first.offset), pageSize))
    if (era !== this.#era) return
    if (page !== undefined) {
      this.#messages = [...page.messages, ...this.#messages]
      this.#resume = page.messages.length === 0 ? page.next : undefined
    }
    this.#older = page === undefined ? 'failed' : page.next === undefined ? 'end' : 'more'
    this.#changed()
  }

  async loadNewer(newestOf: () => readonly Message[]): Promise<void> {
    const last = this.#messages.at(-1)
    if (last === undefined || this.#newer === 'loading' || this.#newer === 'end') return
    this.#newer = 'loading'
    this.#changed()
    const era = this.#era
    const found = await this.#ask(() => this.#findAfter(last.offset, newestOf))
    if (era !== this.#era) return
    if (found !== undefined) this.#messages = [...this.#messages, ...found.messages]
    this.#newer = found === undefined ? 'failed' : 'more'
    if (found !== undefined) this.#joinEnd(newestOf())
    this.#changed()
  }

  /** Puts what is around an offset in the place of all that is loaded. `false`: there is no such message. Rejects if it cannot be asked. */
  async goTo(offset: number, newestOf: () => readonly Message[]): Promise<boolean> {
    if (this.at(offset) !== undefined) return true
    const going = ++this.#going
    const upTo = offset + pageSize
    const page = await this.#ask(() => this.#findBefore(placeOf(upTo), pageSize * 2), true)
    if (going !== this.#going) return false
    if (page === undefined || !page.messages.some((message) => message.offset === offset)) return false
    this.#restart()
    this.#messages = page.messages
    this.#older = page.next === undefined ? 'end' : 'more'
    this.#newer = 'more'
    this.#joinEnd(newestOf())
    this.#changed()
    return true
  }

  /** Back to the newest. */
  goToEnd(newest: readonly Message[], isAll: boolean): void {
    this.#going++
    if (this.#newer === 'end') return
    this.#restart()
    this.#messages = newest
    this.#newer = 'end'
    this.#older = isAll ? 'end' : 'more'
    this.#changed()
  }

  /** Lets go of all but the newest `keep`, or, away from the end, of all but the oldest. They can be loaded again. */
  trim(keep: number): void {
    if (this.#messages.length <= keep) return
    this.#restart()
    if (this.#newer === 'end') {
      this.#messages = this.#messages.slice(-keep)
      this.#older = 'more'
    } else {
      this.#messages = this.#messages.slice(0, keep)
      this.#newer = 'more'
    }
  }

  #restart(): number {
    this.#resume = undefined
    this.#going++
    if (this.#older === 'loading') this.#older = 'more'
    if (this.#newer === 'loading') this.#newer = 'more'
    return ++this.#era
  }

  /** What is loaded reaches into the newest: from here on it follows them. */
  #joinEnd(newest: readonly Message[]): void {
    const first = newest[0]
    const last = this.#messages.at(-1)
    if (first === undefined || last === undefined || last.offset < first.offset) return
    this.#messages = [...this.#messages.filter(({ offset }) => offset < first.offset), ...newest]
    this.#newer = 'end'
  }

  /** Asks anew for what is loaded; nothing is shown less meanwhile. */
  #refresh(): void {
    const last = this.#messages.at(-1)
    if (last === undefined) return
    const era = this.#era
    void this.#ask(() => this.#source.find(placeOf(last.offset + 1), mostRefreshed)).then((page) => {
      if (page === undefined || era !== this.#era) return
      const fresh = new Map(page.messages.map((message) => [message.offset, message]))
      this.#messages = this.#messages.map((message) => fresh.get(message.offset) ?? message)
      this.#changed()
    })
  }

  async #findBefore(place: Place | undefined, limit: number): Promise<MessagePage> {
    const found: Message[] = []
    let before = place
    for (let count = 0; count < mostEmptyPages; count++) {
      const page: MessagePage = await this.#source.find(before, limit)
      for (const message of page.messages) if (this.#source.belongs(message)) found.unshift(message)
      before = page.next
      if (found.length > 0 || before === undefined) break
    }
    return { messages: found, next: before }
  }

  /** A page goes back only; but no more messages than offsets lie before any place, so a short step ahead misses none. */
  async #findAfter(offset: number, newestOf: () => readonly Message[]): Promise<{ messages: readonly Message[] }> {
    const [step, limit] = [pageSize * 2, pageSize * 2]
    for (let from = offset; ; from += step) {
      const page = await this.#source.find(placeOf(from + step + 1), limit)
      const isNew = (message: Message) => message.offset > offset && this.#source.belongs(message)
      const messages = page.messages.filter(isNew).reverse()
      const first = newestOf()[0]?.offset
      if (messages.length > 0 || first === undefined) return { messages }
      // The newest are known to the room itself.
      if (from + step >= first) return { messages: newestOf().filter(isNew) }
    }
  }

  /** `undefined`: it failed, unless `throws`. */
  async #ask<Result extends { readonly messages: readonly Message[] }>(
    ask: () => Promise<Result>,
    throws = false,
  ): Promise<Result | undefined> {
    this.#asked++
    try {
      const result = await ask()
      let { messages } = result
      for (const event of this.#meanwhile) messages = changed(messages, event)
      return { ...result, messages }
    } catch (error) {
      if (throws) throw error
      return undefined
    } finally {
      if (--this.#asked === 0) this.#meanwhile = []
    }
  }
}

function placeOf(offset: number): Place {
  return { order: offset, id: String(offset) }
}

/** The messages after an event that is about one of them. */
function changed(messages: readonly Message[], event: RoomEvent): readonly Message[] {
  switch (event.type) {
    case 'edited':
      return mapAt(messages, event.data.offset, (message) => edited(message, event.data, event.at))
    case 'deleted':
      return mapAt(messages, event.data.offset, (message) => tombstone(message, event.data.as))
    case 'reacted':
      return mapAt(messages, event.data.offset, (message) => reacted(message, event.data))
    case 'posted': {
      const { thread } = event.data
      if (thread === undefined) return messages
      // A page may have counted it already.
      return mapAt(messages, thread, (root) =>
        (root.replies?.lastOffset ?? 0) >= event.offset ? root : replied(root, messageOf(event.data, event)),
      )
    }
    default:
      return messages
  }
}

function mapAt(
  messages: readonly Message[],
  offset: number,
  change: (message: Message) => Message,
): readonly Message[] {
  const index = messages.findLastIndex((message) => message.offset === offset)
  const message = messages[index]
  return message === undefined ? messages : messages.with(index, change(message))
}
