import { base, Popup, popupStyles } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html } from 'lit'
import { emojiGroups, emojiName, findEmoji } from '../emoji/emoji.ts'
import type { Words } from '../locale/words.ts'

const columns = 8

/** A few dozen emoji with their names, to be searched in English and Korean. Emits `pick` with the emoji. */
export class EmojiPicker extends Popup {
  static override styles = [base, popupStyles, pickerStyles()]
  static override properties = { words: { attribute: false }, query: { state: true } }

  declare words: Words
  declare private query: string

  constructor() {
    super()
    this.query = ''
  }

  override open(at: HTMLElement | DOMRect): void {
    this.query = ''
    super.open(at)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const found = this.query.trim() ? [{ name: undefined, emoji: findEmoji(this.query) }] : emojiGroups
    const isEmpty = found.every(({ emoji }) => emoji.length === 0)
    return html`<div role="dialog" aria-label=${text.chooseEmoji} part="emoji-picker" @keydown=${this.#onKeydown}>
      <input type="search" .value=${this.query} placeholder=${text.searchEmoji} aria-label=${text.searchEmoji} autocomplete="off" @input=${this.#onInput} />
      <div class="groups">
        ${isEmpty ? html`<p role="status">${text.noEmoji}</p>` : ''}
        ${found.map(
          ({ name, emoji }) =>
            html`${name ? html`<h3>${text.emojiGroups[name]}</h3>` : ''}
              <div class="grid">${emoji.map((one) => this.#buttonView(one))}</div>`,
        )}
      </div>
    </div>`
  }

  protected override focusFirst(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  #buttonView(emoji: string): TemplateResult {
    const name = emojiName(emoji, this.words.language)
    return html`<button tabindex="-1" aria-label=${name} title=${name} @click=${() => this.#pick(emoji)}>${emoji}</button>`
  }

  #pick(emoji: string): void {
    this.close()
    this.dispatchEvent(new CustomEvent('pick', { detail: emoji }))
  }

  #onInput = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.isComposing) return
    const buttons = [...this.renderRoot.querySelectorAll<HTMLElement>('.grid button')]
    const index = buttons.indexOf(event.target as HTMLElement)
    if (index === -1) {
      if (event.key === 'ArrowDown') this.#focus(event, buttons[0])
      if (event.key === 'Enter') this.#focusOrPick(event, buttons[0])
      return
    }
    const forward = getComputedStyle(this).direction === 'rtl' ? -1 : 1
    const steps: Record<string, number> = {
      ArrowRight: index + forward,
      ArrowLeft: index - forward,
      ArrowDown: index + columns,
      ArrowUp: index - columns,
      Home: 0,
      End: buttons.length - 1,
    }
    const next = steps[event.key]
    if (next === undefined) return
    this.#focus(event, next < 0 ? this.renderRoot.querySelector('input') : buttons[Math.min(next, buttons.length - 1)])
  }

  #focus(event: KeyboardEvent, element: HTMLElement | null | undefined): void {
    event.preventDefault()
    element?.focus()
  }

  /** Enter in the field takes the first that was found. */
  #focusOrPick(event: KeyboardEvent, first: HTMLElement | undefined): void {
    event.preventDefault()
    if (this.query.trim()) first?.click()
    else first?.focus()
  }
}

function pickerStyles() {
  return css`
    :host {
      width: 324px;
      max-width: calc(100vw - 16px);
      overflow: hidden;
    }

    input {
      width: 100%;
      height: 36px;
      padding: 0 12px;
      border: 1px solid var(--_field);
      border-radius: 8px;
      background: var(--_surface);
      color: var(--_text);
      font: inherit;
    }

    input:focus-visible {
      outline-offset: -1px;
    }

    .groups {
      height: 260px;
      margin-top: 4px;
      overflow-y: auto;
      scrollbar-width: thin;
    }

    h3 {
      margin: 8px 4px 2px;
      color: var(--_muted);
      font-size: 0.75rem;
      font-weight: 600;
    }

    .grid {
      display: grid;
      grid-template-columns: repeat(8, 1fr);
    }

    .grid button {
      aspect-ratio: 1;
      border-radius: 8px;
      font-size: 1.375rem;
      line-height: 1;
    }

    .grid button:hover,
    .grid button:focus-visible {
      background: var(--_raised);
    }

    .grid button:focus-visible {
      outline-offset: -2px;
    }

    p {
      padding: 24px 0;
      margin: 0;
      color: var(--_muted);
      text-align: center;
    }

    @media (pointer: coarse) {
      input {
        height: 44px;
        font-size: max(1rem, 16px);
      }
    }

    @media (max-width: 560px) {
      :host(:popover-open) {
        width: auto;
      }

      .groups {
        height: 40dvh;
      }
    }
  `
}
