import { Refusal } from '@parley/channel'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { answersTo, faultOf, fieldIn, fieldsFor } from '../../src/client/customer/check-form.ts'
import type { Field } from '../../src/contract/index.ts'
import { checkAnswers } from '../../src/customer/form.ts'

const names = ['order', 'email', 'phone', 'topic', 'story'] as const
const fields: readonly Field[] = [
  { name: 'order', label: 'Order', required: true },
  { name: 'email', label: 'E-mail', type: 'email', guestsOnly: true },
  { name: 'phone', label: 'Telephone', type: 'phone' },
  { name: 'topic', label: 'About', type: 'select', options: [{ value: 'a', label: 'A' }], required: true },
  { name: 'story', label: 'Story', type: 'multiline' },
]

const answer = fc.oneof(
  fc.constantFrom('', ' ', 'a', 'b', 'a@b.c', 'a@b', '+82 (2) 123-4567', '12', '\u200b', 'x\r\ny', 'x'.repeat(1001)),
  fc.string({ unit: 'binary' }),
)

test('the page and the server find the same fault, in the same field', () => {
  fc.assert(
    fc.property(
      fc.record({ order: answer, email: answer, phone: answer, topic: answer, story: answer }),
      fc.boolean(),
      (given, isGuest) => {
        const asked = fieldsFor(fields, isGuest)
        const wrong = asked.find((field) => faultOf(field, given[field.name as (typeof names)[number]]) !== undefined)
        const answers = answersTo(asked, given)
        const verdict = checkAnswers(fields, answers, !isGuest)
        if (wrong === undefined) expect(verdict).toEqual(answers)
        else {
          expect(verdict).toBeInstanceOf(Refusal)
          expect(fieldIn((verdict as Refusal).reason.message)).toBe(wrong.name)
        }
      },
    ),
  )
})

test('what names no field names none', () => {
  expect([fieldIn('Something else.'), fieldIn('The field "a'), fieldIn('The field "a\\q" is odd.')]).toEqual([
    ...[undefined, undefined, undefined],
  ])
})
