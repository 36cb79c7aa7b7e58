// What several commands do to an inquiry. Each says what it did in an entry of its own.
import type { Activity, AgentName, Doer, Row, Target } from '../contract/index.ts'
import { maxSnippetLength } from '../contract/limits.ts'
import { beginTarget, changeTerms, endTarget, noClocks, pauseAll, promisedTo, resumeAll } from '../time/sla.ts'
import { hasRoom, isReady, type Kept, type Own } from './desk-state.ts'
import { actorOf, bySystem, clocksOf, type Draft, withClocks } from './draft.ts'
import type { RowSet } from './events.ts'

type Optional = 'agent' | 'waitingSince' | 'snoozedUntil' | 'resolvedAt' | 'due'

export function without<Field extends Optional>(row: Row, ...fields: readonly Field[]): Row {
  const rest = { ...row }
  for (const field of fields) delete (rest as { [F in Optional]?: unknown })[field]
  return rest
}

/** The beginning of a text on one line, with no half a character at its end. */
export function snippetOf(text: string): string {
  const line = text
    .slice(0, 4 * maxSnippetLength)
    .replace(/\s+/gu, ' ')
    .trim()
  return line.slice(0, maxSnippetLength).replace(/[\uD800-\uDBFF]$/u, '')
}

/** Its newest message. `n` is where it stands in the inquiry; `unread` is what its agent has not read by then. */
export function said({ row, own }: Kept, last: Row['last'], n: number, unread?: number): Kept {
  const { unread: _before, ...rest } = own
  return {
    row: { ...row, last: { ...last, text: snippetOf(last.text) } },
    own: { ...rest, n, ...(unread !== undefined && { unread }) },
  }
}

/** Open, and a customer waits: from the first unanswered message on. */
export function waiting(draft: Draft, kept: Kept): Kept {
  const { row, own } = kept
  const begun: Kept = row.waitingSince === undefined ? { row: { ...row, waitingSince: draft.now }, own } : kept
  if (!own.firstIsOver) return begun
  return withClocks(begun, beginTarget(clocksOf(begun), 'next', draft.terms(row), draft.now))
}

/** Its customer wrote, or another one of his whose answer he waits for goes on in it. */
export function heard(draft: Draft, kept: Kept, by: Doer, activity?: Activity): void {
  const said = activity === undefined ? kept : draft.set(kept, { activity })
  if (said.row.status === 'resolved') reopen(draft, said, by)
  // It is awake before he waits: what he waits for is counted from now.
  else awaited(draft, said.row.status === 'snoozed' ? awake(draft, said, by) : said)
}

/** What goes on in another one. `since`: since when its customer waits there, if he does; whom a bot answered is people's then. */
export function takeIn(
  draft: Draft,
  kept: Kept,
  from: { readonly id: string; readonly no: number },
  by: Doer,
  since: number | undefined,
): void {
  const activity = { what: 'took-in', from, by } as const
  if (since === undefined) {
    draft.set(kept, { activity })
    return
  }
  const { row, own } = kept
  const waits: Kept = { row: { ...row, waitingSince: Math.min(since, row.waitingSince ?? since) }, own }
  if (row.status === 'pending') draft.set(waiting(draft, opened(draft, waits)), { activity })
  else if (row.status === 'resolved') heard(draft, kept, by, activity)
  else heard(draft, waits, by, activity)
}

/** A customer waits for who has it; where that one is out, or hands back while he is away, for all. */
function awaited(draft: Draft, kept: Kept): Kept {
  const waits = draft.set(waiting(draft, kept))
  const { agent } = waits.row
  if (agent === undefined) return waits
  if (draft.isLost(agent)) return lose(draft, waits, agent)
  const known = draft.agent(agent.id)
  return known?.agent.status === 'away' && known.own.handsBack ? takeBack(draft, waits, 'away') : waits
}

/** It becomes an agent's business: promises begin, and its place in the queue. */
export function opened(draft: Draft, { row, own }: Kept): Kept {
  const terms = draft.terms(row)
  const place = { enteredAt: draft.now, rankAt: promisedTo(draft.now, terms) }
  const open: Kept = { row: { ...without(row, 'snoozedUntil', 'resolvedAt'), status: 'open', ...place }, own }
  const resolve = beginTarget(clocksOf(open), 'resolve', terms, draft.now)
  return withClocks(open, own.firstIsOver ? resolve : beginTarget(resolve, 'first', terms, draft.now))
}

export function give(
  draft: Draft,
  { row, own }: Kept,
  { id, name }: AgentName,
  said: Omit<Extract<Activity, { readonly what: 'assigned' }>, 'what' | 'agent'>,
  more: Pick<RowSet, 'answered'> = {},
): Kept {
  const agent = { id, name }
  return draft.set({ row: { ...row, agent }, own }, { ...more, activity: { what: 'assigned', agent, ...said } })
}

type Unassigned = Extract<Activity, { readonly what: 'unassigned' }>

/** Back to the queue of its team, at the place where it was; what nobody has is not put off. `more`: what changes in the same moment. */
export function takeBack(
  draft: Draft,
  kept: Kept,
  why: Unassigned['why'],
  by: Doer = bySystem,
  more: { readonly note?: string; readonly team?: string } = {},
): Kept {
  const { row, own } = kept.row.status === 'snoozed' ? awake(draft, kept, by) : kept
  const { agent } = row
  const { note, team } = more
  if (agent === undefined) return draft.set({ row, own })
  const moved = { ...without(row, 'agent'), ...(team !== undefined && { team }) }
  const activity: Activity = { what: 'unassigned', agent, by, why, ...(note !== undefined && { note }) }
  return draft.set({ row: moved, own }, { activity })
}

/** Those of an agent whose customers wait, or all; they wait for somebody else now. */
export function takeBackAllOf(draft: Draft, agent: string, which: 'waiting' | 'all'): void {
  for (const id of draft.having(agent)) {
    const kept = draft.kept(id)
    if (kept === undefined) continue
    const { status, waitingSince } = kept.row
    if (which === 'all' || (status === 'open' && waitingSince !== undefined)) takeBack(draft, kept, 'gone')
  }
}

/** He answers inquiries no more. */
export function dismiss(draft: Draft, agent: string): void {
  takeBackAllOf(draft, agent, 'all')
  draft.removeAgent(agent)
}

/** Its agent is out. Is he none any more, all that he has goes back with it. */
function lose(draft: Draft, kept: Kept, agent: AgentName): Kept {
  if (draft.agent(agent.id) === undefined || draft.config.agentOf(actorOf(agent)) !== undefined)
    return takeBack(draft, kept, 'gone')
  dismiss(draft, agent.id)
  return draft.kept(kept.row.id) ?? kept
}

/** Snoozed no more. Where it would wait for somebody who is out, it waits for all. */
export function wake(draft: Draft, kept: Kept, by: Doer): Kept {
  const woken = awake(draft, kept, by)
  const { agent, waitingSince } = woken.row
  if (agent === undefined || waitingSince === undefined || !draft.isLost(agent)) return woken
  return lose(draft, woken, agent)
}

function awake(draft: Draft, { row, own }: Kept, by: Doer): Kept {
  const open: Kept = { row: { ...without(row, 'snoozedUntil'), status: 'open' }, own }
  const running = withClocks(open, resumeAll(clocksOf(open), draft.terms(row), draft.now))
  return draft.set(running, { activity: { what: 'woken', by } })
}

/** Its team is none any more. Who has it keeps it, if he is of the first team. */
export function toFirstTeam(draft: Draft, kept: Kept): Kept {
  const { team: from, agent } = kept.row
  const to = draft.config.firstTeam
  const moved = underOtherTerms(draft, kept, { team: to })
  const stays = agent === undefined || draft.agent(agent.id)?.agent.teams.includes(to)
  const there = stays ? moved : takeBack(draft, moved, 'team')
  return draft.set(there, { activity: { what: 'team', from, to, by: bySystem } })
}

/** Who had it has it again, if he is there and has room, or does it himself; else it waits for all. */
export function reopen(draft: Draft, resolvedOne: Kept, by: Doer, me?: string): Kept {
  const kept = draft.config.teams.has(resolvedOne.row.team) ? resolvedOne : toFirstTeam(draft, resolvedOne)
  const { row } = kept
  const { agent } = row
  const known = agent && draft.agent(agent.id)
  const isHere = known !== undefined && (isReady(known.agent) || agent?.id === me)
  const own = row.firstReplyAt === undefined ? rested(draft, kept) : kept.own
  const keeps = agent !== undefined && isHere && hasRoom(known.agent) && !draft.isLost(agent)
  const bare: Kept = { row: keeps ? row : without(row, 'agent'), own }
  const open = opened(draft, bare)
  const reopened = draft.set('customer' in by ? waiting(draft, open) : open, { activity: { what: 'reopened', by } })
  if (keeps || agent === undefined) return reopened
  return draft.set(reopened, { activity: { what: 'unassigned', agent, by: bySystem, why: 'reopened' } })
}

/** Nobody could be answered meanwhile. */
function rested(draft: Draft, { row, own }: Kept): Own {
  return { ...own, restedMs: (own.restedMs ?? 0) + Math.max(0, draft.now - (row.resolvedAt ?? draft.now)) }
}

/** It is over: nothing runs any more, and there is no first answer to wait for when it is opened again. */
export function resolved(draft: Draft, { row, own }: Kept): Kept {
  const done: Row = {
    ...without(row, 'waitingSince', 'snoozedUntil'),
    ...{ status: 'resolved', resolvedAt: row.resolvedAt ?? draft.now },
  }
  return withClocks({ row: done, own: { ...own, firstIsOver: true } }, noClocks)
}

export function resolve(draft: Draft, kept: Kept, by: Doer): void {
  draft.set(resolved(draft, kept), { activity: { what: 'resolved', by } })
  const { team, enteredAt } = kept.row
  draft.count(team, { what: 'resolved', afterMs: Math.max(0, draft.now - enteredAt) })
}

export function snoozed(draft: Draft, kept: Kept, until: number): Kept {
  const { row, own } = kept
  const asleep: Kept = { row: { ...row, status: 'snoozed', snoozedUntil: until }, own }
  if (row.status === 'snoozed') return asleep
  return withClocks(asleep, pauseAll(clocksOf(kept), draft.terms(row), draft.now))
}

/** An answer was given. */
export function answered(kept: Kept): Kept {
  const { row, own } = kept
  const quiet: Kept = { row: without(row, 'waitingSince'), own: { ...own, firstIsOver: true } }
  return withClocks(quiet, endTarget(endTarget(clocksOf(kept), 'first'), 'next'))
}

/** Another team or priority: promises are counted otherwise. */
export function underOtherTerms(draft: Draft, kept: Kept, other: Partial<Pick<Row, 'team' | 'priority'>>): Kept {
  const { row, own } = kept
  const to = draft.terms({ ...row, ...other })
  const moved: Kept = { row: { ...row, ...other, rankAt: promisedTo(row.enteredAt, to) }, own }
  if (row.status !== 'open' && row.status !== 'snoozed') return moved
  const active: Target[] = ['resolve']
  if (!own.firstIsOver) active.push('first')
  else if (row.waitingSince !== undefined) active.push('next')
  const change = {
    ...{ active, isPaused: row.status === 'snoozed' },
    ...{ from: draft.terms(row), to },
  }
  return withClocks(moved, changeTerms(clocksOf(kept), change, draft.now))
}
