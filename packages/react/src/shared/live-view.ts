import type { ChannelContract, ChannelDescription, Person } from '@parley/channel/client'
import type {
  ChannelHandle,
  CommandReceipt,
  EventOf,
  ParleyError,
  PendingCommand,
  ViewPresence,
  ViewStatus,
} from '@parley/client'

/** What a component sees of a view: the same object until something of it changes, and nothing in it changes. */
export interface LiveView<State, Commands, Signals, Events = unknown> {
  /** `chat/general` */
  readonly channel: string
  readonly view: string
  /**
   * The view's state, or what was selected of it. A copy: parts that are as they were are the same objects, so they may be compared. The fold's empty
   * state until the first answer.
   */
  readonly state: State
  /** `open` stays while the connection is away; `useStatus` tells about that. */
  readonly status: ViewStatus
  /** Why the server does not show it, when `status` is `refused` or `closed`. */
  readonly error: ParleyError | undefined
  /** Who has the view open, where views tell. */
  readonly presence: ViewPresence
  /** What the view says to us alone; `undefined`: nothing. */
  readonly you: unknown
  /** Commands posted in this view that the state does not show yet, in order. */
  readonly pending: readonly PendingCommand[]
  /** For event handlers and effects. The same functions always. On a server that renders they throw `ERR_PARLEY_RENDER`. */
  readonly commands: { readonly [Name in keyof Commands]: (input: Commands[Name]) => CommandReceipt }
  /** Dropped without a word when the view is not open right now. */
  readonly signals: { readonly [Name in keyof Signals]: (data: Signals[Name]) => void }
  readonly retry: ChannelHandle<State, Commands, Signals, Events>['retry']
  readonly discard: ChannelHandle<State, Commands, Signals, Events>['discard']
  readonly read: ChannelHandle<State, Commands, Signals, Events>['read']
  readonly find: ChannelHandle<State, Commands, Signals, Events>['find']
  /** As `useEvents` and `useSignal` use them. */
  readonly onEvent: (listener: (event: EventOf<Events>) => void) => () => void
  readonly onSignal: <Name extends keyof Signals & string>(
    name: Name,
    listener: (data: Signals[Name], from: Person) => void,
  ) => () => void
}

/** The same for what `Connection.open` gives, with another state where one was selected. */
export type LiveViewOf<Handle, Selected = never> =
  Handle extends ChannelHandle<infer State, infer Commands, infer Signals, infer Events>
    ? LiveView<[Selected] extends [never] ? State : Selected, Commands, Signals, Events>
    : never

export type StateOf<Handle> =
  Handle extends ChannelHandle<infer State, infer _Commands, infer _Signals, infer _Events> ? State : never

/** Any view, inside of this package. */
export type AnyView = LiveView<unknown, AnyRecord, AnyRecord>
export type AnyHandle = ChannelHandle<unknown, AnyRecord, AnyRecord>
export type AnyDescription = Pick<ChannelDescription<ChannelContract>, 'name' | 'views'>
type AnyRecord = Record<string, unknown>
