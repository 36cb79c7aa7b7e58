import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { PersonModel, RoomModel } from '../../client/models.ts'
import { Dialog, dialogStyles } from '../dialogs/dialog.ts'
import { plainText } from '../text/plain-text.ts'

/** Asks before somebody leaves a room that he might not come back to. Emits `left`. */
export class LeaveDialog extends Dialog {
  static override styles = dialogStyles
  static override properties = { ...Dialog.properties, room: { attribute: false }, person: { attribute: false } }

  declare room: RoomModel
  declare person: PersonModel

  protected get heading(): string {
    const { room } = this
    return this.words.text.leaveAsk(plainText(room.info?.title || room.key))
  }

  protected override body(): TemplateResult {
    return html`<p>${this.words.text.leaveText}</p>`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" autofocus @click=${this.close}>${text.cancel}</button>
      <button class="button danger" ?disabled=${this.isBusy}>${text.leave}</button>`
  }

  protected override submit(): void {
    void this.run(this.person.leave(this.room.key).then(() => void this.dispatchEvent(new Event('left'))))
  }
}
