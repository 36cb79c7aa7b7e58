import { expect, test } from 'vitest'
import type { Mark, Preferences } from '../contract/index.ts'
import { countsOf } from '../contract/index.ts'
import { echoMarks, echoPreferences } from './echo.ts'
import type { Pending } from './handle.ts'

const marks: { readonly [n: string]: Mark } = {
  1: { category: 'a', last: 1 },
  2: { category: 'b', last: 5 },
  3: { category: 'a', last: 3, seenAt: 1, readAt: 1 },
}

let count = 0
const asked = (name: string, input: unknown): Pending => ({ id: `${++count}`, name, input, createdAt: 100 })
const after = (...pending: readonly Pending[]) => echoMarks(marks, pending)

test('reading shows at once, and implies having seen', () => {
  expect(after(asked('read', { ids: [1] }))[1]).toEqual({ category: 'a', last: 1, seenAt: 100, readAt: 100 })
  expect(countsOf(after(asked('read', { ids: [1] })))).toEqual({ unread: 1, unseen: 1 })
})

test('what was asked for later wins', () => {
  const both = after(asked('read', { ids: [1] }), asked('unread', { ids: [1] }))
  expect(both[1]?.readAt).toBeUndefined()
  expect(both[1]?.seenAt).toBe(100)
})

test('marking all goes up to a position, and leaves what came after', () => {
  const all = after(asked('markAll', { as: 'read', upTo: 3 }))
  expect(Object.values(all).map(({ readAt }) => readAt)).toEqual([100, undefined, 1])
  expect(after(asked('markAll', { as: 'archived', upTo: 9, category: 'b' }))[2]?.archivedAt).toBe(100)
})

test('archiving and snoozing take away from what is unread, and come back', () => {
  expect(countsOf(after(asked('archive', { ids: [1] }))).unread).toBe(1)
  expect(countsOf(after(asked('snooze', { ids: [1], until: 900 }))).unread).toBe(1)
  expect(countsOf(after(asked('archive', { ids: [1] }), asked('unarchive', { ids: [1] }))).unread).toBe(2)
  expect(after(asked('remove', { ids: [1, 77] }))).not.toHaveProperty('1')
})

test('what was refused is as before, and the marks of the server are never touched', () => {
  const refused = { ...asked('read', { ids: [1] }), failure: { code: 'x', message: 'No.', retryable: false } }
  const before = structuredClone(marks)
  expect(after(refused, asked('nobody knows', {}), asked('toString', {}))).toEqual(before)
  after(asked('read', { ids: [1, 2, 3] }), asked('act', { id: 1, action: 'pay' }))
  expect(marks).toEqual(before)
})

test('preferences show at once, and go back to what the category says', () => {
  const preferences: Preferences = { on: true, ways: {}, categories: { a: { push: false } }, quiet: quiet() }
  const echoed = echoPreferences(preferences, [
    asked('setPreference', { category: 'a', way: 'push', on: null }),
    asked('setPreference', { category: '__proto__', way: 'email', on: true }),
    asked('setWay', { way: 'email', on: false }),
    asked('setAll', { on: false }),
    asked('setQuiet', { quiet: null }),
    asked('setLanguage', { language: 'ko' }),
  ])
  expect(echoed).toEqual({
    on: false,
    ways: { email: false },
    categories: JSON.parse('{"__proto__":{"email":true}}'),
    language: 'ko',
  })
  expect(preferences.on).toBe(true)
})

function quiet() {
  return { from: '22:00', to: '07:00', zone: 'Asia/Seoul' }
}
