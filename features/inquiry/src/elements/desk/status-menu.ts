import type { MenuContent } from '@parley/elements'
import { checkIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { AgentStatus } from '../../contract/index.ts'
import type { DeskActions } from './actions.ts'
import { availableIcon, awayIcon, offlineStatusIcon } from './icons.ts'
import type { Words } from './locale/words.ts'

const signs = { available: availableIcon, away: awayIcon, offline: offlineStatusIcon }

/** A sign of its own for each, so that colour alone says nothing: full, half, empty. */
export function statusSign(status: AgentStatus): TemplateResult {
  return html`<span class="sign-of ${status}">${signs[status]}</span>`
}

/** How we are, and how much we have: the button that changes it. */
export function ownStatusView(desk: DeskModel, words: Words, actions: DeskActions): TemplateResult | typeof nothing {
  const { me } = desk
  if (!me) return nothing
  const { text } = words
  const load = words.number(me.load)
  const capacity = words.number(me.capacity)
  return html`<button class="own" part="status" aria-haspopup="menu" title=${text.statusMenu}
    @click=${(event: Event) => actions.openMenu(event.currentTarget as HTMLElement, statusMenu(desk, words, actions))}>
    ${statusSign(me.status)}<span>${text.status[me.status]}</span>
    <span class="load ${me.load >= me.capacity ? 'full' : ''}" part="load" title=${text.loadOf(load, capacity)}><bdi>${text.load(load, capacity)}</bdi></span>
  </button>`
}

function statusMenu(desk: DeskModel, { text }: Words, actions: DeskActions): MenuContent {
  const own = desk.me?.status
  const item = (name: string, label: string, status: AgentStatus, handBack?: true) => ({
    name,
    label,
    icon: status === own && !handBack ? checkIcon : signs[status],
    act: () => actions.attempt(desk.decide.setStatus({ status, ...(handBack && { handBack }) })),
  })
  return {
    label: text.statusMenu,
    items: [
      item('available', text.chooseStatus.available, 'available'),
      item('away', text.chooseStatus.away, 'away'),
      item('hand-back', text.chooseStatus.handBack, 'away', true),
      item('offline', text.chooseStatus.offline, 'offline'),
    ],
  }
}
