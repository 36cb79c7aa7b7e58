// The table of who may what at the desk. The server decides by it, pages hide buttons by it, a test walks through all of it. What depends on how an
// inquiry stands (resolved, snoozed, taken) is the commands' own.
import type { DeskCommands, Facts, Role } from '../contract/index.ts'

/** What an agent is to an inquiry. `outsider`: of other teams; to him it is not there. */
export type Standing = 'assignee' | 'supervisor' | 'colleague' | 'outsider'

/** Commands that are about one inquiry. */
export type InquiryCommand = Exclude<keyof DeskCommands, 'setStatus' | 'saveReply' | 'removeReply' | 'setCapacity'>

type Allowed = { readonly free: readonly Standing[]; readonly taken: readonly Standing[] }

const inside: readonly Standing[] = ['assignee', 'supervisor', 'colleague']
const itsOwn: readonly Standing[] = ['assignee', 'supervisor']
const all: Allowed = { free: inside, taken: inside }
const carefully: Allowed = { free: inside, taken: itsOwn }

/** `free`: nobody has it. `taken`: somebody has. */
export const commandsOf: { readonly [Name in InquiryCommand]: Allowed } = {
  claim: all,
  release: carefully,
  transfer: { free: ['supervisor'], taken: itsOwn },
  setPriority: all,
  label: all,
  // What is put off is somebody's: its customer waits in no line.
  snooze: { free: [], taken: itsOwn },
  wake: carefully,
  resolve: carefully,
  reopen: all,
  merge: all,
}

/** Of the commands about no inquiry: all agents' but this one. */
export const supervisorsAlone: readonly (keyof DeskCommands)[] = ['setCapacity']

interface Somebody {
  readonly id: string
  readonly role: Role
  readonly teams: readonly string[]
}

export function standingOf({ id, role, teams }: Somebody, { team, agent }: Pick<Facts, 'team' | 'agent'>): Standing {
  if (role === 'supervisor') return role
  if (agent?.id === id) return 'assignee'
  return teams.includes(team) ? 'colleague' : 'outsider'
}

export function mayCommand(command: InquiryCommand, standing: Standing, isTaken: boolean): boolean {
  return commandsOf[command][isTaken ? 'taken' : 'free'].includes(standing)
}
