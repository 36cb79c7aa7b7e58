import { describe, expect, it } from 'vitest'
import { maxQueueShown } from '../../src/contract/limits.ts'
import { deskConfig } from '../../src/options.ts'
import { DeskLog } from '../desk/desk-log.ts'
import { agentsOf, inquiryId } from '../desk/people.ts'

describe('the queue that a page is shown', () => {
  it('is the beginning of a longer one, whatever leaves it or comes before it', () => {
    const config = deskConfig({ agentOf: agentsOf({ ana: { capacity: 1000 } }), teams: { support: {}, sales: {} } })
    const log = new DeskLog(config)
    let n = 0
    const id = (at: number) => inquiryId(`q${at}x`)
    const ask = (at: number, priority: string) => {
      log.now += 1
      log.system('enter', {
        ...{ inquiry: id(at), customer: { id: `c${at}`, name: '', verified: false }, subject: '', team: 'support' },
        ...{ priority, ticket: `ticket-${at}`, n: ++n },
      })
    }
    for (let at = 0; at < maxQueueShown + 12; at++) ask(at, 'normal')
    const queue = log.queue('support')
    const check = (run: () => void) => {
      const from = queue.projected
      const after = queue.events.length
      run()
      const shown = queue.shown(after, from)
      expect(queue.events.length).toBeGreaterThan(after)
      expect(shown).toEqual(queue.projected)
      expect(shown.waiting).toBe(log.state.teams.support!.counts.waiting)
      expect(shown.rows.length).toBe(Math.min(maxQueueShown, shown.waiting))
    }
    check(() => log.agent('ana', 'claim', { inquiry: id(3) }))
    check(() => log.agent('ana', 'claim', { inquiry: id(205) }))
    check(() => ask(300, 'urgent'))
    check(() => log.agent('ana', 'setPriority', { inquiry: id(210), priority: 'urgent' }))
    check(() => log.agent('ana', 'setPriority', { inquiry: id(5), priority: 'low' }))
    check(() => log.agent('ana', 'setPriority', { inquiry: id(209), priority: 'low' }))
    check(() => log.system('customerWrote', { inquiry: id(7), text: 'again', n: ++n }))
    check(() => log.system('customerWrote', { inquiry: id(208), text: 'again', n: ++n }))
    for (let at = 0; at < 20; at++) check(() => log.agent('ana', 'claim', { inquiry: id(20 + at) }))
    check(() => log.agent('ana', 'setStatus', { status: 'offline' }))
  })
})
