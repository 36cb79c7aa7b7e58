import { describe, expect, it } from 'vitest'
import { planCommandId } from './plan-command-id.ts'

const plan = { from: 'desk/main', dueAt: 0, to: 'list/ana', command: 'set', input: '{}' }
const of = (id: string, more: Partial<typeof plan> = {}) => planCommandId({ ...plan, ...more, id })

describe('the id of a plan’s command', () => {
  it('is the same however often it is made, whatever the plan says', () => {
    expect(of('timer.1', { to: 'list/ben', input: '1' })).toBe(of('timer.1'))
  })

  it('is another for another plan, sender or time', () => {
    const ids = [of('timer.1'), of('timer.2'), of('timer.1', { from: 'desk/a' }), of('timer.1', { dueAt: 1 })]
    expect(new Set(ids).size).toBe(4)
  })

  it('begins with the time of the event that planned it, so that a store keeps together what came together', () => {
    expect(of('event.1796046264556.e1.7.0')).toMatch(/^plan\.1796046264556\.[0-9a-f]{32}$/)
    expect(of('event.1796046264556.e1.7.1')).not.toBe(of('event.1796046264556.e1.7.0'))
  })

  it('has no time where the plan’s id has none, as those that are stored since an earlier version', () => {
    for (const id of ['event.e1.7.0', 'timer.1', 'send.event.1.e1.7.0']) expect(of(id)).toMatch(/^plan\.[0-9a-f]{32}$/)
  })
})
