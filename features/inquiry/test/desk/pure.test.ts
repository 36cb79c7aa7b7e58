import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { fillIn, searchReplies } from '../../src/client/desk/canned.ts'
import { deadlineOf } from '../../src/client/desk/deadline.ts'
import { mentionsIn } from '../../src/client/desk/mentions.ts'
import { daysBetween, reportCsv, reportDays, satisfactionOf, sumOf, withinOf } from '../../src/client/desk/reports.ts'
import { shortcutOf } from '../../src/client/desk/shortcuts.ts'
import { fieldOf, momentOf, snoozeTimes } from '../../src/client/desk/snooze-times.ts'
import type { Board, DayNumbers } from '../../src/contract/index.ts'
import { spreadBounds } from '../../src/contract/index.ts'

describe('what is due', () => {
  test('is the first of all targets, with how far it is', () => {
    const due = { first: 20_000, resolve: 90_000_000 }
    expect(deadlineOf({ due, status: 'open' }, 0)).toEqual({
      target: 'first',
      due: 20_000,
      leftMs: 20_000,
      state: 'soon',
    })
    expect(deadlineOf({ due, status: 'open' }, 320_000)).toMatchObject({ leftMs: -300_000, state: 'over' })
    expect(deadlineOf({ due: { resolve: 90_000_000 }, status: 'open' }, 0)).toMatchObject({ state: 'fine' })
  })

  test('stands still while an inquiry is snoozed or resolved', () => {
    for (const status of ['snoozed', 'resolved'] as const)
      expect(deadlineOf({ due: { first: 1 }, status }, 0)).toBeUndefined()
  })
})

describe('a canned reply', () => {
  const values = { customer: '{no}', agent: 'Mina', no: '#17', team: '$& Support' }

  test('has its variables filled in once, and leaves other braces alone', () => {
    expect(fillIn('Hi {customer}, {agent} of {team} about {no} {what} {{no}}', values)).toBe(
      'Hi {no}, Mina of $& Support about #17 {what} {#17}',
    )
  })

  test('is found by all words, by its title first', () => {
    const replies = {
      a: { id: 'a', title: 'Thanks', text: 'Your refund is on its way' },
      b: { id: 'b', title: 'Refund times', text: 'Five days' },
      c: { id: 'c', title: 'Hello', text: 'Hi' },
    }
    expect(searchReplies(replies, 'refund').map(({ id }) => id)).toEqual(['b', 'a'])
    expect(searchReplies(replies, 'refund days').map(({ id }) => id)).toEqual(['b'])
    expect(searchReplies(replies, '').map(({ id }) => id)).toEqual(['c', 'b', 'a'])
  })
})

test('a note mentions whose names stand behind an @, the longest that fits, each once', () => {
  const people = [
    { id: 'b', name: 'Ben' },
    { id: 'bo', name: 'Ben Okafor' },
    { id: 'm', name: '김민수' },
    { id: 'none', name: '' },
  ]
  expect(mentionsIn('@Ben Okafor and @Ben, @Ben: ask @김민수님, not ana@shop.example or @', people)).toEqual([
    'bo',
    'b',
    'm',
  ])
})

describe('snoozing', () => {
  test('offers three hours, tomorrow at nine and Monday at nine; on a Sunday those two are one', () => {
    const friday = new Date(2026, 10, 27, 16, 30).getTime()
    const at = (day: number) => new Date(2026, 10, day, 9).getTime()
    expect(snoozeTimes(friday)).toEqual([
      { choice: 'hours', until: friday + 10_800_000 },
      { choice: 'tomorrow', until: at(28) },
      { choice: 'nextWeek', until: at(30) },
    ])
    expect(snoozeTimes(at(29)).map(({ choice }) => choice)).toEqual(['hours', 'tomorrow'])
  })

  test('a field of a moment reads as that moment', () => {
    const at = new Date(2026, 10, 29, 9, 5).getTime()
    expect(fieldOf(at)).toBe('2026-11-29T09:05')
    expect(momentOf(fieldOf(at))).toBe(at)
    expect(momentOf('')).toBeUndefined()
  })
})

describe('a key', () => {
  const key = (key: string, more = {}) => ({
    ...{ key, ctrlKey: false, metaKey: false, altKey: false, isComposing: false, repeat: false },
    ...more,
  })

  test('is a shortcut only while nobody writes, and alone', () => {
    expect(['j', 'k', 'r', 'n', 'e', 'a', '?', 'x', 'toString'].map((one) => shortcutOf(key(one), false))).toEqual([
      ...['next', 'previous', 'reply', 'note', 'resolve', 'take', 'help', undefined, undefined],
    ])
    expect(shortcutOf(key('e'), true)).toBeUndefined()
    for (const modifier of ['ctrlKey', 'metaKey', 'altKey', 'isComposing'])
      expect(shortcutOf(key('r', { [modifier]: true }), false)).toBeUndefined()
  })

  test('that is held down walks, and does nothing else', () => {
    expect(shortcutOf(key('j', { repeat: true }), false)).toBe('next')
    expect(shortcutOf(key('e', { repeat: true }), false)).toBeUndefined()
  })
})

const numbers = (given: Partial<DayNumbers> = {}): DayNumbers => ({
  ...{ opened: 3, resolved: 2, breaches: 1, ratings: [0, 0, 0, 1, 1] },
  firstReply: { count: 2, sumMs: 90_000, buckets: [0, 1, 0, 1] },
  resolution: { count: 0, sumMs: 0, buckets: [] },
  ...given,
})

describe('a report', () => {
  const board: Board = {
    days: {
      '2026-11-28': { support: numbers(), billing: numbers({ opened: 1 }) },
      '2026-11-29': { support: numbers({ opened: 5 }) },
    },
  }

  test('has every day of its range, of all teams or of one', () => {
    const all = reportDays(board, { from: '2026-11-27', to: '2026-11-29' })
    expect(all.map(({ day, opened }) => [day, opened])).toEqual([
      ['2026-11-27', 0],
      ['2026-11-28', 4],
      ['2026-11-29', 5],
    ])
    expect(reportDays(board, { from: '2026-11-28', to: '2026-11-28', team: 'billing' })[0]?.opened).toBe(1)
    expect(daysBetween('2026-02-27', '2026-03-01')).toEqual(['2026-02-27', '2026-02-28', '2026-03-01'])
  })

  test('says within what time a part was done, as the bound of its bucket', () => {
    const { firstReply } = numbers()
    expect([0.5, 0.9].map((part) => withinOf(firstReply, part))).toEqual([spreadBounds[1], spreadBounds[3]])
    expect(withinOf({ count: 0, sumMs: 0, buckets: [] }, 0.5)).toBeUndefined()
  })

  test('says how content customers are', () => {
    expect(satisfactionOf([0, 0, 0, 1, 1])).toEqual({ count: 2, mean: 4.5 })
    expect(satisfactionOf([0, 0, 0, 0, 0])).toEqual({ count: 0, mean: undefined })
  })

  test('sums of days are the same in any order', () => {
    const number = fc.nat(1000)
    const spread = fc.record({ count: number, sumMs: number, buckets: fc.array(number, { maxLength: 17 }) })
    const day = fc.record({
      ...{ opened: number, resolved: number, breaches: number, firstReply: spread, resolution: spread },
      ratings: fc.tuple(number, number, number, number, number),
    })
    const inAnyOrder = fc.property(fc.array(day, { maxLength: 6 }), (days) => {
      expect(sumOf([...days].reverse())).toEqual(sumOf(days))
    })
    fc.assert(inAnyOrder)
  })

  test('is a CSV file with a header row, ISO days, and no formulas', () => {
    const odd: Board = { days: { '2026-11-29': { '=1+1': numbers(), 'a,"b"': numbers() } } }
    const lines = reportCsv(odd, { from: '2026-11-29', to: '2026-11-29' }).split('\r\n')
    expect(lines).toHaveLength(4)
    expect(lines[0]).toBe(
      'day,team,opened,resolved,breaches,first_replies,first_reply_mean_s,first_reply_p90_s,resolutions,resolution_mean_s,resolution_p90_s,ratings,rating_mean',
    )
    expect(lines[1]).toBe("2026-11-29,'=1+1,3,2,1,2,45,120,0,,,2,4.5")
    expect(lines[2]).toBe('2026-11-29,"a,""b""",3,2,1,2,45,120,0,,,2,4.5')
  })
})
