import type { FoundDocument } from '../messages/down.ts'
import type { FindBy } from '../messages/up.ts'
import type { Position } from '../position.ts'
import type { DocumentPlace } from '../store/records.ts'
import type { Actor } from './actor.ts'
import type { AnnouncedCategories, AnnouncementTaker } from './announcement.ts'
import type { ChannelDefinition } from './define-channel.ts'
import type { FeatureRun, FeatureServer } from './feature-server.ts'

declare global {
  // What the Fetch standard calls them. Node's types and the DOM's say what is in them; here they are only passed on.
  interface Request {}
  interface Response {}
}

/**
 * What `attach(server, { features: [chat()] })` takes: channels, the files their elements need in a page, what it does over HTTP, and what runs
 * beside them. `Api`: what it adds to what `attach` returns.
 */
export interface Feature<Api extends object = object> {
  /** Its files are served under `/parley/<name>/`: 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`. */
  readonly name: string
  readonly channels: readonly ChannelDefinition[]
  /**
   * A folder (a `file:` URL ending in `/`) with `elements.js` and whatever it imports. Browsers keep what has a hash in its
   * name, 16 hex digits before the ending: `panel.0123456789abcdef.js`.
   */
  readonly browserFiles?: string
  /**
   * Answers requests under `/parley/<name>/` that are none of its browser files. `undefined`: 404. The body comes as it is read; `request.signal`
   * is aborted when the client goes. What it throws is logged, and answered with 500. Pages of other origins get no further than
   * GET and HEAD, which must therefore change nothing, unless the app names them (`origins`).
   */
  readonly fetch?: (request: Request, context: FeatureContext) => Promise<Response | undefined>
  /** What its channels announce, for people to choose from. No two features announce one category. */
  readonly announces?: AnnouncedCategories
  /** It takes what all features announce. At most one feature of a server does. */
  readonly announcements?: AnnouncementTaker
  /**
   * What of it becomes part of what `attach` returns: an object whose own properties are added. A name that another feature or `attach` itself
   * has is a `UsageError` (`ERR_FEATURE_API`). Called at `attach`, before `start`.
   */
  readonly api?: (server: FeatureServer) => Api
  /** Begins what it does by itself: called at `attach`. What it throws, `attach` throws. */
  readonly start?: (server: FeatureServer) => FeatureRun
}

/** What these features add to what `attach` returns: of a list that the compiler does not know one by one, nothing. */
export type ApiOf<Features extends readonly Feature[]> = Features extends readonly [
  Feature<infer Api>,
  ...infer Rest extends readonly Feature[],
]
  ? Api & ApiOf<Rest>
  : unknown

/** What a feature's HTTP may ask of the server. */
export interface FeatureContext {
  /**
   * Who a request is from: the same person as a socket of that browser would be. Known by what `authenticate` makes of it (cookies), by
   * `Authorization: Bearer <token>` where there are tokens, and as a guest by `Authorization: Guest <key>` with the key of `hello`,
   * and behind it, if he has one, his name, percent-encoded. `undefined`: nobody; so are revoked people and wrong tokens. Rejects
   * with `ChannelError` (`internal`, retryable) when that could not be found out.
   */
  identify(request: Request): Promise<Actor | undefined>
  /**
   * Sends a command as this person would; resolves when it is durable. Under the same `id` (1 to 64 visible ASCII characters) it takes
   * effect once. Rejects with `ChannelError`: `too-fast` as for his sockets, rates per address counted where the request came from, `invalid-input`, `bad-message`, or whatever the channel says.
   */
  command(
    actor: Actor,
    channel: string,
    name: string,
    input: unknown,
    options?: { readonly id?: string },
  ): Promise<{ readonly id: string; readonly offset: number }>
  /** What this person would see on opening the view, once. Rejects with `ChannelError`, `not-allowed` if he may not. */
  open(actor: Actor, channel: string, view: string): Promise<{ readonly state: unknown; readonly position: Position }>
  /** Documents as the view shows them to this person, newest first. Rejects with `ChannelError`, `not-allowed` if he may not see the view. */
  find(actor: Actor, channel: string, view: string, collection: string, query: FindBy): Promise<FoundDocuments>
  /** The server's clock: milliseconds since 1970. */
  now(): number
  /** A fault that is not the client's: it is logged. `where` says at what. */
  report(error: unknown, where: string): void
}

export interface FoundDocuments {
  readonly documents: readonly FoundDocument[]
  /** Whether there is anything behind the last that was looked at. */
  readonly more: boolean
  /** There when there is more: the `before` that goes on. */
  readonly next: DocumentPlace | undefined
}
