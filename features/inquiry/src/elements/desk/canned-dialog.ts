import { Dialog } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { searchReplies } from '../../client/desk/canned.ts'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { CannedReply } from '../../contract/index.ts'
import { maxTextLength, maxTitleLength } from '../../contract/limits.ts'
import { dialogStyles } from '../dialog-styles.ts'
import type { Words } from './locale/words.ts'

/** Writes, changes and deletes canned replies, which all agents share. */
export class CannedDialog extends Dialog<Words> {
  static override styles = dialogStyles
  static override properties = { ...Dialog.properties, desk: { attribute: false }, chosen: { state: true } }

  declare desk: DeskModel
  declare private chosen: CannedReply | undefined

  protected get heading(): string {
    return this.words.text.canned
  }

  protected body(): TemplateResult {
    const { text } = this.words
    const { chosen } = this
    return html`<label for="which">${text.cannedWhich}</label>
      <select id="which" autofocus @change=${this.#onWhich}>
        <option value="">${text.cannedNew}</option>
        ${searchReplies(this.desk.desk.replies, '').map(({ id, title }) => html`<option value=${id} ?selected=${id === chosen?.id}>${title}</option>`)}
      </select>
      <label for="title">${text.cannedTitle}</label>
      <input id="title" required maxlength=${maxTitleLength} autocomplete="off" dir="auto" .value=${chosen?.title ?? ''} />
      <label for="text">${text.cannedText}</label>
      <textarea id="text" rows="5" required maxlength=${maxTextLength} dir="auto" aria-describedby="says" .value=${chosen?.text ?? ''}></textarea>
      <p id="says">${text.cannedSays}</p>`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`${this.chosen ? html`<button type="button" class="button" ?disabled=${this.isBusy} @click=${this.#remove}>${text.cannedRemove}</button>` : nothing}
      <button class="button main" ?disabled=${this.isBusy}>${text.save}</button>`
  }

  #onWhich = (event: Event): void => {
    const { value } = event.target as HTMLSelectElement
    this.chosen = Object.values(this.desk.desk.replies).find(({ id }) => id === value)
  }

  #remove = (): void => {
    if (this.chosen) void this.run(this.desk.decide.removeReply({ id: this.chosen.id }))
  }

  protected override submit(): void {
    const textOf = (id: string) =>
      this.renderRoot.querySelector<HTMLInputElement | HTMLTextAreaElement>(`#${id}`)?.value.trim() ?? ''
    const id = this.chosen?.id ?? newId()
    void this.run(this.desk.decide.saveReply({ id, title: textOf('title'), text: textOf('text') }))
  }
}

/** 16 letters and digits by chance. */
function newId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(8))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
