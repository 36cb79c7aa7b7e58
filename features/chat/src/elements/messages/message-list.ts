import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { EndStatus } from '../../client/models.ts'
import { avatarStyles } from '../avatar-styles.ts'
import { downIcon, upIcon } from '../icons.ts'
import { plainText } from '../text/plain-text.ts'
import { lineOf } from '../text/rich-text.ts'
import { richTextStyles } from '../text/rich-text-styles.ts'
import type { MessageRow } from '../timeline.ts'
import { base } from '../tokens.ts'
import { Announcer } from './announcer.ts'
import { LongPress } from './long-press.ts'
import type { MessageContext } from './message-context.ts'
import { messageListStyles } from './message-list-styles.ts'
import { messageStyles } from './message-styles.ts'
import { messageView } from './message-view.ts'
import { moved } from './moved.ts'
import { estimatePx } from './row-size.ts'
import { fromEnd, topPx, VirtualRows } from './virtual-rows.ts'

/** More is asked for when the reader is this near to an end of what is loaded. */
const loadAheadPx = 800
/** How long a message that was jumped to is marked. */
const targetMs = 2400

/**
 * The messages of a room or of a thread: however many, only those around the view are in the document.
 * Emits `load-older`, `load-newer`, `to-end` (the reader wants the newest, which is not loaded), `at-end` (the reader has arrived
 * there) and `seen` with the offset up to which messages have been in view.
 */
export class MessageList extends LitElement {
  static override styles = [base, avatarStyles, messageListStyles, richTextStyles, messageStyles]
  static override properties = {
    rows: { attribute: false },
    older: { attribute: false },
    newer: { attribute: false },
    context: { attribute: false },
    label: { attribute: false },
    intro: { attribute: false },
    firstUnread: { attribute: false },
    focusedKey: { state: true },
    hasFocus: { state: true },
    hoveredKey: { state: true },
    targetKey: { state: true },
    unseen: { state: true },
    isAway: { state: true },
  }

  declare rows: readonly MessageRow[]
  declare older: EndStatus
  declare newer: EndStatus
  declare context: MessageContext
  declare label: string
  /** What stands above the first message there is. */
  declare intro: string
  /** The first that has not been read, for the way to it where it is not loaded or above the view. */
  declare firstUnread: number | undefined
  declare private focusedKey: string | undefined
  declare private hasFocus: boolean
  declare private hoveredKey: string | undefined
  declare private targetKey: string | undefined
  declare private unseen: number
  declare private isAway: boolean
  readonly #virtual = new VirtualRows(
    () => this.renderRoot.querySelector<HTMLElement>('.scroller'),
    (isNow) => this.#rerender(isNow),
  )
  readonly #announcer = new Announcer()
  readonly #press = new LongPress((target, at) => this.#openMenuAt(target, at))
  readonly #resized = new ResizeObserver(() => this.#onResize())
  #aim: number | undefined
  #isPlaced = false
  #seenOffset = 0
  #targetTimer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.rows = []
    this.older = 'end'
    this.newer = 'end'
    this.unseen = 0
    this.isAway = false
    this.hasFocus = false
  }

  /** Whether the reader is at the newest message. */
  get isAtEnd(): boolean {
    return this.#virtual.isAtEnd && this.newer === 'end'
  }

  /** Goes to the newest message. */
  toEnd(): void {
    this.#aim = undefined
    if (this.newer !== 'end') this.dispatchEvent(new Event('to-end'))
    this.#virtual.toEnd()
    this.#countUnseen()
    this.requestUpdate()
  }

  /** Goes to a message and marks it, now or as soon as it is among `rows`. */
  show(offset: number): void {
    this.#aim = offset
    this.requestUpdate()
  }

  /** Puts the keyboard on the message that had it last, at first the newest. */
  override focus(): void {
    const key = this.#stopKey
    if (key !== undefined) this.focusRow(key)
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#observe()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#resized.disconnect()
    this.#virtual.disconnect()
    this.#press.cancel()
    clearTimeout(this.#targetTimer)
  }

  protected override firstUpdated(): void {
    this.#observe()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('rows') || !this.hasUpdated) this.#takeRows(changed.get('rows') ?? [])
    const index = this.rows.findIndex(({ key }) => key === this.focusedKey)
    this.#virtual.keep(index === -1 ? undefined : index)
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#virtual.rendered(this.renderRoot.querySelectorAll<HTMLElement>('.row'))
    if (this.rows.length > 0 && !this.#isPlaced) this.#place()
    this.#followAim()
    if (changed.has('rows') || changed.has('older') || changed.has('newer')) this.#afterScroll()
    if (changed.has('rows')) this.#announce()
  }

  protected override render(): TemplateResult {
    const stop = this.#stopKey
    const { rows, context } = this
    return html`<div class="scroller" part="scroller" tabindex="-1" @scroll=${this.#onScroll}>
        <div class="column" part="messages" role="log" aria-label=${this.label} aria-live="off" aria-busy=${this.older === 'loading' ? 'true' : 'false'}
          ${moved({ height: this.#virtual.totalPx })}
          @keydown=${this.#onKeydown} @focusin=${this.#onFocusin} @focusout=${this.#onFocusout}
          @pointerover=${this.#onPointerover} @pointerleave=${this.#onPointerleave}
          @pointerdown=${this.#press.down} @pointermove=${this.#press.move} @pointerup=${this.#press.cancel} @pointercancel=${this.#press.cancel} @contextmenu=${this.#onContextmenu}>
          <div class="top">${this.#topView()}</div>
          ${repeat(
            this.#virtual.rows(),
            ({ index }) => rows[index]?.key,
            ({ index, start }) => {
              const row = rows[index]
              if (!row) return nothing
              return html`<div class="row" data-index=${index} ${moved({ top: start })}>
                ${row.startsDay ? html`<div class="day" part="day" role="separator"><span>${context.words.day(row.at, Date.now())}</span></div>` : nothing}
                ${row.startsNew ? html`<div class="new" part="new" role="separator"><span>${context.words.text.newLine}</span></div>` : nothing}
                ${messageView(row, context, {
                  isStop: row.key === stop,
                  isActive: row.key === this.hoveredKey || (this.hasFocus && row.key === this.focusedKey),
                  isTarget: row.key === this.targetKey,
                  position: index + 1,
                  count: this.older === 'end' && this.newer === 'end' ? rows.length : -1,
                })}
              </div>`
            },
          )}
        </div>
        <div class="bottom">${this.#bottomView()}</div>
      </div>
      ${this.#toUnreadView()}${this.#toEndView()}
      <div id="announcer" class="unseen" aria-live="polite" aria-relevant="additions"></div>`
  }

  #topView(): TemplateResult | typeof nothing {
    const { text } = this.context.words
    switch (this.older) {
      case 'end':
        return this.rows.length > 0 ? html`<span>${this.intro}</span>` : nothing
      case 'failed':
        return html`<span>${text.olderFailed}</span><button class="quiet" @click=${() => this.#ask('load-older')}>${text.retry}</button>`
      case 'loading':
        return html`<span class="spinner"></span><span class="unseen">${text.loadingOlder}</span>`
      case 'more':
        return nothing
    }
  }

  #bottomView(): TemplateResult | typeof nothing {
    const { text } = this.context.words
    if (this.newer === 'failed')
      return html`<span>${text.newerFailed}</span><button class="quiet" @click=${() => this.#ask('load-newer')}>${text.retry}</button>`
    return this.newer === 'loading' ? html`<span class="spinner"></span>` : nothing
  }

  #toUnreadView(): TemplateResult | typeof nothing {
    const { firstUnread } = this
    const { text } = this.context.words
    const first = this.rows[0]?.offset
    // Only what is not loaded: what is, the line "new" shows.
    if (firstUnread === undefined || first === undefined || firstUnread >= first || this.older === 'end') return nothing
    return html`<button class="to-end to-unread" part="to-unread" @click=${() => this.context.actions.jump(firstUnread)}>${upIcon}${text.toUnread}</button>`
  }

  #toEndView(): TemplateResult | typeof nothing {
    const { text } = this.context.words
    if (this.unseen > 0)
      return html`<button class="to-end" part="to-end" @click=${this.toEnd}>${downIcon}${text.newMessages(this.unseen)}</button>`
    if (!this.isAway && this.newer === 'end') return nothing
    return html`<button class="to-end plain" part="to-end" aria-label=${text.toNewest} title=${text.toNewest}
      @click=${this.toEnd}>${downIcon}</button>`
  }

  get #scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.scroller')!
  }

  /** The one message that Tab reaches; arrows move it. */
  get #stopKey(): string | undefined {
    const isThere = this.rows.some(({ key }) => key === this.focusedKey)
    return isThere ? this.focusedKey : this.rows.at(-1)?.key
  }

  #takeRows(before: readonly MessageRow[]): void {
    const { rows } = this
    const known = new Map(before.map((row) => [row.key, row]))
    const changedAbove = new Set<string>()
    for (const row of rows) {
      const old = known.get(row.key)
      if (old && (old.startsDay !== row.startsDay || old.startsNew !== row.startsNew || old.isFirst !== row.isFirst))
        changedAbove.add(row.key)
    }
    this.#virtual.update({
      keys: rows.map(({ key }) => key),
      estimate: (index) => (rows[index] ? estimatePx(rows[index]) : 60),
      follows: this.newer === 'end' && this.#aim === undefined,
      changedAbove,
    })
    this.#countUnseen()
  }

  /** Where a list begins: with what has not been read, if that is above the view, otherwise at the end. */
  #place(): void {
    this.#isPlaced = true
    this.#virtual.toEnd()
    const index = this.rows.findIndex(({ startsNew }) => startsNew)
    if (index === -1 || this.#aim !== undefined) return
    const scroller = this.#scroller
    const start = this.#virtual.rows().find((row) => row.index === index)?.start
    if (start === undefined || start < scroller.scrollHeight - scroller.clientHeight) this.#virtual.show(index, 'start')
  }

  #followAim(): void {
    const index = this.#aim === undefined ? -1 : this.rows.findIndex(({ offset }) => offset === this.#aim)
    const row = this.rows[index]
    if (!row) return
    this.#aim = undefined
    this.#virtual.show(index, 'center')
    this.targetKey = row.key
    clearTimeout(this.#targetTimer)
    this.#targetTimer = setTimeout(() => {
      this.targetKey = undefined
    }, targetMs)
    this.focusRow(row.key)
  }

  #announce(): void {
    const news = this.#announcer.note(this.rows, this.newer === 'end')
    const announcer = this.renderRoot.querySelector('#announcer')
    if (!announcer || news.length === 0) return
    const { words } = this.context
    const lines = news.length > 3 ? [words.text.newMessages(news.length)] : news.map((row) => this.#spoken(row))
    for (const line of lines) announcer.append(Object.assign(document.createElement('p'), { textContent: line }))
    while (announcer.childElementCount > 6) announcer.firstElementChild?.remove()
  }

  #spoken(row: MessageRow): string {
    const files = row.files.map(({ name }) => plainText(name))
    return `${plainText(row.by.name)}: ${[lineOf(row.text), ...files].filter(Boolean).join(', ')}`
  }

  #observe(): void {
    this.#resized.observe(this.#scroller)
    this.#virtual.rendered([])
  }

  #onResize(): void {
    this.#virtual.resized()
    this.#afterScroll()
  }

  /** `isNow`: the view was moved by us; rows must stand in their new places in the same picture. */
  #rerender(isNow: boolean): void {
    this.requestUpdate()
    if (isNow && this.isConnected && this.hasUpdated) this.performUpdate()
  }

  #countUnseen(): void {
    if (this.isAtEnd) {
      this.#seenOffset = this.rows.reduce((highest, row) => Math.max(highest, row.offset ?? 0), this.#seenOffset)
      this.unseen = 0
    } else {
      this.unseen = this.rows.filter((row) => !row.isMine && (row.offset ?? 0) > this.#seenOffset).length
    }
  }

  #onScroll = (): void => {
    this.#virtual.scrolled()
    this.#afterScroll()
  }

  #afterScroll(): void {
    if (!this.#isPlaced) return
    const scroller = this.#scroller
    const left = fromEnd(scroller)
    this.isAway = left > scroller.clientHeight
    if (this.isAtEnd) {
      this.#countUnseen()
      this.dispatchEvent(new Event('at-end'))
    }
    if (scroller.scrollTop < loadAheadPx && this.older === 'more') this.#ask('load-older')
    if (left < loadAheadPx && this.newer === 'more') this.#ask('load-newer')
    this.#tellSeen(scroller)
  }

  #tellSeen({ scrollTop, clientHeight }: HTMLElement): void {
    let seen = 0
    for (const { index, start } of this.#virtual.rows()) {
      if (start + topPx / 2 > scrollTop + clientHeight) break
      seen = Math.max(seen, this.rows[index]?.offset ?? 0)
    }
    if (seen > 0) this.dispatchEvent(new CustomEvent('seen', { detail: seen }))
  }

  #ask(what: 'load-older' | 'load-newer'): void {
    this.dispatchEvent(new Event(what))
  }

  #rowOf(target: EventTarget | null): MessageRow | undefined {
    const key = target instanceof Element ? target.closest<HTMLElement>('.message')?.dataset.key : undefined
    return key === undefined ? undefined : this.rows.find((row) => row.key === key)
  }

  #onFocusin = ({ target }: FocusEvent): void => {
    const row = this.#rowOf(target)
    if (!row) return
    this.focusedKey = row.key
    this.hasFocus = true
  }

  /** The message stays the one that Tab comes back to; only its toolbar goes. */
  #onFocusout = ({ relatedTarget }: FocusEvent): void => {
    if (this.#rowOf(relatedTarget) === undefined) this.hasFocus = false
  }

  #onPointerover = ({ target, pointerType }: PointerEvent): void => {
    if (pointerType === 'touch') return
    this.hoveredKey = this.#rowOf(target)?.key ?? this.hoveredKey
  }

  #onPointerleave = (): void => {
    this.hoveredKey = undefined
  }

  /** A finger that rests brings our menu and not the browser's. */
  #onContextmenu = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' && this.#rowOf(event.target)?.message) event.preventDefault()
  }

  #openMenuAt(target: Element, { x, y }: { readonly x: number; readonly y: number }): void {
    const row = this.#rowOf(target)
    if (row?.message) this.context.actions.openMenu(row.message, new DOMRect(x, y, 0, 0))
  }

  #onKeydown = (event: KeyboardEvent): void => {
    const { target, key } = event
    if (!(target instanceof HTMLElement)) return
    const row = this.#rowOf(target)
    if (!row) return
    const isMenu = key === 'ContextMenu' || (key === 'F10' && event.shiftKey)
    const isMessage = target.matches('.message')
    if ((isMenu || (isMessage && key === 'Enter')) && row.message) {
      event.preventDefault()
      this.context.actions.openMenu(row.message, target)
    } else if (isMessage && !event.ctrlKey && !event.metaKey && !event.altKey) this.#walk(event, row)
    else if (key === 'Escape' && !isMessage) {
      event.stopPropagation()
      this.focusRow(row.key)
    }
  }

  #walk(event: KeyboardEvent, row: MessageRow): void {
    const { rows } = this
    const index = rows.indexOf(row)
    const page = Math.max(1, this.#rowsInView() - 1)
    const steps: Record<string, number> = {
      ArrowUp: index - 1,
      ArrowDown: index + 1,
      PageUp: index - page,
      PageDown: index + page,
      Home: 0,
      End: rows.length - 1,
    }
    const next = steps[event.key]
    if (next === undefined) return
    event.preventDefault()
    const to = rows[Math.max(0, Math.min(next, rows.length - 1))]
    if (to) this.focusRow(to.key)
  }

  #rowsInView(): number {
    const { scrollTop, clientHeight } = this.#scroller
    return this.#virtual.rows().filter(({ start }) => start >= scrollTop && start < scrollTop + clientHeight).length
  }

  /** Puts the keyboard on a message. One that is far away is rendered first; the focus follows. */
  focusRow(key: string): void {
    const index = this.rows.findIndex((row) => row.key === key)
    if (index === -1) return
    this.focusedKey = key
    this.#virtual.keep(index)
    this.#virtual.show(index, 'auto')
    if (this.#focusRendered(key)) return
    void this.updateComplete.then(() => this.#focusRendered(key))
  }

  #focusRendered(key: string): boolean {
    const messages = [...this.renderRoot.querySelectorAll<HTMLElement>('.message')]
    const message = messages.find((one) => one.dataset.key === key)
    message?.focus({ preventScroll: true })
    return message !== undefined
  }
}
