import type { Closed, Done, DownMessage, Events, Opened, Presence } from '@parley/channel/client'
import type { ServerPeer } from '@parley/testkit'
import type { Ledger } from './ledger.ts'
import type { Post } from './post.ts'
import { ownerOf } from './post.ts'
import type { Thread, WireThreads } from './wire-threads.ts'

/** Frames under way to one client beyond which it gets no news. */
export const maxQueuedFrames = 24
/** Beyond those come answers: what a client may have unanswered, and a few lists of who is here. */
const maxQueued = maxQueuedFrames + 128

export interface WireWatchOptions {
  readonly ledger: Ledger
  readonly posts: ReadonlyMap<string, Post>
  readonly threads: WireThreads
  /** The longest that somebody counts as here who is not. */
  readonly graceMs: () => number
  readonly violate: (problem: string) => void
}

/** Reads all that the server says, at the moment it says it, and holds it against the ledger. */
export class WireWatch {
  readonly #options: WireWatchOptions
  /** Clients that had a command refused. If it comes again it is decided anew, behind what was sent after it. */
  readonly sentBack = new Set<string>()

  constructor(options: WireWatchOptions) {
    this.#options = options
  }

  sent(text: string, peer: ServerPeer): void {
    const { name, queued } = peer
    if (queued > maxQueued) this.#violate(`${name}: ${queued} frames wait for it`)
    const message = JSON.parse(text) as DownMessage
    switch (message.type) {
      case 'opened':
        this.#opened(message, peer)
        break
      case 'events':
        this.#events(message, peer)
        break
      case 'closed':
        this.#closed(message, peer)
        break
      case 'done':
        this.#done(message, name)
        break
      case 'presence':
        this.#presence(message, name)
        break
      case 'signal':
        if (!this.#options.threads.hasAny(peer, message.channel))
          this.#violate(`${name}: got a signal of ${message.channel}, which it does not have open`)
        break
      case 'refused':
        if (message.id !== undefined) this.sentBack.add(name)
        if (message.channel !== undefined) this.#options.threads.closed(peer, message.channel, message.view ?? '')
        break
      case 'error':
        this.#violate(`${name}: the server found an error in what our client says: ${message.message}`)
        break
      default:
    }
  }

  #opened(message: Opened, peer: ServerPeer): void {
    const { channel, view, position } = message
    const { epoch, offset } = position
    const { ledger, threads } = this.#options
    const { name } = peer
    const thread = { channel, view, owner: ownerOf(name), epoch, offset }
    threads.opened(peer, thread)
    this.#durable(channel, offset, name)
    this.#allowed(thread, name)
    if (offset > 0 && ledger.text(channel, offset, epoch) === undefined)
      this.#violate(`${name}: ${channel} was opened at an epoch that is not the log's`)
    if (message.events !== undefined) {
      this.#sameTexts(message, thread, name)
    } else if (JSON.stringify(message.state) !== ledger.shown(channel, view, offset, offset > 0 ? epoch : undefined)) {
      this.#violate(`${name}: ${channel} ${view} was opened at ${offset} with a state that is not the log's`)
    }
  }

  /** News join on to what was told before, and come to those only who have the view open and may see what they lead to. */
  #events(message: Events, peer: ServerPeer): void {
    const { channel, view, after, offset } = message
    const { name } = peer
    const thread = this.#options.threads.get(peer, channel, view)
    if (thread === undefined) {
      this.#violate(`${name}: got news of ${channel} ${view}, which it does not have open`)
      return
    }
    if (after !== thread.offset)
      this.#violate(`${name}: got news of ${channel} ${view} after ${after}, and was told up to ${thread.offset}`)
    thread.offset = offset
    this.#durable(channel, offset, name)
    this.#allowed(thread, name)
    this.#sameTexts(message, thread, name)
  }

  #closed({ channel, view, code }: Closed, peer: ServerPeer): void {
    const { ledger, threads } = this.#options
    threads.closed(peer, channel, view)
    if (code !== undefined && view !== 'circle')
      this.#violate(`${peer.name}: ${channel} ${view} was ended (${code}), and everybody may see it`)
    if (code === undefined || ledger.end(channel) > 0) return
    this.#violate(`${peer.name}: ${channel} ${view} was ended (${code}) before anything happened`)
  }

  /** Acknowledged is stored: not soon, but now. */
  #done({ id, offset }: Done, name: string): void {
    const { ledger, posts } = this.#options
    const post = posts.get(id)
    if (post === undefined) return
    const { channel, owner } = post
    this.#durable(channel, offset, name)
    const stored = ledger.outcome(channel, owner, id)
    // A lock that was locked has nothing to store.
    if (stored === undefined ? post.name === 'add' : stored !== offset)
      this.#violate(`${name}: ${post.name} ${id} is acknowledged at ${offset}, and stored at ${stored}`)
    this.#endedBy(channel, offset)
  }

  /** Who was put out before this offset and not let in again has the view no more. */
  #endedBy(channel: string, offset: number): void {
    const { ledger, threads } = this.#options
    for (const thread of threads.of(channel, 'circle')) {
      if (thread.offset < offset && !ledger.couldRead(channel, 'circle', thread.owner, offset))
        this.#violate(`${thread.owner}: still has the circle of ${channel} open, and is out since ${offset} at least`)
    }
  }

  /** Whoever is said to be here has the view open, or had until a moment ago. */
  #presence({ channel, view, people }: Presence, name: string): void {
    const { threads, graceMs } = this.#options
    for (const { id } of people) {
      const absentMs = threads.absentForMs(channel, view, id)
      if (absentMs === undefined) this.#violate(`${name}: ${id} is said to have ${channel} ${view} open, and never had`)
      else if (absentMs > graceMs())
        this.#violate(`${name}: ${id} is said to have ${channel} ${view} open, and lost it ${absentMs} ms ago`)
    }
  }

  #durable(channel: string, offset: number, name: string): void {
    const end = this.#options.ledger.end(channel)
    if (offset > end) this.#violate(`${name}: was told of ${channel} up to ${offset}, but only ${end} are stored`)
  }

  #allowed({ channel, view, owner, offset }: Thread, name: string): void {
    if (!this.#options.ledger.mayRead(channel, view, owner, offset))
      this.#violate(`${name}: was told of ${channel} ${view} up to ${offset}, where it may not see it`)
  }

  #sameTexts({ events = [] }: Pick<Opened, 'events'>, { channel, view, epoch }: Thread, name: string): void {
    if (view !== 'all' && view !== 'circle') return
    for (const event of events) {
      if (JSON.stringify(event) !== this.#options.ledger.text(channel, event.offset, epoch))
        this.#violate(`${name}: ${channel} ${event.offset} is not the event that is stored there`)
    }
  }

  #violate(problem: string): void {
    this.#options.violate(problem)
  }
}
