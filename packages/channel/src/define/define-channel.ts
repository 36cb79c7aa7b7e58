import type { StandardSchemaV1 } from '@standard-schema/spec'
import { UsageError } from '../usage-error.ts'
import type { Actor } from './actor.ts'
import { checkViews } from './check-views.ts'
import type { ViewContract } from './contract.ts'
import type { Delivery } from './delivery.ts'
import type { Effect } from './effects.ts'
import type { EventMeta, Fold } from './fold.ts'
import type { Refusal } from './refusal.ts'
import type {
  CommandRule,
  DecideContext,
  EffectContext,
  EffectRules,
  NewEvent,
  ProjectContext,
  Rate,
  Retention,
  ShowContext,
  ShownDocument,
  SignalRule,
  Upcasts,
  ViewRule,
} from './rules.ts'

/**
 * A kind of channel, ready for a host: its types erased, its contract kept for clients (`ContractOf`). `chat` defines
 * the channels `chat/general`, `chat/random` …
 */
export interface ChannelDefinition<Contract = unknown> {
  readonly name: string
  readonly fold: Fold<unknown, Record<string, unknown>>
  readonly commands: ReadonlyMap<string, AnyCommand>
  readonly signals: ReadonlyMap<string, SignalRule<StandardSchemaV1>>
  readonly views: ReadonlyMap<string, AnyView>
  readonly acceptsKey: (key: string) => boolean
  readonly effects: ReadonlyMap<string, AnyEffects>
  readonly version: number
  readonly upcast: ReadonlyMap<string, (data: unknown, fromVersion: number) => unknown>
  readonly upcastState: ((state: unknown, fromVersion: number) => unknown) | undefined
  readonly retain: Retention | undefined
  readonly erase: ((event: AnyEvent & EventMeta, person: string) => AnyEvent | undefined) | undefined
  readonly eraseState: ((state: unknown, person: string) => unknown) | undefined
  readonly sameAs: ((event: AnyEvent & EventMeta, person: string) => string | undefined) | undefined
  /** Never there at run time; carries the contract's type. */
  readonly contract?: Contract
}

/** What a client's description must agree with: `describeChannel<ContractOf<typeof chatChannel>>()`. */
export type ContractOf<Definition> = Definition extends ChannelDefinition<infer Contract> ? Contract : never

export interface AnyEvent {
  readonly type: string
  readonly data: unknown
}

export interface AnyCommand {
  readonly input: StandardSchemaV1
  readonly decide: (state: unknown, input: unknown, context: DecideContext) => readonly AnyEvent[] | Refusal
  readonly lookup?: (
    state: unknown,
    input: unknown,
    context: DecideContext,
  ) => readonly { readonly collection: string; readonly id: string }[]
  readonly rate?: Rate | readonly Rate[]
}

export type AnyEffects = (event: AnyEvent & EventMeta, context: EffectContext<unknown>) => readonly Effect[]

/** A rule as the host has it, which always says which part; whoever tries the rule of a view without parts need not. */
export interface AnyView {
  readonly parts?: (event: AnyEvent & EventMeta, context: { readonly key: string }) => readonly string[]
  readonly acceptsPart?: (state: unknown, part: string, key: string) => boolean
  readonly allow?: (state: unknown, actor: Actor, key: string, part?: string) => boolean
  readonly you?: (actor: Actor, key: string, part?: string) => unknown
  readonly presence?: boolean
  readonly history?: boolean
  readonly delivery?: Delivery<AnyEvent>
  readonly projection?: {
    readonly fold?: { readonly saved?: unknown }
    readonly project: (state: unknown, context?: ProjectContext) => unknown
    readonly show: (event: AnyEvent & EventMeta, context: Tried<ShowContext<unknown>>) => AnyEvent | undefined
  }
  readonly documents?: {
    readonly [collection: string]: (stored: ShownDocument, actor: Actor, key: string, part?: string) => unknown
  }
}

type Tried<Context extends ProjectContext> = Omit<Context, 'part'> & Partial<Pick<Context, 'part'>>

type Schemas = Record<string, StandardSchemaV1>

/** A view whose name ends with a star says whom of its parts an event concerns; another has no parts. */
type PartsOf<Name, Events> = Name extends `${string}/*`
  ? Required<Pick<ViewRule<unknown, Events, unknown>, 'parts'>>
  : { readonly parts?: never; readonly acceptsPart?: never }

interface Rules<State, Events, Commands extends Schemas, Signals extends Schemas, Views, Saved> {
  readonly commands: { readonly [Name in keyof Commands]: CommandRule<State, Events, Commands[Name]> }
  readonly signals?: {
    readonly [Name in keyof Signals]: SignalRule<Signals[Name], NoInfer<State>, NoInfer<keyof Views & string>>
  }
  /** By their names; `book/*` stands for all views that begin with `book/`. */
  readonly views: { readonly [Name in keyof Views]: ViewRule<State, Events, Views[Name]> & PartsOf<Name, Events> }
  /** Which keys name a channel; by default 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`. */
  readonly acceptsKey?: (key: string) => boolean
  /** What events do beside growing the state: documents, timers, commands to other channels. */
  readonly effects?: EffectRules<NoInfer<State>, NoInfer<Events>>
  /**
   * A whole number from 1, raised when old clients or old events no longer fit the code. Clients of another version are told.
   * @default 1
   */
  readonly version?: number
  /** Makes the data of events that an older version wrote into this version's. Types that are not named stay as they are. */
  readonly upcast?: Upcasts<NoInfer<Events>>
  /**
   * The same for a stored state, as JSON: of a fold with `saved` what that gave. Without it the state is folded anew from the log, which must then be
   * whole.
   */
  readonly upcastState?: (state: unknown, fromVersion: number) => NoInfer<Saved>
  /** How long events are kept; for ever unless given. */
  readonly retain?: Retention
  /**
   * What an event looks like when this person is erased from it; `undefined` if it has nothing of him. Without it
   * `erasePerson` and `exportPerson` find nothing in these channels' logs.
   */
  readonly erase?: (
    event: NewEvent<NoInfer<Events>> & EventMeta,
    person: string,
  ) => NewEvent<NoInfer<Events>> | undefined
  /** The same for a state, as it is in memory; needed where `retain` is given: the log is then too short to fold the state anew. */
  readonly eraseState?: (state: NoInfer<State>, person: string) => NoInfer<State>
  /**
   * Another id of this person, if the event says that he had one: a guest who signed in. Whoever is erased or exported is so under all of them, in all
   * channels.
   */
  readonly sameAs?: (event: NewEvent<NoInfer<Events>> & EventMeta, person: string) => string | undefined
}

type ViewOf<ViewFold, State, Events> =
  ViewFold extends Fold<infer Projected, infer Shown> ? ViewContract<Projected, Shown> : ViewContract<State, Events>

/** What `defineChannel` makes of a fold and its rules: inputs as clients write them, views as their readers see them. */
export interface DefinedContract<State, Events, Commands extends Schemas, Signals extends Schemas, Views> {
  readonly commands: { readonly [Name in keyof Commands]: StandardSchemaV1.InferInput<Commands[Name]> }
  readonly signals: { readonly [Name in keyof Signals]: StandardSchemaV1.InferInput<Signals[Name]> }
  readonly views: { readonly [Name in keyof Views]: ViewOf<Views[Name], State, Events> }
}

/**
 * Defines a kind of channel. State and events come from the fold, inputs from the schemas; nothing needs a type written
 * by hand. Throws `UsageError`: `ERR_CHANNEL_NAME` for a name that cannot stand before the `/` of a channel, `ERR_CHANNEL_VERSION`,
 * `ERR_CHANNEL_RETAIN`, `ERR_CHANNEL_DOCUMENTS` for a collection that no `find` can name, `ERR_CHANNEL_VIEW` for a view that nobody could open or read,
 * `ERR_CHANNEL_SIGNAL` for one that is heard in a view which is not there.
 */
export function defineChannel<
  State,
  Events,
  Commands extends Schemas,
  Views,
  Signals extends Schemas = Record<never, StandardSchemaV1>,
  Saved = State,
>(
  name: string,
  fold: Fold<State, Events, Saved>,
  rules: Rules<State, Events, Commands, Signals, Views, Saved>,
): ChannelDefinition<DefinedContract<State, Events, Commands, Signals, Views>> {
  if (!isKey(name)) {
    throw new UsageError(
      'ERR_CHANNEL_NAME',
      `A channel's name is 1 to 64 of a–z, 0–9, "-" and "_"; this one is ${JSON.stringify(name)}.`,
    )
  }
  const { version = 1, retain } = rules
  checkVersion(name, version)
  checkRetention(name, retain)
  const views: Readonly<Record<string, AnyView>> = rules.views as never
  checkViews(name, fold, views)
  checkSignals(name, rules.signals ?? {}, Object.keys(views))
  // The host handles all channels alike, so the types end here; every value passes a schema or the fold before it
  // comes back to a typed function.
  return {
    name,
    fold: fold as unknown as ChannelDefinition['fold'],
    commands: new Map(Object.entries(rules.commands)) as unknown as ChannelDefinition['commands'],
    signals: new Map(Object.entries(rules.signals ?? {})) as unknown as ChannelDefinition['signals'],
    views: new Map(Object.entries(views)),
    acceptsKey: rules.acceptsKey ?? isKey,
    effects: new Map(Object.entries(rules.effects ?? {})) as unknown as ChannelDefinition['effects'],
    version,
    upcast: new Map(Object.entries(rules.upcast ?? {})) as unknown as ChannelDefinition['upcast'],
    upcastState: rules.upcastState,
    retain,
    erase: rules.erase as unknown as ChannelDefinition['erase'],
    eraseState: rules.eraseState as unknown as ChannelDefinition['eraseState'],
    sameAs: rules.sameAs as unknown as ChannelDefinition['sameAs'],
  }
}

function isKey(key: string): boolean {
  return /^[a-z0-9_-]{1,64}$/.test(key)
}

function checkVersion(name: string, version: number): void {
  if (Number.isSafeInteger(version) && version >= 1) return
  const message = `The "version" of the channel "${name}" is a whole number from 1: { version: 2 }; this one is ${version}.`
  throw new UsageError('ERR_CHANNEL_VERSION', message)
}

function checkRetention(name: string, retain: Retention | undefined): void {
  const isBound = (bound: number | undefined, least: number) =>
    bound === undefined || (bound >= least && bound < Infinity)
  if (retain === undefined || (isBound(retain.events, 1) && isBound(retain.days, 0))) return
  const message = `"retain" of the channel "${name}" is { events: 10_000 } or { days: 30 } or both, not ${JSON.stringify(retain)}.`
  throw new UsageError('ERR_CHANNEL_RETAIN', message)
}

function checkSignals(
  name: string,
  signals: { readonly [signal: string]: { readonly views?: readonly string[] } },
  known: readonly string[],
): void {
  for (const [signal, { views = [] }] of Object.entries(signals)) {
    const unknown = views.find((view) => !known.includes(view))
    if (unknown === undefined) continue
    throw new UsageError(
      'ERR_CHANNEL_SIGNAL',
      `The signal "${signal}" of "${name}" is heard in views of that channel: ${known.join(', ')}; ${JSON.stringify(unknown)} is none.`,
    )
  }
}
