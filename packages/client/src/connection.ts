import type { ChannelContract, ChannelDescription } from '@parley/channel/client'
import type { HandleOf, RuleNameOf, ViewNameOf } from './channel-handle.ts'
import type { Environment } from './environment.ts'
import type { OutboxItem } from './outbox-entry.ts'
import type { OutboxStorage } from './outbox-storage.ts'
import type { TokenSource } from './sign-in.ts'
import type { Status } from './status.ts'

export interface ConnectOptions {
  /**
   * Who to be where nobody has an account. `key` is a secret of 16 to 128 characters; who keeps it stays the same
   * guest. `name` (1 to 40 characters) is shown to others. @default a key that lives as long as this connection
   */
  readonly guest?: { readonly key: string; readonly name?: string }
  /**
   * Who to be, as an issuer that the server trusts has said. A function is asked before each sign-in, and for a newer
   * token before the server would end the session. What it throws counts as a failed attempt. @default a guest
   */
  readonly token?: TokenSource
  /** The world to run in. @default the browser, or Node */
  readonly environment?: Environment
  /** Unanswered commands kept; one more is rejected with `client/outbox-full`. Minimum 1. @default 1000 */
  readonly maxPending?: number
  /**
   * Where commands outlive the page: `indexedDbOutbox(key)` in a browser. The next connection with the same storage
   * sends what is unanswered under its ids, if the server says that it is the same person. @default memory only
   */
  readonly outbox?: OutboxStorage
  /** Commands on the way at one time; more wait their turn. Minimum 1. @default 64 */
  readonly maxInFlight?: number
}

export interface User {
  readonly id: string
  readonly name: string
  readonly guest: boolean
}

/** One connection to a Parley server that mends itself, shared by all channels of a page. */
export interface Connection {
  readonly status: Status
  /** Who the server takes us for. `undefined` until its first welcome. */
  readonly user: User | undefined
  onStatus(listener: (status: Status) => void): () => void
  /** All commands, of any channel, that have no answer yet or failed, in order. The same list until it changes. */
  readonly outbox: readonly OutboxItem[]
  onOutbox(listener: () => void): () => void
  /**
   * Opens a channel, `open(chatRoom, 'general')`. Without `view` it is the first of the description; of a view in parts, `book/*`, the part has to
   * be named: `book/BTC-USD`. Two opens of the same view share one subscription.
   */
  open<
    Contract extends ChannelContract,
    First extends keyof Contract['views'],
    View extends ViewNameOf<Contract['views']> = First & ViewNameOf<Contract['views']>,
  >(
    description: ChannelDescription<Contract, First>,
    key: string,
    view?: View,
  ): HandleOf<Contract, RuleNameOf<Contract['views'], View>>
  /** Ends a wait: the next attempt is made now. */
  retryNow(): void
  /** Ends it for good. What is unanswered is rejected with `client/closed`; an `outbox` keeps it for the next. */
  close(): void
}
