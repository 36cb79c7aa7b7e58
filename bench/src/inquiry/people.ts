// Who takes part, by number: the same to the server, to what fills it, and to the load.

const teamCount = 10
const agentPrefix = 'agent-'

export const teamNames: readonly string[] = Array.from({ length: teamCount }, (_, at) => `team-${at}`)

export function agentId(index: number): string {
  return `${agentPrefix}${index}`
}

export function customerId(index: number): string {
  return `customer-${index}`
}

/** Agents are spread over the teams, and so is what waits. */
export function teamOf(index: number): string {
  return teamNames[index % teamCount]!
}

/** The team of an agent; `undefined`: a customer. */
export function teamOfAgent(id: string): string | undefined {
  return id.startsWith(agentPrefix) ? teamOf(Number(id.slice(agentPrefix.length))) : undefined
}

/** Where somebody connects: the server takes everybody's word. */
export function pathOf(id: string): string {
  return `/parley?as=${id}`
}

/** Who asks by this path. */
export function whoAsks(path: string): string {
  return new URL(path, 'ws://127.0.0.1').searchParams.get('as') ?? ''
}
