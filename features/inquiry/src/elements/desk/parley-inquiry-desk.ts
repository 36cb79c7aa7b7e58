import type { Menu } from '@parley/elements'
import { base, frame, iconButton, isFinal, languageTagOf, tokens } from '@parley/elements'
import { failingOf, systemClock } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { Drafts } from '../../client/desk/drafts.ts'
import type { Shortcut } from '../../client/desk/shortcuts.ts'
import { shortcutOf } from '../../client/desk/shortcuts.ts'
import { InquiryCode } from '../../contract/codes.ts'
import type { FileInfo } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'
import type { Asked, DeskActions, ListTab } from './actions.ts'
import type { DeskConversation } from './conversation.ts'
import type { DeskConnection } from './desk-session.ts'
import { DeskSession } from './desk-session.ts'
import { deskStyles } from './desk-styles.ts'
import { dialogView } from './dialog-view.ts'
import { boardIcon, helpIcon } from './icons.ts'
import type { InquiryList } from './inquiry-list.ts'
import { skeletonView } from './inquiry-list.ts'
import { Layout } from './layout.ts'
import type { Words } from './locale/words.ts'
import { wordsFor } from './locale/words.ts'
import { QueueAnnouncer } from './queue-announcer.ts'
import { ownStatusView } from './status-menu.ts'
import { Toast } from './toast.ts'

/**
 * `<parley-inquiry-desk>`: the agents' side. Lists, conversation and customer beside each other, one at a time on a phone; a board for
 * supervisors. Emits `parley-inquiry-open` and `parley-inquiry-counts`. README.md lists attributes, properties, parts and keys.
 */
export class ParleyInquiryDesk extends LitElement {
  static override styles = [tokens, base, frame, iconButton, deskStyles]
  static override properties = {
    url: { type: String },
    lang: { type: String },
    inquiry: { type: String, reflect: true },
    connection: { attribute: false },
    upload: { attribute: false },
    fileLink: { attribute: false },
    tab: { state: true },
    asked: { state: true },
    spoken: { state: true },
  }

  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** The inquiry that is open, by its id. */
  declare inquiry: string | undefined
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: DeskConnection | undefined
  /** Takes a file to the server, otherwise than the desk does by itself. */
  declare upload: UploadFile | undefined
  /** Where a file is. */
  declare fileLink: (inquiry: string, file: FileInfo) => string
  /** Until somebody chose one, the list that has something to do. */
  declare private tab: ListTab | undefined
  declare private asked: Asked | undefined
  declare private spoken: string
  readonly #session = new DeskSession(() => this.requestUpdate())
  readonly #layout = new Layout(() => this.requestUpdate())
  readonly #sizes = new ResizeObserver(() => this.#layout.measured(this.clientWidth))
  readonly #drafts = new Drafts()
  readonly #toast = new Toast(() => this.requestUpdate())
  readonly #announcer = new QueueAnnouncer(systemClock, (news) => {
    this.spoken = this.#words.text.newWaiting(news)
  })
  #words: Words = wordsFor('en')
  #menuFrom: HTMLElement | undefined
  #told = ''

  constructor() {
    super()
    this.url = '/parley'
    this.spoken = ''
    this.fileLink = (_, file) => `${this.url.replace(/\/$/u, '')}/inquiry/files/${encodeURIComponent(file.id)}`
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words = wordsFor(languageTagOf(this))
    this.#layout.measured(this.clientWidth)
    this.#sizes.observe(this)
    document.addEventListener('keydown', this.#onKeydown)
    if (this.hasUpdated) this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
    this.#announcer.stop()
    this.#toast.clear()
    document.removeEventListener('keydown', this.#onKeydown)
    this.asked = undefined
    this.#session.close()
  }

  /** Opens an inquiry as a press on it does. */
  open(inquiry: string): void {
    this.#layout.toConversation()
    if (inquiry !== this.inquiry) {
      this.inquiry = inquiry
      this.#emit('parley-inquiry-open', { inquiry })
    }
    void this.#focusIn('parley-inquiry-conversation')
  }

  /** Puts the keyboard into the list. */
  override focus(): void {
    this.#list?.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang')) this.#words = wordsFor(languageTagOf(this))
    if (changed.has('inquiry') && this.inquiry !== undefined) this.#layout.toConversation()
    if (!this.isConnected) return
    this.#session.follow(this.url, this.connection)
    const { models } = this.#session
    if (!models?.desk.isReady) return
    this.#announcer.note(models.desk.queue)
    if (models.mine.isReady) this.tab ??= models.mine.rows.length > 0 ? 'mine' : 'queue'
    this.#tellCounts()
  }

  protected override render(): TemplateResult {
    const { models, notice } = this.#session
    const { text } = this.#words
    const isReady = models?.desk.isReady === true && !isFinal(notice)
    const noticeView = notice
      ? html`<parley-notice exportparts="notice" .text=${text.trouble} .notice=${notice} .isWhole=${!isReady} @retry-now=${() => this.#session.connection?.retryNow()}></parley-notice>`
      : nothing
    const { size } = this.#layout
    return html`<div class="desk ${size}" part="desk">
      ${isReady ? html`${notice ? html`<div class="strip">${noticeView}</div>` : nothing}<div class="columns">${this.#columnsView()}</div>` : this.#waitingView(noticeView)}
      <parley-menu exportparts="menu" @closed=${this.#onMenuClosed}></parley-menu>
      ${dialogView(this.asked, models?.desk, this.#words, () => this.#closeDialog())}
      ${this.#toast.view()}
      <div class="unseen" role="status">${this.spoken}</div>
    </div>`
  }

  #waitingView(noticeView: TemplateResult | typeof nothing): TemplateResult {
    return html`<div class="whole">${noticeView === nothing ? skeletonView : noticeView}</div>`
  }

  #columnsView(): TemplateResult {
    const words = this.#words
    const { text } = words
    const layout = this.#layout
    const { desk, mine, all } = this.#session.models!
    const conversation = this.#session.conversation(this.inquiry)
    return html`
      <nav class="list" part="lists" aria-label=${text.desk} ?hidden=${!layout.showsList}>
        <header><h2>${text.desk}</h2>
          ${ownStatusView(desk, words, this.#actions)}
          ${desk.isSupervisor ? html`<button class="icon" part="open-board" aria-pressed=${layout.isBoard ? 'true' : 'false'} aria-label=${text.board} title=${text.board} @click=${this.#toBoard}>${boardIcon}</button>` : nothing}
          <button class="icon" part="open-help" aria-haspopup="dialog" aria-label=${text.helpTitle} title=${text.helpTitle} @click=${() => this.#do('help')}>${helpIcon}</button>
        </header>
        <slot name="start"></slot>
        <parley-inquiry-list exportparts="tabs, tab, tab-current, list, filters, row, row-current, unread, take, deadline, empty, skeleton"
          .words=${words} .desk=${desk} .mine=${mine} .all=${all} .actions=${this.#actions} .tab=${this.tab ?? 'mine'} .openId=${this.inquiry}></parley-inquiry-list>
      </nav>
      ${layout.isBoard ? this.#boardView() : nothing}
      ${
        layout.showsConversation
          ? html`<section class="conversation" aria-label=${conversation?.info ? text.conversation(conversation.info.customer.name) : text.messages}>${
              conversation ? this.#conversationView(conversation) : this.#nothingView()
            }</section>`
          : nothing
      }
      ${
        layout.showsCustomer && conversation
          ? html`<aside class="customer" part="customer" aria-label=${text.customerPanel}><parley-inquiry-customer exportparts="close, answers, history"
            .words=${words} .desk=${desk} .conversation=${conversation} .actions=${this.#actions} .canClose=${layout.size !== 'wide'}><slot name="customer"></slot></parley-inquiry-customer></aside>`
          : nothing
      }`
  }

  #conversationView(conversation: NonNullable<ReturnType<DeskSession['conversation']>>): TemplateResult {
    const words = this.#words
    const { size, showsCustomer } = this.#layout
    const { desk, mine } = this.#session.models!
    if (conversation.refusal)
      return html`<div class="nothing">${this.#layout.size === 'narrow' ? html`<button class="quiet" @click=${() => this.#toList()}>${words.text.back}</button>` : nothing}<p role="alert">${words.reason(conversation.refusal)}</p></div>`
    return html`<parley-inquiry-conversation exportparts="header, back, take, resolve, reopen, more, show-customer, viewers, deadline, log, day, entry, entry-customer, entry-agent, entry-bot, entry-note, activity, tick, typing, composer, composer-reply, composer-note, mode, stop, closed, input, attach, open-canned, canned, mention, send"
      .words=${words} .desk=${desk} .conversation=${conversation} .drafts=${this.#drafts} .actions=${this.#actions} .upload=${this.upload ?? this.#session.upload} .fileLink=${this.fileLink}
      .isNarrow=${size === 'narrow'} .showsCustomer=${size === 'wide' ? undefined : showsCustomer} @read=${() => mine.read(conversation.id)}></parley-inquiry-conversation>`
  }

  #nothingView(): TemplateResult {
    const { text } = this.#words
    return html`<div class="nothing" part="nothing"><strong>${text.choose}</strong><p>${text.chooseSays}</p></div>`
  }

  #boardView(): TemplateResult | typeof nothing {
    const board = this.#session.board()
    const { desk } = this.#session.models!
    if (!board) return nothing
    return html`<section class="board"><parley-inquiry-board exportparts="back, now, agents, csv, chart" .words=${this.#words} .desk=${desk} .board=${board} .actions=${this.#actions}></parley-inquiry-board></section>`
  }

  readonly #actions: DeskActions = {
    open: (inquiry) => this.open(inquiry),
    showTab: (tab) => {
      this.tab = tab
    },
    take: (inquiry) => void this.#take(inquiry),
    attempt: (doing, done) => void this.#attempt(doing, done),
    ask: (asked) => {
      this.asked = asked
    },
    openMenu: (at, content) => {
      const menu = this.#menu
      if (!menu) return
      this.#menuFrom = at
      menu.content = content
      menu.open(at)
    },
    back: () => this.#toList(),
    toggleCustomer: () => {
      this.#layout.toggleCustomer()
      void this.#focusIn(this.#layout.showsCustomer ? 'parley-inquiry-customer' : 'parley-inquiry-conversation')
    },
  }

  get #list(): InquiryList | null {
    return this.renderRoot.querySelector<InquiryList>('parley-inquiry-list')
  }

  get #conversation(): DeskConversation | null {
    return this.renderRoot.querySelector<DeskConversation>('parley-inquiry-conversation')
  }

  get #menu(): Menu | null {
    return this.renderRoot.querySelector<Menu>('parley-menu')
  }

  #onMenuClosed = (): void => {
    this.#menuFrom?.focus()
  }

  #closeDialog(): void {
    this.asked = undefined
    this.#menuFrom?.focus()
  }

  #toList(): void {
    this.#layout.toList()
    void this.#focusIn('parley-inquiry-list')
  }

  #toBoard = (): void => {
    if (this.#layout.isBoard) this.#toList()
    else {
      this.#layout.toBoard()
      void this.#focusIn('parley-inquiry-board')
    }
  }

  async #focusIn(selector: string): Promise<void> {
    await this.updateComplete
    const shown = this.renderRoot.querySelector<LitElement>(selector)
    await shown?.updateComplete
    shown?.focus()
  }

  async #take(inquiry: string): Promise<void> {
    const desk = this.#session.models?.desk
    const { text } = this.#words
    try {
      await desk?.decide.claim({ inquiry })
      this.#toast.say(text.takenYou)
      this.open(inquiry)
    } catch (error) {
      const failing = failingOf(error)
      // The message names who has it; the row may say it in the words of this page.
      const agent = failing.code === InquiryCode.taken ? await this.#assigneeOf(inquiry) : undefined
      const reason = failing.code === InquiryCode.taken ? failing.message : this.#words.reason(failing)
      this.#toast.say(agent === undefined ? text.notDone(reason) : text.taken(agent), true)
    }
  }

  async #assigneeOf(inquiry: string): Promise<string | undefined> {
    const row = await this.#session.models?.desk.row(inquiry).catch(() => undefined)
    return row?.agent?.name
  }

  async #attempt(doing: Promise<void>, done?: string): Promise<void> {
    try {
      await doing
      if (done !== undefined) this.#toast.say(done)
    } catch (error) {
      this.#toast.say(this.#words.text.notDone(this.#words.reason(failingOf(error))), true)
    }
  }

  /** From wherever in the page the keyboard is, unless it is in something of the page. */
  #onKeydown = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || this.asked || this.#menu?.isOpen || !this.#session.models?.desk.isReady) return
    const path = event.composedPath()
    const covers = this.#layout.size !== 'wide' && this.#layout.showsCustomer
    if (event.key === 'Escape' && covers && path.includes(this)) this.#actions.toggleCustomer()
    const isOurs = path.includes(this) || event.target === document.body
    const shortcut = shortcutOf(event, isWriting(path[0]))
    if (!isOurs || shortcut === undefined) return
    event.preventDefault()
    this.#do(shortcut)
  }

  #do(shortcut: Shortcut): void {
    const conversation = this.#conversation
    const desk = this.#session.models!.desk
    switch (shortcut) {
      case 'next':
      case 'previous':
        if (!this.#layout.showsList) this.#layout.toList()
        void this.updateComplete.then(() => this.#list?.step(shortcut === 'next' ? 1 : -1))
        break
      case 'take': {
        const row = this.#isInList ? this.#list?.activeRow : undefined
        const inquiry = row?.id ?? this.inquiry
        if (inquiry !== undefined) void this.#take(inquiry)
        break
      }
      case 'reply':
      case 'note':
        conversation?.write(shortcut)
        break
      case 'resolve':
        if (conversation && this.inquiry !== undefined)
          void this.#attempt(desk.decide.resolve({ inquiry: this.inquiry }), this.#words.text.didResolve)
        break
      case 'help':
        this.#menuFrom = this.renderRoot.querySelector<HTMLElement>('[part=open-help]') ?? undefined
        this.asked = { dialog: 'help' }
    }
  }

  get #isInList(): boolean {
    return (this.renderRoot as ShadowRoot).activeElement === this.#list
  }

  #tellCounts(): void {
    const { desk, mine } = this.#session.models!
    const counts = { mine: mine.rows.length, unread: mine.unread, waiting: desk.totals.waiting }
    const told = JSON.stringify(counts)
    if (told === this.#told) return
    this.#told = told
    this.#emit('parley-inquiry-counts', counts)
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}

function isWriting(target: EventTarget | undefined): boolean {
  return (
    target instanceof HTMLElement &&
    (target.isContentEditable || target.matches('textarea, select, input:not([type=radio], [type=checkbox])'))
  )
}
