import { base, Popup, popupStyles, rove } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import type { CannedValues } from '../../client/desk/canned.ts'
import { fillIn, searchReplies } from '../../client/desk/canned.ts'
import type { CannedReply } from '../../contract/index.ts'
import type { Words } from './locale/words.ts'

/** Canned replies to choose from; emits `chosen` with the text, its variables filled in, and `edit`. */
export class CannedPopup extends Popup {
  static override styles = [
    base,
    popupStyles,
    css`
      :host {
        width: min(380px, calc(100vw - 16px));
      }

      input {
        width: 100%;
        min-height: 40px;
        padding: 8px 12px;
        border: 1px solid var(--_field);
        border-radius: 8px;
        background: var(--_surface);
        color: inherit;
        font: inherit;
      }

      ul {
        max-height: min(320px, 50dvh);
        margin: 6px 0 0;
        padding: 0;
        list-style: none;
        overflow-y: auto;
      }

      li button {
        display: block;
        width: 100%;
        padding: 8px 12px;
        border-radius: 8px;
        text-align: start;
      }

      li button:hover,
      li button:focus-visible {
        background: var(--_raised);
        outline-offset: -2px;
      }

      strong,
      li span {
        display: block;
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }

      strong {
        font-weight: 600;
      }

      li span,
      p {
        color: var(--_muted);
        font-size: 0.8125rem;
      }

      p {
        margin: 12px;
      }

      .edit {
        width: 100%;
        min-height: 40px;
        margin-block-start: 6px;
        padding: 0 12px;
        border-radius: 8px;
        color: var(--_accent);
        font-weight: 600;
        text-align: start;
      }

      .edit:hover,
      .edit:focus-visible {
        background: var(--_raised);
        outline-offset: -2px;
      }
    `,
  ]
  static override properties = {
    words: { attribute: false },
    replies: { attribute: false },
    values: { attribute: false },
    search: { state: true },
  }

  declare words: Words
  declare replies: { readonly [id: string]: CannedReply }
  declare values: CannedValues
  declare private search: string

  constructor() {
    super()
    this.search = ''
  }

  override open(at: HTMLElement | DOMRect): void {
    this.search = ''
    super.open(at)
  }

  protected override focusFirst(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const found = searchReplies(this.replies, this.search)
    return html`<div role="dialog" aria-label=${text.canned} part="canned" @keydown=${this.#onKeydown}>
      <input class="walk" type="search" aria-label=${text.cannedSearch} placeholder=${text.cannedSearch} .value=${this.search} autocomplete="off"
        @input=${(event: Event) => {
          this.search = (event.target as HTMLInputElement).value
        }} />
      ${found.length === 0 ? html`<p role="status">${text.cannedNone}</p>` : nothing}
      <ul>
        ${found.map((reply) => {
          const filled = fillIn(reply.text, this.values)
          return html`<li><button type="button" class="walk" @click=${() => this.#choose(filled)}><strong>${reply.title}</strong><span>${filled}</span></button></li>`
        })}
      </ul>
      <button type="button" class="edit walk" @click=${this.#edit}>${text.cannedEdit}</button>
    </div>`
  }

  #choose(text: string): void {
    this.close()
    this.dispatchEvent(new CustomEvent('chosen', { detail: text }))
  }

  #edit = (): void => {
    this.close()
    this.dispatchEvent(new Event('edit'))
  }

  #onKeydown = (event: KeyboardEvent): void => {
    event.stopPropagation()
    if (event.key === 'Escape') {
      event.preventDefault()
      this.close()
      return
    }
    const first = this.renderRoot.querySelector<HTMLElement>('li button')
    if (event.key === 'Enter' && event.target instanceof HTMLInputElement && !event.isComposing) {
      event.preventDefault()
      first?.click()
    } else rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.walk')])
  }
}
