import { defineFold, ownValue, setValue } from '@parley/channel/client'
import { type DeskAgent, isWaiting, type QueueRank, type Row } from '../contract/index.ts'
import { addLabels } from './desk-fold.ts'
import {
  countedAs,
  type DeskState,
  emptyDesk,
  emptyTeam,
  isReady,
  type Kept,
  needOf,
  type TeamState,
  tellAfterMs,
} from './desk-state.ts'
import type { LoggedEvents } from './events.ts'
import { maxDepartures } from './line.ts'
import { putIntoQueue, takeFromQueue } from './queue.ts'

/** Everything is made of rows and agents, nothing of what an event says for its readers: a log without a person gives a state without him. */
export const stateFold = defineFold<DeskState, LoggedEvents>({
  state: emptyDesk,
  events: {
    rowSet: (state, { row, own, labels = [] }, { at, offset }) => {
      state.at = at
      state.lastNo = Math.max(state.lastNo, row.no)
      const before = ownValue(state.open, row.id)
      setRow(state, before?.row, { row, own }, at)
      const { agent } = row
      if (agent !== undefined && agent.id !== before?.row.agent?.id) setValue(state.given, agent.id, offset)
      if (labels.length > 0) state.labels = addLabels(state.labels, labels)
    },
    agentSet: (state, { agent, own }, { at }) => {
      state.at = at
      countReady(state, ownValue(state.agents, agent.id)?.agent, -1)
      countReady(state, agent, 1)
      setValue(state.agents, agent.id, { agent: { ...agent, load: loadOf(state, agent.id) }, own })
    },
    agentRemoved: (state, { id }, { at }) => {
      state.at = at
      countReady(state, ownValue(state.agents, id)?.agent, -1)
      delete state.agents[id]
      delete state.given[id]
    },
    replySet: (state, { reply }, { at }) => {
      state.at = at
      setValue(state.replies, reply.id, reply)
    },
    replyRemoved: (state, { id }, { at }) => {
      state.at = at
      delete state.replies[id]
    },
    daySet: (state, { day, team, numbers, dropped = [] }, { at }) => {
      state.at = at
      const teams = ownValue(state.days, day) ?? {}
      setValue(teams, team, numbers)
      setValue(state.days, day, teams)
      for (const old of dropped) delete state.days[old]
    },
    hoursSet: (state, { team, ...hours }, { at }) => {
      state.at = at
      teamOf(state, team).hours = hours
    },
    waitingTold: (state, { team: name, waiting, to, quiet }, { at }) => {
      state.at = at
      const team = teamOf(state, name)
      if (waiting === 0) delete team.told
      else team.told = { waiting, agents: [...to, ...quiet] }
    },
    erased: (state, _data, { at }) => {
      state.at = at
    },
  },
})

/** Open ones that are his. */
function loadOf({ having, open }: DeskState, agent: string): number {
  let load = 0
  for (const id of ownValue(having, agent) ?? []) if (ownValue(open, id)?.row.status === 'open') load++
  return load
}

function setRow(state: DeskState, before: Row | undefined, kept: Kept, at: number): void {
  const { row } = kept
  const isKept = row.status !== 'resolved'
  const waited = before !== undefined && isWaiting(before)
  const waits = isWaiting(row)
  const stays = waited && waits && before.team === row.team && isSameRank(before, row)
  if (waited && !stays) takeOut(state, before, waits ? undefined : at)
  count(state, before, -1)
  if (isKept) setValue(state.open, row.id, kept)
  else delete state.open[row.id]
  state.openCount += (isKept ? 1 : 0) - (before === undefined ? 0 : 1)
  count(state, row, 1)
  if (waits && !stays) putIn(state, row)
  if (waited && !(waits && before.team === row.team)) toTell(state, before.team, at)
  if (waits && !(waited && before.team === row.team)) toTell(state, row.team, at)
  setHaving(state, before, isKept ? row : undefined)
}

/** How many wait for this team is another number now. */
function toTell(state: DeskState, name: string, at: number): void {
  const team = teamOf(state, name)
  if (team.toTellSince === undefined || at - team.toTellSince >= tellAfterMs) team.toTellSince = at
}

/** `freedAt`: it left the queue and frees a place. */
function takeOut(state: DeskState, row: Row, freedAt: number | undefined): void {
  const rankOf = (id: string): QueueRank | undefined => state.open[id]?.row
  const team = teamOf(state, row.team)
  takeFromQueue(team.line, row, rankOf)
  const need = needOf(row)
  const line = ownValue(team.needs, need) ?? []
  takeFromQueue(line, row, rankOf)
  if (line.length === 0) delete team.needs[need]
  if (freedAt !== undefined) team.departures = [...team.departures, freedAt].slice(-maxDepartures)
}

function putIn(state: DeskState, row: Row): void {
  const rankOf = (id: string): QueueRank | undefined => state.open[id]?.row
  const { line, needs } = teamOf(state, row.team)
  putIntoQueue(line, row, rankOf)
  const need = needOf(row)
  const its = ownValue(needs, need)
  if (its === undefined) setValue(needs, need, [[row.id]])
  else putIntoQueue(its, row, rankOf)
}

function isSameRank(one: QueueRank, other: QueueRank): boolean {
  return one.priority === other.priority && one.rankAt === other.rankAt && one.enteredAt === other.enteredAt
}

function count(state: DeskState, row: Row | undefined, by: 1 | -1): void {
  const as = row === undefined ? undefined : countedAs(row)
  if (row === undefined || as === undefined) return
  const team = teamOf(state, row.team)
  team.counts = { ...team.counts, [as]: team.counts[as] + by }
}

function setHaving(state: DeskState, before: Row | undefined, row: Row | undefined): void {
  const from = before?.agent?.id
  const to = row?.agent?.id
  if (from !== to) {
    if (from !== undefined && before !== undefined) drop(state.having, from, before.id)
    if (to !== undefined && row !== undefined) {
      const its = ownValue(state.having, to)
      if (its === undefined) setValue(state.having, to, [row.id])
      else its.push(row.id)
    }
  }
  const had = before?.status === 'open' ? from : undefined
  const has = row?.status === 'open' ? to : undefined
  if (had === has) return
  addLoad(state, had, -1)
  addLoad(state, has, 1)
}

function drop(having: DeskState['having'], agent: string, id: string): void {
  const its = ownValue(having, agent) ?? []
  const at = its.indexOf(id)
  if (at >= 0) its.splice(at, 1)
  if (its.length === 0) delete having[agent]
}

function addLoad(state: DeskState, id: string | undefined, by: 1 | -1): void {
  const known = id === undefined ? undefined : ownValue(state.agents, id)
  if (id === undefined || known === undefined) return
  const agent: DeskAgent = { ...known.agent, load: known.agent.load + by }
  setValue(state.agents, id, { ...known, agent })
}

/** Of each of his teams there is one more who is there, or one less. */
function countReady(state: DeskState, agent: DeskAgent | undefined, by: 1 | -1): void {
  if (agent === undefined || !isReady(agent)) return
  for (const team of agent.teams) teamOf(state, team).ready += by
}

function teamOf(state: DeskState, name: string): TeamState {
  const known = ownValue(state.teams, name)
  if (known !== undefined) return known
  const team = emptyTeam()
  setValue(state.teams, name, team)
  return team
}
