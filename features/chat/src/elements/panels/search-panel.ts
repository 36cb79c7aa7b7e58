import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { Found, RoomModel } from '../../client/models.ts'
import type { Message } from '../../contract/message.ts'
import { ask } from '../events.ts'
import { failingOf } from '../failing.ts'
import { closeIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import { base } from '../tokens.ts'
import { highlight } from './highlight.ts'
import { panelStyles } from './panel-styles.ts'

/** A pause in typing after which it is searched. */
const pauseMs = 250

/** Searches the room's messages, the newest first; a press goes to the place. */
export class SearchPanel extends LitElement {
  static override styles = [base, panelStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    query: { state: true },
    found: { state: true },
    state: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare room: RoomModel
  declare private query: string
  declare private found: readonly Message[]
  declare private state: 'idle' | 'searching' | 'done' | 'failed'
  declare private problem: string
  #next: Found['next']
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.query = ''
    this.found = []
    this.state = 'idle'
    this.problem = ''
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearTimeout(this.#timer)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<div class="head" part="panel-header" @keydown=${this.#onKeydown}>
        <input type="search" aria-label=${text.searchMessages} placeholder=${text.searchMessages} autocomplete="off" enterkeyhint="search"
          @input=${this.#onInput} @keydown=${this.#onEnter} />
        <button class="icon" aria-label=${text.close} title=${text.close} @click=${() => ask(this, { ask: 'close' })}>${closeIcon}</button>
      </div>
      <div class="body" part="search-results" aria-busy=${this.state === 'searching' ? 'true' : 'false'} @keydown=${this.#onKeydown}>
        ${this.#bodyView()}
      </div>
      <div class="unseen" role="status">${this.state === 'done' ? text.foundCount(this.found.length) : ''}</div>`
  }

  #bodyView(): TemplateResult {
    const { words } = this
    const { text } = words
    if (this.state === 'failed')
      return html`<div class="says"><span>${this.problem}</span><button class="quiet" @click=${() => this.#search()}>${text.retry}</button></div>`
    if (this.state === 'idle') return html`<div class="says">${text.searchHint}</div>`
    if (this.state === 'searching' && this.found.length === 0)
      return html`<div class="says"><span class="spinner"></span></div>`
    if (this.found.length === 0) return html`<div class="says">${text.nothingFound(this.query)}</div>`
    return html`${this.found.map((message) => this.#foundView(message))}
      ${
        this.#next
          ? html`<div class="more"><button class="quiet" @click=${() => this.#search(true)}>${text.showMore}</button></div>`
          : nothing
      }`
  }

  #foundView(message: Message): TemplateResult {
    const { words } = this
    return html`<button class="found" part="found" @click=${() => ask(this, { ask: 'jump', message })}>
      <span class="who"><bdi>${plainText(message.by.name)}</bdi><time datetime=${new Date(message.at).toISOString()} title=${words.moment(message.at)}>${words.shortMoment(message.at, Date.now())}</time>${
        message.thread === undefined ? nothing : html`<span class="in-thread">${words.text.thread}</span>`
      }</span>
      <span class="what" dir="auto">${highlight(lineOf(message.text), this.query).map(({ text, isHit }) => (isHit ? html`<mark>${text}</mark>` : text))}</span>
    </button>`
  }

  #onInput = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim()
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#search(), pauseMs)
  }

  #onEnter = (event: KeyboardEvent): void => {
    if (event.key !== 'Enter' || event.isComposing) return
    clearTimeout(this.#timer)
    this.#search()
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape') ask(this, { ask: 'close' })
    const all = [...this.renderRoot.querySelectorAll<HTMLElement>('input, .found')]
    const index = all.indexOf(event.target as HTMLElement)
    const to = event.key === 'ArrowDown' ? all[index + 1] : event.key === 'ArrowUp' ? all[index - 1] : undefined
    if (!to || event.isComposing) return
    event.preventDefault()
    to.focus()
  }

  #search(isMore = false): void {
    const turn = ++this.#turn
    if (!this.query) {
      this.state = 'idle'
      this.found = []
      return
    }
    this.state = 'searching'
    if (!isMore) this.found = []
    this.room.search(this.query, isMore ? this.#next : undefined).then(
      ({ messages, next }) => {
        // A slow answer to an earlier question is none to this one.
        if (turn !== this.#turn) return
        this.found = [...this.found, ...messages]
        this.#next = next
        this.state = 'done'
      },
      (error: unknown) => {
        if (turn !== this.#turn) return
        this.problem = this.words.reason(failingOf(error))
        this.state = 'failed'
      },
    )
  }
}
