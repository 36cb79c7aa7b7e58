import type { Person as Present } from '@parley/channel/client'
import { cleanText, hasVisibleText, ownValue } from '@parley/channel/client'
import type { Clock } from '@parley/elements/models'
import { Listeners } from '@parley/elements/models'
import type { Author, FileInfo, Message } from '../contract/index.ts'
import { maxPresentForTyping, maxTextLength } from '../contract/limits.ts'
import { type Person, threadKey } from '../contract/person.ts'
import type { PersonHandle, RoomHandle } from './contracts.ts'
import { Drafting } from './drafting.ts'
import { mentionsIn, namesRoom } from './mentioning.ts'
import { type MessagePage, MessageWindow, type Place } from './message-window.ts'
import type { Draft, EndStatus, MessageListModel, NewPost, PendingMessage } from './models.ts'
import { pendingMessages } from './pending.ts'
import { Reading } from './reading.ts'
import { OwnTyping, Typists } from './typing.ts'

/** What the lists of one room share. */
export interface RoomParts {
  readonly key: string
  readonly room: RoomHandle
  /** Mine; `undefined` until the server has said who I am. */
  readonly person: () => PersonHandle | undefined
  readonly me: () => { readonly id: string } | undefined
  readonly clock: Clock
  /** Files that we uploaded, by id: a pending post names them only. */
  readonly uploads: Map<string, FileInfo>
}

/** The main list of a room (`thread` undefined), or one of its threads. */
export abstract class MessageList implements MessageListModel {
  protected readonly parts: RoomParts
  protected readonly window: MessageWindow
  protected readonly thread: number | undefined
  readonly #listeners = new Listeners()
  readonly #drafting: Drafting
  readonly #reading: Reading
  readonly #typists: Typists
  readonly #ownTyping: OwnTyping
  readonly #stop: (() => void)[]
  #state: unknown
  #pendingOf: unknown
  #pending: readonly PendingMessage[] = []

  constructor(parts: RoomParts, thread: number | undefined) {
    const { room, clock } = parts
    this.parts = parts
    this.thread = thread
    this.window = new MessageWindow(
      { find: (before, limit) => this.findPage(before, limit), belongs: (message) => this.belongs(message) },
      () => this.changed(),
    )
    const place = thread === undefined ? parts.key : threadKey(parts.key, thread)
    const inThread = thread === undefined ? {} : { thread }
    const stored = () => this.#person?.drafts
    this.#drafting = new Drafting(
      clock,
      () => ownValue(stored() ?? {}, place),
      ({ text, reply }) => {
        const answering = reply === undefined ? {} : { reply }
        void parts.person()?.commands.draft({ room: parts.key, ...inThread, text, ...answering })
      },
    )
    this.#reading = new Reading(
      clock,
      () => this.storedReadUpTo(this.#person),
      async (upTo) => {
        const tell = thread === undefined && room.state.receipts !== undefined ? { tell: true } : {}
        const person = parts.person()
        const done = await person?.commands.read({ room: parts.key, ...inThread, upTo, ...tell })
        // A room that we only look at: nobody but this device knows what we have read of it.
        if (done === undefined || ownValue(this.#person?.rooms ?? {}, parts.key) === undefined) return undefined
        return () => (person?.position?.offset ?? 0) >= done.offset
      },
    )
    this.#typists = new Typists(clock, () => this.changed())
    this.#ownTyping = new OwnTyping(clock, (typing) => {
      if (room.presence.count <= maxPresentForTyping) room.signals.typing({ typing, ...inThread })
    })
    this.#stop = [
      room.onEvent((event) => {
        this.#sync()
        this.window.apply(event as Parameters<MessageWindow['apply']>[0])
        if (event.type === 'posted' && event.data.thread === thread) this.#heard(event.data.by.id, event.offset)
      }),
      room.onChange(() => {
        this.#sync()
        this.changed()
      }),
      room.onSignal('typing', (data, from) => {
        if (data.thread === thread) this.#typists.receive(authorOf(from), data.typing)
      }),
    ]
  }

  /** The newest messages as the room's state has them; a thread has none there. */
  protected abstract get newest(): readonly Message[]
  protected abstract belongs(message: Message): boolean
  protected abstract findPage(before: Place | undefined, limit: number): Promise<MessagePage>
  protected abstract storedReadUpTo(person: Person | undefined): number
  /** The room's state came as a whole. */
  protected abstract replaced(): void

  get messages(): readonly Message[] {
    return this.window.messages
  }

  get pending(): readonly PendingMessage[] {
    const { pending, state } = this.parts.room
    if (pending !== this.#pendingOf) {
      this.#pendingOf = pending
      const filesOf = (ids: readonly string[]) => ids.flatMap((id) => this.parts.uploads.get(id) ?? [])
      this.#pending = pendingMessages(pending, filesOf).filter((message) => message.thread === this.thread)
    }
    if (this.#pending.length === 0) return this.#pending
    const me = this.parts.me()?.id
    // A message's id is its author's choice: only together with who wrote it does it say that ours is there.
    const newest = this.thread === undefined ? state.messages : this.messages.slice(-50)
    const shown = new Set(newest.filter(({ by }) => by.id === me).map(({ id }) => id))
    return shown.size === 0 ? this.#pending : this.#pending.filter(({ id }) => !shown.has(id))
  }

  get older(): EndStatus {
    return this.window.older
  }

  get newer(): EndStatus {
    return this.window.newer
  }

  get typists(): readonly Author[] {
    return this.#typists.people
  }

  get readUpTo(): number {
    return this.#reading.upTo
  }

  get draft(): Draft {
    return this.#drafting.draft
  }

  loadOlder(): Promise<void> {
    return this.window.loadOlder()
  }

  loadNewer(): Promise<void> {
    return this.window.loadNewer(() => this.newest)
  }

  async jumpTo(offset: number): Promise<boolean> {
    return this.window.goTo(offset, () => this.newest)
  }

  abstract jumpToEnd(): void

  trim(keep: number): void {
    this.window.trim(keep)
  }

  post({ text, reply, inRoom, files = [], mentions = [] }: NewPost): string | undefined {
    const clean = cleanText(text)
    if ((!hasVisibleText(clean) && files.length === 0) || clean.length > maxTextLength) return undefined
    this.#ownTyping.posted()
    for (const file of files) this.parts.uploads.set(file.id, file)
    const mentioned = mentionsIn(clean, mentions, namesRoom(clean))
    const sent = this.parts.room.commands.post({
      text: clean,
      ...(reply === undefined ? {} : { reply }),
      ...(this.thread === undefined ? {} : { thread: this.thread }),
      ...(inRoom && this.thread !== undefined ? { inRoom } : {}),
      ...(files.length === 0 ? {} : { files: files.map(({ id }) => id) }),
      ...(mentioned === undefined ? {} : { mentions: mentioned }),
    })
    this.#drafting.posted()
    this.changed()
    return sent.id
  }

  retry(id: string): void {
    this.parts.room.retry(id)
  }

  discard(id: string): void {
    this.parts.room.discard(id)
  }

  drafted(draft: Draft): void {
    this.#drafting.drafted(draft)
    if (hasVisibleText(draft.text)) this.#ownTyping.typed()
    else this.#ownTyping.stopped()
  }

  markRead(upTo: number): void {
    const last = this.messages.at(-1)?.offset
    if (last === undefined || this.newer !== 'end' || this.parts.room.status !== 'open') return
    if (this.#reading.read(Math.min(upTo, last))) this.changed()
  }

  markUnread(from: number): void {
    this.#reading.forget(this.messages.at(-1)?.offset ?? 0)
    const { key: room } = this.parts
    const inThread = this.thread === undefined ? {} : { thread: this.thread }
    void this.parts.person()?.commands.markUnread({ room, from, ...inThread })
    this.changed()
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  close(): void {
    this.#drafting.flush()
    this.#reading.stop()
    this.#ownTyping.stopped()
    this.#typists.clear()
    for (const stop of this.#stop) stop()
    this.#listeners.clear()
  }

  /** Somebody posted here. Who writes in a thread follows it, and has read up to his own message. */
  #heard(author: string, offset: number): void {
    this.#typists.forget(author)
    if (this.thread !== undefined && author === this.parts.me()?.id) this.#reading.read(offset)
  }

  protected changed(): void {
    this.#listeners.tell()
  }

  /** To be called once the list is made, and whenever the person's channel has changed. */
  protected absorb(): void {
    this.#sync()
  }

  /** A state of another identity has come as a whole: what happened in between was not told. */
  #sync(): void {
    const { state, position } = this.parts.room
    if (state === this.#state || position === undefined) return
    this.#state = state
    this.replaced()
  }

  get #person(): Person | undefined {
    const person = this.parts.person()
    return person?.position === undefined ? undefined : person.state
  }
}

function authorOf({ id, name, guest }: Present): Author {
  return guest ? { id, name, guest } : { id, name }
}

/** A page of a collection of messages. */
export async function findMessages(
  room: RoomHandle,
  collection: string,
  query: {
    readonly before?: Place | undefined
    readonly limit: number
    readonly search?: string
  },
): Promise<MessagePage> {
  const { before, ...rest } = query
  const { documents, next } = await room.find(collection, before === undefined ? rest : { ...rest, before })
  return { messages: documents.map(({ body }) => body as Message), next }
}
