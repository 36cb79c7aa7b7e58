import { avatar, closeIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { Message } from '../../contract/message.ts'
import { editIcon, replyIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import type { Candidate, MentionBox } from './mention-box.ts'
import type { Standing } from './standing.ts'

/** From so few characters left on, the composer counts. */
const countFrom = 200

export type Closed = 'archived' | 'blocked' | 'read-only'

/** Why nothing can be written here. */
export function closedView(kind: Closed, { text }: Words): TemplateResult {
  const says = { archived: text.archived, blocked: text.blocked, 'read-only': text.readOnly }[kind]
  return html`<p class="closed" part="composer-state">${says}</p>`
}

/** Until when one may not write. */
export function mutedView(until: number, now: number, words: Words): TemplateResult {
  return html`<p class="closed" part="composer-state" role="status">${words.text.mutedUntil(words.shortMoment(until, now))}</p>`
}

/** What is edited, or the message that is answered (`null` while it is not known). */
export function barView(
  editing: Message | undefined,
  replyTo: Message | null | undefined,
  { text }: Words,
  cancel: () => void,
): TemplateResult | typeof nothing {
  if (!editing && replyTo === undefined) return nothing
  const title = editing ? text.editing : text.replyingTo(replyTo ? plainText(replyTo.by.name) : '…')
  const line = editing ? '' : replyTo ? lineOf(replyTo.text) : ''
  return html`<div class="bar" part="context-bar">
    ${editing ? editIcon : replyIcon}
    <span class="bar-text"><strong>${title}</strong> <bdi>${line}</bdi></span>
    <button class="icon small" aria-label=${text.cancel} title=${text.cancel} @click=${cancel}>${closeIcon}</button>
  </div>`
}

interface Below {
  readonly words: Words
  readonly standing: Standing
  readonly now: number
  readonly problem: string
  /** How many messages to this list are sent later. */
  readonly scheduled: number
  /** Characters that are left; less than 0 for those that are too many. */
  readonly left: number
  readonly showScheduled: () => void
}

/** What there is to say about what is written. */
export function belowView(below: Below): TemplateResult {
  const { words, standing, now, problem, scheduled, left } = below
  const { text } = words
  const waits = standing.kind === 'slow' ? text.slowMode(words.timeLeft(standing.until, now)) : undefined
  const count = left < 0 ? text.charactersOver(-left) : left <= countFrom ? text.charactersLeft(left) : nothing
  return html`${waits === undefined ? nothing : html`<span class="state" part="composer-state">${waits}</span>`}${
    problem ? html`<span class="problem" role="alert">${problem}</span>` : nothing
  }${
    scheduled > 0
      ? html`<button class="inline" @click=${below.showScheduled}>${text.scheduled(scheduled)}</button>`
      : nothing
  }<span id="count" class=${left < 0 ? 'count over' : 'count'}>${count}</span>`
}

/** Whom what stands before the caret may mean. */
export function mentionsView(box: MentionBox, { text }: Words, choose: (one: Candidate) => void): TemplateResult {
  return html`<ul id="mentions" role="listbox" part="mention-list" aria-label=${text.mentionSomebody} ?hidden=${box.query === undefined}>
    ${box.candidates.map(
      (candidate, index) =>
        html`<li id="mention-${index}" role="option" aria-selected=${index === box.index ? 'true' : 'false'}
          @pointerdown=${(event: Event) => event.preventDefault()} @click=${() => choose(candidate)}>${
            candidate === 'room'
              ? html`<span class="avatar avatar-11" aria-hidden="true">@</span><span>@room</span><span class="what">${text.everybody}</span>`
              : html`${avatar(candidate)}<bdi>${plainText(candidate.name)}</bdi>`
          }</li>`,
    )}
  </ul>`
}
