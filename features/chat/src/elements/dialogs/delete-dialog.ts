import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import { maxReasonLength } from '../../contract/limits.ts'
import type { Message } from '../../contract/message.ts'
import { Dialog, dialogStyles } from './dialog.ts'
import { quoted } from './quoted.ts'

/** Asks before a message is deleted; the staff may say why. */
export class DeleteDialog extends Dialog {
  static override styles = dialogStyles
  static override properties = { ...Dialog.properties, room: { attribute: false }, message: { attribute: false } }

  declare room: RoomModel
  declare message: Message

  protected get heading(): string {
    return this.words.text.deleteMessage
  }

  protected override body(): TemplateResult {
    const { text } = this.words
    return html`<p>${text.deleteAsk}</p>
      ${quoted(this.message)}
      ${this.#isMine ? nothing : html`<label for="reason">${text.reasonOptional}</label><input id="reason" maxlength=${maxReasonLength} />`}`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button danger" autofocus ?disabled=${this.isBusy}>${text.deleteNow}</button>`
  }

  get #isMine(): boolean {
    return this.message.by.id === this.room.me?.id
  }

  protected override submit(): void {
    const reason = this.renderRoot.querySelector('input')?.value.trim()
    void this.run(this.room.delete(this.message.offset, ...(reason ? [reason] : [])))
  }
}
