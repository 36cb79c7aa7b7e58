import { expect, test } from 'vitest'
import type { Starting } from '../../client/customer/own-model.ts'
import type { OwnInquiry } from '../../contract/index.ts'
import { screenFor } from './screen.ts'

const one = (id: string, status: OwnInquiry['status']): OwnInquiry => ({
  ...{ id, status, subject: id, openedAt: 1, lastAt: 1, lastText: id, unread: 0 },
})

function own(all: readonly OwnInquiry[], starting?: Partial<Starting>) {
  const open = all.find(({ status }) => status !== 'resolved' && status !== 'merged')
  const get = (id: string) => all.find((each) => each.id === id)
  const whole = starting && { inquiry: 'new', text: '', at: 1, failure: undefined, ...starting }
  return { all, open, get, starting: whole }
}

const failure = { code: 'inquiry/bad-form', message: '', retryable: false }

test('who has one that is not over goes on in it, and is shown no form', () => {
  const open = own([one('a', 'resolved'), one('b', 'answered')])
  expect(screenFor(open, undefined)).toEqual({ is: 'thread', id: 'b' })
  expect(screenFor(open, { is: 'form' })).toEqual({ is: 'thread', id: 'b' })
  expect(screenFor(open, { is: 'list' })).toEqual({ is: 'list' })
  expect(screenFor(open, { is: 'thread', id: 'a' })).toEqual({ is: 'thread', id: 'a' })
})

test('what was asked and has not arrived is a conversation already; what was refused is in the form again', () => {
  expect(screenFor(own([], {}), { is: 'form' })).toEqual({ is: 'thread', id: 'new' })
  expect(screenFor(own([], { failure }), { is: 'thread', id: 'new' })).toEqual({ is: 'form' })
})

test('who has asked nothing reads the form, who has only old ones the list, and who has a single one that', () => {
  expect(screenFor(own([]), { is: 'list' })).toEqual({ is: 'form' })
  expect(screenFor(own([one('a', 'resolved'), one('b', 'merged')]), undefined)).toEqual({ is: 'list' })
  expect(screenFor(own([one('a', 'resolved')]), undefined)).toEqual({ is: 'thread', id: 'a' })
  expect(screenFor(own([one('a', 'resolved')]), { is: 'list' })).toEqual({ is: 'list' })
  expect(screenFor(own([one('a', 'resolved')]), { is: 'form' })).toEqual({ is: 'form' })
})

test('one that is not his any more is left', () => {
  expect(screenFor(own([one('a', 'waiting')]), { is: 'thread', id: 'gone' })).toEqual({ is: 'thread', id: 'a' })
})
