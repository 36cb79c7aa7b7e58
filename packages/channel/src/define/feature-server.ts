import type { ChannelEvent, Person } from '../messages/down.ts'
import type { FindBy } from '../messages/up.ts'
import type { Position } from '../position.ts'
import type { AnnouncedCategories } from './announcement.ts'
import type { FoundDocuments } from './feature.ts'

/** What hears of a view. It may be called before `watch` returns. What it throws is reported, and ends nothing. */
export interface ViewListener {
  /** All there is: at first, and again whenever too much was missed, or the log was rewritten. What was known before is void. */
  onState(state: unknown, position: Position): unknown
  /** What came since, as the view shows it: oldest first, without a hole, each once. There may be none: a view need not show every event. */
  onEvents(events: readonly ChannelEvent[], position: Position): unknown
}

/**
 * What hears who has a view open: of each person in turn that he is here, and that he is gone. It may be called before `watchPresence` returns, and
 * is not waited for. What it throws is reported, and ends nothing.
 */
export interface PresenceListener {
  /** He has the view open, in however many tabs. `view`: which, where all parts of one are watched. */
  onHere(person: Person, view: string): unknown
  /** He has not had it open for `presenceGraceMs`. A name that he changed meanwhile is the new one. */
  onGone(person: Person, view: string): unknown
}

/** The server as a feature that runs on it may use it. What it does is done by `systemActor`. */
export interface FeatureServer {
  /** That of `attach`: `/parley`. */
  readonly path: string
  /** What all features of this server announce. */
  readonly announced: AnnouncedCategories
  /** Sends a command; resolves when it is durable. Under the same `id` it takes effect once. Rejects with `ChannelError`. */
  command(
    channel: string,
    name: string,
    input: unknown,
    options?: { readonly id?: string },
  ): Promise<{ readonly id: string; readonly offset: number }>
  /** What a view shows, once. Rejects with `ChannelError`. */
  open(channel: string, view: string): Promise<{ readonly state: unknown; readonly position: Position }>
  /** Documents as a view shows them, newest first. Rejects with `ChannelError`. */
  find(channel: string, view: string, collection: string, query: FindBy): Promise<FoundDocuments>
  /** Reads a view from its state on, through cuts and failures of the store, until the function that it returns is called, or the server closes. */
  watch(channel: string, view: string, listener: ViewListener): () => void
  /**
   * Hears who has a view open whose rule has `presence: true`: those who have it first, then each as he comes and goes, all of them, and at once,
   * whatever `maxPresenceNames` and `presenceIntervalMs` say. `account/*` stands for all parts of a view; of each he is here and gone by itself. The channel need not be in memory. It ends when the function that it returns is called, and with the
   * server, which says of nobody that he is gone. Throws `UsageError` (`ERR_PRESENCE`) for a view without presence.
   */
  watchPresence(channel: string, view: string, listener: PresenceListener): () => void
  /** Wall clock in milliseconds. */
  now(): number
  /**
   * Runs `run` once, later; what it throws is reported. Returns what cancels it; the server's end does, too. Throws `UsageError`
   * (`ERR_FEATURE_TIMER`) beyond 2 147 483 647 ms: what is so late should outlive the process, as a channel's own timers do.
   */
  setTimer(run: () => unknown, afterMs: number): () => void
  /** At least 64 bits of chance, as 1 to 64 characters of `A`–`Z`, `a`–`z`, `0`–`9`, `-`, `_`. */
  randomId(): string
  /** A fault, for the log. `where` says at what. */
  report(error: unknown, where: string): void
}

/** A feature at work. */
export interface FeatureRun {
  /**
   * Brings to its end what is under way, while commands are still taken. `drainMs` later the server closes all the same: its watches and timers are
   * over then.
   */
  close(): Promise<void>
}
