import { base, closeIcon, Watch } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { RoomModel } from '../../client/models.ts'
import { ask } from '../events.ts'
import { pinIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import { panelStyles } from './panel-styles.ts'

/** What is pinned in the room, the newest first. */
export class PinsPanel extends LitElement {
  static override styles = [base, panelStyles]
  static override properties = { words: { attribute: false }, room: { attribute: false } }

  declare words: Words
  declare room: RoomModel

  constructor() {
    super()
    new Watch(this, () => [this.room])
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.icon')?.focus()
  }

  protected override render(): TemplateResult {
    const { words, room } = this
    const { text } = words
    const pins = [...room.pins].reverse()
    return html`<div class="head" part="panel-header">
        <h2>${text.pins}</h2>
        <button class="icon" aria-label=${text.close} title=${text.close} @click=${() => ask(this, { ask: 'close' })}>${closeIcon}</button>
      </div>
      <div class="body" @keydown=${this.#onKeydown}>
        ${pins.length === 0 ? html`<div class="says">${text.noPins}</div>` : nothing}
        ${pins.map(
          ({ offset, by, text: line }) => html`<div class="with-action">
            <button class="found" part="found" @click=${() => ask(this, { ask: 'jump', message: { offset } })}>
              <span class="what" dir="auto">${lineOf(line) || text.files}</span>
              <span class="who"><span class="in-thread">${text.pinnedBy(plainText(by.name))}</span></span>
            </button>
            ${
              room.may('unpin')
                ? html`<button class="icon" aria-label=${text.unpin} title=${text.unpin} @click=${() => this.#unpin(offset)}>${pinIcon}</button>`
                : nothing
            }
          </div>`,
        )}
      </div>`
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') ask(this, { ask: 'close' })
  }

  #unpin(offset: number): void {
    this.room.pin(offset, false).catch((error: unknown) => {
      ask(this, { ask: 'tell', text: this.words.reason(failingOf(error)), isTrouble: true })
    })
  }
}
