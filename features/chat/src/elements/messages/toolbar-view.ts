import { moreIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { Message } from '../../contract/message.ts'
import { addEmojiIcon, replyIcon, threadIcon } from '../icons.ts'
import type { MessageContext } from './message-context.ts'

/** What is done most with a message, beside it; all else is behind "more". */
export function toolbarView(message: Message, context: MessageContext): TemplateResult {
  const { actions, words, may, hasThreads } = context
  const { text } = words
  const isThere = message.deleted === undefined
  const button = (name: string, label: string, icon: unknown, act: (at: HTMLElement) => void) =>
    html`<button data-action=${name} aria-label=${label} title=${label} @click=${({ currentTarget }: Event) => act(currentTarget as HTMLElement)}>${icon}</button>`
  return html`<div class="toolbar" part="toolbar" role="group" aria-label=${text.messageActions}>
    ${isThere && may('react', message) ? button('react', text.addReaction, addEmojiIcon, (at) => actions.pickEmoji(message, at)) : nothing}
    ${isThere && may('post') ? button('reply', text.reply, replyIcon, () => actions.reply(message)) : nothing}
    ${isThere && hasThreads && message.thread === undefined ? button('thread', text.openThread, threadIcon, () => actions.openThread(message.offset)) : nothing}
    ${button('more', text.more, moreIcon, (at) => actions.openMenu(message, at))}
  </div>`
}
