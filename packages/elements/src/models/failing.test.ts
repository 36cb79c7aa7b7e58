import { failingOf } from '@parley/elements/models'
import { expect, test } from 'vitest'

test('a refusal is what the server said of it', () => {
  const refusal = { code: 'chat/slow-mode', message: 'Wait.', retryable: true, retryAfterMs: 500, issues: undefined }
  expect(failingOf(Object.assign(new Error(), refusal, { more: 1 }))).toEqual(refusal)
  expect(failingOf({ code: 'not-allowed' })).toMatchObject({ message: 'not-allowed', retryable: false })
})

test.each([[new TypeError('x is not a function')], ['gone'], [undefined], [null], [{ code: 7 }]])(
  '%s has no code: it is a fault, and worth another try',
  (error) => {
    expect(failingOf(error)).toEqual({ code: 'internal', message: String(error), retryable: true })
  },
)
