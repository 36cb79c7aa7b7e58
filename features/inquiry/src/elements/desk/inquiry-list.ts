import { avatarStyles, base, iconButton, rove, tabStop, unreadIcon, Watch } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { AllModel, Filter } from '../../client/desk/all-model.ts'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { MineModel } from '../../client/desk/mine-model.ts'
import type { InquiryStatus, Priority, Row } from '../../contract/index.ts'
import { priorities } from '../../contract/index.ts'
import type { DeskActions, ListTab } from './actions.ts'
import { filterIcon, searchIcon } from './icons.ts'
import { listStyles } from './list-styles.ts'
import type { Words } from './locale/words.ts'
import { chipStyles } from './row-parts.ts'
import { rowView } from './row-view.ts'
import { skeletonView } from './skeleton-view.ts'

const tabs = ['mine', 'queue', 'all'] as const
const statuses: readonly InquiryStatus[] = ['open', 'pending', 'snoozed', 'resolved']
/** After the last key, in milliseconds. */
const searchDelayMs = 300
/** Waiting times and deadlines are said anew this often. */
const refreshMs = 15_000

/** The three lists with their counts. The row that Tab goes to is also the one that the keys of the desk are about. */
export class InquiryList extends LitElement {
  static override styles = [base, iconButton, avatarStyles, chipStyles, listStyles]
  static override properties = {
    words: { attribute: false },
    desk: { attribute: false },
    mine: { attribute: false },
    all: { attribute: false },
    actions: { attribute: false },
    tab: { attribute: false },
    openId: { attribute: false },
    showsFilters: { state: true },
    active: { state: true },
  }

  declare words: Words
  declare desk: DeskModel
  declare mine: MineModel
  declare all: AllModel
  declare actions: DeskActions
  declare tab: ListTab
  declare openId: string | undefined
  declare private showsFilters: boolean
  declare private active: string | undefined
  #refreshing: ReturnType<typeof setInterval> | undefined
  #searching: ReturnType<typeof setTimeout> | undefined
  #observer: IntersectionObserver | undefined
  /** Where the active row stood, and whether the keyboard was in the list, before what is shown changed. */
  #activeAt = 0
  #hadFocus = false

  constructor() {
    super()
    this.showsFilters = false
    new Watch(this, () => [this.desk, this.mine, this.all])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#refreshing = setInterval(() => this.requestUpdate(), refreshMs)
    if (this.hasUpdated) this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#refreshing)
    clearTimeout(this.#searching)
    this.#observer?.disconnect()
    this.#observer = undefined
  }

  /** The row that was walked to last, else the open one, else the first. */
  get activeRow(): Row | undefined {
    const stop = this.#stop
    return this.#rows.find(({ id }) => id === stop)
  }

  override focus(): void {
    const row =
      this.#buttonOf(this.#stop) ?? this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')
    row?.focus()
  }

  /** Walks to the next or the one before; from elsewhere, to where the list stood. */
  step(by: 1 | -1): void {
    const ids = this.#rows.map(({ id }) => id)
    const isInList = this.shadowRoot?.activeElement?.closest('.item') != null
    const at = ids.indexOf(this.#stop ?? '')
    const isFirst = this.active === undefined && !ids.includes(this.openId ?? '') && !isInList
    this.active = ids[isFirst ? 0 : Math.min(ids.length - 1, Math.max(0, at + by))]
    void this.updateComplete.then(() => this.focus())
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('tab')) this.active = undefined
    this.#hadFocus = this.shadowRoot?.activeElement?.closest('.item') != null
    if (changed.has('openId') && this.openId !== undefined) this.active = this.openId
    if (this.tab === 'all' && this.all.rows.length === 0 && this.all.more === 'more') void this.all.loadMore()
    this.#keepPlace()
  }

  protected override updated(): void {
    // A row that was moved or taken away has lost the keyboard.
    if (this.#hadFocus && this.shadowRoot?.activeElement == null) this.focus()
    const end = this.renderRoot.querySelector('.end')
    const root = this.renderRoot.querySelector('.scroller')
    this.#observer?.disconnect()
    this.#observer = undefined
    if (!end || !root) return
    this.#observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) void this.all.loadMore()
      },
      { root, rootMargin: '200px' },
    )
    this.#observer.observe(end)
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    return html`<div class="tabs" part="tabs" role="tablist" aria-label=${text.desk} @keydown=${this.#onTabKey}>
        ${tabs.map((tab) => this.#tabView(tab))}
      </div>
      ${this.tab === 'all' ? this.#searchView() : nothing}
      <div id="list" class="scroller" part="list" role="tabpanel" aria-labelledby=${`tab-${this.tab}`} tabindex="-1">${this.#listView()}</div>`
  }

  get #rows(): readonly Row[] {
    if (this.tab === 'mine') return this.mine.rows.map(({ row }) => row)
    return this.tab === 'queue' ? this.desk.queue : this.all.rows
  }

  get #stop(): string | undefined {
    return tabStop(
      this.#rows.map(({ id }) => id),
      this.active,
      this.openId,
    )
  }

  /** Where the active row was taken away, the one that comes in its place is the active one. */
  #keepPlace(): void {
    if (this.active === undefined) return
    const ids = this.#rows.map(({ id }) => id)
    const at = ids.indexOf(this.active)
    if (at >= 0) this.#activeAt = at
    else this.active = ids[Math.min(this.#activeAt, ids.length - 1)]
  }

  #buttonOf(id: string | undefined): HTMLElement | undefined {
    const items = [...this.renderRoot.querySelectorAll<HTMLElement>('.item')]
    return items.find(({ dataset }) => dataset.id === id)?.querySelector<HTMLElement>('.row') ?? undefined
  }

  #tabView(tab: ListTab): TemplateResult {
    const { text } = this.words
    const isChosen = tab === this.tab
    const { waiting, assigned } = this.desk.totals
    const { unread, rows } = this.mine
    const count = tab === 'mine' ? rows.length : tab === 'queue' ? waiting : waiting + assigned
    const isNews = tab === 'mine' && unread > 0
    return html`<button id=${`tab-${tab}`} role="tab" part=${isChosen ? 'tab tab-current' : 'tab'} aria-selected=${isChosen ? 'true' : 'false'} aria-controls="list"
      tabindex=${isChosen ? 0 : -1} @click=${() => this.actions.showTab(tab)}>
      <span>${text.tabs[tab]}</span><span class="count">${this.words.badge(count)}</span>
      ${isNews ? html`<span class="news">${unreadIcon}<span aria-hidden="true">${this.words.badge(unread)}</span><span class="unseen">${text.unreadCount(unread)}</span></span>` : nothing}
    </button>`
  }

  #searchView(): TemplateResult {
    const { text } = this.words
    const { filter } = this.all
    const { search = '', ...rest } = filter
    const isFiltered = Object.values(rest).some((value) => value !== undefined)
    const { desk } = this.desk
    return html`<div class="find" part="filters">
      <div class="search">
        <span class="sign">${searchIcon}</span>
        <input type="search" aria-label=${text.searchAll} placeholder=${text.search} .value=${search} autocomplete="off" @input=${this.#onSearch} />
        <button class="icon" aria-expanded=${this.showsFilters ? 'true' : 'false'} aria-controls="filters" aria-label=${text.filters} title=${text.filters} aria-pressed=${isFiltered ? 'true' : 'false'}
          @click=${() => {
            this.showsFilters = !this.showsFilters
          }}>${filterIcon}</button>
      </div>
      <div id="filters" class="filters" ?hidden=${!this.showsFilters}>
        ${this.#choiceView('status', text.filterStatus, text.anyStatus, statuses, (value) => text.statuses[value as InquiryStatus])}
        ${this.#choiceView('priority', text.filterPriority, text.anyPriority, priorities, (value) => text.priorities[value as Priority])}
        ${this.#choiceView('team', text.filterTeam, text.anyTeam, this.desk.teams, (value) => this.words.team(desk, value))}
        ${this.#choiceView('label', text.filterLabel, text.anyLabel, desk.labels, (value) => value)}
        ${isFiltered ? html`<button class="quiet" @click=${() => void this.all.show(search === '' ? {} : { search })}>${text.clearFilters}</button>` : nothing}
      </div>
    </div>`
  }

  #choiceView(
    name: 'status' | 'team' | 'priority' | 'label',
    label: string,
    any: string,
    values: readonly string[],
    nameOf: (value: string) => string,
  ): TemplateResult {
    const chosen = this.all.filter[name] ?? ''
    const choose = (event: Event) => {
      const { value } = event.target as HTMLSelectElement
      const { [name]: _before, ...others } = this.all.filter
      void this.all.show({ ...others, ...(value !== '' && { [name]: value }) } as Filter)
    }
    return html`<select aria-label=${label} @change=${choose}>
      <option value="" ?selected=${chosen === ''}>${any}</option>
      ${values.map((value) => html`<option value=${value} ?selected=${chosen === value}>${nameOf(value)}</option>`)}
    </select>`
  }

  #listView(): TemplateResult {
    const { tab, words, desk, actions, openId } = this
    const { text } = words
    const rows = this.#rows
    const stop = this.#stop
    const now = Date.now()
    if (rows.length === 0) return this.#emptyView()
    return html`<ul class="items" aria-label=${text.lists[tab]} @keydown=${this.#onListKey} @focusin=${this.#onFocus}>
        ${repeat(
          rows,
          ({ id }) => id,
          (row) =>
            rowView(row, {
              ...{ words, desk, actions, now, tab },
              isOpen: row.id === openId,
              isStop: row.id === stop,
              unread: tab === 'queue' ? 0 : this.mine.unreadOf(row.id),
            }),
        )}
      </ul>
      ${this.#endView(rows)}`
  }

  #endView(rows: readonly Row[]): TemplateResult | typeof nothing {
    const { text } = this.words
    if (this.tab === 'queue') {
      const behind = this.desk.totals.waiting - rows.length
      return behind > 0 ? html`<p class="rest">${text.queueIsLonger(behind)}</p>` : nothing
    }
    if (this.tab !== 'all' || this.all.more === 'end') return nothing
    if (this.all.more === 'failed') return this.#failedView()
    return html`<div class="end">${
      this.all.more === 'loading'
        ? html`<p class="rest">${text.loading}</p>`
        : html`<button class="quiet" @click=${() => void this.all.loadMore()}>${text.showMore}</button>`
    }</div>`
  }

  #emptyView(): TemplateResult {
    const { text } = this.words
    if (this.tab === 'all' && this.all.more === 'failed') return this.#failedView()
    if (this.tab === 'all' && this.all.more !== 'end') return skeletonView
    const isSearch = this.tab === 'all' && Object.values(this.all.filter).some(Boolean)
    const [title = '', says = ''] = text.empty[isSearch ? 'search' : this.tab]
    return html`<div class="empty" part="empty"><strong>${title}</strong><p>${says}</p></div>`
  }

  #failedView(): TemplateResult {
    const { text } = this.words
    const { failing } = this.all
    return html`<div class="empty" role="alert"><p>${text.loadFailed} ${failing ? this.words.reason(failing) : ''}</p><button class="quiet" @click=${() => void this.all.loadMore()}>${text.retry}</button></div>`
  }

  #onSearch = (event: Event): void => {
    const search = (event.target as HTMLInputElement).value.trim().slice(0, 200)
    clearTimeout(this.#searching)
    this.#searching = setTimeout(() => {
      const { search: _before, ...rest } = this.all.filter
      void this.all.show({ ...rest, ...(search !== '' && { search }) })
    }, searchDelayMs)
  }

  #onTabKey = (event: KeyboardEvent): void => {
    const isRtl = getComputedStyle(this).direction === 'rtl'
    const at = tabs.indexOf(this.tab)
    const forward = isRtl ? -1 : 1
    const steps: Record<string, number> = { ArrowRight: at + forward, ArrowLeft: at - forward, Home: 0, End: 2 }
    const to = steps[event.key]
    if (event.key === 'ArrowDown') this.focus()
    else if (to !== undefined) {
      this.actions.showTab(tabs[(to + tabs.length) % tabs.length] ?? 'mine')
      void this.updateComplete.then(() => this.renderRoot.querySelector<HTMLElement>('[aria-selected=true]')?.focus())
    } else return
    event.preventDefault()
  }

  #onListKey = (event: KeyboardEvent): void => {
    rove(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.row')])
  }

  #onFocus = (event: Event): void => {
    this.active = (event.target as HTMLElement).closest<HTMLElement>('.item')?.dataset.id
  }
}
