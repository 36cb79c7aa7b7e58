import { type Actor, type DecideContext, type Refusal, refuse, systemActor } from '@parley/channel'
import { Rejection, TradingCode } from '../contract/index.ts'
import { erasedId, isAccountId, isBotId } from '../names.ts'
import type { ExchangeConfig } from '../options.ts'
import { Draft, type Event } from './draft.ts'
import type { ExchangeState } from './exchange-state.ts'

/** A command as its rule sees it. What the rule decides it tells the draft; what it returns is why not. */
export interface Ask<Input> {
  readonly draft: Draft
  readonly input: Input
  readonly config: ExchangeConfig
  readonly context: DecideContext
  /** It is the server's own code. */
  readonly isServer: boolean
}

export type OwnAsk<Input> = Ask<Input> & { readonly account: string }

type Rule<Input> = (ask: Ask<Input>) => Rejection | undefined
type OwnRule<Input> = (ask: OwnAsk<Input>) => Rejection | undefined
type Decide<Input> = (state: ExchangeState, input: Input, context: DecideContext) => readonly Event[] | Refusal

/** A command of somebody about his own account; the server says whose it means. */
export function ofOwner<Input extends { readonly account?: string | undefined }>(
  rule: OwnRule<Input>,
  config: ExchangeConfig,
): Decide<Input> {
  return decided(config, (ask) => {
    const account = accountOf(ask.context.actor, ask.input.account)
    return account instanceof Rejection ? account : rule({ ...ask, account })
  })
}

/** The same, of those who may trade. */
export function ofTrader<Input extends { readonly account?: string | undefined }>(
  rule: OwnRule<Input>,
  config: ExchangeConfig,
): Decide<Input> {
  const decide = ofOwner(rule, config)
  return (state, input, context) =>
    context.actor === systemActor || config.mayTrade(context.actor)
      ? decide(state, input, context)
      : refuse(TradingCode.notAllowed, 'You may look, and cancel, but not order.')
}

/** An act of admins and of the server's own code. The log says whose. */
export function ofAdmin<Input extends { readonly by?: string | undefined }>(
  rule: Rule<Input>,
  config: ExchangeConfig,
): Decide<Input> {
  return decided(config, (ask) => {
    const admin = adminOf(ask.context.actor, ask.input.by, config)
    if (admin === undefined) return new Rejection(TradingCode.notAllowed, 'That is for admins.')
    ask.draft.by(admin)
    return rule(ask)
  })
}

/** What the simulated market is like: said by admins, and by whom the app lets besides. */
export function ofSteerer<Input extends { readonly by?: string | undefined }>(
  rule: Rule<Input>,
  config: ExchangeConfig,
): Decide<Input> {
  return ofAdmin(rule, { ...config, isAdmin: config.maySteer })
}

/** What the exchange's own drivers and timers say. A user may be called as the server is: it is told by being it. */
export function fromServer<Input>(rule: Rule<Input>, config: ExchangeConfig): Decide<Input> {
  return decided(config, (ask) =>
    ask.isServer ? rule(ask) : new Rejection(TradingCode.notAllowed, 'The exchange does not take that from you.'),
  )
}

/** Whom the log names; `undefined`: he is no admin. */
export function adminOf(actor: Actor, by: string | undefined, config: ExchangeConfig): string | undefined {
  if (actor === systemActor) return by ?? actor.id
  return by === undefined && config.isAdmin(actor) ? actor.id : undefined
}

function decided<Input>(config: ExchangeConfig, rule: Rule<Input>): Decide<Input> {
  return (state, input, context) =>
    state.engine.trial(() => {
      const draft = new Draft(state, context.now)
      // What is over by the clock is over before anything else is looked at, however late its timer.
      if (state.dueAt !== undefined && state.dueAt <= context.now) draft.run({ do: 'clock' })
      const isServer = context.actor === systemActor
      const rejection = rule({ draft, input, config, context, isServer })
      return rejection === undefined ? draft.events() : refusalOf(rejection)
    })
}

function accountOf(actor: Actor, named: string | undefined): string | Rejection {
  if (actor === systemActor) {
    if (named !== undefined && (isAccountId(named) || named === erasedId)) return named
    return new Rejection(TradingCode.badOrder, 'The server says for which "account": 1 to 150 characters.')
  }
  if (named !== undefined && named !== actor.id)
    return new Rejection(TradingCode.notAllowed, 'You act for your own account alone.')
  return isAccountId(actor.id) && !isBotId(actor.id)
    ? actor.id
    : new Rejection(TradingCode.notAllowed, 'Nobody of this id has an account.')
}

export function refusalOf({ code, message, retryAfterMs }: Rejection): Refusal {
  return refuse(code, message, retryAfterMs === undefined ? {} : { retryAfterMs })
}
