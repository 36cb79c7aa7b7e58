import { expect, test } from 'vitest'
import type { Failure } from './facts.ts'
import { IdleLimit } from './idle-limit.ts'

const ended = (idleMs: number, more: Partial<Failure> = {}): Failure => ({
  url: 'wss://host/parley',
  attempt: 'a',
  ms: idleMs + 500,
  openMs: idleMs + 400,
  idleMs,
  code: 1006,
  wasWelcome: true,
  status: undefined,
  ...more,
})

function noteAll(failures: readonly Failure[]) {
  const limit = new IdleLimit()
  return failures.map((failure) => limit.note(failure)?.code)
}

test('the third end after the same silence tells of a limit, with the seconds that were measured', () => {
  const limit = new IdleLimit()
  expect([limit.note(ended(60_020)), limit.note(ended(59_990))]).toEqual([undefined, undefined])
  expect(limit.note(ended(60_010))).toMatchObject({
    code: 'page/idle-limit',
    message: '3 connections in a row ended 60.0 s after their last message: something on the way has an idle limit.',
  })
})

test('ends after silences that differ, closes with a code, and what was never silent tell nothing', () => {
  expect(noteAll([ended(60_000), ended(30_000), ended(60_000), ended(9_000)])).toEqual(Array(4).fill(undefined))
  expect(noteAll([1, 2, 3, 4].map(() => ended(60_000, { code: 1001 })))).toEqual(Array(4).fill(undefined))
  expect(noteAll([1, 2, 3, 4].map(() => ended(100)))).toEqual(Array(4).fill(undefined))
})

test('attempts that fail in between do not break the row', () => {
  const refused = ended(5, { wasWelcome: false, openMs: undefined })
  expect(noteAll([ended(60_000), refused, ended(60_000), refused, ended(60_000)]).at(-1)).toBe('page/idle-limit')
})
