import type { Menu, Notice } from '@parley/elements'
import {
  avatarStyles,
  base,
  bellIcon,
  closeIcon,
  gearIcon,
  hushIcon,
  iconButton,
  Popup,
  popupStyles,
  rove,
  soundIcon,
  Watch,
} from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { InboxItem, InboxList, InboxModel } from '../../client/inbox-model.ts'
import { safeLink } from '../../client/safe-link.ts'
import type { InboxTab } from '../../client/tabs.ts'
import { inboxTabs } from '../../client/tabs.ts'
import { type Action, isUnread } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'
import { sound } from '../page/sound.ts'
import { isElsewhere, tellPress } from './item-events.ts'
import { itemMenu, snoozeMenu } from './item-menu.ts'
import { itemView } from './item-view.ts'
import { panelStyles } from './panel-styles.ts'

/** "5 min. ago" is said anew this often while the panel is open. */
const refreshMs = 30_000

/** What the bell opens: the inbox with its tabs. Emits `closed`. */
export class InboxPanel extends Popup {
  static override styles = [base, popupStyles, iconButton, avatarStyles, panelStyles]
  static override properties = {
    words: { attribute: false },
    inbox: { attribute: false },
    notice: { attribute: false },
    settingsLink: { attribute: false },
    problem: { attribute: false },
    tab: { state: true },
    category: { state: true },
  }

  declare words: Words
  declare inbox: InboxModel | undefined
  declare notice: Notice | undefined
  declare settingsLink: string | undefined
  /** What was asked for and did not work, in words. */
  declare problem: string
  declare private tab: InboxTab
  declare private category: string | undefined
  #refreshing: ReturnType<typeof setInterval> | undefined
  #observer: IntersectionObserver | undefined
  #stopSound: (() => void) | undefined
  /** The item whose menu is open. */
  #menuOf: number | undefined

  constructor() {
    super()
    this.tab = 'all'
    this.problem = ''
    new Watch(this, () => [this.inbox])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#stopSound = sound.onSwitched(() => this.requestUpdate())
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#stopSound?.()
    this.#stopAll()
  }

  override open(at: HTMLElement | DOMRect): void {
    this.tab = 'all'
    this.category = undefined
    super.open(at)
    this.#refreshing ??= setInterval(() => this.requestUpdate(), refreshMs)
  }

  override close(): void {
    this.#stopAll()
    super.close()
  }

  protected override focusFirst(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    if (!this.isOpen) return
    this.inbox?.see()
    this.#watchEnd()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const list = this.inbox?.isReady ? this.inbox.list({ tab: this.tab, category: this.category }) : undefined
    return html`<div class="panel" part="panel" role="dialog" aria-labelledby="heading" @keydown=${this.#onKeydown}>
      <div class="head" part="panel-header">
        <h2 id="heading">${text.notifications}</h2>
        ${this.#buttonsView(list)}
      </div>
      ${this.#tabsView()}
      ${list ? this.#categoriesView() : nothing}
      <div id="list" class="scroller" part="list" role="tabpanel" aria-labelledby=${`tab-${this.tab}`} tabindex="-1">${this.#listView(list)}</div>
      ${this.problem ? html`<p class="problem" role="alert" part="problem">${this.problem}</p>` : nothing}
      ${this.#stripView(list)}
      <slot name="footer"></slot>
      <parley-menu exportparts="menu" @closed=${this.#onMenuClosed}></parley-menu>
    </div>`
  }

  #buttonsView(list: InboxList | undefined): TemplateResult {
    const { text } = this.words
    const isOn = sound.isOn
    const link = safeLink(this.settingsLink)
    // What is archived or snoozed is not what is marked.
    const hasUnread = list?.items.some(({ mark }) => isUnread(mark)) ?? false
    return html`
      ${hasUnread ? html`<button class="textual" part="mark-all-read" @click=${() => this.#markAllRead(list)}>${text.markAllRead}</button>` : nothing}
      <button class="icon" part="sound" aria-pressed=${isOn ? 'true' : 'false'} aria-label=${text.sound} title=${isOn ? text.soundOn : text.soundOff} @click=${() => sound.switch(!isOn)}>${isOn ? soundIcon : hushIcon}</button>
      ${link === undefined ? nothing : html`<a class="icon" part="settings" href=${link} aria-label=${text.settings} title=${text.settings}>${gearIcon}</a>`}
      <button class="icon" part="close" aria-label=${text.close} title=${text.close} @click=${() => this.close()}>${closeIcon}</button>`
  }

  #tabsView(): TemplateResult {
    const { text } = this.words
    const unread = this.inbox?.counts.unread ?? 0
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${text.notifications} @keydown=${this.#onTabKey}>
      ${inboxTabs.map((tab) => {
        const isChosen = tab === this.tab
        const count =
          tab === 'unread' && unread > 0 ? html`<span class="count">${this.words.badge(unread)}</span>` : nothing
        return html`<button id=${`tab-${tab}`} role="tab" part=${isChosen ? 'tab tab-current' : 'tab'} aria-selected=${isChosen ? 'true' : 'false'} aria-controls="list" tabindex=${isChosen ? 0 : -1} @click=${() => this.#choose(tab)}>${text.tabs[tab]}${count}</button>`
      })}
    </div>`
  }

  #categoriesView(): TemplateResult | typeof nothing {
    const categories = Object.entries(this.inbox?.categories ?? {})
    if (categories.length < 2) return nothing
    const { text } = this.words
    const onChange = (event: Event) => {
      this.category = (event.target as HTMLSelectElement).value || undefined
    }
    return html`<label class="filter"><span class="unseen">${text.category}</span>
      <select part="category" @change=${onChange} .value=${this.category ?? ''}>
        <option value="" ?selected=${this.category === undefined}>${text.allCategories}</option>
        ${categories.map(([id, { title }]) => html`<option value=${id} ?selected=${id === this.category}>${this.words.say(title)}</option>`)}
      </select></label>`
  }

  #listView(list: InboxList | undefined): TemplateResult {
    const { text } = this.words
    if (!list) return this.notice && this.notice.kind !== 'connecting' ? this.#noticeView(true) : skeletonView
    if (list.items.length === 0 && list.more === 'end') {
      const [title, says] = text.empty[this.tab]
      return html`<div class="blank" part="empty"><span class="mark">${bellIcon}</span><strong>${title}</strong><p>${says}</p></div>`
    }
    const now = Date.now()
    const categories = this.inbox?.categories ?? {}
    return html`<ul class="items" role="list">${repeat(
      list.items,
      ({ content }) => content.n,
      (item) => itemView(item, this.words, now, categories, this.#presses),
    )}</ul>
    ${this.#endView(list)}`
  }

  #endView({ more }: InboxList): TemplateResult | typeof nothing {
    const { text } = this.words
    if (more === 'end') return nothing
    if (more !== 'failed')
      return html`<div class="end" role="status"><span class="spinner"></span>${text.loading}</div>`
    return html`<div class="end failed" role="alert">${text.loadFailed}
      <button class="quiet" @click=${() => this.#loadMore()}>${text.retry}</button></div>`
  }

  #stripView(list: InboxList | undefined): TemplateResult | typeof nothing {
    return list && this.notice ? html`<div class="strip">${this.#noticeView(false)}</div>` : nothing
  }

  #noticeView(isWhole: boolean): TemplateResult {
    return html`<parley-notice exportparts="notice, cause" .text=${this.words.text.trouble} .notice=${this.notice} .isWhole=${isWhole} @retry-now=${() => this.dispatchEvent(new Event('retry-now'))}></parley-notice>`
  }

  readonly #presses = {
    follow: (event: MouseEvent, item: InboxItem, link: string | undefined): void => {
      const { content } = item
      if (event.type === 'auxclick' && event.button !== 1) return
      this.inbox?.read(content.n)
      if (isElsewhere(event)) return
      const goes = tellPress(this, { n: content.n, content, link, action: undefined })
      if (!goes) event.preventDefault()
      if (link !== undefined || !goes) this.close()
    },
    act: (event: MouseEvent, { content }: InboxItem, action: Action): void => {
      this.inbox?.act(content.n, action.id)
      if (isElsewhere(event)) return
      const link = safeLink(action.link)
      const goes = tellPress(this, { n: content.n, content, link, action: action.id })
      if (!goes) event.preventDefault()
      if (link !== undefined) this.close()
      else void this.#keepFocus(content.n, '.main')
    },
    openMenu: (button: HTMLElement, item: InboxItem): void => {
      const { inbox } = this
      if (!inbox) return
      if (this.#menu.isOpen) {
        this.#menu.close()
        return
      }
      const snooze = () => {
        this.#menuOf = item.content.n
        this.#menu.content = snoozeMenu(item, inbox, this.words, Date.now())
        this.#menu.open(button)
      }
      this.#menuOf = item.content.n
      this.#menu.content = itemMenu(item, inbox, this.words, snooze)
      this.#menu.open(button)
    },
  }

  get #menu(): Menu {
    return this.renderRoot.querySelector('parley-menu') as Menu
  }

  get #mains(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll<HTMLElement>('.item .main')]
  }

  #choose(tab: InboxTab): void {
    this.tab = tab
    this.renderRoot.querySelector('.scroller')?.scrollTo({ top: 0 })
  }

  /** Up to what is shown: what comes while the button is pressed stays unread. */
  #markAllRead(list: InboxList | undefined): void {
    const upTo = Math.max(...(list?.items.map(({ content }) => content.last) ?? []))
    if (!Number.isFinite(upTo)) return
    this.inbox?.markAll('read', upTo, this.category)
    this.focusFirst()
  }

  #loadMore(): void {
    void this.inbox?.loadMore({ tab: this.tab, category: this.category })
  }

  /** Loads more as the end of what is loaded comes near. Looked at anew after each change, for a short page leaves it in view. */
  #watchEnd(): void {
    this.#observer?.disconnect()
    const end = this.renderRoot.querySelector('.end:not(.failed)')
    if (!end) return
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) this.#loadMore()
      },
      { root: this.renderRoot.querySelector('.scroller'), rootMargin: '200px' },
    )
    this.#observer.observe(end)
  }

  #stopAll(): void {
    clearInterval(this.#refreshing)
    this.#refreshing = undefined
    this.#observer?.disconnect()
  }

  /** What is done may take the item out of the list: then the focus goes to the one that stands there now. */
  async #keepFocus(n: number, selector: '.main' | '.more'): Promise<void> {
    const isOf = (main: HTMLElement) => main.closest('li')?.dataset.n === String(n)
    const index = this.#mains.findIndex(isOf)
    // A menu closes before its item does what it says.
    await Promise.resolve()
    await this.updateComplete
    if (!this.isOpen || this.#menu.isOpen) return
    const mains = this.#mains
    const same = mains.find(isOf)?.closest('li')?.querySelector<HTMLElement>(selector)
    const next = same ?? mains[Math.min(Math.max(0, index), mains.length - 1)]
    if (next) next.focus()
    else this.focusFirst()
  }

  #onMenuClosed = (): void => {
    const n = this.#menuOf
    this.#menuOf = undefined
    if (n !== undefined) void this.#keepFocus(n, '.more')
  }

  #onTabKey = (event: KeyboardEvent): void => {
    const index = inboxTabs.indexOf(this.tab)
    const isRtl = getComputedStyle(this).direction === 'rtl'
    const step = { ArrowRight: isRtl ? -1 : 1, ArrowLeft: isRtl ? 1 : -1 }[event.key]
    const to = step !== undefined ? index + step : { Home: 0, End: inboxTabs.length - 1 }[event.key]
    if (to === undefined) return
    event.preventDefault()
    event.stopPropagation()
    this.#choose(inboxTabs[(to + inboxTabs.length) % inboxTabs.length] ?? 'all')
    void this.updateComplete.then(() => this.focusFirst())
  }

  #onKeydown = (event: KeyboardEvent): void => {
    const target = event.composedPath()[0]
    if (event.key === 'Tab') this.trapTab(event)
    else if (target instanceof HTMLElement && target.closest('.scroller')) rove(event, this.#mains)
    else if (event.key === 'ArrowDown' && target instanceof HTMLElement && target.role === 'tab') {
      event.preventDefault()
      this.#mains[0]?.focus()
    }
  }
}

const skeletonView = html`<div class="skeleton" part="skeleton" aria-hidden="true">${Array(5).fill(html`<i></i>`)}</div>`
