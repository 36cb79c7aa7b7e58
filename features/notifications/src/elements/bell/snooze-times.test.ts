import { expect, test } from 'vitest'
import { snoozeTimes } from './snooze-times.ts'

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime()
const times = (day: number, hour: number) => snoozeTimes(at(day, hour)).map(({ choice, until }) => [choice, until])

test('on a Thursday morning there are all', () => {
  expect(times(26, 10)).toEqual([
    ['hour', at(26, 11)],
    ['evening', at(26, 18)],
    ['tomorrow', at(27, 9)],
    ['nextWeek', at(30, 9)],
  ])
})

test('late in the day there is no evening left', () => {
  expect(times(26, 17).map(([choice]) => choice)).toEqual(['hour', 'tomorrow', 'nextWeek'])
})

test('on a Sunday tomorrow is Monday, on a Monday the next one is meant', () => {
  expect(times(29, 10).map(([choice]) => choice)).toEqual(['hour', 'evening', 'tomorrow'])
  expect(times(30, 10).at(-1)).toEqual(['nextWeek', new Date(2026, 11, 7, 9).getTime()])
})
