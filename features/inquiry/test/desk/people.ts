import type { Actor } from '@parley/channel'
import type { AgentProfile } from '../../src/contract/index.ts'
import type { DeskOptions } from '../../src/options.ts'

export function actor(id: string): Actor {
  return { id, name: `Name of ${id}`, guest: false }
}

/** Agents by their ids; who is taken out is none any more. */
export type Staff = { [id: string]: AgentProfile }

export function agentsOf(staff: Staff): NonNullable<DeskOptions['agentOf']> {
  return ({ id }) => (Object.hasOwn(staff, id) ? staff[id] : undefined)
}

/** The id of an inquiry: `q1` of `q`. */
export function inquiryId(name: string): string {
  return `${name.toLowerCase()}0000000000000000`.slice(0, 16)
}
