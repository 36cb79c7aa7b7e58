import { ownValue } from '@parley/channel/client'
import type { Failing } from '@parley/elements/models'
import { failingOf, Listeners } from '@parley/elements/models'
import type { Uploads } from '@parley/files/client'
import type {
  Author,
  EditHistory,
  FileInfo,
  Invite,
  Message,
  Pin,
  Role,
  RoomCommands,
  RoomInfo,
  RoomKind,
} from '../contract/index.ts'
import type { Person } from '../contract/person.ts'
import {
  commandsOf,
  isStaff,
  kindOfKey,
  mayChange,
  mayCommand,
  mayMentionRoom,
  type Standing,
  standingIn,
} from '../room/permissions.ts'
import type { RoomHandle } from './contracts.ts'
import { ListOver } from './list-over.ts'
import { MainList } from './main-list.ts'
import { mentionsIn, namesRoom } from './mentioning.ts'
import type { RoomParts } from './message-list.ts'
import type { Found, MemberPage, RoomModel, RoomStatus, Unread } from './models.ts'
import type { ModerationList } from './moderation.ts'
import { Muting, mutedNow } from './muting.ts'
import { RoomFinds } from './room-finds.ts'
import { ThreadList } from './thread-list.ts'
import { unreadOf } from './unread.ts'

export interface RoomSource extends RoomParts {
  readonly user: () => { readonly id: string; readonly name: string; readonly guest?: boolean } | undefined
  readonly uploader: Uploads
  readonly openModeration: () => ModerationList
  readonly onPersonChange: (listener: () => void) => () => void
  readonly closed: () => void
}

/** One room with all that is in it: README.md, "In a program". */
export class ChatRoom extends ListOver implements RoomModel {
  readonly key: string
  readonly #source: RoomSource
  readonly #main: MainList
  readonly #listeners = new Listeners()
  readonly #threads = new Map<number, ThreadList>()
  readonly #finds: RoomFinds
  readonly #stop: (() => void)[]

  constructor(source: RoomSource) {
    const main = new MainList(source)
    super(main)
    this.key = source.key
    this.#source = source
    this.#main = main
    this.#finds = new RoomFinds(source.room)
    const changed = () => this.#listeners.tell()
    const muting = new Muting(source.clock, changed)
    const ownChanged = () => {
      muting.note(this.#mutedUntil)
      changed()
    }
    muting.note(this.#mutedUntil)
    this.#stop = [
      () => muting.stop(),
      this.#main.onChange(changed),
      source.onPersonChange(ownChanged),
      this.#finds.close,
    ]
  }

  get #room(): RoomHandle {
    return this.#source.room
  }

  get #person(): Person | undefined {
    const person = this.#source.person()
    return person?.position === undefined ? undefined : person.state
  }

  get status(): RoomStatus {
    return this.#room.status
  }

  get refusal(): Failing | undefined {
    return this.#room.refusal
  }

  get info(): RoomInfo | undefined {
    return this.#room.state.info
  }

  get me(): (Author & { readonly role: Role | undefined }) | undefined {
    const user = this.#source.user()
    if (user === undefined) return undefined
    const { id, name, guest } = user
    const own = ownValue(this.#room.state.staff, id)?.role ?? ownValue(this.#person?.rooms ?? {}, this.key)?.role
    const role = own ?? (this.#room.state.direct === undefined ? undefined : 'member')
    return { id, name, ...(guest ? { guest } : {}), role }
  }

  get mutedUntil(): number | undefined {
    return isStaff(this.standing) ? undefined : mutedNow(this.#mutedUntil, this.#source.clock.now())
  }

  get #mutedUntil(): number | undefined {
    return ownValue(this.#person?.rooms ?? {}, this.key)?.mutedUntil
  }

  get memberCount(): number {
    return this.#room.state.memberCount
  }

  get staff(): readonly (Author & { readonly role: Role })[] {
    return Object.entries(this.#room.state.staff).map(([id, { name, role }]) => ({ id, name, role }))
  }

  get pins(): readonly Pin[] {
    return this.#room.state.pins
  }

  readersOf(offset: number): readonly Pick<Author, 'id' | 'name'>[] | undefined {
    const { receipts } = this.#room.state
    if (receipts === undefined) return undefined
    const me = this.#source.user()?.id
    const newer = this.messages.find((message) => message.offset > offset)?.offset ?? Infinity
    return Object.entries(receipts)
      .filter(([id, { upTo }]) => id !== me && upTo >= offset && upTo < newer)
      .map(([id, { name }]) => ({ id, name }))
  }

  get presence(): RoomModel['presence'] {
    return this.#room.presence
  }

  get direct(): RoomModel['direct'] {
    const { direct } = this.#room.state
    const me = this.#source.user()?.id
    const other = direct?.people.find(({ id }) => id !== me)
    if (direct === undefined || other === undefined) return undefined
    return { with: other, isBlocked: direct.blockedBy.length > 0 }
  }

  get unread(): Unread {
    const { recent, recentAfter } = this.#room.state
    const person = this.#person
    return unreadOf({
      room: this.key,
      recent,
      recentAfter,
      me: this.#source.user()?.id ?? '',
      since: ownValue(person?.rooms ?? {}, this.key)?.since ?? 0,
      readUpTo: this.readUpTo,
      threads: person?.threads ?? {},
      blocked: person?.blocked ?? {},
    })
  }

  get held(): readonly { readonly text: string; readonly at: number }[] {
    return Object.values(this.#person?.held ?? {}).filter(({ room }) => room === this.key)
  }

  get #kind(): RoomKind {
    return this.info?.kind ?? kindOfKey(this.key)
  }

  get standing(): Standing {
    const me = this.me
    if (me === undefined) return 'outsider'
    const { state, you } = this.#room
    return standingIn(state, me.id, { isMember: me.role !== undefined, isOfApp: isOfApp(you) })
  }

  may(command: keyof RoomCommands, message?: Message): boolean {
    const me = this.#source.user()?.id
    if (commandsOf[command] === undefined) return false
    // Before the server has ever said who we are, what is written waits: who may not is told so by its answer.
    if (me === undefined) return command === 'post' && this.status === 'opening'
    if (message !== undefined && (command === 'edit' || command === 'delete')) {
      return mayChange(command, this.#kind, this.standing, message, me)
    }
    return mayCommand(command, this.#kind, this.standing)
  }

  async run<Name extends keyof RoomCommands>(command: Name, input: RoomCommands[Name]): Promise<void> {
    try {
      await this.#room.commands[command](input)
    } catch (error) {
      throw failingOf(error)
    }
  }

  async edit(offset: number, text: string, mentions: readonly Pick<Author, 'id' | 'name'>[] = []): Promise<void> {
    const mayName = namesRoom(text) && mayMentionRoom(this.#kind, this.standing, this.memberCount)
    // Only what was for everybody stays so: nobody is called by an edit.
    const before = mayName ? (this.#main.loaded(offset) ?? (await this.#finds.message(offset))) : undefined
    const mentioned = mentionsIn(text, mentions, before?.mentions?.room === true)
    await this.run('edit', { offset, text, ...(mentioned === undefined ? {} : { mentions: mentioned }) })
  }

  delete(offset: number, reason?: string): Promise<void> {
    return this.run('delete', reason === undefined ? { offset } : { offset, reason })
  }

  react(offset: number, emoji: string, on: boolean): Promise<void> {
    return this.run('react', { offset, emoji, on })
  }

  pin(offset: number, on: boolean): Promise<void> {
    return this.run(on ? 'pin' : 'unpin', { offset })
  }

  report(offset: number, reason: string): Promise<void> {
    return this.run('report', { offset, reason })
  }

  editHistory(offset: number): Promise<EditHistory['versions']> {
    return this.#finds.editHistory(offset)
  }

  async message(offset: number): Promise<Message | undefined> {
    return this.#main.loaded(offset) ?? this.#finds.message(offset)
  }

  search(words: string, before?: Found['next']): Promise<Found> {
    return this.#finds.search(words, before)
  }

  members(query: Parameters<RoomFinds['members']>[0] = {}): Promise<MemberPage> {
    return this.#finds.members(query)
  }

  invites(): Promise<readonly Invite[]> {
    return this.#finds.invites()
  }

  /** One list for each thread; closing it lets go of it. */
  thread(root: number): ThreadList {
    const open = this.#threads.get(root)
    if (open !== undefined) return open
    const thread = new ThreadList(this.#source, root)
    const close = thread.close.bind(thread)
    thread.close = () => {
      if (this.#threads.get(root) === thread) this.#threads.delete(root)
      close()
    }
    this.#threads.set(root, thread)
    return thread
  }

  moderation(): ModerationList {
    return this.#source.openModeration()
  }

  async upload(
    file: File,
    options: { readonly progress?: (part: number) => void; readonly signal?: AbortSignal } = {},
  ): Promise<FileInfo> {
    const stored = await this.#source.uploader.send(this.key, file, options)
    this.#source.uploads.set(stored.id, stored)
    return stored
  }

  fileUrl(file: FileInfo): string {
    return this.#source.uploader.urlOf(file)
  }

  onChange(listener: () => void): () => void {
    return this.#listeners.add(listener)
  }

  close(): void {
    for (const thread of [...this.#threads.values()]) thread.close()
    for (const stop of this.#stop) stop()
    this.#main.close()
    this.#listeners.clear()
    this.#room.close()
    this.#source.closed()
  }
}

/** What the view `room` says to the app's staff alone. */
function isOfApp(you: unknown): boolean {
  return typeof you === 'object' && you !== null && (you as { readonly staff?: unknown }).staff === true
}
