import type { Actor, DecideContext, NewEvent, ShownDocument } from '@parley/channel'
import { type Refusal, refuse, systemActor } from '@parley/channel'
import { type AgentName, InquiryCode } from '../contract/index.ts'
import type { DeskConfig, Profile } from '../options.ts'
import type { DeskState, Kept } from './desk-state.ts'
import { Draft } from './draft.ts'
import type { LoggedEvents } from './events.ts'
import { commandsOf, type InquiryCommand, mayCommand, standingOf } from './permissions.ts'

/** An agent as his command finds him. */
export interface Me extends Profile {
  readonly id: string
}

/** A command as its rule sees it. What the rule decides it tells the draft; what it returns is a refusal, or nothing. */
export interface Ask<Input> {
  readonly draft: Draft
  readonly input: Input
  readonly config: DeskConfig
  readonly now: number
  readonly context: DecideContext
}

export type Rule<Input> = (ask: Ask<Input>) => Refusal | undefined
export type AgentRule<Input> = (ask: Ask<Input> & { readonly me: Me }) => Refusal | undefined
export type InquiryRule<Input> = (ask: Ask<Input> & { readonly me: Me; readonly kept: Kept }) => Refusal | undefined

type Bare<Input> = (
  state: DeskState,
  input: Input,
  context: DecideContext,
) => readonly NewEvent<LoggedEvents>[] | Refusal

/** The same for what is not there and what is not his. */
export function noSuchInquiry(): Refusal {
  return refuse('not-allowed', 'There is no such inquiry for you.')
}

function notForYou(): Refusal {
  return refuse('not-allowed', 'The desk does not take that from you.')
}

/** A command of an agent. What the app says of him in this moment is what the desk knows from now on. */
export function ofAgent<Input>(rule: AgentRule<Input>, config: DeskConfig): Bare<Input> {
  return (state, input, context) => {
    const profile = config.agentOf(context.actor)
    if (profile === undefined) return notForYou()
    const ask = askOf(state, input, context, config)
    const me = { ...profile, id: context.actor.id }
    if (!ask.draft.refresh(me.id, profile))
      return refuse(InquiryCode.tooMany, `A desk has ${config.limits.maxAgents} agents at most.`)
    ask.draft.seen(me.id)
    return rule({ ...ask, me }) ?? ask.draft.finish()
  }
}

export function ofSupervisor<Input>(rule: AgentRule<Input>, config: DeskConfig): Bare<Input> {
  return ofAgent((ask) => (ask.me.role === 'supervisor' ? rule(ask) : notForYou()), config)
}

/** A command of an agent about an inquiry, after the table of `permissions.ts`. */
export function about<Input extends { readonly inquiry: string }>(
  command: InquiryCommand,
  rule: InquiryRule<Input>,
  config: DeskConfig,
): Bare<Input> {
  return ofAgent<Input>((ask) => {
    const { draft, input, me } = ask
    const kept = draft.kept(input.inquiry)
    if (kept === undefined) return noSuchInquiry()
    const { agent, mergedInto } = kept.row
    const standing = standingOf(me, kept.row)
    if (standing === 'outsider') return noSuchInquiry()
    if (mergedInto !== undefined)
      return refuse(InquiryCode.merged, `It was merged into #${mergedInto.no} (${mergedInto.id}).`)
    if (mayCommand(command, standing, agent !== undefined)) return rule({ ...ask, kept })
    return refuse(InquiryCode.notYours, whoMay(command, agent))
  }, config)
}

function whoMay(command: InquiryCommand, agent: AgentName | undefined): string {
  if (agent !== undefined) return `${agent.name} answers this one.`
  return commandsOf[command].free.length > 0 ? 'A supervisor decides on that.' : 'Nobody has it: take it first.'
}

/** A command that only the server itself sends. A user may be called as it is: it is told by being it. */
export function fromServer<Input>(rule: Rule<Input>, config: DeskConfig): Bare<Input> {
  return (state, input, context) => {
    if (context.actor !== systemActor) return notForYou()
    const ask = askOf(state, input, context, config)
    return rule(ask) ?? ask.draft.finish()
  }
}

/** One rule for the server itself, another for everybody else. */
export function byWhom<Input>(server: Bare<Input>, others: Bare<Input>): Bare<Input> {
  return (state, input, context) => (context.actor === systemActor ? server : others)(state, input, context)
}

/** Those of the inquiries that the state does not hold: resolved, or unknown. Nobody but agents and the server makes the store look. */
export function lookupOf(config: DeskConfig) {
  return (
    state: DeskState,
    { inquiry, into }: { readonly inquiry: string; readonly into?: string },
    { actor }: { readonly actor: Actor },
  ) => {
    if (actor !== systemActor && config.agentOf(actor) === undefined) return []
    const ids = into === undefined || into === inquiry ? [inquiry] : [inquiry, into]
    return ids.filter((id) => !Object.hasOwn(state.open, id)).map((id) => ({ collection: 'inquiries', id }))
  }
}

function askOf<Input>(state: DeskState, input: Input, context: DecideContext, config: DeskConfig): Ask<Input> {
  const draft = new Draft(state, config, context.now, foundIn(context.documents))
  return { draft, input, config, now: context.now, context }
}

function foundIn(documents: readonly (ShownDocument | undefined)[]): Kept[] {
  return documents.flatMap((found) => {
    const body = found?.body as Partial<Kept> | undefined
    return body?.row === undefined || body.own === undefined ? [] : [{ row: body.row, own: body.own }]
  })
}
