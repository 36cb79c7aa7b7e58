import { cleanLine, hasVisibleText } from '@parley/channel/client'
import type { TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import { maxTitleLength, maxTopicLength } from '../../contract/limits.ts'
import type { RoomCommands } from '../../contract/room.ts'
import { isHead } from '../../room/permissions.ts'
import { Dialog, dialogStyles } from '../dialogs/dialog.ts'
import { fieldStyles } from '../dialogs/field-styles.ts'

const minuteMs = 60_000
const slowModes = [0, 5000, 10_000, 30_000, minuteMs, 5 * minuteMs, 15 * minuteMs, 60 * minuteMs, 360 * minuteMs]

/** Title, topic, slow mode and archive of a room. Only what was changed is asked for. */
export class SettingsDialog extends Dialog {
  static override styles = [...dialogStyles, fieldStyles]
  static override properties = { ...Dialog.properties, room: { attribute: false } }

  declare room: RoomModel

  protected get heading(): string {
    return this.words.text.settings
  }

  protected override body(): TemplateResult {
    const { words, room } = this
    const { text } = words
    const { title = '', topic = '', slowModeMs = 0, archived = false } = room.info ?? {}
    const choices = [...new Set([...slowModes, slowModeMs])].sort((a, b) => a - b)
    const nameOf = (ms: number) => (ms === 0 ? text.off : words.timeLeft(ms, 0))
    return html`${
      this.#isOwner
        ? html`<label for="title">${text.roomTitle}</label>
            <input id="title" required maxlength=${maxTitleLength} autocomplete="off" value=${title} autofocus />`
        : nothing
    }
      <label for="topic">${text.roomTopic}</label>
      <input id="topic" maxlength=${maxTopicLength} autocomplete="off" value=${topic} />
      <label for="slow">${text.slowModeField}</label>
      <select id="slow">${choices.map((ms) => html`<option value=${ms} ?selected=${ms === slowModeMs}>${nameOf(ms)}</option>`)}</select>
      ${
        this.#isOwner
          ? html`<label class="choice"><input id="archived" type="checkbox" ?checked=${archived} />
              <span><strong>${text.archive}</strong><span>${text.archiveText}</span></span></label>`
          : nothing
      }`
  }

  protected override actions(): TemplateResult {
    const { text } = this.words
    return html`<button type="button" class="button" @click=${this.close}>${text.cancel}</button>
      <button class="button main" ?disabled=${this.isBusy}>${text.save}</button>`
  }

  protected override submit(): void {
    const changes = this.#changes()
    if (changes.title !== undefined && !hasVisibleText(changes.title)) return
    if (Object.keys(changes).length === 0) this.close()
    else void this.run(this.room.run('update', changes))
  }

  /** Titles and the archive are the owners' and the app's staff's. */
  get #isOwner(): boolean {
    return isHead(this.room.standing)
  }

  #changes(): RoomCommands['update'] {
    const { title, topic, slowModeMs, archived = false } = this.room.info ?? {}
    const field = <Field extends HTMLElement>(id: string) => this.renderRoot.querySelector<Field>(`#${id}`)
    const newTitle = cleanLine(field<HTMLInputElement>('title')?.value ?? title ?? '')
    const newTopic = cleanLine(field<HTMLInputElement>('topic')?.value ?? '')
    const newSlow = Number(field<HTMLSelectElement>('slow')?.value ?? 0)
    const newArchived = field<HTMLInputElement>('archived')?.checked ?? archived
    return {
      ...(newTitle === title ? {} : { title: newTitle }),
      ...(newTopic === topic ? {} : { topic: newTopic }),
      ...(newSlow === slowModeMs ? {} : { slowModeMs: newSlow }),
      ...(newArchived === archived ? {} : { archived: newArchived }),
    }
  }
}
