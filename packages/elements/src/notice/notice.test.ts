import type { Status, StatusReason } from '@parley/client'
import { expect, test } from 'vitest'
import { Patience, patienceMs } from '../page/patience.ts'
import { FakeClock } from '../testing/fake-clock.ts'
import { isFinal, noticeOf, secondsUntil } from './notice.ts'

const reason = { code: 'client/lost', message: 'The connection broke.' }
const view = { status: 'open', refusal: undefined } as const

function kind(status: Status, isLong = true, lastReason: typeof reason | undefined = undefined) {
  return noticeOf({ status, view, isLong, lastReason })?.kind
}

test('says nothing while live, or away for a moment', () => {
  expect(kind({ state: 'live' })).toBeUndefined()
  expect(kind({ state: 'connecting', attempt: 1 }, false)).toBeUndefined()
  expect(kind({ state: 'waiting', attempt: 1, until: 5, reason }, false)).toBeUndefined()
})

test('says at once what does not pass by itself', () => {
  expect(kind({ state: 'offline' }, false)).toBe('offline')
  expect(kind({ state: 'refused', ...reason }, false)).toBe('refused')
  expect(kind({ state: 'closed' }, false)).toBe('ended')
})

test('stands still while tries follow one another', () => {
  expect(kind({ state: 'waiting', attempt: 2, until: 5, reason })).toBe('waiting')
  expect(kind({ state: 'connecting', attempt: 3 }, true, reason)).toBe('waiting')
  expect(kind({ state: 'connecting', attempt: 1 })).toBe('connecting')
})

test('a cause that was found goes with the notice, others do not', () => {
  const found = { code: 'page/no-server', message: 'Nothing answers.', fix: 'Start it.', values: { origin: 'x' } }
  const notice = (reason: StatusReason) =>
    noticeOf({ status: { state: 'waiting', attempt: 2, until: 5, reason }, view, isLong: true, lastReason: undefined })
  const { code, message } = found
  expect(notice(found)).toEqual({ kind: 'waiting', until: 5, code, message, cause: found })
  expect(notice(reason)).toEqual({ kind: 'waiting', until: 5, ...reason })
})

test('a refused view is final, a lost connection is not', () => {
  const reason = { code: 'not-allowed', message: 'No.' }
  const refusal = { ...reason, retryable: false }
  const status = { state: 'live' } as const
  const refused = noticeOf({ status, view: { status: 'refused', refusal }, isLong: true, lastReason: undefined })
  expect(refused).toEqual({ kind: 'refused', who: 'view', ...reason })
  expect([isFinal(refused), isFinal({ kind: 'offline' }), isFinal(undefined)]).toEqual([true, false, false])
})

test('a page that is older than the server is told so, which a reload mends', () => {
  const reason = { code: 'schema-mismatch', message: 'Version 2 is spoken here.' }
  const refusal = { ...reason, retryable: false }
  const status = { state: 'live' } as const
  const notice = noticeOf({ status, view: { status: 'refused', refusal }, isLong: false, lastReason: undefined })
  expect(notice).toEqual({ kind: 'outdated', ...reason })
  expect(isFinal(notice)).toBe(false)
})

test('counts whole seconds down to zero', () => {
  expect([secondsUntil(5000, 0), secondsUntil(5000, 4001), secondsUntil(5000, 9000)]).toEqual([5, 1, 0])
})

test('patience ends once, and begins anew after the connection was live', () => {
  const clock = new FakeClock()
  let ends = 0
  const patience = new Patience(clock, () => ends++)
  patience.note(false)
  clock.advance(patienceMs - 1)
  patience.note(false)
  expect(patience.isOver).toBe(false)
  clock.advance(1)
  expect([patience.isOver, ends]).toEqual([true, 1])
  patience.note(true)
  expect([patience.isOver, clock.waiting]).toEqual([false, 0])
})
