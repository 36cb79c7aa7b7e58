import type { Fact } from '@parley/trading'
import { describe, expect, it } from 'vitest'
import { Reports } from './reports.ts'

const facts = [
  { type: 'accepted', order: { client: 'o1' } },
  {
    type: 'traded',
    makerAccount: 'ana',
    makerClient: 'o1',
    makerLeaves: 2,
    takerAccount: '',
    takerClient: '',
    takerLeaves: 0,
  },
  {
    type: 'traded',
    makerAccount: '',
    makerClient: '',
    makerLeaves: 0,
    takerAccount: 'ana',
    takerClient: 'o2',
    takerLeaves: 0,
  },
  { type: 'ended', client: 'o1', reason: 'user' },
  { type: 'ended', client: 'o3', reason: 'self-trade' },
  { type: 'rested', order: 3 },
] as unknown as readonly Fact[]

describe('reports of an account', () => {
  it('are counted, a trade for each side that is its own', () => {
    const reports = new Reports('ana', () => {})
    reports.add(facts)
    expect(reports.tally).toEqual({ accepted: 1, canceled: 1, expired: 1, filled: 1, fills: 2 })
  })

  it('name the orders of which nothing stands any more', () => {
    const ended: string[] = []
    new Reports('ana', (client) => ended.push(client)).add(facts)
    expect(ended).toEqual(['o2', 'o1', 'o3'])
  })
})
