import { moreIcon } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { ModerationModel, RoomModel } from '../../client/models.ts'
import { backIcon, peopleIcon, shieldIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import type { Side, Size } from './layout.ts'
import { badgeText } from './listed-rooms.ts'

interface Bar {
  readonly words: Words
  readonly room: RoomModel
  /** For the staff. */
  readonly moderation: ModerationModel | undefined
  readonly size: Size
  readonly side: Side | undefined
  readonly join: () => void
  readonly toggle: (side: Side) => void
  readonly openMenu: (at: HTMLElement) => void
}

/** What the page gives the reader wherever he is: above the list of rooms, or, where there is only the room, in its header. */
export const toolsSlot = html`<slot name="tools"></slot>`

/** What the app adds to the end of a room's header. */
export function roomBarView(bar: Bar): TemplateResult {
  const { room, moderation, size, side, toggle } = bar
  const { text } = bar.words
  const isVisitor = room.status === 'open' && room.info !== undefined && room.me !== undefined && !room.me.role
  const toDecide = moderation ? moderation.state.reports.length + moderation.state.held.length : 0
  const isNarrow = size === 'narrow'
  const badge = toDecide > 0 ? html`<span class="badge" aria-hidden="true">${badgeText(toDecide)}</span>` : nothing
  return html`<div slot="header-end" class="bar">
    ${isVisitor && room.may('join') ? html`<button class="join" part="join" @click=${bar.join}>${text.join}</button>` : nothing}
    ${
      isNarrow
        ? toolsSlot
        : html`<button class="icon" part="open-members" aria-label=${text.people} title=${text.people} aria-pressed=${side === 'members' ? 'true' : 'false'} @click=${() => toggle('members')}>${peopleIcon}</button>`
    }
    ${
      moderation && !isNarrow
        ? html`<button class="icon" part="open-moderation" aria-label=${toDecide > 0 ? `${text.moderation}: ${text.toDecide(toDecide)}` : text.moderation} title=${text.moderation}
            aria-pressed=${side === 'moderation' ? 'true' : 'false'} @click=${() => toggle('moderation')}>${shieldIcon}${badge}</button>`
        : nothing
    }
    <button class="icon" part="open-menu" aria-label=${text.roomActions} title=${text.roomActions} aria-haspopup="menu" @click=${({ currentTarget }: Event) => bar.openMenu(currentTarget as HTMLElement)}>${moreIcon}${isNarrow ? badge : nothing}</button>
  </div>`
}

/** The way back to the rooms on a phone, with how much is unread in the others. */
export function backView(unread: number, { text }: Words, back: () => void): TemplateResult {
  return html`<button slot="header-start" class="icon back" part="back" aria-label=${text.toRooms} title=${text.toRooms} @click=${back}>${backIcon}${
    unread > 0 ? html`<span class="badge" aria-hidden="true">${badgeText(unread)}</span>` : nothing
  }</button>`
}
