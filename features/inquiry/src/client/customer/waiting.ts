import { ownValue } from '@parley/channel/client'
import type { Line, TeamLine } from '../../contract/index.ts'

/** What somebody who waits may be told. */
export interface Waiting {
  readonly isOpen: boolean
  /** When it opens or closes next. */
  readonly changesAt: number | undefined
  /** Whether somebody is there to answer. */
  readonly isStaffed: boolean
  /** From 1. `undefined`: it is not known, or somebody has it already. */
  readonly place: number | undefined
  /** So many are before him at least, where his place is not known because of that. */
  readonly isBehind: number | undefined
  /** How long it is expected to take, in milliseconds; nothing where too little is known to say so honestly. */
  readonly waitMs: number | undefined
}

/** How the one with this ticket stands in the line of a team; without a ticket, how one who came now would. */
export function waitingIn({ teams }: Line, team: string, ticket?: string): Waiting | undefined {
  const line = ownValue(teams, team)
  if (line === undefined) return undefined
  const { isOpen, changesAt, isStaffed } = line
  const { place, isBehind } = placeIn(line, ticket)
  const ahead = place ?? (isBehind === undefined ? undefined : isBehind + 1)
  const { paceMs } = line
  const isKnown = isOpen && isStaffed && ahead !== undefined && paceMs !== undefined
  return { isOpen, changesAt, isStaffed, place, isBehind, waitMs: isKnown ? ahead * paceMs : undefined }
}

function placeIn({ tickets, waiting }: TeamLine, ticket: string | undefined): Pick<Waiting, 'place' | 'isBehind'> {
  if (ticket === undefined) return { place: waiting + 1, isBehind: undefined }
  const at = tickets.indexOf(ticket)
  if (at >= 0) return { place: at + 1, isBehind: undefined }
  return { place: undefined, isBehind: waiting > tickets.length ? tickets.length : undefined }
}

/** A wait as people say it: whole minutes, in fives from ten on, whole hours from ninety minutes on. Never shorter than it is expected to be. */
export function roughly(ms: number): { readonly unit: 'minute' | 'hour'; readonly count: number } {
  const minutes = Math.max(1, Math.ceil(ms / 60_000))
  if (minutes <= 10) return { unit: 'minute', count: minutes }
  if (minutes <= 90) return { unit: 'minute', count: Math.ceil(minutes / 5) * 5 }
  return { unit: 'hour', count: Math.ceil(minutes / 60) }
}
