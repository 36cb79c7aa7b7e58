import { clockIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { Waiting } from '../../client/customer/waiting.ts'
import type { Words } from './locale/words.ts'

/** What is said to somebody who waits, or is about to: a line, and what it means. */
export function waitingTexts(waiting: Waiting, words: Words, now: number, isAsked: boolean): readonly string[] {
  const { text } = words
  const { isOpen, changesAt, isStaffed, place, isBehind, waitMs } = waiting
  if (!isOpen)
    return [
      text.closed,
      ...(changesAt === undefined ? [] : [text.opens(words.opensAt(changesAt, now))]),
      text.answerLater,
    ]
  if (!isStaffed) return [text.nobody, text.answerLater]
  const wait = waitMs === undefined ? [] : [text.expected(words.about(waitMs))]
  if (!isAsked) return wait
  return [placeText(place, isBehind, words), ...wait, text.stay]
}

export function waitingView(texts: readonly string[]): TemplateResult | typeof nothing {
  const [first, ...others] = texts
  if (first === undefined) return nothing
  return html`<div class="waiting" part="waiting">
    ${clockIcon}
    <div><strong>${first}</strong>${others.map((other) => html`<span>${other}</span>`)}</div>
  </div>`
}

function placeText(place: number | undefined, isBehind: number | undefined, { text, number }: Words): string {
  if (place === 1) return text.youAreNext
  if (place !== undefined) return text.place(number(place))
  return isBehind === undefined ? text.inLine : text.isBehind(number(isBehind))
}
