import { Listeners } from '@parley/elements/models'
import { ListOver } from '../../client/list-over.ts'
import type { RoomModel } from '../../client/models.ts'
import type { Message } from '../../contract/message.ts'

/** A thread with the message that it began with above its answers. */
export class RootedThread extends ListOver {
  readonly #room: RoomModel
  readonly #root: number
  readonly #listeners = new Listeners()
  readonly #stops: readonly (() => void)[]
  #first: Message | undefined
  #known:
    | { readonly answers: readonly Message[]; readonly first: Message | undefined; readonly all: readonly Message[] }
    | undefined

  constructor(room: RoomModel, root: number) {
    super(room.thread(root))
    this.#room = room
    this.#root = root
    this.#stops = [this.list.onChange(() => this.#changed()), room.onChange(() => this.#changed())]
    void this.#load()
    if (this.list.messages.length === 0 && this.list.older === 'more') void this.list.loadOlder()
  }

  override get messages(): readonly Message[] {
    const answers = this.list.messages
    const first = this.#room.messages.find(({ offset }) => offset === this.#root) ?? this.#first
    if (this.#known?.answers === answers && this.#known.first === first) return this.#known.all
    // Above answers that are missing it would seem to be followed by what comes much later.
    const isWhole =
      this.list.older === 'end' && first !== undefined && !answers.some(({ offset }) => offset === this.#root)
    const all = isWhole ? [first, ...answers] : answers
    if (isWhole || answers.length > 0) this.#known = { answers, first, all }
    return all
  }

  override markRead(upTo: number): void {
    // The first message is one of the main list's.
    if (upTo !== this.#root) this.list.markRead(upTo)
  }

  override markUnread(from: number): void {
    if (from === this.#root) this.#room.markUnread(from)
    else this.list.markUnread(from)
  }

  override onChange(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  override close(): void {
    for (const stop of this.#stops) stop()
    this.list.close()
  }

  async #load(): Promise<void> {
    this.#first = await this.#room.message(this.#root).catch(() => undefined)
    this.#changed()
  }

  #changed(): void {
    this.#listeners.tell()
  }
}
