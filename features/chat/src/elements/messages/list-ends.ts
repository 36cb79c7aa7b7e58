import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { EndStatus } from '../../client/models.ts'
import { downIcon, upIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'

/** Above the first message: where the list begins, that more is coming, or that it did not come. */
export function topView(
  older: EndStatus,
  intro: string,
  { text }: Words,
  again: () => void,
): TemplateResult | typeof nothing {
  switch (older) {
    case 'end':
      return intro ? html`<span>${intro}</span>` : nothing
    case 'failed':
      return html`<span>${text.olderFailed}</span><button class="quiet" @click=${again}>${text.retry}</button>`
    case 'loading':
      return html`<span class="spinner"></span><span class="unseen">${text.loadingOlder}</span>`
    case 'more':
      return nothing
  }
}

/** Below the last message that is loaded. */
export function bottomView(newer: EndStatus, { text }: Words, again: () => void): TemplateResult | typeof nothing {
  if (newer === 'failed')
    return html`<span>${text.newerFailed}</span><button class="quiet" @click=${again}>${text.retry}</button>`
  return newer === 'loading' ? html`<span class="spinner"></span>` : nothing
}

/** The way to the first message that has not been read. */
export function toUnreadView({ text }: Words, go: () => void): TemplateResult {
  return html`<button class="to-end to-unread" part="to-unread" @click=${go}>${upIcon}${text.toUnread}</button>`
}

/** The way to the newest message, with how many have come meanwhile. */
export function toEndView(unseen: number, { text }: Words, go: () => void): TemplateResult {
  if (unseen > 0)
    return html`<button class="to-end" part="to-end" @click=${go}>${downIcon}${text.newMessages(unseen)}</button>`
  return html`<button class="to-end plain" part="to-end" aria-label=${text.toNewest} title=${text.toNewest} @click=${go}>${downIcon}</button>`
}
