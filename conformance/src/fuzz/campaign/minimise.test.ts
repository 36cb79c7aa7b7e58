import { expect, test } from 'vitest'
import { minimise } from './minimise.ts'

test('what does not matter is left out, and what must be there but not what it is becomes zero', async () => {
  const input = Uint8Array.from({ length: 500 }, (_, at) => at + 1)
  const needs = (bytes: Uint8Array): boolean => bytes.length >= 3 && bytes.includes(77)
  const shortest = await minimise(input, needs, 2000)
  expect([...shortest].sort((a, b) => a - b)).toEqual([0, 0, 77])
})

test('gives up after as many tries as are allowed', async () => {
  let tries = 0
  const input = new Uint8Array(1000).fill(1)
  expect(
    await minimise(
      input,
      () => {
        tries++
        return false
      },
      25,
    ),
  ).toEqual(input)
  expect(tries).toBe(25)
})
