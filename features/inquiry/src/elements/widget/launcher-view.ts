import { isFinal } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { CustomerSession } from './customer-session.ts'
import { supportIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

/** The button in the corner, with how many messages are new. */
export function launcherView(
  { unread, notice }: CustomerSession,
  { text, badge }: Words,
  button: { readonly label: string | undefined; readonly isOpen: boolean; readonly toggle: () => void },
): TemplateResult {
  const label = button.label ?? text.launch
  return html`<button class="launcher" part="launcher" aria-haspopup="dialog" aria-expanded=${button.isOpen ? 'true' : 'false'} @click=${button.toggle}>
    <slot name="icon">${supportIcon}</slot><span class="label">${label}</span>${unread > 0 ? html`<span class="unseen">${text.unread(unread, badge(unread))}</span>` : nothing}
    ${unread > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${badge(unread)}</span>` : nothing}
    ${isFinal(notice) || notice?.kind === 'offline' ? html`<span class="away" part="away" aria-hidden="true"></span>` : nothing}
  </button>`
}
