import { expect, it } from 'vitest'
import { checkHours } from './check-hours.ts'

const week = { 1: [['09:00', '17:00']] }

it('takes split days, midnight as an end, and holidays', () => {
  const days = { '2026-12-25': [], '2026-12-24': [['09:00', '12:00']] }
  const hours = {
    zone: 'Asia/Seoul',
    week: {
      1: [
        ['00:00', '12:00'],
        ['12:00', '24:00'],
      ],
    },
    days,
  }
  expect(checkHours(hours as never)).toBeUndefined()
})

it.each([
  [{ zone: 'JST', week }, '"zone"'],
  [{ zone: '+09:00', week }, '"zone"'],
  [{ zone: 'UTC', week: {} }, '"week"'],
  [{ zone: 'UTC', week: { 1: [] } }, '"week"'],
  [{ zone: 'UTC', week: { mon: [['09:00', '17:00']] } }, '"mon"'],
  [{ zone: 'UTC', week: { 0: [['09:00', '17:00']] } }, '"0"'],
  [{ zone: 'UTC', week: { 1: [['9:00', '17:00']] } }, '"9:00"'],
  [{ zone: 'UTC', week: { 1: [['09:00', '24:01']] } }, '"24:01"'],
  [{ zone: 'UTC', week: { 1: [['22:00', '06:00']] } }, 'over midnight'],
  [
    {
      zone: 'UTC',
      week: {
        1: [
          ['09:00', '12:00'],
          ['11:00', '17:00'],
        ],
      },
    },
    '11:00 is before 12:00',
  ],
  [{ zone: 'UTC', week: { 1: '09:00-17:00' } }, 'slots'],
  [{ zone: 'UTC', week, days: { '25.12.2026': [] } }, '25.12.2026'],
  [{ zone: 'UTC', week, days: { '2026-02-30': [] } }, '2026-02-30'],
])('says of %j what is wrong', (hours, words) => {
  expect(checkHours(hours as never)).toContain(words)
})
