import { expect, test } from 'vitest'
import { canRetry } from './can-retry.ts'

test.each([
  [{ code: 'chat/slow-mode', retryable: false, retryAfterMs: 5000 }, true],
  [{ code: 'internal', retryable: false }, true],
  [{ code: 'store-unavailable', retryable: true }, true],
  [{ code: 'chat/rejected', retryable: false }, false],
  [{ code: 'not-allowed', retryable: false }, false],
])('%j may be tried again: %s', (failing, expected) => {
  expect(canRetry({ message: '', ...failing })).toBe(expected)
})
