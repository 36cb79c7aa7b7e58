import { applyEvent, type Refusal, systemActor } from '@parley/channel'
import { expect, it } from 'vitest'
import { deskChannel } from '../../src/desk/channel.ts'
import type { DeskState } from '../../src/desk/desk-state.ts'
import { hasWork } from '../../src/desk/routing.ts'
import { deskConfig } from '../../src/options.ts'
import { agentsOf, inquiryId, type Staff } from './people.ts'

const waiting = 20_000
const agents = Array.from({ length: 500 }, (_, at) => `agent-${at}`)

/** As many wait as ever should, and everybody is free. */
function crowd(skillsOf: (at: number) => readonly string[], assign: 'least-loaded' | 'round-robin') {
  const staff: Staff = Object.fromEntries(agents.map((id) => [id, { capacity: 100 }]))
  const config = deskConfig({ agentOf: agentsOf(staff), teams: { support: { assign } } })
  const { fold, commands } = deskChannel(config)
  const state = fold.state() as DeskState
  let offset = 0
  const add = (type: string, data: object) => applyEvent(fold, state, { type, data, offset: ++offset, at: 1 } as never)
  for (const id of agents) {
    const { name, role, teams, skills, capacity } = config.agentOf({ id, name: id, guest: false })!
    const said = { name, role, teams, skills, capacity }
    add('agentSet', { agent: { id, ...said, status: 'available', isPresent: true, load: 0, since: 1 }, own: {} })
  }
  for (let at = 0; at < waiting; at++) {
    const id = inquiryId(`q${at}x`)
    const row = {
      ...{ id, no: at + 1, customer: { id: `c${at}`, name: '', verified: false }, subject: '', team: 'support' },
      ...{ status: 'open', rev: 1, priority: 'normal', labels: [], breached: [], openedAt: 1, waitingSince: 1 },
      ...{ enteredAt: at, rankAt: at, last: { at: 1, by: 'customer', text: '' }, skills: skillsOf(at) },
    }
    add('rowSet', { row, own: { ticket: id, n: 1 }, was: { status: 'new' } })
  }
  const context = { actor: systemActor, key: 'main', id: 'c', now: 1, documents: [] }
  const route = () => commands.get('route')!.decide(state, {}, context as never) as readonly unknown[] | Refusal
  return { state, config, route }
}

/** Of the time of the processor, in milliseconds, the least of several: what else runs here is not meant. */
function costOf(run: () => unknown): number {
  let least = Number.POSITIVE_INFINITY
  for (let turn = 0; turn < 12; turn++) {
    const from = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(from)
    least = Math.min(least, (user + system) / 1_000)
  }
  return least
}

const few = 10

it('twenty thousand who need what none of five hundred has cost a few milliseconds, and nobody is asked to route', () => {
  const { state, config, route } = crowd(() => ['fr'], 'least-loaded')
  expect(route()).toEqual([])
  expect(costOf(route)).toBeLessThan(few)
  expect(hasWork(state, config)).toBe(false)
  expect(costOf(() => hasWork(state, config))).toBeLessThan(few)
})

it('nor does it cost more to find the one behind them all who can be helped', () => {
  const { route } = crowd((at) => (at === waiting - 1 ? [] : at % 2 === 0 ? ['fr'] : ['fr', 'ko']), 'round-robin')
  expect(route()).toHaveLength(1)
  expect(costOf(route)).toBeLessThan(few)
})

it('nor to give a hundred of them to a hundred agents', () => {
  const { route } = crowd(() => [], 'round-robin')
  expect(route()).toHaveLength(100)
  expect(costOf(route)).toBeLessThan(3 * few)
})
