import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { OlderStatus } from '../chat-room.ts'
import { avatarStyles } from './avatar-styles.ts'
import { downIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { messageListStyles } from './message-list-styles.ts'
import { messageStyles } from './message-styles.ts'
import type { MessageActions } from './message-view.ts'
import { messageView } from './message-view.ts'
import { ScrollKeeper } from './scroll-keeper.ts'
import type { MessageRow, Row } from './timeline.ts'
import { base } from './tokens.ts'

/** Older messages are asked for when the reader is this near to the first. */
const loadAheadPx = 400

/** The messages of a room. Emits `load-older` near the top and `at-end` when the reader arrives at the newest. */
export class MessageList extends LitElement {
  static override styles = [base, avatarStyles, messageListStyles, messageStyles]
  static override properties = {
    rows: { attribute: false },
    older: { attribute: false },
    words: { attribute: false },
    room: { attribute: false },
    actions: { attribute: false },
    focusedKey: { state: true },
    unseen: { state: true },
    isAway: { state: true },
  }

  declare rows: readonly Row[]
  declare older: OlderStatus
  declare words: Words
  declare room: string
  declare actions: MessageActions
  declare private focusedKey: string | undefined
  declare private unseen: number
  declare private isAway: boolean
  #keeper: ScrollKeeper | undefined
  #seenOffset = 0
  readonly #resized = new ResizeObserver(() => this.#keep())

  constructor() {
    super()
    this.rows = []
    this.older = 'start'
    this.unseen = 0
    this.isAway = false
  }

  /** Goes to the newest message. */
  toEnd(): void {
    this.#keeper?.toEnd()
    this.#note()
  }

  /** Puts the keyboard on the newest message. */
  override focus(): void {
    const last = this.#messageRows.at(-1)
    if (last) this.#focusRow(last.key)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#observe()
  }

  protected override firstUpdated(): void {
    this.#keeper = new ScrollKeeper(this.#scroller, () => this.renderRoot.querySelectorAll<HTMLElement>('.message'))
    this.#observe()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows')) this.#countUnseen()
  }

  protected override updated(): void {
    this.#keep()
    if (this.#scroller.scrollHeight - this.#scroller.clientHeight < loadAheadPx) this.#askForOlder()
  }

  protected override render(): TemplateResult {
    const stop = this.#stopKey
    return html`<div class="scroller" part="scroller" @scroll=${this.#note}>
        <div class="column" part="messages" role="log" aria-label=${this.words.text.messages(this.room)}
          aria-busy=${this.older === 'loading' ? 'true' : 'false'} aria-relevant="additions"
          @keydown=${this.#onKeydown} @focusin=${this.#onFocusin}>
          ${this.#topView()}
          ${repeat(
            this.rows,
            (row) => row.key,
            (row) =>
              row.kind === 'day'
                ? html`<div class="day" part="day"><span>${this.words.day(row.at, Date.now())}</span></div>`
                : messageView(row, this.words, row.key === stop, this.actions),
          )}
        </div>
      </div>
      ${this.#toEndView()}`
  }

  #topView(): TemplateResult | typeof nothing {
    const { text } = this.words
    switch (this.older) {
      case 'start':
        return this.rows.length > 0 ? html`<div class="top">${text.start}</div>` : nothing
      case 'failed':
        return html`<div class="top"><span>${text.olderFailed}</span>
          <button class="quiet" @click=${() => this.#askForOlder(true)}>${text.retry}</button></div>`
      case 'loading':
        return html`<div class="top"><span class="spinner"></span><span class="unseen">${text.loadingOlder}</span></div>`
      case 'more':
        return html`<div class="top"></div>`
    }
  }

  #toEndView(): TemplateResult | typeof nothing {
    const { text } = this.words
    if (this.unseen > 0)
      return html`<button class="to-end" part="to-end" @click=${this.toEnd}>${downIcon}${text.newMessages(this.unseen)}</button>`
    if (!this.isAway) return nothing
    return html`<button class="to-end plain" part="to-end" aria-label=${text.toNewest} title=${text.toNewest}
      @click=${this.toEnd}>${downIcon}</button>`
  }

  get #scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.scroller')!
  }

  get #messageRows(): readonly MessageRow[] {
    return this.rows.filter((row) => row.kind === 'message')
  }

  /** The one message that Tab reaches; arrows move it. */
  get #stopKey(): string | undefined {
    const rows = this.#messageRows
    return rows.some((row) => row.key === this.focusedKey) ? this.focusedKey : rows.at(-1)?.key
  }

  #observe(): void {
    this.#resized.observe(this.#scroller)
    this.#resized.observe(this.renderRoot.querySelector('.column')!)
  }

  #countUnseen(): void {
    const rows = this.#messageRows
    if (this.#keeper?.isAtEnd !== false) {
      this.#seenOffset = rows.reduce((highest, row) => Math.max(highest, row.offset ?? 0), 0)
      this.unseen = 0
    } else {
      this.unseen = rows.filter((row) => !row.isMine && (row.offset ?? 0) > this.#seenOffset).length
    }
  }

  #keep(): void {
    this.#keeper?.restore()
  }

  #note = (): void => {
    const keeper = this.#keeper
    if (!keeper) return
    keeper.note()
    const { scrollHeight, scrollTop, clientHeight } = this.#scroller
    this.isAway = scrollHeight - scrollTop - clientHeight > clientHeight
    if (keeper.isAtEnd) {
      this.#countUnseen()
      this.dispatchEvent(new Event('at-end'))
    }
    if (scrollTop < loadAheadPx) this.#askForOlder()
  }

  #askForOlder(isAsked = false): void {
    if (this.older === 'more' || (isAsked && this.older === 'failed')) this.dispatchEvent(new Event('load-older'))
  }

  #onFocusin = (event: FocusEvent): void => {
    const message = event.target instanceof Element ? event.target.closest<HTMLElement>('.message') : null
    if (message) this.focusedKey = message.dataset.key
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (!(event.target instanceof Element) || !event.target.matches('.message')) return
    const rows = this.#messageRows
    const index = rows.findIndex((row) => row.key === this.focusedKey)
    const next = { ArrowUp: index - 1, ArrowDown: index + 1, Home: 0, End: rows.length - 1 }[event.key]
    if (next === undefined) return
    event.preventDefault()
    const row = rows[Math.max(0, Math.min(next, rows.length - 1))]
    if (row) this.#focusRow(row.key)
  }

  #focusRow(key: string): void {
    this.focusedKey = key
    const element = [...this.renderRoot.querySelectorAll<HTMLElement>('.message')].find(
      (message) => message.dataset.key === key,
    )
    element?.focus({ preventScroll: true })
    element?.scrollIntoView({ block: 'nearest' })
  }
}
