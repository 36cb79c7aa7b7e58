import type { Menu } from '@parley/elements'
import { base, frame, iconButton, isFinal, languageTagOf, tokens } from '@parley/elements'
import { failingOf, systemClock } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { Shortcut } from '../../client/desk/shortcuts.ts'
import { shortcutOf } from '../../client/desk/shortcuts.ts'
import type { FileInfo } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'
import type { Asked, DeskActions, ListTab } from './actions.ts'
import { type Columns, columnsView } from './columns-view.ts'
import type { DeskConversation } from './conversation.ts'
import type { DeskConnection } from './desk-session.ts'
import { DeskSession } from './desk-session.ts'
import { deskStyles } from './desk-styles.ts'
import { dialogView } from './dialog-view.ts'
import type { InquiryList } from './inquiry-list.ts'
import { Layout } from './layout.ts'
import type { Words } from './locale/words.ts'
import { wordsFor } from './locale/words.ts'
import { isWriting, whyNotTaken } from './pressing.ts'
import { QueueAnnouncer } from './queue-announcer.ts'
import { skeletonView } from './skeleton-view.ts'
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
      ? html`<parley-notice exportparts="notice, cause" .text=${text.trouble} .notice=${notice} .isWhole=${!isReady} @retry-now=${() => this.#session.connection?.retryNow()}></parley-notice>`
      : nothing
    const { size } = this.#layout
    return html`<div class="desk ${size}" part="desk">
      ${isReady ? html`${notice ? html`<div class="strip">${noticeView}</div>` : nothing}<div class="columns">${columnsView(this.#columns)}</div>` : this.#waitingView(noticeView)}
      <parley-menu exportparts="menu" @closed=${this.#onMenuClosed}></parley-menu>
      ${dialogView(this.asked, models?.desk, this.#words, () => this.#closeDialog())}
      ${this.#toast.view()}
      <div class="unseen" role="status">${this.spoken}</div>
    </div>`
  }

  #waitingView(noticeView: TemplateResult | typeof nothing): TemplateResult {
    return html`<div class="whole">${noticeView === nothing ? skeletonView : noticeView}</div>`
  }

  get #columns(): Columns {
    return {
      ...{ words: this.#words, session: this.#session, layout: this.#layout, actions: this.#actions },
      ...{ tab: this.tab ?? 'mine', openId: this.inquiry, fileLink: this.fileLink },
      upload: this.upload ?? this.#session.upload,
      toBoard: this.#toBoard,
      help: () => this.#do('help'),
    }
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
      // It stands there now.
      if (this.tab === 'queue') this.tab = 'mine'
      this.open(inquiry)
    } catch (error) {
      this.#toast.say(await whyNotTaken(failingOf(error), inquiry, desk, this.#words), true)
    }
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
