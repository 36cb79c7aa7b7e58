import { type Actor, type DecideContext, type NewEvent, Refusal, refuse, systemActor } from '@parley/channel'
import type { DeskConfig } from '../options.ts'
import type { CustomerState } from './customer-state.ts'
import type { Logged, StoredEvents } from './events.ts'

export type Decision = readonly Logged[] | Refusal

/** A command as its rule sees it. `me`: whose channel it is. */
export interface Ask<Input> {
  readonly state: CustomerState
  readonly input: Input
  readonly me: string
  readonly context: DecideContext
  readonly config: DeskConfig
}

export type Rule<Input> = (ask: Ask<Input>) => Decision
type MayAsk = (actor: Actor, key: string) => boolean
type Bare<Input> = (
  state: CustomerState,
  input: Input,
  context: DecideContext,
) => readonly NewEvent<StoredEvents>[] | Refusal

/** A command of the customer himself. */
export const own: MayAsk = (actor, key) => actor.id === key
/** A command of a guest for himself. */
export const ownGuest: MayAsk = (actor, key) => actor.id === key && actor.guest
/** A command of a person of whom the host site says who he is, to the channel of another. */
export const verifiedOther: MayAsk = (actor, key) => actor.id !== key && !actor.guest && actor !== systemActor
/** A command that only the server itself sends. A user may be called as it is: it is told by being it. */
export const fromServer: MayAsk = (actor) => actor === systemActor

export function ruled<Input>(mayAsk: MayAsk, rule: Rule<Input>, config: DeskConfig): Bare<Input> {
  return (state, input, context) => {
    const { key: me, actor } = context
    if (!mayAsk(actor, me)) return refuse('not-allowed', 'These inquiries do not take that from you.')
    const decision = rule({ state, input, me, context, config })
    if (decision instanceof Refusal) return decision
    return decision.map(({ type, data }) => ({ type, data: { ...data, me } }) as NewEvent<StoredEvents>)
  }
}
