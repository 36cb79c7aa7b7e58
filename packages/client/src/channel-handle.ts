import type {
  ChannelContract,
  ChannelEvent,
  EventMeta,
  Person,
  Position,
  Reason,
  ViewContract,
} from '@parley/channel/client'
import type { CommandReceipt } from './command-receipt.ts'
import type { FindQuery, FoundPage } from './finds.ts'
import type { ViewPresence, ViewStatus } from './open-view.ts'
import type { PendingCommand } from './outbox-entry.ts'
import type { EventPage } from './reads.ts'

/** An event of a view, told apart by `type`. A newer server may send types that are not listed. */
export type EventOf<Events> = [keyof Events] extends [never]
  ? ChannelEvent
  : {
      readonly [Type in keyof Events & string]: EventMeta & { readonly type: Type; readonly data: Events[Type] }
    }[keyof Events & string]

type StateIn<View> = View extends ViewContract<infer State, infer _Events> ? State : never
type EventsIn<View> = View extends ViewContract<infer _State, infer Events> ? Events : never

/** What `open` takes: the names of views, and `book/${string}` for the parts of `book/*`. */
export type ViewNameOf<Views> = {
  [Name in keyof Views & string]: Name extends `${infer Beginning}/*` ? `${Beginning}/${string}` : Name
}[keyof Views & string]

/** The name in the contract that stands for a view: `book/*` for `book/BTC-USD`. */
export type RuleNameOf<Views, View extends string> = View extends keyof Views
  ? View
  : {
      [Name in keyof Views & string]: Name extends `${infer Beginning}/*`
        ? View extends `${Beginning}/${string}`
          ? Name
          : never
        : never
    }[keyof Views & string]

/** The handle that `open` gives for a channel's contract and one of its views. */
export type HandleOf<Contract extends ChannelContract, View extends keyof Contract['views']> = ChannelHandle<
  StateIn<Contract['views'][View]>,
  Contract['commands'],
  Contract['signals'],
  EventsIn<Contract['views'][View]>
>

/** One open channel, as a page uses it. */
export interface ChannelHandle<State, Commands, Signals, Events = unknown> {
  /** `chat/general` */
  readonly channel: string
  readonly view: string
  /** Grown in place by events, replaced when the server sends it whole. The fold's empty state until the first answer. */
  readonly state: State
  /** How far the state is. `undefined` until the first answer. */
  readonly position: Position | undefined
  /** `open` stays while the connection is away; `Connection.status` tells about that. */
  readonly status: ViewStatus
  /** Why the server does not show it, when `status` is `refused`, or `closed` from its side. */
  readonly refusal: Reason | undefined
  /** Who has the view open, where views tell. */
  readonly presence: ViewPresence
  /** What the view says to us alone, as it was when the server opened it last; `undefined`: nothing. No permission: that is looked at with each command. */
  readonly you: unknown
  /** Commands posted here that the state does not show yet, in order. The same list until it changes. */
  readonly pending: readonly PendingCommand[]
  readonly commands: { readonly [Name in keyof Commands]: (input: Commands[Name]) => CommandReceipt }
  /** Dropped without a word when the view is not open right now. */
  readonly signals: { readonly [Name in keyof Signals]: (data: Signals[Name]) => void }
  /** Posts a failed pending command anew, under a new id. `undefined`: it is not there, or has not failed. */
  retry(id: string): CommandReceipt | undefined
  /** Forgets a pending command that has failed or was never sent. Others are left: they may take effect. */
  discard(id: string): void
  /** State, presence, pending or status changed. Called once for each message that changes something. */
  onChange(listener: () => void): () => void
  /** Each event as it has been folded, also those that catch up after a reconnect. Not what a whole state replaced. */
  onEvent(listener: (event: EventOf<Events>) => void): () => void
  onSignal<Name extends keyof Signals & string>(
    name: Name,
    listener: (data: Signals[Name], from: Person) => void,
  ): () => void
  /**
   * The newest events with an offset below `before`, at most `limit` (1 to 200, default 50). Asked again after a
   * reconnect; rejects with a `ParleyError` when refused or closed.
   */
  read(before: number, limit?: number): Promise<EventPage<EventOf<Events>>>
  /**
   * Documents of a collection that the view shows: the one of an id, the newest, or those with all words of a search. Without a query
   * the newest 50. Asked again after a reconnect; rejects with a `ParleyError` when refused or closed.
   */
  find(collection: string, query?: FindQuery): Promise<FoundPage>
  /** Lets go of the view. Commands already posted are still delivered. */
  close(): void
}
