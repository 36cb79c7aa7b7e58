// Who takes part. What agents are called before customers is their public name, and nothing else of them leaves the desk.

/** A customer. `verified`: the host site says who he is; else he is a guest, and what he says of himself is only what he says. */
export interface Customer {
  readonly id: string
  readonly name: string
  readonly verified: boolean
}

/** An agent as agents see him. */
export interface AgentName {
  readonly id: string
  readonly name: string
}

/** An agent as customers see him: his public name. */
export interface PublicName {
  readonly name: string
}

export type Role = 'agent' | 'supervisor'

/** What `agentOf` says of somebody who answers inquiries. */
export interface AgentProfile {
  /** What customers and colleagues read. @default the name of the user */
  readonly name?: string
  /** @default all teams */
  readonly teams?: readonly string[]
  readonly skills?: readonly string[]
  /** How many open inquiries he has at most, claimed ones too. @default 5 */
  readonly capacity?: number
  /** A supervisor sees all teams, reassigns, and sets capacities. @default 'agent' */
  readonly role?: Role
}

/**
 * Three things that are not the same: `status` is what the agent chose, `isPresent` whether a page of his is open, and routing looks at both. Away: no
 * new ones by themselves, those he has stay. Offline, or gone for longer than the grace: what waits for his answer goes back to the queue.
 */
export type AgentStatus = 'available' | 'away' | 'offline'
