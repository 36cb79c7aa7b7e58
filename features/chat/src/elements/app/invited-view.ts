import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { Invite } from '../../contract/room.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'

/** Who was invited to a room and has not come yet, and the button that takes it back. */
export function invitedView(
  invites: readonly Invite[],
  { text }: Words,
  withdraw: (invite: Invite) => void,
): TemplateResult | typeof nothing {
  if (invites.length === 0) return nothing
  return html`<h3 id="invited">${text.invitedPeople} <span>${invites.length}</span></h3>
    <ul aria-labelledby="invited">${invites.map((invite) => {
      const name = plainText(invite.user.name)
      return html`<li class="card" part="invited">
        <span class="who"><bdi>${name}</bdi></span>
        <span class="muted">${text.wasInvitedBy(plainText(invite.by.name))}</span>
        <span class="actions"><button class="quiet" aria-label=${`${text.withdraw}: ${name}`} @click=${() => withdraw(invite)}>${text.withdraw}</button></span>
      </li>`
    })}</ul>`
}
