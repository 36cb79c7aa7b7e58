import { expect, test } from 'vitest'
import type { Activity } from '../../contract/index.ts'
import { activityNote, activityText } from './activity-text.ts'
import { wordsFor } from './locale/words.ts'

const ana = { id: 'ana', name: 'Ana', verified: true }
const ben = { id: 'ben', name: 'Ben' }
const mina = { agent: { id: 'mina', name: 'Mina' } }
const system = { system: true } as const
const at = Date.UTC(2026, 10, 29, 12)

/** Each kind of thing that can happen, with what is said of it. */
const cases: readonly (readonly [Activity, string])[] = [
  [{ what: 'opened', team: 'support', answers: {}, customer: ana }, 'Asked; team SUPPORT'],
  [{ what: 'assigned', agent: ben, by: mina, how: 'claimed' }, 'Ben took it'],
  [{ what: 'assigned', agent: ben, by: mina, how: 'transferred' }, 'Mina handed it to Ben'],
  [{ what: 'assigned', agent: ben, by: system, how: 'routed' }, 'Given to Ben'],
  [{ what: 'unassigned', agent: ben, by: system, why: 'gone' }, 'Back in the queue: Ben is gone'],
  [{ what: 'team', from: 'a', to: 'b', by: mina }, 'Mina moved it from A to B'],
  [{ what: 'priority', from: 'low', to: 'urgent', by: mina }, 'Mina changed the priority from Low to Urgent'],
  [{ what: 'labels', added: ['x'], removed: ['y'], by: mina }, 'Mina changed labels: +x −y'],
  [{ what: 'woken', by: system }, 'Woken by the desk'],
  [{ what: 'resolved', by: mina }, 'Resolved by Mina'],
  [{ what: 'reopened', by: { customer: true } }, 'Reopened by the customer'],
  [{ what: 'joined', agent: ben }, 'Ben answers, too'],
  [{ what: 'rated', rating: { score: 4, at } }, 'Rated 4 of 5'],
  [{ what: 'merged', into: { id: 'i', no: 3 }, by: mina }, 'Mina merged it into #3'],
  [{ what: 'took-in', from: { id: 'i', no: 3 }, by: mina }, 'Mina merged #3 into this one'],
  [{ what: 'handed-off', by: { customer: true } }, 'Handed over to people by the customer'],
  [{ what: 'identified', from: { ...ana, name: 'Sam' }, to: ana }, 'Sam is Ana: the site says so now'],
]

test.each(cases)('%o', (activity, says) => {
  const team = (name: string) => name.toUpperCase()
  expect(activityText(activity, { words: wordsFor('en'), team, now: at })).toBe(says)
  expect(activityText(activity, { words: wordsFor('ko'), team, now: at })).not.toMatch(/undefined/u)
})

test('until when is said as a moment', () => {
  const context = { words: wordsFor('en'), team: String, now: at }
  expect(activityText({ what: 'snoozed', until: at + 600_000, by: mina }, context)).toMatch(
    /^Mina snoozed it until .*10/u,
  )
  expect(activityText({ what: 'breached', target: 'first', due: at }, context)).toMatch(
    /^Deadline missed: First reply, due /u,
  )
})

test('what was written along is told apart from what happened', () => {
  expect(activityNote({ what: 'assigned', agent: ben, by: mina, how: 'transferred', note: 'Case 8' })).toBe('Case 8')
  expect(activityNote({ what: 'rated', rating: { score: 1, at, comment: 'Slow' } })).toBe('Slow')
  expect(activityNote({ what: 'handed-off', by: system, reason: 'Wants a person' })).toBe('Wants a person')
  expect(activityNote({ what: 'resolved', by: mina })).toBeUndefined()
})
