import type { StandardSchemaV1 } from '@standard-schema/spec'
import type { Actor } from './actor.ts'
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
}

/** Something ephemeral that those who have the channel open tell each other. */
export interface SignalRule<Schema extends StandardSchemaV1> {
  readonly data: Schema
}

/** What subscribers see: the channel itself, or a projection of it. */
export interface ViewRule<State, Events, ViewFold> {
  /** Who may open it; everybody unless given. A "no" answers as a channel that does not exist would. */
  readonly allow?: (state: State, actor: Actor, key: string) => boolean
  /** Whether those who have it open see who else has. */
  readonly presence?: boolean
  readonly projection?: Projection<State, Events, ViewFold>
}

/**
 * A view that differs from its channel, with the fold its readers grow it by. Projecting after an event must give what
 * folding the shown event into the earlier projection gives.
 */
export interface Projection<State, Events, ViewFold> {
  readonly fold: ViewFold
  /** The view's whole state, as a fresh subscriber gets it. */
  readonly project: (state: State) => StateOf<ViewFold>
  /** What the view shows of one event; `undefined` hides it. */
  readonly show: (event: NewEvent<Events> & EventMeta) => NewEvent<EventsOf<ViewFold>> | undefined
}

export type StateOf<F> = F extends Fold<infer State, infer _> ? State : never
export type EventsOf<F> = F extends Fold<infer _, infer Events> ? Events : never
