import { cleanLine, hasVisibleText } from '@parley/channel/client'
import type { TemplateResult } from 'lit'
import { html } from 'lit'
import type { PersonModel } from '../../client/models.ts'
import { maxTitleLength, maxTopicLength } from '../../contract/limits.ts'
import { Dialog, dialogStyles } from '../dialogs/dialog.ts'
import { fieldStyles } from '../dialogs/field-styles.ts'
import { askApp } from './app-events.ts'

/** Makes a room and goes there. */
export class CreateDialog extends Dialog {
  static override styles = [...dialogStyles, fieldStyles]
  static override properties = { ...Dialog.properties, person: { attribute: false } }

  declare person: PersonModel

  protected get heading(): string {
    return this.words.text.createRoom
  }

  protected override body(): TemplateResult {
    const { text } = this.words
    const kind = (value: 'public' | 'private', label: string, says: string) =>
      html`<label class="choice"><input type="radio" name="kind" value=${value} ?checked=${value === 'public'} />
        <span><strong>${label}</strong><span>${says}</span></span></label>`
    return html`<label for="title">${text.roomTitle}</label>
      <input id="title" required maxlength=${maxTitleLength} autocomplete="off" autofocus />
      <label for="topic">${text.roomTopic}</label>
      <input id="topic" maxlength=${maxTopicLength} autocomplete="off" />
      ${kind('public', text.anybody, text.anybodyText)} ${kind('private', text.invitedOnly, text.invitedOnlyText)}`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button main" ?disabled=${this.isBusy}>${text.create}</button>`
  }

  protected override submit(): void {
    const field = (id: string) => cleanLine(this.renderRoot.querySelector<HTMLInputElement>(`#${id}`)?.value ?? '')
    const isPrivate = this.renderRoot.querySelector<HTMLInputElement>('[value=private]')?.checked === true
    const title = field('title')
    if (hasVisibleText(title)) void this.run(this.#create(isPrivate ? 'private' : 'public', title, field('topic')))
  }

  async #create(kind: 'public' | 'private', title: string, topic: string): Promise<void> {
    const room = await this.person.create({ kind, title, ...(topic ? { topic } : {}) })
    askApp(this, { ask: 'go', room })
  }
}

/** Fields one below the other, and choices with a word of explanation. */
