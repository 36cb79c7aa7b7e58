import { Refusal, refuse } from '@parley/channel'
import { beginningOf, hasVisibleText, ownValue } from '@parley/channel/client'
import { type Customer, InquiryCode, type OwnInquiry, priorities } from '../../contract/index.ts'
import { maxNameLength, maxSnippetLength } from '../../contract/limits.ts'
import type { Asked, DeskConfig } from '../../options.ts'
import { type CustomerState, inquiriesIn, isOver } from '../customer-state.ts'
import type { Ask, Rule } from '../decide.ts'
import { checkAnswers } from '../form.ts'
import type { CustomerInputs } from '../inputs.ts'

export const start: Rule<CustomerInputs['start']> = (ask) => {
  const { state, input, me, context, config } = ask
  const { inquiry: id, ticket, text, files, page, team = config.firstTeam } = input
  const { actor, now } = context
  if (!hasVisibleText(text)) return refuse(InquiryCode.empty, 'An inquiry begins with some text.')
  if (!config.teams.has(team)) return refuse(InquiryCode.noTeam, `There is no team ${JSON.stringify(team)}.`)
  const answers = checkAnswers(config.fields, input.answers ?? {}, !actor.guest)
  if (answers instanceof Refusal) return answers
  const room = roomFor(ask)
  if (room instanceof Refusal) return room
  // What a guest calls himself is only what he says; of others the host site says it.
  const name = (actor.guest ? ownValue(answers, 'name') : undefined) ?? actor.name
  const customer: Customer = { id: me, name: beginningOf(name, maxNameLength), verified: !actor.guest }
  const route = routeOf({ customer, answers, text, team }, config)
  const begin = {
    customer,
    text,
    ...(files && { files }),
    answers,
    ...(page && { page }),
    ...route,
    ticket,
    id: context.id,
  }
  const beginning = beginningOf(text, maxSnippetLength)
  const inquiry: OwnInquiry = {
    id,
    status: config.hasBot ? 'pending' : 'waiting',
    starting: true,
    subject: beginning,
    openedAt: now,
    lastAt: now,
    lastText: beginning,
    unread: 0,
  }
  return [{ type: 'started', data: { inquiry, begin, ...droppedFor(state, room) } }]
}

/** What he asked elsewhere: the app says who he is. Under the id of one that he has asked already nothing happens: it is that one. */
export const startFor: Rule<CustomerInputs['startFor']> = ({ input: { name, verified, ...input }, ...ask }) =>
  ownValue(ask.state.list.inquiries, input.inquiry) !== undefined
    ? []
    : start({ ...ask, input, context: { ...ask.context, actor: { id: ask.me, name, guest: !verified } } })

/** How many must go for one more; or that one is not over yet. */
function roomFor({ state, input, config }: Ask<CustomerInputs['start']>): number | Refusal {
  const all = inquiriesIn(state)
  if (ownValue(state.list.inquiries, input.inquiry) !== undefined || all.some((one) => !isOver(one)))
    return refuse(InquiryCode.alreadyOpen, 'There is one already: go on in that.')
  return Math.max(0, all.length + 1 - config.limits.maxPerCustomer)
}

/** The oldest of those that are over; if there are not enough, the oldest of all. */
export function droppedFor(state: CustomerState, count: number): { readonly dropped?: readonly string[] } {
  if (count <= 0) return {}
  const byAge = inquiriesIn(state).sort(
    (one, other) => Number(isOver(other)) - Number(isOver(one)) || one.lastAt - other.lastAt,
  )
  return { dropped: byAge.slice(0, count).map(({ id }) => id) }
}

/** Throws where the hook is odd. */
function routeOf(asked: Asked, { routeTo, teams }: DeskConfig) {
  const said: unknown = routeTo(asked)
  if (said === undefined) return { team: asked.team }
  const { team = asked.team, skills, priority } = said as NonNullable<ReturnType<DeskConfig['routeTo']>>
  const isFit =
    typeof said === 'object' &&
    !('then' in (said as object)) &&
    teams.has(team) &&
    (skills === undefined || (Array.isArray(skills) && skills.every((skill) => typeof skill === 'string'))) &&
    (priority === undefined || priorities.includes(priority))
  if (isFit) return { team, ...(skills && { skills: [...skills] }), ...(priority && { priority }) }
  const what = said instanceof Promise ? 'a promise' : JSON.stringify(said)
  throw new TypeError(`"routeTo" must answer undefined or { team?, skills?, priority? } at once; it answered ${what}`)
}
