import { expect, test } from 'vitest'
import { inviteeOf } from './invitee.ts'

const known = { me: 'me', members: new Map([['ana', 'Ana']]), offered: [{ id: 'ben' }] }

test.each([
  ['', { kind: 'nobody' }],
  ['  ', { kind: 'nobody' }],
  ['me', { kind: 'me' }],
  ['ana', { kind: 'member', name: 'Ana' }],
  ['ben', { kind: 'known' }],
  [' u-42 ', { kind: 'id', id: 'u-42' }],
  ['Ana', { kind: 'id', id: 'Ana' }],
  ['constructor', { kind: 'id', id: 'constructor' }],
  ['김민수', { kind: 'id', id: '김민수' }],
  ['x'.repeat(150), { kind: 'id', id: 'x'.repeat(150) }],
  ['x'.repeat(151), { kind: 'too-long' }],
])('%j', (text, expected) => {
  expect(inviteeOf(text, known)).toEqual(expected)
})
