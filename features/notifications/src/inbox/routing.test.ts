import { describe, expect, test } from 'vitest'
import type { CategoryRule } from '../categories.ts'
import { type Preferences, wantsBy } from '../contract/index.ts'
import { type Question, type Route, routeOf } from './routing.ts'

const all = { inbox: true, push: true, email: true, chat: true }
const optional = { required: false, ways: all }
const required = { required: true, ways: all }
const none: Preferences = { on: true, ways: {}, categories: {} }
const off = (way: string): Preferences => ({ ...none, ways: { [way]: false } })
const cell = (way: string, on: boolean): Preferences => ({ ...none, categories: { c: { [way]: on } } })

describe('the preference matrix', () => {
  test.each<[string, Pick<CategoryRule, 'required' | 'ways'>, Preferences, string, true | 'category' | 'preference']>([
    ['nothing is said: as the category says, on', optional, none, 'email', true],
    [
      'nothing is said: as the category says, off',
      { required: false, ways: { email: false } },
      none,
      'email',
      'preference',
    ],
    ['the category may not go there', { required: false, ways: { push: true } }, none, 'email', 'category'],
    [
      'the category may not go there, whatever the person says',
      { required: false, ways: { push: true } },
      cell('email', true),
      'email',
      'category',
    ],
    ['a required one may not go there either', { required: true, ways: { push: true } }, none, 'email', 'category'],
    // Novu: workflow over global over per-workflow.
    ['critical: always, though the way is off', required, off('email'), 'email', true],
    ['critical: always, though everything is off', required, { ...none, on: false }, 'email', true],
    ['critical: always, though the cell is off', required, cell('email', false), 'email', true],
    ['chat and e-mail on, e-mail off everywhere: not by e-mail', optional, off('email'), 'email', 'preference'],
    ['chat and e-mail on, e-mail off everywhere: by chat', optional, off('email'), 'chat', true],
    [
      'the way off everywhere beats the cell that is on',
      optional,
      { ...off('email'), categories: { c: { email: true } } },
      'email',
      'preference',
    ],
    // Knock: what the recipient says beats what the environment says.
    [
      'the cell on beats the category off',
      { required: false, ways: { email: false } },
      cell('email', true),
      'email',
      true,
    ],
    ['the cell off beats the category on', optional, cell('email', false), 'email', 'preference'],
    [
      'a cell of another category says nothing',
      optional,
      { ...none, categories: { d: { email: false } } },
      'email',
      true,
    ],
    ['a cell of another way says nothing', optional, cell('push', false), 'email', true],
    ['everything off: not by e-mail', optional, { ...none, on: false }, 'email', 'preference'],
    ['everything off: still in the inbox', optional, { ...none, on: false }, 'inbox', true],
    ['the inbox off for the category', optional, cell('inbox', false), 'inbox', 'preference'],
    ['names that all objects have are no ways', optional, none, 'constructor', 'category'],
  ])('%s', (_, category, preferences, way, expected) => {
    expect(wantsBy(category, preferences, 'c', way)).toBe(expected)
  })
})

describe('where a notification goes', () => {
  const now = 1_000_000
  const rule = { ...optional, urgent: false }
  const question: Question = {
    ...{
      way: 'push',
      category: 'c',
      rule,
      preferences: none,
      now,
      afterMs: 0,
      sent: [],
      hasDevice: true,
      hasRoom: true,
    },
  }
  const throttled = { ...rule, throttle: { max: 2, perMs: 1000 } }

  test.each<[string, Partial<Question>, Route]>([
    ['by default at once', {}, { status: 'queued' }],
    ['not in a category that is there no more', { rule: undefined }, { status: 'not-sent', reason: 'category' }],
    ['not where it is not wanted', { preferences: off('push') }, { status: 'not-sent', reason: 'preference' }],
    ['not where there is no device', { hasDevice: false }, { status: 'not-sent', reason: 'no-device' }],
    ['not beyond his share of the queue', { hasRoom: false }, { status: 'not-sent', reason: 'too-many' }],
    ['required: beyond his share, too', { hasRoom: false, rule: { ...rule, required: true } }, { status: 'queued' }],
    ['later, if it is still unread', { afterMs: 600 }, { status: 'delayed', reason: 'if-unread', until: now + 600 }],
    ['after quiet hours', { quietUntil: now + 50 }, { status: 'delayed', reason: 'quiet-hours', until: now + 50 }],
    ['urgent: in quiet hours, too', { quietUntil: now + 50, rule: { ...rule, urgent: true } }, { status: 'queued' }],
    [
      'behind those that quiet hours hold',
      { heldUntil: now + 70 },
      { status: 'delayed', reason: 'quiet-hours', until: now + 70 },
    ],
    [
      'behind those that were due already',
      { heldUntil: now - 70 },
      { status: 'delayed', reason: 'quiet-hours', until: now },
    ],
    [
      'not beyond the throttle',
      { rule: throttled, sent: [now - 999, now] },
      { status: 'not-sent', reason: 'throttled' },
    ],
    ['again when its time is over', { rule: throttled, sent: [now - 1000, now] }, { status: 'queued' }],
    [
      'a throttle does not count what waits',
      { rule: throttled, sent: [now, now], quietUntil: now + 1 },
      { status: 'delayed', reason: 'quiet-hours', until: now + 1 },
    ],
  ])('%s', (_, more, expected) => {
    expect(routeOf({ ...question, ...more })).toEqual(expected)
  })
})
