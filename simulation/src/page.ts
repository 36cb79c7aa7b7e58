import { type Connection, connect, type FindQuery, ParleyError } from '@parley/client'
import type { MemoryNetwork } from '@parley/testkit'
import { type NotesView, notes } from './feature/notes.ts'
import type { Ledger } from './ledger.ts'
import { MortalEnvironment, TabStorage } from './mortal-environment.ts'
import { ownerOf, type Post, type Wish } from './post.ts'
import { findOnce } from './watched-find.ts'

/** What a page tells of. */
export interface PageHooks {
  readonly ledger: Ledger
  violate(problem: string): void
  posted(post: Post): void
  environment(name: string): ReturnType<MemoryNetwork['environment']>
}

export type Handle = ReturnType<typeof openNotes>

function openNotes(connection: Connection, key: string, view: NotesView) {
  // The views share their commands; what differs, state and events, is compared as JSON.
  return connection.open(notes, key, view)
}

/** One tab of one person: the real client, its handles, and an outbox that survives a reload. */
export class Page {
  readonly name: string
  readonly owner: string
  readonly handles = new Map<string, Handle>()
  connection: Connection
  environment: MortalEnvironment
  readonly #hooks: PageHooks
  readonly #storage = new TabStorage()
  /** Offset of the newest event that a handle told of. */
  readonly #told = new Map<string, number>()

  constructor(name: string, hooks: PageHooks) {
    this.name = name
    this.owner = ownerOf(name)
    this.#hooks = hooks
    this.environment = new MortalEnvironment(hooks.environment(name))
    this.connection = this.#connect()
  }

  open(key: string, view: NotesView): void {
    const address = `${key} ${view}`
    if (this.handles.has(address)) return
    const handle = openNotes(this.connection, key, view)
    this.handles.set(address, handle)
    this.#told.delete(address)
    handle.onEvent((event) => this.#heard(address, handle.channel, event))
    handle.onSignal('wave', ({ hand }, from) => this.#waved(handle.channel, hand, from.id))
  }

  close(address: string): void {
    this.handles.get(address)?.close()
    this.handles.delete(address)
  }

  post(handle: Handle, wish: Wish): void {
    const { name, input } = wish
    const receipt = handle.commands[name](input as never)
    const { channel } = handle
    const times = name === 'add' ? input.times : 1
    const post: Post = { id: receipt.id, owner: this.owner, page: this.name, channel, name, times, outcome: 'open' }
    this.#hooks.posted(post)
    receipt.then(
      ({ offset }) => this.#answered(post, offset),
      (error: unknown) => this.#refused(post, error),
    )
  }

  /** Asks for a page of history; what comes must be the very events, without a hole. */
  read(handle: Handle, before: number, limit: number): void {
    const { channel, view } = handle
    handle.read(before, limit).then(
      ({ events }) => {
        const { ledger, violate } = this.#hooks
        const hidden = events.find(({ offset }) => !ledger.couldRead(channel, view, this.owner, offset))
        if (hidden !== undefined)
          violate(
            `${this.name}: a page of ${channel} ${view} has ${hidden.offset}, which came when ${this.owner} was out`,
          )
        if (view !== 'all' && view !== 'circle') return
        const isWhole = events.every(
          (event, at) =>
            event.offset === events[0]!.offset + at && ledger.wasText(channel, event.offset, JSON.stringify(event)),
        )
        if (!isWhole) violate(`${this.name}: a page of ${channel} before ${before} has other events than are stored`)
      },
      // The handle may be closed meanwhile.
      () => {},
    )
  }

  /** Looks for documents; what it finds is held against the ledger. */
  find(handle: Handle, query: FindQuery): void {
    const { ledger, violate } = this.#hooks
    findOnce(handle, query, { owner: this.owner, ledger, violate }).catch(() => {})
  }

  /** The page ends in the middle of everything, and begins again with what its outbox kept. */
  reload(): void {
    this.environment.die()
    const open = [...this.handles.values()].map(({ channel, view }) => [channel.slice('notes/'.length), view] as const)
    this.handles.clear()
    this.environment = new MortalEnvironment(this.#hooks.environment(this.name))
    this.connection = this.#connect()
    for (const [key, view] of open) this.open(key, view as NotesView)
  }

  /** Every open view is what the log says at its position. */
  check(): void {
    for (const { channel, view, position, state } of this.handles.values()) {
      if (position === undefined) continue
      const { epoch, offset } = position
      const truth = this.#hooks.ledger.shown(channel, view, offset, offset > 0 ? epoch : undefined)
      if (JSON.stringify(state) === truth) continue
      this.#hooks.violate(
        `${this.name}: ${channel} ${view} at ${position.offset} shows\n  ${JSON.stringify(state)}\nand the log says\n  ${truth}`,
      )
    }
  }

  #connect(): Connection {
    const { environment } = this
    const guest = { key: `${this.name}-0123456789abcdef`, name: this.owner }
    return connect('ws://server', { environment, guest, outbox: this.#storage.outboxFor(environment) })
  }

  #waved(channel: string, hand: string, from: string): void {
    if ((hand === 'left' || hand === 'right') && from !== '') return
    this.#hooks.violate(`${this.name}: ${channel} got a wave with "${hand}" of "${from}"`)
  }

  #heard(address: string, channel: string, event: { readonly offset: number }): void {
    const { ledger, violate } = this.#hooks
    const last = this.#told.get(address) ?? 0
    if (event.offset <= last) violate(`${this.name}: ${channel} told of ${event.offset} after ${last}`)
    if (event.offset > ledger.end(channel))
      violate(`${this.name}: ${channel} told of ${event.offset} before it was stored`)
    this.#told.set(address, event.offset)
  }

  #answered(post: Post, offset: number): void {
    if (post.outcome !== 'open') return
    post.outcome = 'done'
    const { ledger, violate } = this.#hooks
    const stored = ledger.outcome(post.channel, post.owner, post.id)
    // A lock that was locked has nothing to store.
    const isTrue = stored === undefined ? post.name !== 'add' && offset <= ledger.end(post.channel) : stored === offset
    if (!isTrue) violate(`${this.name}: ${post.name} ${post.id} was acknowledged at ${offset}, stored at ${stored}`)
  }

  #refused(post: Post, error: unknown): void {
    if (post.outcome !== 'open') return
    post.outcome = 'refused'
    const code = error instanceof ParleyError ? error.code : String(error)
    if (code !== 'notes/locked') this.#hooks.violate(`${this.name}: ${post.name} ${post.id} failed: ${code}`)
  }
}
