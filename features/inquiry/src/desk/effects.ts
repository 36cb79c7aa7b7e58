// What each event of the desk does beside growing the state: documents, timers, and what inquiries and agents are told.
import type { Effect, EffectRules } from '@parley/channel'
import { cancelTimer, sendCommand, setTimer } from '@parley/channel'
import type {
  AgentSystemCommands,
  DeskSystemCommands,
  Facts,
  InquirySystemCommands,
  QueueSystemCommands,
  Row,
} from '../contract/index.ts'
import { isWaiting, targets } from '../contract/index.ts'
import type { DeskConfig } from '../options.ts'
import type { DeskState } from './desk-state.ts'
import { rowDocuments } from './documents.ts'
import { erasedPerson } from './erase.ts'
import type { LoggedEvents, RowSet } from './events.ts'
import { hasWork } from './routing.ts'
import { toldOf } from './telling.ts'
import { askToTell, tellOfWaiting } from './telling-waiting.ts'

export const deskName = 'inquiry-desk'

export function deskEffects(config: DeskConfig): EffectRules<DeskState, LoggedEvents> {
  /** Where nothing waits for anybody who is free, there is nothing to ask for. */
  const routing = (asks: boolean | undefined, state: DeskState, key: string): Effect[] =>
    asks && hasWork(state, config) ? [sendCommand(`${deskName}/${key}`, 'route', {})] : []

  return {
    rowSet: ({ data, offset, at }, context) => [
      ...rowDocuments(data, offset),
      ...timersOf(data),
      ...tellInquiry(data, offset),
      ...goesOn(data, context.key),
      ...tellQueues(data, offset),
      ...tellAgents(data, offset),
      ...toldOf(data, context, config),
      ...askToTell(data, at, context),
      ...(data.sweep ? [sendCommand(`${deskName}/${context.key}`, 'sweep', {})] : []),
      ...routing(data.route, context.state, context.key),
    ],
    agentSet: ({ data: { agent, own, route } }, { state, key }) => [
      own.goneAt === undefined
        ? cancelTimer(`gone/${agent.id}`)
        : setTimer(`gone/${agent.id}`, own.goneAt + config.graceMs, 'stayedGone', {
            agent: agent.id,
            since: own.goneAt,
          }),
      ...routing(route, state, key),
    ],
    agentRemoved: ({ data: { id, route } }, { state, key }) => [
      cancelTimer(`gone/${id}`),
      ...routing(route, state, key),
    ],
    waitingTold: ({ data }) => tellOfWaiting(data, config),
    hoursSet: ({ data: { team, changesAt } }) => [
      changesAt === undefined
        ? cancelTimer(`hours/${team}`)
        : setTimer(`hours/${team}`, changesAt, 'hours', { team, at: changesAt }),
    ],
  }
}

/** What it is due by, each once; and when it wakes. */
function timersOf({ row, was, due }: RowSet): Effect[] {
  const { id, status, snoozedUntil } = row
  const effects: Effect[] = []
  if (due) {
    for (const target of targets) {
      const at = row.due?.[target]
      const timer = `due/${id}/${target}`
      if (at !== undefined && !row.breached.includes(target))
        effects.push(setTimer(timer, at, 'breach', { inquiry: id, target, due: at }))
      else if (was.status !== 'new') effects.push(cancelTimer(timer))
    }
  }
  if (status === 'snoozed' && snoozedUntil !== undefined)
    effects.push(setTimer(`wake/${id}`, snoozedUntil, 'wakeUp', { inquiry: id, until: snoozedUntil }))
  else if (was.status === 'snoozed') effects.push(cancelTimer(`wake/${id}`))
  return effects
}

function tellInquiry({ row, facts, activity }: RowSet, seq: number): Effect[] {
  if (!facts && activity === undefined) return []
  const ofNobody = row.customer.id === erasedPerson ? ({ ofNobody: true } as const) : {}
  const input: InquirySystemCommands['routed'] = {
    ...{ facts: factsOf(row), no: row.no, seq },
    ...(activity && { activity }),
    ...ofNobody,
  }
  return [sendCommand(`inquiry/${row.id}`, 'routed', input)]
}

/** A message that crossed a merge. The one that it goes on in may be resolved, or merged itself by now: the desk looks anew. */
function goesOn({ row: { id, no, mergedInto, last }, goesOn: does }: RowSet, key: string): Effect[] {
  if (!does || mergedInto === undefined) return []
  const input: DeskSystemCommands['goesOn'] = { inquiry: mergedInto.id, from: { id, no }, text: last.text }
  return [sendCommand(`${deskName}/${key}`, 'goesOn', input)]
}

/** Who waits stands in the queue of the team. Of what somebody has the queue hears whose it is: it would wait again without him. */
function tellQueues({ row, was, counts }: RowSet, seq: number): Effect[] {
  const { id: inquiry, status, team } = row
  const out = (of: string, taken?: Row): Effect => {
    const input: QueueSystemCommands['out'] = { inquiry, seq, ...(taken && { row: taken }) }
    return sendCommand(`inquiry-queue/${of}`, 'out', input)
  }
  const wasOpen = (was.status ?? status) === 'open'
  const effects: Effect[] = wasOpen && was.team !== undefined ? [out(was.team)] : []
  if (isWaiting(row)) {
    const input: QueueSystemCommands['set'] = { row, seq }
    effects.push(sendCommand(`inquiry-queue/${team}`, 'set', input))
  } else if (status === 'open') {
    const isMoved = counts !== undefined || was.agent !== undefined || was.team !== undefined
    if (isMoved) effects.push(out(team, row))
  } else if (wasOpen && was.team === undefined) effects.push(out(team))
  return effects
}

/** What is somebody's stands in his own list, on all his devices. */
function tellAgents({ row, own, was }: RowSet, seq: number): Effect[] {
  const { id: inquiry, agent, status } = row
  const isHis = status !== 'resolved'
  const drop = (of: string): Effect[] => {
    const input: AgentSystemCommands['drop'] = { inquiry, seq }
    return of === erasedPerson ? [] : [sendCommand(`inquiry-agent/${of}`, 'drop', input)]
  }
  const set = (of: string): Effect[] => {
    const unread = own.unread === undefined ? {} : { unread: { count: own.unread, n: own.n } }
    const input: AgentSystemCommands['set'] = { row, seq, ...unread }
    return of === erasedPerson ? [] : [sendCommand(`inquiry-agent/${of}`, 'set', input)]
  }
  return [
    ...(was.agent === undefined ? [] : drop(was.agent.id)),
    ...(agent === undefined || !isHis ? [] : set(agent.id)),
    ...(agent === undefined || isHis || was.status === undefined ? [] : drop(agent.id)),
  ]
}

export function factsOf(row: Row): Facts {
  const { team, status, agent, rev, priority, labels, skills, snoozedUntil, due, breached, waitingSince, mergedInto } =
    row
  return {
    ...{ team, status, rev, priority, labels, breached },
    ...(agent && { agent }),
    ...(skills && { skills }),
    ...(snoozedUntil !== undefined && { snoozedUntil }),
    ...(due && { due }),
    ...(waitingSince !== undefined && { waitingSince }),
    ...(mergedInto && { mergedInto }),
  }
}
