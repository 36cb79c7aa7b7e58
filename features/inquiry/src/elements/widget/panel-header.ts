import { avatar, closeIcon, moreIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { backIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

interface Does {
  /** Without it there is no button; the same of the others. */
  readonly back: (() => void) | undefined
  readonly menu: ((event: Event) => void) | undefined
  readonly close: (() => void) | undefined
}

/** The head of the panel: where one is, who answers, and what can be done. */
export function panelHeader(
  thread: ThreadModel | undefined,
  { text }: Words,
  { back, menu, close }: Does,
): TemplateResult {
  const { agent, info, status } = thread?.state ?? {}
  const isAnswered = agent !== undefined && status === 'answered'
  const about = isAnswered ? text.answers(agent.name) : info?.no === undefined ? '' : text.inquiry(String(info.no))
  return html`<header role="presentation" part="header">
    ${back ? html`<button class="icon back" part="back" aria-label=${text.back} title=${text.back} @click=${back}>${backIcon}</button>` : nothing}
    ${isAnswered ? avatar({ id: agent.name, name: agent.name }) : nothing}
    <div class="titles"><h2 id="title" tabindex="-1"><slot name="title">${text.title}</slot></h2>${about ? html`<p part="about">${about}</p>` : nothing}</div>
    ${menu ? html`<button class="icon" part="open-menu" aria-haspopup="menu" aria-label=${text.more} title=${text.more} @click=${menu}>${moreIcon}</button>` : nothing}
    ${close ? html`<button class="icon" part="close" aria-label=${text.close} title=${text.close} @click=${close}>${closeIcon}</button>` : nothing}
  </header>`
}
