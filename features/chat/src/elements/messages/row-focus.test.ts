import { expect, test } from 'vitest'
import { stepTo } from './row-focus.ts'

test.each([
  ['ArrowUp', 4],
  ['ArrowDown', 6],
  ['PageUp', 2],
  ['PageDown', 8],
  ['Home', 0],
  ['End', 9],
  ['Enter', undefined],
])('%s on the sixth of ten messages goes to %s', (key, expected) => {
  expect(stepTo(key, { index: 5, count: 10, page: 3 })).toBe(expected)
})

test.each([
  ['ArrowUp', 0, 0],
  ['PageUp', 1, 0],
  ['ArrowDown', 9, 9],
  ['PageDown', 8, 9],
])('%s does not leave the list', (key, index, expected) => {
  expect(stepTo(key, { index, count: 10, page: 3 })).toBe(expected)
})
