import type { Actor, DecideContext, NewEvent } from '@parley/channel'
import { type Refusal, systemActor } from '@parley/channel'
import type { RoomCommands } from '../contract/index.ts'
import { type Asker, askerOf, noRoom, refusalOf } from './asker.ts'
import type { LoggedEvents } from './events.ts'
import type { RoomInputs } from './inputs.ts'
import type { RoomRules } from './options.ts'
import type { RoomState } from './room-state.ts'

export type Decision = readonly NewEvent<LoggedEvents>[] | Refusal

/** A command as its rule sees it. */
export interface Ask<Input> {
  readonly state: RoomState
  readonly input: Input
  readonly asker: Asker
  readonly context: DecideContext
  readonly options: RoomRules
}

export interface Rule<Input> {
  readonly decide: (ask: Ask<Input>) => Decision
  /** The documents it needs. */
  readonly lookup?: (state: RoomState, input: Input) => readonly { readonly collection: string; readonly id: string }[]
}

type Bare<Input> = (state: RoomState, input: Input, context: DecideContext) => Decision
type Lookup<Input> = (
  state: RoomState,
  input: Input,
  context: DecideContext,
) => readonly { readonly collection: string; readonly id: string }[]

/** A command that the table of permissions knows: asked only where the table says yes. */
export function permitted<Name extends keyof RoomCommands>(
  name: Name,
  rule: Rule<RoomInputs[Name]>,
  options: RoomRules,
): { readonly decide: Bare<RoomInputs[Name]>; readonly lookup: Lookup<RoomInputs[Name]> } {
  const allowedAsker = (state: RoomState, { actor, key }: DecideContext) => {
    const asker = askerOf(state, actor, key, options)
    return refusalOf(name, asker, key) ?? asker
  }
  return {
    decide: (state, input, context) => {
      const asker = allowedAsker(state, context)
      return 'reason' in asker ? asker : rule.decide({ state, input, asker, context, options })
    },
    // Nothing is looked up for those who are refused anyhow.
    lookup: (state, input, context) =>
      'reason' in allowedAsker(state, context) ? [] : (rule.lookup?.(state, input) ?? []),
  }
}

/** A command that only the server itself sends. */
export function fromServer<Input>(decide: Bare<Input>): Bare<Input> {
  return (state, input, context) =>
    context.actor === systemActor ? decide(state, input, context) : noRoom(context.key)
}

/** A person whom the server names, as one who acts. */
export function actorOf({ id, name, guest }: { id: string; name: string; guest?: true }): Actor {
  return { id, name, guest: guest === true }
}
