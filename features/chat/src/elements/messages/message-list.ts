import { avatarStyles, base } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { EndStatus } from '../../client/models.ts'
import { richTextStyles } from '../text/rich-text-styles.ts'
import type { MessageRow } from '../timeline.ts'
import { Announcer, spokenLines } from './announcer.ts'
import { bottomView, toEndView, topView, toUnreadView } from './list-ends.ts'
import { LongPress } from './long-press.ts'
import type { MessageContext } from './message-context.ts'
import { messageListStyles } from './message-list-styles.ts'
import { messageStyles } from './message-styles.ts'
import { messageView } from './message-view.ts'
import { moved } from './moved.ts'
import { RowFocus, rowAt } from './row-focus.ts'
import { changedAbove, Unseen } from './row-news.ts'
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
    targetKey: { state: true },
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
  declare private targetKey: string | undefined
  declare private isAway: boolean
  readonly #virtual = new VirtualRows(
    () => this.renderRoot.querySelector<HTMLElement>('.scroller'),
    (isNow) => this.#rerender(isNow),
  )
  readonly #focus = new RowFocus(this, {
    bring: (index) => {
      this.#virtual.keep(index)
      this.#virtual.show(index, 'auto')
    },
    rowsInView: () => this.#rowsInView(),
    openMenu: (message, at) => this.context.actions.openMenu(message, at),
  })
  readonly #announcer = new Announcer()
  readonly #unseen = new Unseen()
  readonly #press = new LongPress((target, at) => this.#openMenuAt(target, at))
  readonly #resized = new ResizeObserver(() => this.#onResize())
  #aim: number | undefined
  #isPlaced = false
  #targetTimer: ReturnType<typeof setTimeout> | undefined

  constructor() {
    super()
    this.rows = []
    this.older = 'end'
    this.newer = 'end'
    this.isAway = false
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
    const key = this.#focus.stopKey
    if (key !== undefined) this.#focus.focus(key)
  }

  /** Puts the keyboard on a message. */
  focusRow(key: string): void {
    this.#focus.focus(key)
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
    const { index } = this.#focus
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
    const { rows, context } = this
    const { words } = context
    const stop = this.#focus.stopKey
    return html`<div class="scroller" part="scroller" tabindex="-1" @scroll=${this.#onScroll}>
        <div class="column" part="messages" role="log" aria-label=${this.label} aria-live="off" aria-busy=${this.older === 'loading' ? 'true' : 'false'}
          ${moved({ height: this.#virtual.totalPx })}
          @keydown=${this.#focus.keydown} @focusin=${this.#focus.focusin} @focusout=${this.#focus.focusout}
          @pointerover=${this.#focus.pointerover} @pointerleave=${this.#focus.pointerleave}
          @pointerdown=${this.#press.down} @pointermove=${this.#press.move} @pointerup=${this.#press.cancel} @pointercancel=${this.#press.cancel} @contextmenu=${this.#onContextmenu}>
          <div class="top">${topView(this.older, rows.length > 0 ? this.intro : '', words, () => this.#ask('load-older'))}</div>
          ${repeat(
            this.#virtual.rows(),
            ({ index }) => rows[index]?.key,
            ({ index, start }) => {
              const row = rows[index]
              if (!row) return nothing
              return html`<div class="row" data-index=${index} ${moved({ top: start })}>
                ${row.startsDay ? html`<div class="day" part="day" role="separator"><span>${words.day(row.at, Date.now())}</span></div>` : nothing}
                ${row.startsNew ? html`<div class="new" part="new" role="separator"><span>${words.text.newLine}</span></div>` : nothing}
                ${messageView(row, context, {
                  isStop: row.key === stop,
                  isActive: this.#focus.isActive(row.key),
                  isTarget: row.key === this.targetKey,
                  position: index + 1,
                  count: this.older === 'end' && this.newer === 'end' ? rows.length : -1,
                })}
              </div>`
            },
          )}
        </div>
        <div class="bottom">${bottomView(this.newer, words, () => this.#ask('load-newer'))}</div>
      </div>
      ${this.#toUnreadView()}${this.#toEndView()}
      <div id="announcer" class="unseen" aria-live="polite" aria-relevant="additions"></div>`
  }

  #toUnreadView(): TemplateResult | typeof nothing {
    const { firstUnread } = this
    const first = this.rows[0]?.offset
    // Only what is not loaded: what is, the line "new" shows.
    if (firstUnread === undefined || first === undefined || firstUnread >= first || this.older === 'end') return nothing
    return toUnreadView(this.context.words, () => this.context.actions.jump(firstUnread))
  }

  #toEndView(): TemplateResult | typeof nothing {
    const { count } = this.#unseen
    if (count === 0 && !this.isAway && this.newer === 'end') return nothing
    return toEndView(count, this.context.words, () => this.toEnd())
  }

  get #scroller(): HTMLElement {
    return this.renderRoot.querySelector<HTMLElement>('.scroller')!
  }

  #takeRows(before: readonly MessageRow[]): void {
    const { rows } = this
    this.#virtual.update({
      keys: rows.map(({ key }) => key),
      estimate: (index) => (rows[index] ? estimatePx(rows[index]) : 60),
      follows: this.newer === 'end' && this.#aim === undefined,
      changedAbove: changedAbove(before, rows),
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
    this.#focus.focus(row.key)
  }

  #announce(): void {
    const news = this.#announcer.note(this.rows, this.newer === 'end')
    const announcer = this.renderRoot.querySelector('#announcer')
    if (!announcer || news.length === 0) return
    for (const line of spokenLines(news, this.context.words))
      announcer.append(Object.assign(document.createElement('p'), { textContent: line }))
    while (announcer.childElementCount > 6) announcer.firstElementChild?.remove()
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
    const { count } = this.#unseen
    this.#unseen.note(this.rows, this.isAtEnd)
    if (this.#unseen.count !== count) this.requestUpdate()
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

  /** A finger that rests brings our menu and not the browser's. */
  #onContextmenu = (event: PointerEvent): void => {
    if (event.pointerType === 'touch' && rowAt(event.target, this.rows)?.message) event.preventDefault()
  }

  #openMenuAt(target: Element, { x, y }: { readonly x: number; readonly y: number }): void {
    const row = rowAt(target, this.rows)
    if (!row?.message) return
    // The reaction itself is pressed to join in; to rest on it asks who did.
    if (target.closest('.reaction:not(.add)')) this.context.actions.openReactions(row.message)
    else this.context.actions.openMenu(row.message, new DOMRect(x, y, 0, 0))
  }

  #rowsInView(): number {
    const { scrollTop, clientHeight } = this.#scroller
    return this.#virtual.rows().filter(({ start }) => start >= scrollTop && start < scrollTop + clientHeight).length
  }
}
