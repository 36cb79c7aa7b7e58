import { avatar, bellIcon, closeIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { InboxModel } from '../../client/inbox-model.ts'
import type { NewsDesk } from '../../client/news-desk.ts'
import type { Toast } from '../../client/news-policy.ts'
import { safeLink } from '../../client/safe-link.ts'
import type { Content } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'

/** What becomes of the toasts as a whole when somebody comes to them or leaves them. */
export interface ToastVisits {
  readonly enter: (event: PointerEvent) => void
  readonly leave: (event: PointerEvent) => void
  readonly focus: (event: FocusEvent) => void
}

export interface ToastPresses {
  readonly follow: (event: MouseEvent, content: Content, link: string | undefined) => void
  /** The one that stands for several. */
  readonly showAll: () => void
}

/** What is new, for a moment. It is always there, empty too, so that what comes into it is read aloud. */
export function toastsView(
  desk: NewsDesk | undefined,
  inbox: InboxModel | undefined,
  words: Words,
  presses: ToastPresses,
  visits: ToastVisits,
): TemplateResult {
  const toasts = desk?.toasts ?? []
  const onKeydown = (event: KeyboardEvent, toast: Toast) => {
    if (event.key !== 'Escape' || event.isComposing) return
    // What is around the bell has an Escape of its own.
    event.preventDefault()
    event.stopPropagation()
    desk?.dismiss(toast.id)
  }
  return html`<div class="toasts" popover="manual" role="status" aria-live="polite" aria-atomic="false" aria-label=${words.text.newOnes}
    @pointerenter=${visits.enter} @pointerleave=${visits.leave} @focusin=${visits.focus} @focusout=${visits.focus}>
    ${repeat(
      toasts,
      ({ id }) => id,
      (toast) => html`<div class="toast" part="toast" @keydown=${(event: KeyboardEvent) => onKeydown(event, toast)}>
        ${toastText(toast, inbox, words, presses)}
        <button class="icon" part="toast-close" aria-label=${words.text.dismiss} title=${words.text.dismiss} @click=${() => desk?.dismiss(toast.id)}>${closeIcon}</button>
      </div>`,
    )}
  </div>`
}

function toastText(
  { ns }: Toast,
  inbox: InboxModel | undefined,
  words: Words,
  presses: ToastPresses,
): TemplateResult | typeof nothing {
  const [first] = ns
  const content = ns.length === 1 && first !== undefined ? inbox?.content(first) : undefined
  if (!content) {
    return html`<button class="main" @click=${presses.showAll}><span class="sign" aria-hidden="true">${bellIcon}</span>
      <span class="says"><span class="title">${words.text.newCount(ns.length)}</span></span></button>`
  }
  const link = safeLink(content.link)
  const [actor] = content.actors
  const inner = html`${actor ? avatar(actor) : html`<span class="sign" aria-hidden="true">${bellIcon}</span>`}
    <span class="says">
      <span class="title"><bdi>${words.say(content.title, content)}</bdi></span>
      ${content.body ? html`<span class="body"><bdi>${words.say(content.body)}</bdi></span>` : nothing}
    </span>`
  const press = (event: MouseEvent) => presses.follow(event, content, link)
  return link === undefined
    ? html`<button class="main" @click=${press}>${inner}</button>`
    : html`<a class="main" href=${link} @click=${press} @auxclick=${press}>${inner}</a>`
}
