import fc from 'fast-check'
import { expect, test } from 'vitest'
import { echoMarks, echoPreferences } from '../src/client/echo.ts'
import { Stage } from './stage.ts'

const ids = fc.uniqueArray(fc.integer({ min: 1, max: 5 }), { minLength: 1, maxLength: 3 })
const byIds = ['read', 'unread', 'archive', 'unarchive', 'unsnooze', 'remove']
const way = fc.constantFrom('inbox', 'push')

const actions = ['yes', 'no'].map((id) => ({ id, label: id }))

const command = fc.oneof(
  fc.record({
    name: fc.constant('act'),
    input: fc.record({ id: fc.integer({ min: 1, max: 5 }), action: fc.constantFrom('yes', 'no') }),
  }),
  fc.record({ name: fc.constantFrom(...byIds), input: fc.record({ ids }) }),
  fc.record({ name: fc.constant('snooze'), input: fc.record({ ids, until: fc.constantFrom(5_000_000, 6_000_000) }) }),
  fc.record({ name: fc.constant('see'), input: fc.record({ upTo: fc.integer({ min: 1, max: 9 }) }) }),
  fc.record({
    name: fc.constant('markAll'),
    input: fc.record({
      as: fc.constantFrom('read', 'seen', 'archived'),
      upTo: fc.integer({ min: 1, max: 9 }),
      ...{ category: fc.constantFrom('news', 'other') },
    }),
  }),
  fc.record({
    name: fc.constant('setPreference'),
    input: fc.record({ category: fc.constantFrom('news', 'other'), way, on: fc.constantFrom(true, false, null) }),
  }),
  fc.record({ name: fc.constant('setWay'), input: fc.record({ way, on: fc.boolean() }) }),
  fc.record({ name: fc.constant('setAll'), input: fc.record({ on: fc.boolean() }) }),
  fc.record({ name: fc.constant('setLanguage'), input: fc.record({ language: fc.constantFrom('en', 'ko') }) }),
)

// The second of the same changes nothing, not even when it was done.
const twice = { name: 'act', input: { id: 2, action: 'no' } } as const

test('what is shown at once is what the server makes of it, and nothing where it refuses', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(command, { minLength: 1, maxLength: 12 }), async (commands) => {
      const stage = new Stage({ categories: { news: {}, other: {} }, ways: [{ name: 'push', title: 'Push' }] })
      for (const category of ['news', 'other', 'news', 'news']) await stage.notify('ana', { category, actions })
      for (const [index, { name, input }] of commands.entries()) {
        await stage.advance(1)
        const before = await stage.inbox('ana')
        const refusal = await stage.own('ana', name, input)
        const after = await stage.inbox('ana')
        const asked = { id: `${index}`, name, input, createdAt: stage.clock.now() }
        const pending =
          refusal === undefined ? asked : { ...asked, failure: { code: refusal, message: '', retryable: false } }
        const echoed = echoMarks(before.marks, [pending])
        expect(echoed).toEqual(after.marks)
        expect(echoPreferences(before.preferences, [pending])).toEqual(after.preferences)
      }
    }),
    { numRuns: 40, examples: [[[twice, twice]]] },
  )
})
