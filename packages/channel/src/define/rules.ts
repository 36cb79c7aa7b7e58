import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Person } from '../messages/down.ts'
import type { Actor } from './actor.ts'
import type { Delivery } from './delivery.ts'
import type { Effect } from './effects.ts'
import type { EventMeta, Fold } from './fold.ts'
import type { Refusal } from './refusal.ts'

/** An event as `decide` returns it: the platform adds its offset and time. */
export type NewEvent<Events> = {
  [Type in keyof Events]: { readonly type: Type; readonly data: Events[Type] }
}[keyof Events]

/** All that a decision may depend on besides the state and the input: time and chance are arguments. */
export interface DecideContext {
  readonly actor: Actor
  /** The channel's key: `general` of `chat/general`. */
  readonly key: string
  /** The command's id, made by the client: unique among this actor's commands, the same in a retry. */
  readonly id: string
  /** Wall clock in milliseconds; the events get it as their `at`. */
  readonly now: number
  /**
   * The documents that `lookup` asked for, in its order, as they are after all that was decided before this command;
   * `undefined` for one that is not there. Empty without `lookup`, and in `lookup` itself.
   */
  readonly documents: readonly (ShownDocument | undefined)[]
}

/**
 * What a client may ask for. `input` is any synchronous Standard Schema (zod, valibot, arktype …). `decide` reads the state
 * and returns events, none for "nothing to do", or a refusal; it changes nothing and is called again when a commit had to
 * be redone.
 */
export interface CommandRule<State, Events, Schema extends StandardSchemaV1> {
  readonly input: Schema
  readonly decide: (
    state: State,
    input: StandardSchemaV1.InferOutput<Schema>,
    context: DecideContext,
  ) => readonly NewEvent<Events>[] | Refusal
  /**
   * Which documents of this channel the decision needs: what its state does not hold any more. They come as `context.documents`; at most 8.
   * It reads the state and changes nothing, and is called again when a commit had to be redone. An empty list waits for nothing;
   * otherwise the channel's later commands wait until the store has answered. A store that cannot read: `store-unavailable`.
   */
  readonly lookup?: (
    state: State,
    input: StandardSchemaV1.InferOutput<Schema>,
    context: DecideContext,
  ) => readonly { readonly collection: string; readonly id: string }[]
  /** How fast it may be sent, over all channels of this kind; of several rates it keeps each. Beyond: `too-fast`. */
  readonly rate?: Rate | readonly Rate[]
}

/** So many a second on average (it may be a part of one), and so many at once. What was spent is forgotten when the process ends. */
export interface Rate {
  readonly perSecond: number
  readonly burst: number
  /**
   * Whose: `user`, one user over all his sessions; `address`, all users of one network address together (an IPv4 address, or the 2^64 IPv6 addresses that
   * begin alike), over sessions and HTTP. Addresses that are private, of this machine, or not known are not counted, as by `maxSocketsPerAddress`: they pass.
   * @default 'user'
   */
  readonly per?: 'user' | 'address'
  /**
   * What, of commands: `effects`, those that took effect, whatever else was refused or had nothing to do; `attempts`, those that `decide` refused, too,
   * which is for what may be guessed. Neither counts input that its schema refuses, nor a command that is sent again under its id: it gets its first
   * answer. How many of all these there may be is for `commandsPerSecond`. Of signals each that is sent counts.
   * @default 'effects'
   */
  readonly counts?: 'effects' | 'attempts'
}

/** Something ephemeral that those who have the channel open tell each other. */
export interface SignalRule<Schema extends StandardSchemaV1, State = unknown, View extends string = string> {
  readonly data: Schema
  /** Who hears it: those who have one of these views open; whoever has any, unless given. The sender may have another open than they. */
  readonly views?: readonly View[]
  /**
   * Who may send it, of those who have a view of the channel open; everybody unless given. Asked for each. What he sends who may not is dropped, as is
   * what comes too fast.
   */
  readonly allow?: (state: State, actor: Actor, key: string) => boolean
  /** As whom the others see the sender; as the one he is, unless given. */
  readonly as?: (actor: Actor) => Person
  /** How fast it may be sent, over all channels of this kind; of several rates it keeps each. Beyond, it is dropped. */
  readonly rate?: Rate | readonly Rate[]
}

/** What subscribers see: the channel itself, or a projection of it. */
export interface ViewRule<State, Events, ViewFold> {
  /**
   * Whom of the parts an event concerns, for a view in parts: one that is named with a star, `book/*`, and opened as `book/BTC-USD`. Readers of the other parts
   * are told nothing of it, and cost nothing. `['*']`: it concerns all. Pure, and of the event alone: it is asked again whenever somebody
   * returns. `show` is called for each part, and may still hide it.
   */
  readonly parts?: (event: NewEvent<Events> & EventMeta, context: { readonly key: string }) => readonly string[]
  /**
   * Whether there is such a part; any unless given. A "no" answers as a view that does not exist would. Asked when it is opened; a part may be any
   * text of 1 character and more, as long as the view's name has 200 at most.
   */
  readonly acceptsPart?: (state: State, part: string, key: string) => boolean
  /**
   * Who may see it; everybody unless given. A "no" answers as a channel that does not exist would. It is asked when the view
   * is opened and again, for each reader, whenever events were stored (of a part: events that concern it): who may no longer does not see them.
   */
  readonly allow?: (state: State, actor: Actor, key: string, part: string) => boolean
  /**
   * What is said to this reader alone, in `opened` as `you`: any JSON value, `undefined` for nothing. Asked whenever he is sent an `opened`, so it may be
   * out of date afterwards: it is for what his page shows, and no permission. What all may know belongs into the state, which is
   * encoded once for everybody.
   */
  readonly you?: (actor: Actor, key: string, part: string) => unknown
  /** Whether those who have it open see who else has. */
  readonly presence?: boolean
  /** Whether older events can be asked for. `false`: `read` is refused with `no-history`. @default true */
  readonly history?: boolean
  /** How news reaches its readers: `events()`, `latest(key)`, `sample(ms)` or `conflate(ms, merge)`. @default events() */
  readonly delivery?: Delivery<ShownEvent<Events, ViewFold>>
  readonly projection?: Projection<State, Events, ViewFold>
  /**
   * Which collections of documents `find` may look into, and what it shows of a document; `undefined` hides it, and that there is
   * more. No collection unless given. `thread/*` stands for `thread/17` and whatever else begins with `thread/`; a rule for the very name comes first, then the
   * longest such beginning.
   */
  readonly documents?: DocumentRules
}

/** What `parts` answers for an event that concerns all parts of a view. No part is called so. */
export const everyPart = '*'

/** By the name of a collection, 1 to 200 characters, or by how names begin, as in `thread/*`. */
export type DocumentRules = {
  readonly [collection: string]: (stored: ShownDocument, actor: Actor, key: string, part: string) => unknown
}

/** A document as a view's rule sees it. */
export interface ShownDocument {
  readonly id: string
  readonly order: number
  /** As `putDocument` put it in. */
  readonly body: unknown
}

/** An event as the view shows it. */
export type ShownEvent<Events, ViewFold> =
  ViewFold extends Fold<infer _, infer Shown> ? NewEvent<Shown> : NewEvent<Events>

/**
 * A view that differs from its channel, with the fold its readers grow it by. Projecting after an event must give what
 * folding the shown event into the earlier projection gives.
 */
export interface Projection<State, Events, ViewFold> {
  readonly fold: ViewFold
  /** The view's whole state, as a fresh subscriber gets it. */
  readonly project: (state: State, context: ProjectContext) => StateOf<ViewFold>
  /**
   * What the view shows of one event; `undefined` hides it. The state in the context may be ahead of the event: what it lets you
   * leave out must be what a later event takes away, such as the text of a message that was deleted since. Other views look at the very same event: read
   * it, do not change it.
   */
  readonly show: (
    event: NewEvent<Events> & EventMeta,
    context: ShowContext<State>,
  ) => NewEvent<EventsOf<ViewFold>> | undefined
}

/** Which view it is that a state or an event is shown in. */
export interface ProjectContext {
  /** The channel's key: `general` of `chat/general`. */
  readonly key: string
  /** The part: `BTC-USD` of `book/BTC-USD`. Empty for a view that has none. */
  readonly part: string
}

/** What showing an event may depend on besides the event. */
export interface ShowContext<State> extends ProjectContext {
  /** The channel's state, after the newest of the events that are sent with this one or later. Read it; do not change it. */
  readonly state: State
}

export type StateOf<F> = F extends Fold<infer State, infer _> ? State : never
export type EventsOf<F> = F extends Fold<infer _, infer Events> ? Events : never

/** What an effect may depend on besides its event. */
export interface EffectContext<State> {
  /** The channel's key: `general` of `chat/general`. */
  readonly key: string
  /** The state after the event. Read it; do not change it. */
  readonly state: State
  /** Whether any feature of this server takes announcements: where none does, commands that lead to nothing else can be left out. */
  readonly takesAnnouncements: boolean
}

/**
 * What each type of event does beside growing the state. Pure, as a fold is: it is called once for every event that is decided, and again
 * when a commit had to be redone.
 */
export type EffectRules<State, Events> = {
  readonly [Type in keyof Events]?: (
    event: { readonly type: Type; readonly data: Events[Type] } & EventMeta,
    context: EffectContext<State>,
  ) => readonly Effect[]
}

/** How long a channel's events are kept: one is dropped when either bound says so, after the state that holds it was stored. */
export interface Retention {
  /** The newest so many are kept. At least 1. */
  readonly events?: number
  /** Those of the last so many days are kept. */
  readonly days?: number
}

/** How data of older versions becomes data of this one. `fromVersion` is 1 for what was written before there were versions. */
export type Upcasts<Events> = {
  readonly [Type in keyof Events]?: (data: unknown, fromVersion: number) => Events[Type]
}
