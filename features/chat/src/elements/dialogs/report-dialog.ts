import { hasVisibleText } from '@parley/channel/client'
import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import { maxReasonLength } from '../../contract/limits.ts'
import type { Message } from '../../contract/message.ts'
import { ask } from '../events.ts'
import { Dialog, dialogStyles } from './dialog.ts'
import { quoted } from './quoted.ts'

/** Tells the staff about a message. */
export class ReportDialog extends Dialog {
  static override styles = dialogStyles
  static override properties = { ...Dialog.properties, room: { attribute: false }, message: { attribute: false } }

  declare room: RoomModel
  declare message: Message

  protected get heading(): string {
    return this.words.text.report
  }

  protected override body(): TemplateResult {
    const { text } = this.words
    return html`<p>${text.reportText}</p>
      ${quoted(this.message)}
      <label for="reason">${text.reportReason}</label>
      <textarea id="reason" rows="3" required maxlength=${maxReasonLength} autofocus></textarea>`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button main" ?disabled=${this.isBusy}>${text.reportNow}</button>`
  }

  protected override submit(): void {
    const reason = this.renderRoot.querySelector('textarea')?.value.trim() ?? ''
    if (hasVisibleText(reason)) void this.run(this.#report(reason))
  }

  async #report(reason: string): Promise<void> {
    await this.room.report(this.message.offset, reason)
    ask(this, { ask: 'tell', text: this.words.text.reported })
  }
}
