import type { Failing } from '@parley/elements/models'
import type { Found, MemberPage, NewPost, RoomModel, RoomStatus, Unread } from '../src/client/models.ts'
import type { EditHistory, FileInfo, Message } from '../src/contract/message.ts'
import type { Author, Role } from '../src/contract/people.ts'
import type { Invite, Pin, RoomCommands, RoomInfo } from '../src/contract/room.ts'
import type { Standing } from '../src/room/permissions.ts'
import { FakeList } from './fake-list.ts'
import { FakeModeration } from './fake-moderation.ts'
import type { FakeWorld } from './fake-world.ts'

const staffCommands = new Set<keyof RoomCommands>(['pin', 'unpin', 'mute', 'unmute', 'kick', 'ban', 'unban', 'setRole'])

/** A room that lives in the page: whoever calls its methods is the server. */
export class FakeRoom extends FakeList implements RoomModel {
  readonly key: string
  readonly world: FakeWorld
  status: RoomStatus = 'opening'
  refusal: Failing | undefined
  info: RoomInfo | undefined
  role: Role | undefined = 'member'
  staff: readonly (Author & { readonly role: Role })[] = []
  pins: readonly Pin[] = []
  presence: RoomModel['presence'] = { count: 0, people: [] }
  direct: RoomModel['direct']
  held: RoomModel['held'] = []
  mutedUntil: number | undefined
  invited: readonly Invite[] = []
  receipts = new Map<number, readonly Author[]>()
  hasReceipts = true
  /** All messages, threads included, oldest first. */
  log: readonly Message[] = []
  /** Commands that are refused, and why. */
  readonly refused = new Map<string, Failing>()
  /** What was asked, in order. */
  readonly asked: { readonly command: string; readonly input: unknown }[] = []
  /** Whether posts are taken at once. */
  answers = true
  readonly histories = new Map<number, EditHistory['versions']>()
  readonly urls = new Map<string, string>()
  readonly threads = new Map<number, FakeThread>()
  /** Uploads wait for it; `progress` is told meanwhile. */
  uploadGate: Promise<void> = Promise.resolve()
  uploadFailure: Failing | undefined
  #count = 0

  constructor(world: FakeWorld, key: string) {
    super()
    this.world = world
    this.key = key
  }

  get me(): RoomModel['me'] {
    const { me } = this.world
    return me && { ...me, role: this.role }
  }

  get standing(): Standing {
    return this.role ?? 'visitor'
  }

  async invites(): Promise<readonly Invite[]> {
    return this.invited
  }

  get memberCount(): number {
    return this.world.people.length
  }

  get unread(): Unread {
    const isUnread = ({ offset, by, deleted }: Message) =>
      offset > this.readUpTo && by.id !== this.world.me?.id && deleted === undefined
    const unread = this.all().filter(isUnread)
    const mentions = unread.filter((message) => message.mentions?.people.some(({ id }) => id === this.world.me?.id))
    return { count: unread.length, mentions: mentions.length, threads: [], isAtLeast: false, first: unread[0]?.offset }
  }

  /** The server answers. */
  start(): void {
    this.status = 'open'
    this.open()
  }

  refuse(refusal: Failing): void {
    this.status = 'refused'
    this.refusal = refusal
    this.changed()
  }

  /** Somebody posts. */
  receive(by: Author, text: string, more: Partial<Message> = {}): number {
    const offset = (this.log.at(-1)?.offset ?? 0) + 1
    const message = { offset, id: `other.${offset}`, by, text, at: Date.now(), ...more }
    this.log = [...this.log, message]
    const root = message.thread
    if (root !== undefined) {
      const before = this.log.find((one) => one.offset === root)?.replies
      const people = [...(before?.people ?? []).filter(({ id }) => id !== by.id), by].slice(-3)
      this.change(root, {
        replies: { count: (before?.count ?? 0) + 1, lastOffset: offset, lastAt: message.at, people },
      })
    } else this.#refreshAll()
    return offset
  }

  /** Many at once, as if they had been there. */
  fill(messages: readonly Message[]): void {
    this.log = [...this.log, ...messages]
  }

  /** Something of a message is different. */
  change(offset: number, part: Partial<Message>): void {
    this.log = this.log.map((message) => (message.offset === offset ? { ...message, ...part } : message))
    this.#refreshAll()
  }

  /** Our post took effect. */
  acknowledge(id: string): void {
    const post = this.find(id)
    if (!post) return
    const { text, reply, thread, files } = post
    this.drop(id)
    const answered = this.log.find(({ offset }) => offset === reply)
    const mentions = this.world.people.filter(({ name }) => text.includes(`@${name}`))
    this.receive(this.world.me ?? { id: '', name: '' }, text, {
      id,
      ...(answered && { reply: { offset: answered.offset, by: answered.by } }),
      ...(thread === undefined ? {} : { thread }),
      ...(files && { files }),
      ...(mentions.length > 0 && { mentions: { people: mentions } }),
    })
  }

  fail(id: string, failure: Failing): void {
    for (const list of [this, ...this.threads.values()])
      list.pending = list.pending.map((post) => (post.id === id ? { ...post, failure } : post))
    this.#refreshAll()
  }

  type(...typists: readonly Author[]): void {
    this.typists = typists
    this.changed()
  }

  readersOf(offset: number): readonly Author[] | undefined {
    return this.hasReceipts ? (this.receipts.get(offset) ?? []) : undefined
  }

  may(command: keyof RoomCommands, message?: Message): boolean {
    const isStaff = this.role === 'owner' || this.role === 'moderator'
    if (command === 'edit') return message?.by.id === this.world.me?.id
    if (command === 'delete') return isStaff || message?.by.id === this.world.me?.id
    if (command === 'report') return message?.by.id !== this.world.me?.id
    if (staffCommands.has(command)) return isStaff
    return this.role !== undefined
  }

  post(post: NewPost): string | undefined {
    return this.send(this, post)
  }

  /** A post of ours in the main list or in a thread. */
  send(list: FakeList, post: NewPost, thread?: number): string | undefined {
    if (post.text.trim() === '' && !post.files?.length) return undefined
    const id = `mine.${++this.#count}`
    const { text, reply, files } = post
    list.pending = [...list.pending, { id, text, createdAt: Date.now(), reply, thread, files }]
    list.changed()
    this.asked.push({ command: 'post', input: { ...post, thread } })
    if (this.answers) queueMicrotask(() => this.acknowledge(id))
    return id
  }

  retry(id: string): void {
    for (const list of [this, ...this.threads.values()])
      list.pending = list.pending.map(({ failure, ...post }) =>
        post.id === id || !failure ? post : { ...post, failure },
      )
    this.#refreshAll()
    if (this.answers) this.acknowledge(id)
  }

  async edit(offset: number, text: string): Promise<void> {
    await this.#do('edit', { offset, text })
    const before = this.log.find((message) => message.offset === offset)
    if (!before) return
    this.histories.set(offset, [
      ...(this.histories.get(offset) ?? []),
      { text: before.text, at: before.editedAt ?? before.at },
    ])
    this.change(offset, { text, editedAt: Date.now() })
  }

  async delete(offset: number, reason?: string): Promise<void> {
    await this.#do('delete', { offset, reason })
    const isMine = this.log.find((message) => message.offset === offset)?.by.id === this.world.me?.id
    this.change(offset, { text: '', deleted: isMine ? 'by-author' : 'by-staff', reactions: [], files: [] })
  }

  async react(offset: number, emoji: string, on: boolean): Promise<void> {
    await this.#do('react', { offset, emoji, on })
    this.setReaction(offset, emoji, this.world.me?.id ?? '', on)
  }

  /** Somebody reacts. */
  setReaction(offset: number, emoji: string, user: string, on = true): void {
    const before = this.log.find((message) => message.offset === offset)?.reactions ?? []
    const known = before.some((reaction) => reaction.emoji === emoji) ? before : [...before, { emoji, by: [] }]
    const reactions = known
      .map((reaction) => {
        if (reaction.emoji !== emoji) return reaction
        const others = reaction.by.filter((id) => id !== user)
        return { emoji, by: on ? [...others, user] : others }
      })
      .filter(({ by }) => by.length > 0)
    this.change(offset, { reactions })
  }

  async pin(offset: number, on: boolean): Promise<void> {
    await this.#do(on ? 'pin' : 'unpin', { offset })
    const message = this.log.find((one) => one.offset === offset)
    const others = this.pins.filter((pin) => pin.offset !== offset)
    this.pins = on && message ? [...others, { offset, by: this.world.me ?? message.by, text: message.text }] : others
    this.changed()
  }

  report(offset: number, reason: string): Promise<void> {
    return this.#do('report', { offset, reason })
  }

  async editHistory(offset: number): Promise<EditHistory['versions']> {
    return this.histories.get(offset) ?? []
  }

  async message(offset: number): Promise<Message | undefined> {
    return this.log.find((message) => message.offset === offset)
  }

  async search(words: string, before?: Found['next']): Promise<Found> {
    await this.#do('search', { words })
    const asked = words.toLowerCase().split(/\s+/u)
    const hits = this.log
      .filter(
        ({ text, offset }) =>
          offset < (before?.order ?? Number.POSITIVE_INFINITY) &&
          asked.every((word) => text.toLowerCase().includes(word)),
      )
      .reverse()
    const messages = hits.slice(0, 20)
    const last = messages.at(-1)
    return { messages, next: hits.length > 20 && last ? { order: last.offset, id: String(last.offset) } : undefined }
  }

  async members(query: { readonly words?: string } = {}): Promise<MemberPage> {
    const words = query.words?.toLowerCase() ?? ''
    const members = this.world.people
      .filter(({ name }) => name.toLowerCase().includes(words))
      .map((person) => ({ ...person, role: 'member' as const, joinedAt: 0 }))
    return { members, next: undefined }
  }

  thread(root: number): FakeThread {
    const thread = this.threads.get(root) ?? new FakeThread(this, root)
    this.threads.set(root, thread)
    thread.open()
    return thread
  }

  moderation(): FakeModeration {
    return new FakeModeration()
  }

  async upload(file: File, options: Parameters<RoomModel['upload']>[1] = {}): Promise<FileInfo> {
    options.progress?.(0.4)
    await this.uploadGate
    if (this.uploadFailure) throw this.uploadFailure
    options.progress?.(1)
    const id = `${++this.#count}`.padStart(32, '0')
    this.urls.set(id, URL.createObjectURL(file))
    return { id, name: file.name, type: file.type || 'application/octet-stream', size: file.size }
  }

  fileUrl({ id }: FileInfo): string {
    return this.urls.get(id) ?? `/missing/${id}`
  }

  run<Name extends keyof RoomCommands>(command: Name, input: RoomCommands[Name]): Promise<void> {
    return this.#do(command, input)
  }

  find(id: string): FakeRoom['pending'][number] | undefined {
    return [this, ...this.threads.values()].flatMap(({ pending }) => pending).find((post) => post.id === id)
  }

  drop(id: string): void {
    for (const list of [this, ...this.threads.values()]) list.pending = list.pending.filter((post) => post.id !== id)
  }

  protected override all(): readonly Message[] {
    return this.log.filter(({ thread, inRoom }) => thread === undefined || inRoom)
  }

  #refreshAll(): void {
    for (const thread of this.threads.values()) thread.refresh()
    this.refresh()
  }

  async #do(command: string, input: unknown): Promise<void> {
    this.asked.push({ command, input })
    await null
    const refusal = this.refused.get(command)
    if (refusal) throw refusal
  }
}

class FakeThread extends FakeList {
  readonly #room: FakeRoom
  readonly #root: number

  constructor(room: FakeRoom, root: number) {
    super()
    this.#room = room
    this.#root = root
  }

  post(post: NewPost): string | undefined {
    return this.#room.send(this, post, this.#root)
  }

  retry(id: string): void {
    this.#room.retry(id)
  }

  protected override all(): readonly Message[] {
    return this.#room.log.filter(({ thread }) => thread === this.#root)
  }
}
