import { expect, test } from 'vitest'
import { roomStep } from './room-step.ts'

test('Alt with an arrow goes to another room; with any other key held it is not ours', () => {
  const step = (key: string, held: object = {}) =>
    roomStep({ key, altKey: true, ctrlKey: false, metaKey: false, shiftKey: false, ...held } as KeyboardEvent)
  expect([step('ArrowDown'), step('ArrowUp'), step('ArrowLeft')]).toEqual([1, -1, undefined])
  expect(step('ArrowDown', { altKey: false })).toBeUndefined()
  for (const held of ['ctrlKey', 'metaKey', 'shiftKey']) expect(step('ArrowDown', { [held]: true })).toBeUndefined()
})
