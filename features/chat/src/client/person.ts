import { ownValue } from '@parley/channel/client'
import type { Failing } from '@parley/elements/models'
import { fail, failingOf, Listeners } from '@parley/elements/models'
import type { Author, RoomInfo } from '../contract/index.ts'
import { ChatCode } from '../contract/index.ts'
import { maxRoomsPerPerson } from '../contract/limits.ts'
import type { Failure, OwnRoom, Person, PersonCommands, Scheduled } from '../contract/person.ts'
import { type ChatConnection, chatPerson, chatRoom, type PersonHandle, type SummaryHandle } from './contracts.ts'
import type { PersonModel, RoomItem, RoomStatus, Unread } from './models.ts'
import { mutedNow } from './muting.ts'
import type { ChatRoom } from './room.ts'
import { newRoomKey } from './room-keys.ts'
import { badgeOf, unreadOf } from './unread.ts'

/** Rooms whose newest messages are followed for the list; the others are listed without a count. */
const mostFollowed = 100

export interface PersonSource {
  readonly connection: ChatConnection
  readonly openRoom: (key: string) => ChatRoom
  /** A room that somebody looks at: its own list says what is unread. */
  readonly openedRoom: (key: string) => ChatRoom | undefined
  /** From 0 to 1. */
  readonly random: () => number
  readonly now: () => number
  /** A room that was closed to me may be open now. */
  readonly letIn: (key: string) => void
}

const nothing: Unread = { count: 0, mentions: 0, threads: [], isAtLeast: false, first: undefined }

/** All that is mine, over the channel of my own and the newest of each of my rooms. */
export class ChatPerson implements PersonModel {
  readonly #source: PersonSource
  readonly #listeners = new Listeners()
  readonly #summaries = new Map<string, { readonly handle: SummaryHandle; readonly stop: () => void }>()
  readonly #stop: (() => void)[]
  #own: { readonly id: string; readonly handle: PersonHandle; readonly stop: () => void } | undefined
  #rooms: readonly RoomItem[] | undefined

  constructor(source: PersonSource) {
    this.#source = source
    const { connection } = source
    this.#stop = [connection.onStatus(() => this.#identify()), connection.onOutbox(() => this.changed())]
    this.#identify()
  }

  /** My own channel; `undefined` until the server has said who I am. */
  get handle(): PersonHandle | undefined {
    return this.#own?.handle
  }

  get state(): Person | undefined {
    const handle = this.#own?.handle
    return handle?.position === undefined ? undefined : handle.state
  }

  get status(): RoomStatus {
    return this.#own?.handle.status ?? 'opening'
  }

  get me(): Author | undefined {
    const user = this.#source.connection.user
    if (user === undefined) return undefined
    const { id, name, guest } = user
    return guest ? { id, name, guest } : { id, name }
  }

  get rooms(): readonly RoomItem[] {
    this.#rooms ??= this.#listRooms()
    return this.#rooms
  }

  get unread(): { readonly count: number; readonly mentions: number } {
    return badgeOf(this.rooms)
  }

  get invites(): PersonModel['invites'] {
    return Object.entries(this.state?.invites ?? {}).map(([room, invite]) => ({ room, ...invite }))
  }

  get scheduled(): readonly (Scheduled & { readonly id: string })[] {
    const all = Object.entries(this.state?.scheduled ?? {}).map(([id, scheduled]) => ({ ...scheduled, id }))
    return all.sort((a, b) => a.at - b.at)
  }

  get failures(): readonly Failure[] {
    return this.state?.failures ?? []
  }

  get blocked(): readonly Author[] {
    return Object.values(this.state?.blocked ?? {})
  }

  room(key: string): ChatRoom {
    return this.#source.openRoom(key)
  }

  async create({
    kind,
    title,
    topic,
  }: {
    readonly kind: 'public' | 'private'
    readonly title: string
    readonly topic?: string
  }): Promise<string> {
    this.#checkPlace()
    const key = newRoomKey(kind, title, this.#source.random)
    await this.#inRoom(key, (room) => room.commands.create({ kind, title, ...(topic ? { topic } : {}) }))
    return key
  }

  async join(room: string): Promise<void> {
    this.#checkPlace(room)
    await this.#inRoom(room, ({ commands }) => commands.join({}))
  }

  leave(room: string): Promise<void> {
    return this.#inRoom(room, ({ commands }) => commands.leave({}))
  }

  decline(room: string): Promise<void> {
    return this.#do('declineInvite', { room })
  }

  async direct(user: Author): Promise<string> {
    const { id, name, guest } = user
    const handle = this.#handleNow()
    const receipt = handle.commands.direct({ with: guest ? { id, name, guest } : { id, name } })
    await receipt.catch((error: unknown) => {
      throw failingOf(error)
    })
    return new Promise((resolve, reject) => {
      const look = () => {
        const room = this.rooms.find(({ with: other }) => other?.id === id)
        const failure = this.failures.find((one) => one.id === receipt.id)
        if (room !== undefined) resolve(room.key)
        else if (failure !== undefined) reject(fail(failure.code, failure.message))
        else if (handle.status === 'closed') reject(fail('client/closed', 'The connection was closed.'))
        else return
        stop()
      }
      const stop = this.onChange(look)
      look()
    })
  }

  block(user: Author, on: boolean): Promise<void> {
    return this.#do('block', { user, on })
  }

  muteRoom(room: string, on: boolean): Promise<void> {
    return this.#do('muteRoom', { room, on })
  }

  schedule(message: Scheduled): Promise<void> {
    return this.#do('schedule', message)
  }

  cancelScheduled(id: string): Promise<void> {
    return this.#do('cancelScheduled', { id })
  }

  dismiss(id: string): Promise<void> {
    return this.#do('dismiss', { id })
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  close(): void {
    for (const stop of this.#stop) stop()
    this.#own?.stop()
    this.#own?.handle.close()
    this.#own = undefined
    for (const key of [...this.#summaries.keys()]) this.#unfollow(key)
    this.#listeners.clear()
  }

  /** To be called when a room that is looked at has changed. */
  changed(): void {
    this.#rooms = undefined
    this.#listeners.tell()
  }

  /** The server may take us for somebody else after a while: then all of this is another person's. */
  #identify(): void {
    const { connection } = this.#source
    const id = connection.user?.id
    if (id !== undefined && id !== this.#own?.id) {
      this.#own?.stop()
      this.#own?.handle.close()
      const handle: PersonHandle = connection.open(chatPerson, id, 'person')
      const stops = [
        handle.onChange(() => this.#follow()),
        handle.onEvent((event) => {
          if (event.type === 'letIn') this.#source.letIn(event.data.room)
        }),
      ]
      this.#own = { id, handle, stop: () => stops.map((stop) => stop()) }
      this.#follow()
      return
    }
    this.changed()
  }

  #follow(): void {
    const keys = Object.keys(this.state?.rooms ?? {}).slice(0, mostFollowed)
    const wanted = new Set(keys.filter((key) => this.#source.openedRoom(key) === undefined))
    for (const key of [...this.#summaries.keys()]) if (!wanted.has(key)) this.#unfollow(key)
    for (const key of wanted) {
      if (this.#summaries.has(key)) continue
      const handle: SummaryHandle = this.#source.connection.open(chatRoom, key, 'unread')
      this.#summaries.set(key, { handle, stop: handle.onChange(() => this.changed()) })
    }
    this.changed()
  }

  /** To be called when a room is opened to be looked at, or closed. */
  roomsChanged(): void {
    this.#follow()
  }

  #unfollow(key: string): void {
    const summary = this.#summaries.get(key)
    this.#summaries.delete(key)
    summary?.stop()
    summary?.handle.close()
  }

  #listRooms(): readonly RoomItem[] {
    const { state } = this
    if (state === undefined) return []
    const items = Object.entries(state.rooms).map(([key, own]) => this.#itemOf(key, own, state))
    const isNew = ({ unread, isMuted }: RoomItem) => (!isMuted && unread.count > 0) || unread.mentions > 0
    const timeOf = (item: RoomItem) => item.last?.at ?? ownValue(state.rooms, item.key)?.joinedAt ?? 0
    return items.sort(
      (a, b) => Number(isNew(b)) - Number(isNew(a)) || timeOf(b) - timeOf(a) || (a.key < b.key ? -1 : 1),
    )
  }

  #itemOf(key: string, own: OwnRoom, person: Person): RoomItem {
    const opened = this.#source.openedRoom(key)
    const summary = this.#summaries.get(key)?.handle
    const info: RoomInfo | undefined = opened?.info ?? summary?.state.info
    const newest = opened?.messages.at(-1)
    const last = newest !== undefined && opened?.newer === 'end' ? newest : summary?.state.last
    const waiting = this.#source.connection.outbox.filter(
      ({ channel, name }) => channel === `chat/${key}` && name === 'post',
    )
    const unread =
      opened?.unread ??
      (summary === undefined
        ? nothing
        : unreadOf({
            room: key,
            recent: summary.state.recent,
            recentAfter: summary.state.recentAfter,
            me: this.me?.id ?? '',
            since: own.since,
            readUpTo: ownValue(person.read, key) ?? 0,
            threads: person.threads,
            blocked: person.blocked,
          }))
    return {
      key,
      title: own.with?.name ?? ((info?.title ?? own.title) || key),
      kind: info?.kind ?? own.kind,
      with: own.with,
      role: own.role,
      unread,
      isMuted: ownValue(person.mutedRooms, key) === true,
      mutedUntil: own.role === 'member' ? mutedNow(own.mutedUntil, this.#source.now()) : undefined,
      last: last === undefined ? undefined : { by: last.by, text: last.text, at: last.at },
      hasDraft: Object.keys(person.drafts).some((place) => place === key || place.startsWith(`${key}/`)),
      pending: waiting.length,
      failed: waiting.filter((item) => item.state === 'failed').length,
    }
  }

  /** The server says so too, when it is too late to be asked: he is out again, with a failure. */
  #checkPlace(room?: string): void {
    const rooms = this.state?.rooms ?? {}
    if (Object.keys(rooms).length < maxRoomsPerPerson || (room !== undefined && ownValue(rooms, room))) return
    throw fail(ChatCode.tooMany, `One person is in at most ${maxRoomsPerPerson} rooms.`)
  }

  #handleNow(): PersonHandle {
    if (this.#own === undefined) throw fail('not-open', 'The server has not said who you are yet.', true)
    return this.#own.handle
  }

  async #do<Name extends keyof PersonCommands>(name: Name, input: PersonCommands[Name]): Promise<void> {
    const handle = this.#handleNow()
    try {
      await handle.commands[name](input)
    } catch (error) {
      throw failingOf(error)
    }
  }

  /** For a command to a room that need not be open. */
  async #inRoom(key: string, run: (room: SummaryHandle) => Promise<unknown>): Promise<void> {
    const handle: SummaryHandle = this.#source.connection.open(chatRoom, key, 'unread')
    try {
      await run(handle)
    } catch (error) {
      throw failingOf(error) satisfies Failing
    } finally {
      handle.close()
    }
  }
}
