import { avatar, clockIcon, warningIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { hourglassIcon, pinIcon, replyIcon, threadIcon } from '../icons.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf, richText } from '../text/rich-text.ts'
import type { MessageRow } from '../timeline.ts'
import { canRetry } from './can-retry.ts'
import { isEmojiOnly } from './emoji-only.ts'
import { filesView } from './files-view.ts'
import type { MessageContext } from './message-context.ts'
import { reactionsView } from './reactions-view.ts'
import { toolbarView } from './toolbar-view.ts'

export interface MessageState {
  /** The one message that Tab reaches. */
  readonly isStop: boolean
  /** It has the pointer or the keyboard: its toolbar is shown. */
  readonly isActive: boolean
  /** Somebody has just jumped to it. */
  readonly isTarget: boolean
  readonly position: number
  readonly count: number
}

/** One message. It is an article of its own, read aloud as "author, text, time". */
export function messageView(row: MessageRow, context: MessageContext, state: MessageState): TemplateResult {
  const { words } = context
  const isFolded = row.message !== undefined && context.isFolded(row.message)
  const isPlain = isFolded || row.message?.deleted !== undefined
  const showsName = row.isFirst && !row.isMine
  const classes = [
    'message',
    row.delivery,
    row.isMine ? 'mine' : 'other',
    row.isFirst ? 'first' : '',
    row.isLast ? 'last' : '',
    state.isTarget ? 'target' : '',
    state.isActive ? 'active' : '',
  ]
  return html`<div class=${classes.join(' ')} role="article" part="message ${row.isMine ? 'message-mine' : 'message-other'}"
    tabindex=${state.isStop ? 0 : -1} data-key=${row.key} aria-posinset=${state.position} aria-setsize=${state.count}
    aria-labelledby="author-${row.key} text-${row.key} when-${row.key}">
    <span id="author-${row.key}" class=${showsName ? 'author' : 'unseen'}><bdi>${plainText(row.isMine ? words.text.you : row.by.name)}</bdi>${
      row.isGuest ? html` <span class="guest">${words.text.guest}</span>` : nothing
    }</span>
    ${showsName ? avatar(row.by) : nothing}
    ${row.reply === undefined || isPlain ? nothing : quoteView(row.reply, context)}
    <div class="line">
      ${isFolded ? foldedView(row, context) : bubbleView(row, context)}
      ${metaView(row, context)}
    </div>
    ${row.message && !isPlain ? belowView(row, row.message, context) : nothing}
    ${row.failure ? failureView(row, row.failure, context) : nothing}
    ${row.delivery === 'held' ? html`<div class="note" part="held">${hourglassIcon}<span>${words.text.held}</span></div>` : nothing}
    ${row.message && state.isActive && !isFolded ? toolbarView(row.message, context) : nothing}
  </div>`
}

function bubbleView(row: MessageRow, context: MessageContext): TemplateResult {
  const { message } = row
  const id = `text-${row.key}`
  if (message?.deleted) {
    const says = context.words.text
    return html`<div id=${id} class="bubble gone" part="bubble tombstone">${message.deleted === 'by-staff' ? says.deletedByStaff : says.deleted}</div>`
  }
  const isLarge = row.files.length === 0 && isEmojiOnly(row.text)
  const classes = ['bubble', isLarge ? 'emoji' : '', /\p{Script=Hangul}/u.test(row.text) ? 'hangul' : '']
  return html`<div id=${id} class="body">
    ${
      row.text === ''
        ? nothing
        : html`<div class=${classes.join(' ').trim()} part="bubble" dir="auto">${richText(row.text, { mentions: message?.mentions, me: context.me?.id })}</div>`
    }
    ${row.files.length > 0 ? filesView(row.files, context) : nothing}
  </div>`
}

function foldedView(row: MessageRow, { words, actions }: MessageContext): TemplateResult {
  const { message } = row
  return html`<div id="text-${row.key}" class="bubble gone">${words.text.blockedMessage}
    <button class="inline" @click=${() => message && actions.reveal(message)}>${words.text.show}</button></div>`
}

/** The answered message on one line. It has its height before its text is known. */
function quoteView(offset: number, context: MessageContext): TemplateResult {
  const { words, actions } = context
  const quoted = context.quote(offset)
  const isGone = quoted === null || (quoted !== undefined && (quoted.deleted !== undefined || context.isFolded(quoted)))
  const name = quoted ? (quoted.by.id === context.me?.id ? words.text.you : plainText(quoted.by.name)) : ''
  const line = quoted ? lineOf(quoted.text) || quoted.files?.map((file) => plainText(file.name)).join(', ') : ''
  return html`<button class="quote" part="quote" ?disabled=${isGone} aria-label=${isGone ? words.text.quoteGone : words.text.inReplyTo(name, line || '')}
    @click=${() => actions.jump(offset)}>
    ${replyIcon}${
      isGone
        ? html`<span class="quoted">${words.text.quoteGone}</span>`
        : html`<bdi class="quoted-by">${name}</bdi><bdi class="quoted" dir="auto">${line}</bdi>`
    }
  </button>`
}

function metaView(row: MessageRow, context: MessageContext): TemplateResult {
  const { words, actions } = context
  const id = `when-${row.key}`
  const { message } = row
  if (message) {
    const isPinned = context.pinned.has(message.offset)
    return html`<span class="meta">
      ${isPinned ? html`<span class="pinned" title=${words.text.pinned}>${pinIcon}<span class="unseen">${words.text.pinned}</span></span>` : nothing}
      ${
        message.editedAt === undefined || message.deleted
          ? nothing
          : html`<button class="edited" part="edited" title=${words.moment(message.editedAt)} @click=${() => actions.openHistory(message)}>${words.text.edited}</button>`
      }
      <time id=${id} class=${row.isLast ? '' : 'unseen'} datetime=${new Date(row.at).toISOString()} title=${words.moment(row.at)}>${words.time(row.at)}</time>
    </span>`
  }
  if (row.delivery === 'failed') return html`<span id=${id} class="unseen">${words.text.notSent}</span>`
  if (row.delivery === 'held') return html`<time id=${id} class="unseen">${words.time(row.at)}</time>`
  const isWaiting = row.delivery === 'waiting'
  return html`<span id=${id} class="on-its-way">${isWaiting ? clockIcon : nothing}${isWaiting ? words.text.waiting : words.text.sending}</span>`
}

function belowView(
  row: MessageRow,
  message: NonNullable<MessageRow['message']>,
  context: MessageContext,
): TemplateResult {
  return html`${reactionsView(message, context)}
    ${message.replies && context.hasThreads ? threadLineView(message, message.replies, context) : nothing}
    ${message.inRoom && context.hasThreads && message.thread !== undefined ? fromThreadView(message.thread, context) : nothing}
    ${seenByView(row, context)}`
}

function threadLineView(
  message: NonNullable<MessageRow['message']>,
  replies: NonNullable<NonNullable<MessageRow['message']>['replies']>,
  { words, actions }: MessageContext,
): TemplateResult {
  return html`<button class="thread-line" part="thread-line" @click=${() => actions.openThread(message.offset)}>
    <span class="faces">${replies.people.map(avatar)}</span>
    <strong>${words.text.replies(replies.count)}</strong>
    <span class="last-reply">${words.text.lastReply(words.shortMoment(replies.lastAt, Date.now()))}</span>
  </button>`
}

function fromThreadView(root: number, { words, actions }: MessageContext): TemplateResult {
  return html`<button class="thread-line" @click=${() => actions.openThread(root)}>${threadIcon}<span class="last-reply">${words.text.fromThread}</span></button>`
}

const readersShown = 5

function seenByView({ offset }: MessageRow, { words, readersOf }: MessageContext): TemplateResult | typeof nothing {
  const readers = offset === undefined ? undefined : readersOf(offset)
  if (!readers || readers.length === 0) return nothing
  const names = readers.slice(0, 10).map(({ name }) => plainText(name))
  const label = words.text.seenBy(words.people(names, readers.length - names.length))
  return html`<div class="seen" part="seen" role="img" aria-label=${label} title=${label}>
    ${readers.slice(0, readersShown).map(avatar)}${readers.length > readersShown ? html`<span>+${readers.length - readersShown}</span>` : nothing}
  </div>`
}

function failureView(
  row: MessageRow,
  failure: NonNullable<MessageRow['failure']>,
  context: MessageContext,
): TemplateResult {
  const { words, actions } = context
  const { text } = words
  const id = row.pendingId ?? ''
  return html`<div class="failure" part="failure">
    <p title=${failure.code}>${warningIcon}<span>${text.notSent} ${words.reason(failure)}</span></p>
    ${canRetry(failure) ? html`<button class="quiet" data-action="retry" @click=${() => actions.retry(id)}>${text.retry}</button>` : nothing}
    <button class="quiet" data-action="edit" @click=${() => actions.rewrite(row)}>${text.edit}</button>
    <button class="quiet" data-action="delete" @click=${() => actions.discard(id)}>${text.remove}</button>
  </div>`
}
