import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { hasVisibleText, maxTextLength } from '../room.ts'
import { composerStyles } from './composer-styles.ts'
import { sendIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { base } from './tokens.ts'

/** From so few characters left on, the composer counts. */
const countFrom = 200

/** Where a message is written. Emits `draft` on every change and `send` with the text; empties only by `clear`. */
export class Composer extends LitElement {
  static override styles = [base, composerStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    draft: { attribute: false },
  }

  declare words: Words
  declare room: string
  declare draft: string

  constructor() {
    super()
    this.draft = ''
  }

  override focus(): void {
    this.#textarea?.focus()
  }

  protected override updated(): void {
    const textarea = this.#textarea
    if (!textarea) return
    if (textarea.value !== this.draft) textarea.value = this.draft
    this.#fit(textarea)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const left = maxTextLength - this.draft.trim().length
    const canSend = left >= 0 && hasVisibleText(this.draft)
    return html`<div class="field ${left < 0 ? 'over' : ''}" part="composer" @pointerdown=${this.#onPointerdown}>
        <textarea part="input" rows="1" dir="auto" enterkeyhint="send" autocomplete="off"
          aria-label=${text.composer} aria-describedby="hint count" aria-invalid=${left < 0 ? 'true' : 'false'}
          placeholder=${text.placeholder(this.room)}
          @input=${this.#onInput} @keydown=${this.#onKeydown}></textarea>
        <button class="send" part="send" aria-label=${text.send} title=${text.send}
          aria-disabled=${canSend ? 'false' : 'true'} @click=${this.#send}>${sendIcon}</button>
      </div>
      <span id="hint" class="unseen">${text.composerHint}</span>
      <span id="count" class="count">${
        left < 0 ? text.charactersOver(-left) : left <= countFrom ? text.charactersLeft(left) : nothing
      }</span>`
  }

  get #textarea(): HTMLTextAreaElement | null {
    return this.renderRoot.querySelector('textarea')
  }

  #fit(textarea: HTMLTextAreaElement): void {
    textarea.style.height = 'auto'
    textarea.style.height = `${textarea.scrollHeight}px`
  }

  #onInput = (event: Event): void => {
    this.draft = (event.target as HTMLTextAreaElement).value
    this.dispatchEvent(new CustomEvent('draft', { detail: this.draft }))
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.shiftKey) return
    // While an input method composes, Enter finishes the syllable. Safari says so only by the key code.
    if (event.isComposing || event.keyCode === 229) return
    event.preventDefault()
    this.#send()
  }

  /** The whole field is the target, and a tap on the button does not close a phone's keyboard. */
  #onPointerdown = (event: PointerEvent): void => {
    if (event.target instanceof HTMLTextAreaElement) return
    event.preventDefault()
    this.focus()
  }

  #send = (): void => {
    const text = this.draft.trim()
    if (!hasVisibleText(text) || text.length > maxTextLength) return
    this.dispatchEvent(new CustomEvent('send', { detail: text }))
  }
}
