// The rule for what is answered in the form before the chat: of the server, which has the last word, and of pages, so that nobody has to wait for it.

import { cleanLine, cleanText, hasVisibleText } from '@parley/channel/client'
import type { Field } from './form.ts'
import { maxAnswerLength } from './limits.ts'

/** What is wrong with an answer. */
export type AnswerFault = 'missing' | 'too-long' | 'email' | 'phone' | 'option'

/** What is asked of this customer. */
export function fieldsFor(fields: readonly Field[], isGuest: boolean): readonly Field[] {
  return fields.filter(({ guestsOnly }) => isGuest || guestsOnly !== true)
}

export function cleanAnswer({ type }: Field, answer: string): string {
  return (type === 'multiline' ? cleanText : cleanLine)(answer)
}

/** `answer`: clean. */
export function faultOfAnswer(field: Field, answer: string): AnswerFault | undefined {
  const { type = 'text', required = false, options = [] } = field
  if (!hasVisibleText(answer)) return required ? 'missing' : undefined
  if (answer.length > maxAnswerLength) return 'too-long'
  if (type === 'email' && !isEmail(answer)) return 'email'
  if (type === 'phone' && !isPhone(answer)) return 'phone'
  if (type === 'select' && !options.some(({ value }) => value === answer)) return 'option'
  return undefined
}

/** Whether mail could go there, and to nobody else; whether it arrives only mail can say. */
function isEmail(answer: string): boolean {
  const [, domain] = /^[^\s@<>(),;:\\"[\]]{1,64}@([^\s@<>(),;:\\"[\]]+)$/.exec(answer) ?? []
  return answer.length <= 254 && domain !== undefined && /^[^.]+(\.[^.]+)+$/.test(domain)
}

function isPhone(answer: string): boolean {
  return /^\+?[0-9 ().\-/]{3,40}$/.test(answer) && (answer.match(/[0-9]/g)?.length ?? 0) >= 3
}
