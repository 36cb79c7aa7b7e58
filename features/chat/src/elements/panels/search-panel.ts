import { base, closeIcon, rove } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { Found, RoomModel } from '../../client/models.ts'
import type { Message } from '../../contract/message.ts'
import { ask } from '../events.ts'
import type { Words } from '../locale/words.ts'
import { Lookup } from '../lookup.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import { highlight } from './highlight.ts'
import { panelStyles } from './panel-styles.ts'

/** Searches the room's messages, the newest first; a press goes to the place. */
export class SearchPanel extends LitElement {
  static override styles = [base, panelStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
  }

  declare words: Words
  declare room: RoomModel
  readonly #lookup = new Lookup<Message, Found['next']>(this, {
    ask: async (words, before) => {
      const { messages, next } = await this.room.search(words, before)
      return { found: messages, next }
    },
  })

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const { state, found, typed, entered } = this.#lookup
    return html`<div class="head" part="panel-header" @keydown=${this.#onKeydown}>
        <input type="search" aria-label=${text.searchMessages} placeholder=${text.searchMessages} autocomplete="off" enterkeyhint="search"
          @input=${typed} @keydown=${entered} />
        <button class="icon" aria-label=${text.close} title=${text.close} @click=${() => ask(this, { ask: 'close' })}>${closeIcon}</button>
      </div>
      <div class="body" part="search-results" aria-busy=${state === 'asking' ? 'true' : 'false'} @keydown=${this.#onKeydown}>
        ${this.#bodyView()}
      </div>
      <div class="unseen" role="status">${state === 'answered' ? text.foundCount(found.length) : ''}</div>`
  }

  #bodyView(): TemplateResult {
    const { text } = this.words
    const { state, found, failure, words, hasMore, ask, more } = this.#lookup
    if (state === 'failed' && failure)
      return html`<div class="says"><span>${this.words.reason(failure)}</span><button class="quiet" @click=${ask}>${text.retry}</button></div>`
    if (state === 'idle') return html`<div class="says">${text.searchHint}</div>`
    if (found.length > 0)
      return html`${found.map((message) => this.#foundView(message))}${
        hasMore ? html`<div class="more"><button class="quiet" @click=${more}>${text.showMore}</button></div>` : nothing
      }`
    return html`<div class="says">${state === 'asking' ? html`<span class="spinner"></span>` : text.nothingFound(words)}</div>`
  }

  #foundView(message: Message): TemplateResult {
    const { words } = this
    return html`<button class="found" part="found" @click=${() => ask(this, { ask: 'jump', message })}>
      <span class="who"><bdi>${plainText(message.by.name)}</bdi><time datetime=${new Date(message.at).toISOString()} title=${words.moment(message.at)}>${words.shortMoment(message.at, Date.now())}</time>${
        message.thread === undefined ? nothing : html`<span class="in-thread">${words.text.thread}</span>`
      }</span>
      <span class="what" dir="auto">${highlight(lineOf(message.text), this.#lookup.words).map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : text))}</span>
    </button>`
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      ask(this, { ask: 'close' })
    } else rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('input, .found')])
  }
}
