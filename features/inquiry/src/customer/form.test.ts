import { Refusal } from '@parley/channel'
import { isMailAddress } from '@parley/outbound'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Field } from '../contract/index.ts'
import { checkAnswers } from './form.ts'

const fields: readonly Field[] = [
  { name: 'name', label: 'Name', guestsOnly: true },
  { name: 'email', label: 'E-mail', type: 'email', required: true, guestsOnly: true },
  { name: 'phone', label: 'Phone', type: 'phone' },
  { name: 'about', label: 'About', type: 'select', options: [{ value: 'order', label: 'An order' }] },
  { name: 'more', label: 'More', type: 'multiline' },
]
const email = 'vic@example.com'

function refused(answers: object, isVerified = false): string | undefined {
  const result = checkAnswers(fields, answers as never, isVerified)
  if (!(result instanceof Refusal)) return undefined
  expect(result.reason.code).toBe('inquiry/bad-form')
  return result.reason.message
}

describe('the form before a chat', () => {
  it('takes what is asked, clean, and leaves out what is empty', () => {
    const given = { name: ' Vic\n Vega ', email, phone: ' ', about: 'order', more: 'one\r\ntwo' }
    expect(checkAnswers(fields, given, false)).toEqual({ name: 'Vic Vega', email, about: 'order', more: 'one\ntwo' })
  })

  it.each([
    ['an unknown field', { email, order: '1' }, 'order'],
    ['a field that every object has', { email, constructor: '1' }, 'constructor'],
    ['a missing one', { name: 'Vic' }, 'email'],
    ['a blank one', { email: ' \u200b' }, 'email'],
    ['no e-mail address', { email: 'vic@' }, 'email'],
    ['two e-mail addresses', { email: 'a@example.com, b@example.com' }, 'email'],
    ['no telephone number', { email, phone: 'call me' }, 'phone'],
    ['no option', { email, about: 'nothing' }, 'about'],
    ['a long answer', { email, more: 'x'.repeat(1_001) }, 'more'],
  ])('refuses %s and names the field', (_what, answers, field) => {
    expect(refused(answers)).toContain(`"${field}"`)
  })

  it('takes no e-mail address that mail is not sent to', () => {
    const characters = fc.string({ unit: fc.constantFrom(...'aB1.-_+@<>(),;:\\"[] é'), maxLength: 20 })
    fc.assert(
      fc.property(
        fc.oneof(
          fc.tuple(characters, characters).map((parts) => parts.join('@')),
          characters,
        ),
        (given) => {
          const answers = checkAnswers(fields, { email: given }, false)
          if (!(answers instanceof Refusal)) expect(isMailAddress(answers.email)).toBe(true)
        },
      ),
      { numRuns: 2_000, examples: [['a@b.c'], ['"a"@b.c'], ['a;b@c.de'], ['a@b.c>']] },
    )
  })

  it('asks a verified customer nothing that is for guests', () => {
    expect(refused({}, true)).toBeUndefined()
    expect(refused({ email }, true)).toContain('"email"')
  })

  it.each(['+82 2-123-4567', '(030) 12.34', '112'])('knows the telephone number %s', (phone) => {
    expect(refused({ email, phone })).toBeUndefined()
  })
})
