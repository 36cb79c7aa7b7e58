import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { DirectoryModel, PersonModel } from '../../client/models.ts'
import { failingOf } from '../failing.ts'
import { backIcon, plusIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { plainText } from '../text/plain-text.ts'
import { base } from '../tokens.ts'
import { Watch } from '../watch.ts'
import { askApp } from './app-events.ts'
import { roomsStyles } from './rooms-styles.ts'
import { rove } from './roving.ts'

const pauseMs = 250

/** The public rooms there are, and a search among them. */
export class BrowsePanel extends LitElement {
  static override styles = [base, roomsStyles]
  static override properties = {
    words: { attribute: false },
    person: { attribute: false },
    directory: { attribute: false },
    query: { state: true },
    found: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare person: PersonModel
  declare directory: DirectoryModel
  declare private query: string
  /** Of the search; `undefined` while it is under way. */
  declare private found: DirectoryModel['rooms'] | undefined
  declare private problem: string
  #turn = 0
  #timer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.query = ''
    this.problem = ''
    new Watch(this, () => [this.directory, this.person])
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
    return html`<div class="head" part="rooms-header" @keydown=${this.#onKeydown}>
        <button class="icon back" aria-label=${text.toRooms} title=${text.toRooms} @click=${() => askApp(this, { ask: 'list' })}>${backIcon}</button>
        <input type="search" aria-label=${text.searchRooms} placeholder=${text.searchRooms} autocomplete="off" enterkeyhint="search" @input=${this.#onInput} />
        <button class="icon" aria-label=${text.createRoom} title=${text.createRoom} @click=${() => askApp(this, { ask: 'create' })}>${plusIcon}</button>
      </div>
      <div class="body" part="directory" @keydown=${this.#onKeydown}>${this.#bodyView()}</div>`
  }

  #bodyView(): TemplateResult {
    const { words, directory } = this
    const { text } = words
    const refusal = directory.status === 'refused' || directory.status === 'closed'
    if (refusal) return html`<div class="says">${text.reasons['not-allowed']}</div>`
    if (this.problem)
      return html`<div class="says" role="alert"><span>${this.problem}</span><button class="quiet" @click=${() => this.#search()}>${text.retry}</button></div>`
    const rooms = this.query ? this.found : directory.status === 'open' ? directory.rooms : undefined
    if (rooms === undefined)
      return html`<div class="says"><span class="spinner" role="status" aria-label=${text.loadingRooms}></span></div>`
    if (rooms.length === 0)
      return html`<div class="says" role="status">${this.query ? text.noSuchRooms(this.query) : text.noPublicRooms}
        <button class="quiet" @click=${() => askApp(this, { ask: 'create' })}>${text.createRoom}</button></div>`
    const mine = new Set(this.person.rooms.map(({ key }) => key))
    return html`<ul aria-label=${text.browse}>${rooms.map(
      ({ key, title, topic, members }) => html`<li>
        <button class="row" part="room-row" data-key=${key} @click=${() => askApp(this, { ask: 'go', room: key })}>
          <span class="sign" aria-hidden="true">#</span>
          <span class="names">
            <span class="first"><span class="title"><bdi>${plainText(title || key)}</bdi></span>${mine.has(key) ? nothing : html`<span class="muted">${text.notJoined}</span>`}</span>
            <span class="second"><span class="line"><bdi>${plainText(topic)}</bdi></span><span class="count">${text.members(members)}</span></span>
          </span>
        </button>
      </li>`,
    )}</ul>`
  }

  #onInput = (event: Event): void => {
    this.query = (event.target as HTMLInputElement).value.trim()
    this.found = undefined
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => this.#search(), pauseMs)
  }

  #search(): void {
    const turn = ++this.#turn
    this.problem = ''
    if (!this.query) return
    this.directory.search(this.query).then(
      (found) => {
        if (turn === this.#turn) this.found = found
      },
      (error: unknown) => {
        if (turn === this.#turn) this.problem = this.words.reason(failingOf(error))
      },
    )
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      askApp(this, { ask: 'list' })
      return
    }
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('input, .row')])
  }
}
