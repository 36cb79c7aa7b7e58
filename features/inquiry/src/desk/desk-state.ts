import type { CannedReply, Counts, DayNumbers, DeskAgent, Due, Row } from '../contract/index.ts'
import type { QueueLine } from './queue.ts'

/** What the desk knows of an inquiry beyond its row. */
export interface Own {
  /** By it the customer finds his place in the line. */
  readonly ticket: string
  /** Offset of the newest message in the inquiry that the desk has heard of. */
  readonly n: number
  /** What its customer wrote and its agent had not read or answered by `n`, where that message said so. */
  readonly unread?: number
  /** While it is snoozed: what is left of its deadlines. */
  readonly left?: Due
  /** Of its deadlines: what was used of them in other teams and priorities. */
  readonly used?: Due
  /** There is no first answer to wait for any more: it was given, or the inquiry was resolved without. */
  readonly firstIsOver?: true
  /** Until its first answer: how long it was resolved in between, in milliseconds. */
  readonly restedMs?: number
  /** Who answered this customer last. */
  readonly lastAgent?: string
}

export interface Kept {
  readonly row: Row
  readonly own: Own
}

export interface AgentKept {
  readonly agent: DeskAgent
  readonly own: AgentOwn
}

export interface AgentOwn {
  /** A supervisor has set the capacity: what the app says of it does not count. */
  readonly isCapacitySet?: true
  readonly handsBack?: true
  /** Since when no page of his is open. */
  readonly goneAt?: number
}

export interface TeamState {
  counts: Counts
  /** Ids of those who wait, in the order of `compareInQueue`. */
  line: QueueLine
  /** The same apart, by the skills that they need (`needOf`). */
  needs: { [need: string]: QueueLine }
  /** How many of its agents are available and there. */
  ready: number
  /** When places in its queue were freed lately, oldest first. */
  departures: number[]
  /** Since when its agents are to be told how many wait; until `tellAfterMs` later nothing more need ask for it. */
  toTellSince?: number
  /** What its agents were told last, and who. Missing: nobody is told anything. */
  told?: { readonly waiting: number; readonly agents: readonly string[] }
  /** Missing where it is always open. */
  hours?: { readonly isOpen: boolean; readonly changesAt?: number }
}

/** The state of the channel. It holds what is not resolved; what is, is a document. All of it follows from the rows and agents in the log. */
export interface DeskState {
  /** When the newest event was decided. */
  at: number
  /** The number of the newest inquiry. */
  lastNo: number
  open: { [id: string]: Kept }
  openCount: number
  teams: { [team: string]: TeamState }
  agents: { [id: string]: AgentKept }
  /** Offset of the event that gave him an inquiry last, by agent. */
  given: { [agent: string]: number }
  /** Ids of what each agent has, snoozed ones too. */
  having: { [agent: string]: string[] }
  replies: { [id: string]: CannedReply }
  labels: string[]
  days: { [day: string]: { [team: string]: DayNumbers } }
}

/** How long agents are not told that somebody waits: what is taken or routed meanwhile is no news. And how often at most they are. */
export const tellAfterMs = 10_000

export function emptyDesk(): DeskState {
  return {
    ...{ at: 0, lastNo: 0, open: {}, openCount: 0, teams: {}, agents: {}, given: {}, having: {} },
    ...{ replies: {}, labels: [], days: {} },
  }
}

export const noCounts: Counts = { waiting: 0, assigned: 0, pending: 0, snoozed: 0 }

export function emptyTeam(): TeamState {
  return { counts: noCounts, line: [], needs: {}, ready: 0, departures: [] }
}

/** Which of its team's numbers counts it; `undefined`: resolved. */
export function countedAs({ status, agent }: Row): keyof Counts | undefined {
  if (status === 'resolved') return undefined
  if (status !== 'open') return status
  return agent === undefined ? 'waiting' : 'assigned'
}

/** He gets what is routed. */
export function isReady({ status, isPresent }: DeskAgent): boolean {
  return status === 'available' && isPresent
}

/** He chose to be, or has been gone for longer than the grace: whoever waits for him would wait for nobody. */
export function isOut({ agent, own: { goneAt } }: AgentKept, graceMs: number, now: number): boolean {
  return agent.status === 'offline' || (goneAt !== undefined && now - goneAt >= graceMs)
}

export function hasRoom({ load, capacity }: DeskAgent): boolean {
  return load < capacity
}

/** What an agent must have for it, as one word. */
export function needOf({ skills }: Pick<Row, 'skills'>): string {
  return skills === undefined ? '' : skills.join('\n')
}

/** He has all of it. */
export function hasSkills({ skills }: Pick<DeskAgent, 'skills'>, need: string): boolean {
  return need === '' || need.split('\n').every((skill) => skills.includes(skill))
}

/** He can be given what waits. */
export function isFree(agent: DeskAgent): boolean {
  return isReady(agent) && hasRoom(agent)
}
