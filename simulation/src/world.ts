import {
  type MemoryNetwork,
  type MemoryServer,
  memoryNetwork,
  memoryServer,
  type SeededDisk,
  type SeededRandom,
  seededDisk,
  seededRandom,
  type VirtualClock,
  virtualClock,
} from '@parley/testkit'
import { Erasures } from './erasures.ts'
import { inboxChannel } from './feature/inbox.ts'
import { notesChannel, notesViews } from './feature/notes.ts'
import { Ledger } from './ledger.ts'
import { Page } from './page.ts'
import { ownerOf, type Post } from './post.ts'
import { WireThreads } from './wire-threads.ts'
import { maxQueuedFrames, WireWatch } from './wire-watch.ts'

/** What happened in a run. Frames and timers are counted where they arrive and fire, the rest where it is done. */
export interface Operations {
  commands: number
  /** Signals, reads, views opened and closed. */
  requests: number
  /** Cuts, crashes, reloads, faults of the disk, jumps of a clock. */
  faults: number
  /** Groups that the store was asked to commit and stored. */
  commits: number
  /** Frames that arrived at a client or at the server. */
  deliveries: number
  /** Timers of clients, of servers and of the disk that fired; those that only carry frames are not counted. */
  timers: number
}

/** For how long who has lost the last connection counts as here, by a clock that nobody moves. */
export const presenceGraceMs = 5_000
const keys = ['a', 'b', 'c']
export const owners: readonly string[] = ['ana', 'ben', 'cat', 'dan', 'eva']

/**
 * The whole system in one process: real clients, real sessions, real hosts, on a clock, a network and a disk that do what a
 * seed says. Whatever any part does wrong is a violation.
 */
export class World {
  readonly chance: SeededRandom
  readonly clock: VirtualClock = virtualClock(1_800_000_000_000)
  readonly network: MemoryNetwork
  readonly disk: SeededDisk
  readonly server: MemoryServer
  readonly ledger: Ledger
  readonly wire: WireWatch
  readonly pages: Page[] = []
  readonly keys: readonly string[]
  readonly posts = new Map<string, Post>()
  readonly violations: string[] = []
  /** Pages whose frames may arrive after they were sent again. */
  readonly late = new Set<string>()
  readonly erasures: Erasures
  /** The clock as the parts under test see it: timers that fire on it are counted. */
  readonly #counted: VirtualClock
  readonly #did = { commands: 0, requests: 0, faults: 0 }
  #timers = 0
  #latestNow = 0
  #hasShifted = false

  constructor(seed: number) {
    const chance = seededRandom(seed)
    this.chance = chance
    const violate = (problem: string) => void this.violations.push(problem)
    this.#counted = this.#countedClock()
    const seeds = () => chance.integer(1, 2 ** 31)
    const latencyMs = [1, chance.pick([5, 40, 200])] as const
    this.network = memoryNetwork({ clock: this.clock, seed: seeds(), latencyMs })
    this.disk = seededDisk({ clock: this.#counted, seed: seeds(), commitMs: [0, chance.pick([0, 5, 30])] })
    const channels = [notesChannel, inboxChannel]
    this.ledger = new Ledger({ channels, people: owners, latestNow: () => this.latestNow, violate })
    const threads = new WireThreads(this.clock.now)
    // Who left just before the clock was set back stays for twice the time at most.
    const graceMs = () => (this.#hasShifted ? 2 : 1) * presenceGraceMs
    this.wire = new WireWatch({ ledger: this.ledger, posts: this.posts, threads, graceMs, violate })
    this.server = memoryServer({
      channels,
      clock: this.#counted,
      network: this.network,
      disk: this.disk,
      // Small, so that every border is crossed often.
      limits: {
        recentEvents: 4,
        maxReplay: 12,
        snapshotEvery: 5,
        maxIdleChannels: 1,
        maxPlansAtOnce: 3,
        presenceGraceMs,
      },
      maxQueuedFrames,
      identify: (name) => ({ id: ownerOf(name), name: ownerOf(name), guest: false }),
      onSend: (text, peer) => this.wire.sent(text, peer),
      onStored: (group, results) => this.ledger.note(group, results),
      onRewritten: (channel, epoch, events) => this.ledger.noteRewritten(channel, epoch, events),
      onEnd: (peer) => threads.ended(peer),
    })
    this.erasures = new Erasures(() => this.server.host, this.ledger, violate)
    this.keys = keys.slice(0, chance.integer(1, keys.length))
    for (const owner of owners.slice(0, chance.integer(2, owners.length))) {
      for (let tab = chance.pick([1, 1, 2]); tab > 0; tab--) this.enter(`${owner}/${tab}`)
    }
  }

  /** Somebody comes and opens a view or two. */
  enter(name: string): Page {
    const page = new Page(name, {
      ledger: this.ledger,
      violate: (problem) => void this.violations.push(problem),
      posted: (post) => {
        this.#did.commands += 1
        this.posts.set(post.id, post)
      },
      environment: (of) => {
        const environment = this.network.environment(of)
        return { ...environment, setTimer: this.#counted.setTimer }
      },
    })
    for (let views = this.chance.integer(1, 2); views > 0; views--) {
      page.open(this.chance.pick(this.keys), this.chance.pick(notesViews))
    }
    this.pages.push(page)
    return page
  }

  /** Nobody waits any more for the answers that this page waited for. */
  lose({ name }: Page): void {
    for (const post of this.posts.values()) {
      if (post.page === name && post.outcome === 'open') post.outcome = 'lost'
    }
  }

  /** Somebody wants to be forgotten. */
  erase(): void {
    this.erasures.begin(this.chance.pick(owners))
    this.did('requests')
  }

  shiftServerClock(ms: number): void {
    this.#latestNow = this.latestNow
    this.#hasShifted = true
    this.server.shiftClock(ms)
  }

  /** The latest that the server's clock ever said. */
  get latestNow(): number {
    return Math.max(this.#latestNow, this.server.host.runtime.now())
  }

  /** Notes that something was done, for the count. */
  did(what: 'requests' | 'faults'): void {
    this.#did[what] += 1
  }

  get operations(): Operations {
    return {
      ...this.#did,
      commits: this.ledger.commits,
      deliveries: this.network.arrived,
      timers: this.#timers,
    }
  }

  #countedClock(): VirtualClock {
    const { clock } = this
    return {
      now: clock.now,
      advance: clock.advance,
      advanceToNext: clock.advanceToNext,
      settle: clock.settle,
      get timers() {
        return clock.timers
      },
      setTimer: (run, afterMs) =>
        clock.setTimer(() => {
          this.#timers += 1
          run()
        }, afterMs),
    }
  }
}

export function totalOf(operations: Operations): number {
  return Object.values(operations).reduce((sum: number, count: number) => sum + count, 0)
}
