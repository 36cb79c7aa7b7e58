import type { Actor, DecideContext, NewEvent } from '@parley/channel'
import { Refusal, refuse, systemActor } from '@parley/channel'
import { beginningOf } from '@parley/channel/client'
import type { Author } from '../contract/index.ts'
import { authorOf } from '../room/messages.ts'
import { toldNoMore } from './commands/telling.ts'
import type { LoggedEvents, StoredEvents } from './events.ts'
import type { PersonLimits } from './options.ts'
import type { PersonState } from './person-state.ts'

export type Decision = readonly NewEvent<LoggedEvents>[] | Refusal

/** A command as its rule sees it. `me`: whose channel it is. */
export interface Ask<Input> {
  readonly state: PersonState
  readonly input: Input
  readonly me: string
  readonly context: DecideContext
  readonly limits: PersonLimits
}

export type Rule<Input> = (ask: Ask<Input>) => Decision
type Bare<Input> = (
  state: PersonState,
  input: Input,
  context: DecideContext,
) => readonly NewEvent<StoredEvents>[] | Refusal

const maxNameLength = 200

/** A command of the person himself. */
export function own<Input>(rule: Rule<Input>, limits: PersonLimits): Bare<Input> {
  return guarded((actor, key) => actor.id === key, rule, limits)
}

/** A command that only the server itself sends. A user may be called as it is: it is told by being it. */
export function fromServer<Input>(rule: Rule<Input>, limits: PersonLimits): Bare<Input> {
  return guarded((actor) => actor === systemActor, rule, limits)
}

function guarded<Input>(
  mayAsk: (actor: Actor, key: string) => boolean,
  rule: Rule<Input>,
  limits: PersonLimits,
): Bare<Input> {
  return (state, input, context) => {
    const { key: me, actor } = context
    if (!mayAsk(actor, me)) return refuse('not-allowed', 'This channel does not take that from you.')
    const decision = rule({ state, input, me, context, limits })
    if (decision instanceof Refusal) return decision
    return [...decision, ...toldNoMore(state, decision)].map(
      ({ type, data }) => ({ type, data: { ...data, me } }) as NewEvent<StoredEvents>,
    )
  }
}

/** The one who acts, as others are shown him. */
export function authorNow({ actor }: DecideContext): Author {
  return authorOf({ ...actor, name: beginningOf(actor.name, maxNameLength) })
}
