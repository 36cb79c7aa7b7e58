import type { StandardSchemaV1 } from '@standard-schema/spec'
import { UsageError } from '../usage-error.ts'
import type { Actor } from './actor.ts'
import type { ViewContract } from './contract.ts'
import type { EventMeta, Fold } from './fold.ts'
import type { Refusal } from './refusal.ts'
import type { CommandRule, DecideContext, SignalRule, ViewRule } from './rules.ts'

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
}

export interface AnyView {
  readonly allow?: (state: unknown, actor: Actor, key: string) => boolean
  readonly presence?: boolean
  readonly projection?: {
    readonly project: (state: unknown) => unknown
    readonly show: (event: AnyEvent & EventMeta) => AnyEvent | undefined
  }
}

type Schemas = Record<string, StandardSchemaV1>

interface Rules<State, Events, Commands extends Schemas, Signals extends Schemas, Views> {
  readonly commands: { readonly [Name in keyof Commands]: CommandRule<State, Events, Commands[Name]> }
  readonly signals?: { readonly [Name in keyof Signals]: SignalRule<Signals[Name]> }
  readonly views: { readonly [Name in keyof Views]: ViewRule<State, Events, Views[Name]> }
  /** Which keys name a channel; by default 1 to 64 of `a`–`z`, `0`–`9`, `-`, `_`. */
  readonly acceptsKey?: (key: string) => boolean
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
 * by hand. Throws `UsageError` (`ERR_CHANNEL_NAME`) for a name that cannot stand before the `/` of a channel.
 */
export function defineChannel<
  State,
  Events,
  Commands extends Schemas,
  Views,
  Signals extends Schemas = Record<never, StandardSchemaV1>,
>(
  name: string,
  fold: Fold<State, Events>,
  rules: Rules<State, Events, Commands, Signals, Views>,
): ChannelDefinition<DefinedContract<State, Events, Commands, Signals, Views>> {
  if (!isKey(name)) {
    throw new UsageError(
      'ERR_CHANNEL_NAME',
      `A channel's name is 1 to 64 of a–z, 0–9, "-" and "_"; this one is ${JSON.stringify(name)}.`,
    )
  }
  // The host handles all channels alike, so the types end here; every value passes a schema or the fold before it
  // comes back to a typed function.
  return {
    name,
    fold: fold as unknown as ChannelDefinition['fold'],
    commands: new Map(Object.entries(rules.commands)) as unknown as ChannelDefinition['commands'],
    signals: new Map(Object.entries(rules.signals ?? {})) as unknown as ChannelDefinition['signals'],
    views: new Map(Object.entries<unknown>(rules.views)) as unknown as ChannelDefinition['views'],
    acceptsKey: rules.acceptsKey ?? isKey,
  }
}

function isKey(key: string): boolean {
  return /^[a-z0-9_-]{1,64}$/.test(key)
}
