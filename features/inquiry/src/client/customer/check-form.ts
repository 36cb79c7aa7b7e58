import { hasVisibleText, ownValue, setValue } from '@parley/channel/client'
import { cleanAnswer, type AnswerFault as Fault, faultOfAnswer, fieldsFor } from '../../contract/check-answer.ts'
import type { Answers, Field } from '../../contract/index.ts'

export { type Fault, fieldsFor }

export function faultOf(field: Field, given: string): Fault | undefined {
  return faultOfAnswer(field, cleanAnswer(field, given))
}

/** What was given to the fields that are asked; what was left empty is left out. */
export function answersTo(fields: readonly Field[], given: Answers): Answers {
  const answers: { [field: string]: string } = {}
  for (const field of fields) {
    const answer = cleanAnswer(field, ownValue(given, field.name) ?? '')
    if (hasVisibleText(answer)) setValue(answers, field.name, answer)
  }
  return answers
}

/** The field that `inquiry/bad-form` is about. */
export function fieldIn(message: string): string | undefined {
  const [, quoted] = /^The field ("(?:[^"\\]|\\.)*") /.exec(message) ?? []
  try {
    return quoted === undefined ? undefined : (JSON.parse(quoted) as string)
  } catch {
    return undefined
  }
}
