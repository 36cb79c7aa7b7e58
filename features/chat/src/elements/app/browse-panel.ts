import { base, rove, Watch } from '@parley/elements'
import type { TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { DirectoryModel, PersonModel } from '../../client/models.ts'
import { backIcon, plusIcon } from '../icons.ts'
import type { Words } from '../locale/words.ts'
import { Lookup } from '../lookup.ts'
import { plainText } from '../text/plain-text.ts'
import { askApp } from './app-events.ts'
import { roomsStyles } from './rooms-styles.ts'

/** The public rooms there are, and a search among them. */
export class BrowsePanel extends LitElement {
  static override styles = [base, roomsStyles]
  static override properties = {
    words: { attribute: false },
    person: { attribute: false },
    directory: { attribute: false },
  }

  declare words: Words
  declare person: PersonModel
  declare directory: DirectoryModel
  readonly #lookup = new Lookup<DirectoryModel['rooms'][number]>(this, {
    ask: async (words) => ({ found: await this.directory.search(words) }),
  })

  constructor() {
    super()
    new Watch(this, () => [this.directory, this.person])
  }

  override focus(): void {
    this.renderRoot.querySelector('input')?.focus()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<div class="head" part="rooms-header" @keydown=${this.#onKeydown}>
        <button class="icon back" aria-label=${text.toRooms} title=${text.toRooms} @click=${() => askApp(this, { ask: 'list' })}>${backIcon}</button>
        <input type="search" aria-label=${text.searchRooms} placeholder=${text.searchRooms} autocomplete="off" enterkeyhint="search" @input=${this.#lookup.typed} @keydown=${this.#lookup.entered} />
        <button class="icon" aria-label=${text.createRoom} title=${text.createRoom} @click=${() => askApp(this, { ask: 'create' })}>${plusIcon}</button>
      </div>
      <div class="body" part="directory" @keydown=${this.#onKeydown}>${this.#bodyView()}</div>`
  }

  #bodyView(): TemplateResult {
    const { words, directory } = this
    const { text } = words
    const refusal = directory.status === 'refused' || directory.status === 'closed'
    if (refusal) return html`<div class="says">${words.reason({ code: 'not-allowed', message: '' })}</div>`
    const { state, found, failure, words: query } = this.#lookup
    if (state === 'failed' && failure)
      return html`<div class="says" role="alert"><span>${words.reason(failure)}</span><button class="quiet" @click=${this.#lookup.ask}>${text.retry}</button></div>`
    const isListed = query === '' && directory.status === 'open'
    const rooms = isListed ? directory.rooms : state === 'answered' || found.length > 0 ? found : undefined
    if (rooms === undefined)
      return html`<div class="says"><span class="spinner" role="status" aria-label=${text.loadingRooms}></span></div>`
    if (rooms.length === 0)
      return html`<div class="says" role="status">${query ? text.noSuchRooms(query) : text.noPublicRooms}
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

  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key === 'Escape' && !event.isComposing) {
      event.stopPropagation()
      askApp(this, { ask: 'list' })
      return
    }
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('input, .row')])
  }
}
