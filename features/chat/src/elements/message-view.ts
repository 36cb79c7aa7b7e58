import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { isEmojiOnly } from './avatar.ts'
import { avatar } from './avatar-styles.ts'
import { clockIcon, warningIcon } from './icons.ts'
import { linkText } from './link-text.ts'
import type { Words } from './locale/words.ts'
import { plainText } from './plain-text.ts'
import type { MessageRow } from './timeline.ts'

export interface MessageActions {
  readonly retry: (id: string) => void
  readonly edit: (id: string, text: string) => void
  readonly discard: (id: string) => void
}

/** One message. It is an article of its own, read aloud as "author, text, time". */
export function messageView(row: MessageRow, words: Words, isStop: boolean, actions: MessageActions): TemplateResult {
  const classes = [
    'message',
    row.delivery,
    row.isMine ? 'mine' : '',
    row.isFirst ? 'first' : '',
    row.isLast ? 'last' : '',
  ]
  const showsName = row.isFirst && !row.isMine
  const name = row.isMine ? words.text.you : row.by.name
  return html`<div
    class=${classes.join(' ')}
    role="article"
    part="message ${row.isMine ? 'message-mine' : 'message-other'}"
    tabindex=${isStop ? 0 : -1}
    data-key=${row.key}
    aria-labelledby="author-${row.key} text-${row.key} when-${row.key}"
  >
    <span id="author-${row.key}" class=${showsName ? 'author' : 'unseen'}><bdi>${plainText(name)}</bdi>${
      row.isGuest ? html` <span class="guest">${words.text.guest}</span>` : nothing
    }</span>
    ${showsName ? avatar(row.by) : nothing}
    <div class="line">
      <div id="text-${row.key}" class=${bubbleClass(row)} part="bubble" dir="auto">${textView(row.text)}</div>
      ${whenView(row, words)}
    </div>
    ${row.failure ? failureView(row, row.failure, words, actions) : nothing}
  </div>`
}

function bubbleClass(row: MessageRow): string {
  if (isEmojiOnly(row.text)) return 'bubble emoji'
  return /\p{Script=Hangul}/u.test(row.text) ? 'bubble hangul' : 'bubble'
}

function textView(text: string): readonly unknown[] {
  return linkText(plainText(text)).map((run) =>
    run.href ? html`<a href=${run.href} target="_blank" rel="noopener noreferrer">${run.text}</a>` : run.text,
  )
}

function whenView(row: MessageRow, words: Words): TemplateResult {
  const id = `when-${row.key}`
  if (row.delivery === 'sent') {
    const isShown = row.isLast
    return html`<time id=${id} class=${isShown ? '' : 'unseen'} datetime=${new Date(row.at).toISOString()}
      title=${words.moment(row.at)}>${words.time(row.at)}</time>`
  }
  if (row.delivery === 'failed') return html`<span id=${id} class="unseen">${words.text.notSent}</span>`
  const isWaiting = row.delivery === 'waiting'
  return html`<span id=${id} class="on-its-way"
    >${isWaiting ? clockIcon : nothing}${isWaiting ? words.text.waiting : words.text.sending}</span
  >`
}

function failureView(
  row: MessageRow,
  failure: NonNullable<MessageRow['failure']>,
  words: Words,
  actions: MessageActions,
): TemplateResult {
  const { text } = words
  const id = row.pendingId ?? ''
  const again = failure.retryable
    ? html`<button class="quiet" data-action="retry" @click=${() => actions.retry(id)}>${text.retry}</button>`
    : html`<button class="quiet" data-action="edit" @click=${() => actions.edit(id, row.text)}>${text.edit}</button>`
  return html`<div class="failure" part="failure">
    <p title=${failure.code}>${warningIcon}<span>${text.notSent} ${words.reason(failure)}</span></p>
    ${again}
    <button class="quiet" data-action="delete" @click=${() => actions.discard(id)}>${text.remove}</button>
  </div>`
}
