import { expect, test } from 'vitest'
import { wordsFor } from '../locale/words.ts'
import { auditNote } from './audit-note.ts'

const en = wordsFor('en')

test('changed settings are told by their names', () => {
  const note = JSON.stringify({ topic: 'Pelicans', slowModeMs: 3_600_000, archived: true })
  expect(auditNote({ what: 'updated', note }, en)).toBe('Topic: Pelicans · Slow mode: 1 hr · Archived: On')
  expect(auditNote({ what: 'updated', note: '{"slowModeMs":0}' }, wordsFor('ko'))).toBe('천천히 모드: 끔')
})

test('a note that is not as expected does no harm', () => {
  expect(['', '{', '7', 'null', '{"a":1}'].map((note) => auditNote({ what: 'updated', note }, en))).toEqual([
    '',
    '',
    '',
    '',
    'a: 1',
  ])
  expect(auditNote({ what: 'role', note: 'toString' }, en)).toBe('toString')
})

test('roles are told in the language, reasons as they are', () => {
  expect(auditNote({ what: 'role', note: 'moderator' }, wordsFor('ko'))).toBe('운영진')
  expect(auditNote({ what: 'kicked', note: 'Too loud' }, en)).toBe('Too loud')
  expect(auditNote({ what: 'kicked' }, en)).toBe('')
})
