import type { DecideContext, NewEvent } from '@parley/channel'
import { Refusal, refuse, systemActor } from '@parley/channel'
import { type AgentName, type Customer, InquiryCode } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import { agentHere, isCustomer, noInquiry } from './access.ts'
import type { Logged, StoredEvents } from './events.ts'
import type { InquiryState } from './inquiry-state.ts'

export type Decision = readonly Logged[] | Refusal

/** A command as its rule sees it. */
export interface Ask<Input, Who = undefined> {
  readonly state: InquiryState
  readonly input: Input
  readonly who: Who
  readonly context: DecideContext
  readonly config: DeskConfig
}

export type Rule<Input, Who = undefined> = (ask: Ask<Input, Who>) => Decision
type Bare<Input> = (
  state: InquiryState,
  input: Input,
  context: DecideContext,
) => readonly NewEvent<StoredEvents>[] | Refusal

/** A command of the customer whose inquiry it is. */
export function ofCustomer<Input>(rule: Rule<Input, Customer>, config: DeskConfig): Bare<Input> {
  return guarded((state, { actor }) => (isCustomer(state, actor) ? state.own.customer : undefined), rule, config)
}

/** A command of an agent who may see it. */
export function ofAgent<Input>(rule: Rule<Input, AgentName>, config: DeskConfig): Bare<Input> {
  return guarded((state, { actor }) => agentHere(state, actor, config), rule, config)
}

export type Side = { readonly customer: Customer } | { readonly agent: AgentName }

/** A command of either side. */
export function ofEither<Input>(rule: Rule<Input, Side>, config: DeskConfig): Bare<Input> {
  return guarded<Input, Side>(
    (state, { actor }) => {
      if (isCustomer(state, actor)) return { customer: state.own.customer! }
      const agent = agentHere(state, actor, config)
      return agent && { agent }
    },
    rule,
    config,
  )
}

/** A command that only the server itself sends. A user may be called as it is: it is told by being it. */
export function fromServer<Input>(rule: Rule<Input, true>, config: DeskConfig): Bare<Input> {
  return guarded((_state, { actor }) => (actor === systemActor ? (true as const) : undefined), rule, config)
}

function guarded<Input, Who>(
  whoAsks: (state: InquiryState, context: DecideContext) => Who | undefined,
  rule: Rule<Input, Who>,
  config: DeskConfig,
): Bare<Input> {
  return (state, input, context) => {
    const who = whoAsks(state, context)
    if (who === undefined) return noInquiry()
    const decision = rule({ state, input, who, context, config })
    if (decision instanceof Refusal) return decision
    return decision.map(({ type, data }) => {
      // Who it was until then, and of the event that begins it, whom it is of.
      const of = type === 'began' ? data.customer.id : state.own.customer?.id
      return { type, data: of === undefined ? data : { ...data, of } } as NewEvent<StoredEvents>
    })
  }
}

/** What was merged into another is over. */
export function refusalOfMerged({ agent: { facts } }: InquiryState): Refusal | undefined {
  const into = facts?.mergedInto
  return into && refuse(InquiryCode.merged, `It was merged into #${into.no}.`)
}
