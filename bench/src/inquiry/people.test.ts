import { describe, expect, it } from 'vitest'
import { agentId, customerId, pathOf, teamNames, teamOf, teamOfAgent, whoAsks } from './people.ts'

describe('the people of a desk', () => {
  it('are known by the path that they connect to', () => {
    expect(whoAsks(pathOf(agentId(17)))).toBe('agent-17')
    expect(whoAsks('/parley')).toBe('')
  })

  it('are agents of one team each, or customers', () => {
    expect(teamOfAgent(agentId(17))).toBe(teamOf(17))
    expect(teamNames).toContain(teamOf(17))
    expect(teamOfAgent(customerId(17))).toBeUndefined()
  })
})
