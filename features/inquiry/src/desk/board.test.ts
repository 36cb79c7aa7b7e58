import { describe, expect, it } from 'vitest'
import { spreadBounds } from '../contract/index.ts'
import { countedIn } from './board.ts'
import type { DeskState } from './desk-state.ts'

const at = (text: string) => Date.parse(text)

describe('the numbers of a day', () => {
  it('are of the day in UTC and of one team', () => {
    const first = countedIn({}, 'support', { what: 'opened' }, at('2026-12-02T23:59:59.999Z'))
    expect(first).toMatchObject({ day: '2026-12-02', team: 'support', numbers: { opened: 1, resolved: 0 } })
    const days: DeskState['days'] = { [first.day]: { support: first.numbers } }
    expect(countedIn(days, 'sales', { what: 'opened' }, at('2026-12-02T12:00:00Z')).numbers.opened).toBe(1)
    expect(countedIn(days, 'support', { what: 'breached' }, at('2026-12-02T12:00:00Z')).numbers).toMatchObject({
      ...{ opened: 1, breaches: 1 },
    })
    expect(countedIn(days, 'support', { what: 'opened' }, at('2026-12-03T00:00:00Z')).numbers.opened).toBe(1)
  })

  it('count a duration in the bucket whose bound it is below', () => {
    const spread = (afterMs: number) =>
      countedIn({}, 'support', { what: 'replied', afterMs }, at('2026-12-02T12:00:00Z')).numbers.firstReply
    for (const [index, bound] of spreadBounds.entries()) {
      expect(spread(bound - 1).buckets[index]).toBe(1)
      expect(spread(bound).buckets[index + 1]).toBe(1)
      expect(spread(bound)).toMatchObject({ count: 1, sumMs: bound })
    }
  })

  it('are forgotten after 92 days', () => {
    const { numbers } = countedIn({}, 'support', { what: 'opened' }, at('2026-01-01T12:00:00Z'))
    const days: DeskState['days'] = { '2026-09-01': { support: numbers }, '2026-09-02': { support: numbers } }
    const { dropped } = countedIn(days, 'support', { what: 'opened' }, at('2026-12-02T12:00:00Z'))
    expect(dropped).toEqual(['2026-09-01'])
  })
})
