import type { Failing, Model } from '@parley/elements/models'
import { failingOf, Listeners } from '@parley/elements/models'
import type { Category, Content, Counts, InboxEvents, Mark } from '../contract/index.ts'
import { countsOf, isUnread } from '../contract/index.ts'
import { maxIdsPerCommand } from '../contract/limits.ts'
import { Contents } from './contents.ts'
import { echoMarks } from './echo.ts'
import type { InboxHandle } from './handle.ts'
import type { RefusedCommand } from './refusals.ts'
import { followRefusals } from './refusals.ts'
import type { InboxFilter } from './tabs.ts'
import { idsIn } from './tabs.ts'

/** A notification: what it says, and how it stands. */
export interface InboxItem {
  readonly content: Content
  readonly mark: Mark
}

/** The beginning of a list, as far as it is loaded. */
export interface InboxList {
  readonly items: readonly InboxItem[]
  readonly more: 'more' | 'loading' | 'failed' | 'end'
  /** Why the rest could not be loaded, when `more` is `failed`. */
  readonly failing: Failing | undefined
}

/** Something new that came while the inbox was open, or that was found on coming back to it. */
export interface News {
  readonly n: number
  readonly last: number
  /** Without toast and sound. */
  readonly isQuiet: boolean
}

type ItemCommand = (typeof itemCommands)[number]
const itemCommands = [
  ...['see', 'read', 'unread', 'archive', 'unarchive', 'snooze', 'unsnooze', 'act', 'remove', 'markAll', 'begin'],
] as const

/**
 * One person's inbox over its open view: lists, counts, and what can be done. What is done is shown at once; if it is refused, all is
 * as before and `onRefused` says why.
 */
export class InboxModel implements Model {
  readonly #handle: InboxHandle
  readonly #contents: Contents
  readonly #changed = new Listeners()
  readonly #newsListeners = new Set<(news: readonly News[]) => void>()
  readonly #refusedListeners = new Set<(refused: RefusedCommand) => void>()
  readonly #stops: readonly (() => void)[]
  #marks: { readonly [n: string]: Mark } | undefined
  #counts: Counts | undefined
  #loading: Promise<void> | undefined
  #loadFailing: Failing | undefined
  #state: unknown
  /** The `last` of the newest that is no news any more. */
  #top = -1
  /** Up to where it was told that all has been looked at. */
  #seenUpTo = -1

  constructor(handle: InboxHandle) {
    this.#handle = handle
    this.#contents = new Contents(handle)
    this.#sync()
    const isOurs = (name: string) => (itemCommands as readonly string[]).includes(name)
    this.#stops = [
      handle.onEvent((event) => this.#onEvent(event)),
      handle.onChange(() => {
        this.#sync()
        this.#tell()
      }),
      followRefusals(handle, isOurs, (refused) => {
        for (const listener of this.#refusedListeners) listener(refused)
      }),
    ]
  }

  get status(): InboxHandle['status'] {
    return this.#handle.status
  }

  get refusal(): InboxHandle['refusal'] {
    return this.#handle.refusal
  }

  /** Whether the server has said what is in it. */
  get isReady(): boolean {
    return this.#handle.position !== undefined
  }

  get counts(): Counts {
    this.#counts ??= countsOf(this.marks)
    return this.#counts
  }

  /** How all that are kept stand, with what is on its way. By `n`. */
  get marks(): { readonly [n: string]: Mark } {
    this.#marks ??= echoMarks(this.#handle.state.marks, this.#handle.pending)
    return this.#marks
  }

  get categories(): { readonly [category: string]: Category } {
    return this.#handle.state.categories
  }

  content(n: number): Content | undefined {
    return this.#contents.get(n)
  }

  list(filter: InboxFilter): InboxList {
    const ids = idsIn(this.marks, filter)
    const gap = ids.findIndex((n) => this.#isToLoad(n))
    const loaded = gap < 0 ? ids : ids.slice(0, gap)
    const items = loaded.flatMap((n) => {
      const content = this.#contents.get(n)
      return content === undefined ? [] : [{ content, mark: this.marks[n]! }]
    })
    const rest = this.#loading ? 'loading' : this.#loadFailing ? 'failed' : 'more'
    return { items, more: gap < 0 ? 'end' : rest, failing: gap < 0 ? undefined : this.#loadFailing }
  }

  /** Loads what comes next in a list. It may take in more than one page: of an old list most pages are of others. */
  async loadMore(filter: InboxFilter): Promise<void> {
    const next = idsIn(this.marks, filter).find((n) => this.#isToLoad(n))
    if (next === undefined || this.#loading !== undefined) return this.#loading
    this.#loadFailing = undefined
    this.#loading = this.#contents
      .load(next, this.marks[next]!)
      .catch((error) => {
        this.#loadFailing = failingOf(error)
      })
      .finally(() => {
        this.#loading = undefined
        this.#tell()
      })
    this.#tell()
    return this.#loading
  }

  /** Gets what single notifications say, wherever they stand; `content` has it then. What cannot be had is left out. */
  async loadContents(ids: readonly number[]): Promise<void> {
    const wanted = [...new Set(ids)].filter((n) => this.#has(n) && this.#isToLoad(n))
    await Promise.all(wanted.map((n) => this.#contents.loadOne(n).catch(() => {})))
    if (wanted.length > 0) this.#tell()
  }

  /** Told once by each device; only the first one's word counts. */
  begin(where: { readonly zone?: string; readonly language?: string }): void {
    const { state, pending, commands } = this.#handle
    if (this.isReady && !state.began && !pending.some(({ name }) => name === 'begin')) void commands.begin(where)
  }

  /** All that is there now has been looked at. */
  see(): void {
    const upTo = this.#newest
    // Told once, also where it is refused: else each refusal would be the reason to tell it again.
    if (this.counts.unseen === 0 || upTo <= this.#seenUpTo) return
    this.#seenUpTo = upTo
    void this.#handle.commands.see({ upTo })
  }

  read(...ids: readonly number[]): void {
    const unread = ids.filter((n) => this.#has(n) && this.marks[n]?.readAt === undefined)
    this.#send('read', unread)
  }

  unread(...ids: readonly number[]): void {
    this.#send('unread', ids)
  }

  archive(...ids: readonly number[]): void {
    this.#send('archive', ids)
  }

  unarchive(...ids: readonly number[]): void {
    this.#send('unarchive', ids)
  }

  unsnooze(...ids: readonly number[]): void {
    this.#send('unsnooze', ids)
  }

  remove(...ids: readonly number[]): void {
    this.#send('remove', ids)
  }

  /** Hidden until then, in milliseconds since 1970. */
  snooze(until: number, ...ids: readonly number[]): void {
    for (const some of inChunks(ids)) void this.#handle.commands.snooze({ ids: some, until })
  }

  act(id: number, action: string): void {
    void this.#handle.commands.act({ id, action })
  }

  /** What has a `last` above `upTo` stays as it is: it came after what was shown. */
  markAll(as: 'read' | 'seen' | 'archived', upTo: number, category?: string): void {
    void this.#handle.commands.markAll({ as, upTo, ...(category !== undefined && { category }) })
  }

  onChange(listener: () => void): () => void {
    return this.#changed.add(listener)
  }

  onNews(listener: (news: readonly News[]) => void): () => void {
    this.#newsListeners.add(listener)
    return () => this.#newsListeners.delete(listener)
  }

  /** What was asked for and refused; what it changed is as before. */
  onRefused(listener: (refused: RefusedCommand) => void): () => void {
    this.#refusedListeners.add(listener)
    return () => this.#refusedListeners.delete(listener)
  }

  close(): void {
    for (const stop of this.#stops) stop()
    this.#changed.clear()
    this.#handle.close()
  }

  #send(name: Extract<ItemCommand, string>, ids: readonly number[]): void {
    const commands = this.#handle.commands as unknown as { [name: string]: (input: object) => unknown }
    for (const some of inChunks(ids)) commands[name]!({ ids: some })
  }

  #has(n: number): boolean {
    return Object.hasOwn(this.marks, n)
  }

  #isToLoad(n: number): boolean {
    return this.#contents.get(n) === undefined && !this.#contents.isMissing(n)
  }

  get #newest(): number {
    return Object.values(this.#handle.state.marks).reduce((top, { last }) => Math.max(top, last), -1)
  }

  #onEvent(event: Parameters<Parameters<InboxHandle['onEvent']>[0]>[0]): void {
    this.#contents.apply(event)
    if (event.type === 'marked') this.#noteAwake(event.data as InboxEvents['marked'])
    if (event.type !== 'created' && event.type !== 'updated') return
    const { content, quiet } = event.data as InboxEvents['created']
    if (content.last <= this.#top) return
    this.#top = content.last
    this.#tellNews([{ n: content.n, last: content.last, isQuiet: quiet === true }])
  }

  /** What comes back by itself is unseen again, which sets it apart from what the person brings back. */
  #noteAwake({ ids, off = [] }: InboxEvents['marked']): void {
    if (!off.includes('snoozed') || !off.includes('seen')) return
    const { marks } = this.#handle.state
    void this.loadContents(ids)
    this.#tellNews(ids.filter((n) => marks[n]).map((n) => ({ n, last: marks[n]!.last, isQuiet: false })))
  }

  #sync(): void {
    this.#marks = undefined
    this.#counts = undefined
    if (!this.isReady) return
    this.#contents.sync()
    const { state } = this.#handle
    if (state === this.#state) return
    const isFirst = this.#state === undefined
    this.#state = state
    const since = this.#top
    this.#top = Math.max(since, this.#newest)
    // What is there on coming to a page is no news; what came while the page was cut off is.
    if (isFirst) return
    const missed = Object.entries(state.marks).filter(([, mark]) => mark.last > since && isUnread(mark))
    const news = missed.map(([n, { last, quiet }]) => ({ n: Number(n), last, isQuiet: quiet === true }))
    if (news.length > 0) this.#tellNews(news)
  }

  #tellNews(news: readonly News[]): void {
    for (const listener of this.#newsListeners) listener(news)
  }

  #tell(): void {
    this.#marks = undefined
    this.#counts = undefined
    this.#changed.tell()
  }
}

function inChunks(ids: readonly number[]): readonly (readonly number[])[] {
  const count = Math.ceil(ids.length / maxIdsPerCommand)
  return Array.from({ length: count }, (_, index) =>
    ids.slice(index * maxIdsPerCommand, (index + 1) * maxIdsPerCommand),
  )
}
