import { describe, expect, it } from 'vitest'
import { refuse } from './refusal.ts'

describe('refuse', () => {
  it('is for good unless it says otherwise', () => {
    expect(refuse('desk/no', 'No.').reason).toEqual({ code: 'desk/no', message: 'No.', retryable: false })
    expect(refuse('desk/no', 'No.', { retryable: true }).reason).toMatchObject({ retryable: true })
  })

  it('with a time to come back is retryable', () => {
    const reason = { code: 'desk/slow', message: 'Wait.', retryable: true, retryAfterMs: 1500 }
    expect(refuse('desk/slow', 'Wait.', { retryAfterMs: 1500 }).reason).toEqual(reason)
    expect(refuse('desk/slow', 'Wait.', { retryAfterMs: 0 }).reason).toMatchObject({ retryAfterMs: 0 })
  })

  it.each([1.5, -1, Number.NaN, Number.POSITIVE_INFINITY, '5' as never])('takes no %s for a time', (retryAfterMs) => {
    const code = 'ERR_REFUSE'
    expect(() => refuse('desk/slow', 'Wait.', { retryAfterMs })).toThrow(expect.objectContaining({ code }))
  })

  it('has no time for what cannot succeed', () => {
    const code = 'ERR_REFUSE'
    const options = { retryable: false, retryAfterMs: 5 }
    expect(() => refuse('desk/slow', 'Wait.', options)).toThrow(expect.objectContaining({ code }))
  })
})
