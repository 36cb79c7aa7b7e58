// What a customer answered before the chat, held to what the app asks.
import { type Refusal, refuse } from '@parley/channel'
import { hasVisibleText, ownValue, setValue } from '@parley/channel/client'
import { type AnswerFault, cleanAnswer, faultOfAnswer, fieldsFor } from '../contract/check-answer.ts'
import { type Answers, type Field, InquiryCode } from '../contract/index.ts'
import { maxAnswerLength } from '../contract/limits.ts'

/** Clean, and without what was left empty. `isVerified`: he is not asked what only guests are. */
export function checkAnswers(fields: readonly Field[], given: Answers, isVerified: boolean): Answers | Refusal {
  const asked = fieldsFor(fields, !isVerified)
  const unknown = Object.keys(given).find((name) => !asked.some((field) => field.name === name))
  if (unknown !== undefined) return badForm(unknown, 'is not asked for')
  const answers: { [field: string]: string } = {}
  for (const field of asked) {
    const answer = cleanAnswer(field, ownValue(given, field.name) ?? '')
    const fault = faultOfAnswer(field, answer)
    if (fault !== undefined) return badForm(field.name, faults[fault])
    if (hasVisibleText(answer)) setValue(answers, field.name, answer)
  }
  return answers
}

const faults: { readonly [Fault in AnswerFault]: string } = {
  missing: 'is missing',
  'too-long': `is longer than ${maxAnswerLength} characters`,
  email: 'is no e-mail address',
  phone: 'is no telephone number',
  option: 'is none of the options',
}

function badForm(field: string, fault: string): Refusal {
  return refuse(InquiryCode.badForm, `The field ${JSON.stringify(field)} ${fault}.`)
}
