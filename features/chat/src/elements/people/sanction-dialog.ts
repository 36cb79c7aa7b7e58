import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import { maxReasonLength } from '../../contract/limits.ts'
import type { Author } from '../../contract/people.ts'
import { Dialog, dialogStyles } from '../dialogs/dialog.ts'
import { fieldStyles } from '../dialogs/field-styles.ts'
import { plainText } from '../text/plain-text.ts'
import type { Sanction } from './person-menu.ts'

const hourMs = 3_600_000
const spans = [hourMs / 6, hourMs, 24 * hourMs, 7 * 24 * hourMs, 30 * 24 * hourMs]
const proposedMs = hourMs

/** Removes, bans or mutes somebody: how long, and why. */
export class SanctionDialog extends Dialog {
  static override styles = [...dialogStyles, fieldStyles]
  static override properties = {
    ...Dialog.properties,
    room: { attribute: false },
    user: { attribute: false },
    what: { attribute: false },
  }

  declare room: RoomModel
  declare user: Author
  declare what: Sanction

  protected get heading(): string {
    const { text } = this.words
    const name = plainText(this.user.name)
    return { kick: text.kickAsk, ban: text.banAsk, mute: text.muteAsk }[this.what](name)
  }

  protected override body(): TemplateResult {
    const { words, what } = this
    const { text } = words
    return html`${
      what === 'kick'
        ? nothing
        : html`<label for="span">${text.howLong}</label>
            <select id="span" autofocus>
              ${spans.map((ms) => html`<option value=${ms} ?selected=${ms === proposedMs}>${words.timeLeft(ms, 0)}</option>`)}
              ${what === 'ban' ? html`<option value="0">${text.forGood}</option>` : nothing}
            </select>`
    }
      <label for="reason">${text.reasonOptional}</label>
      <input id="reason" maxlength=${maxReasonLength} autocomplete="off" ?autofocus=${what === 'kick'} />`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    const label = { kick: text.kick, ban: text.ban, mute: text.mute }[this.what]
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button danger" ?disabled=${this.isBusy}>${label}</button>`
  }

  protected override submit(): void {
    void this.run(this.#do())
  }

  #do(): Promise<void> {
    const { room, user, what } = this
    const said = this.renderRoot.querySelector<HTMLInputElement>('#reason')?.value.trim()
    const reason = said ? { reason: said } : {}
    const span = Number(this.renderRoot.querySelector<HTMLSelectElement>('#span')?.value ?? 0)
    if (what === 'kick') return room.run('kick', { user: user.id, ...reason })
    const until = Date.now() + span
    if (what === 'mute') return room.run('mute', { user: user.id, until, ...reason })
    return room.run('ban', { user, ...(span > 0 ? { until } : {}), ...reason })
  }
}
