import { expect, test } from 'vitest'
import { hasSignedIn } from './guests.ts'

const guest = { guest: true }
const signedIn = {}

test('guests are told apart only where somebody has signed in', () => {
  expect(hasSignedIn([], [], undefined)).toBe(false)
  expect(hasSignedIn([{ by: guest }], [guest], guest)).toBe(false)
  expect(hasSignedIn([{ by: signedIn }], [guest], guest)).toBe(true)
  expect(hasSignedIn([], [guest, signedIn], guest)).toBe(true)
  expect(hasSignedIn([], [guest], { guest: false })).toBe(true)
})
