import { expect, test } from 'vitest'
import { fieldOf, momentOf, proposedTimes } from './schedule-times.ts'

test('proposes times that lie ahead, whatever day it is', () => {
  for (let day = 1; day <= 14; day++) {
    const now = new Date(2026, 10, day, 8, 59, 30).getTime()
    const { hour, tomorrow, monday } = proposedTimes(now)
    expect(hour).toBeGreaterThan(now)
    expect(new Date(tomorrow).getDate()).toBe(day + 1)
    expect([new Date(monday).getDay(), new Date(monday).getHours()]).toEqual([1, 9])
    expect(monday).toBeGreaterThan(now)
  }
})

test('reads what it writes into the field', () => {
  const at = new Date(2026, 2, 29, 2, 30).getTime()
  expect(momentOf(fieldOf(at))).toBe(at)
  expect(momentOf('')).toBeUndefined()
})
