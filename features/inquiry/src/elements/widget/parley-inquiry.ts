import type { Menu } from '@parley/elements'
import { avatarStyles, base, iconButton, isFinal, languageTagOf, noticeText, tokens } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { CustomerConnection } from '../../client/customer/connection.ts'
import type { OwnInquiriesModel, Question } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { waitingIn } from '../../client/customer/waiting.ts'
import type { Answers } from '../../contract/index.ts'
import { maxFilesPerMessage, maxTextLength } from '../../contract/limits.ts'
import { CustomerSession } from './customer-session.ts'
import { leaveForm } from './form-draft.ts'
import { supportIcon } from './icons.ts'
import { keepTabIn } from './keep-tab-in.ts'
import { Kept } from './kept.ts'
import { listView } from './list-view.ts'
import type { Words } from './locale/words.ts'
import { wordsFor } from './locale/words.ts'
import { News, ringOnce } from './news.ts'
import { pageContext } from './page-context.ts'
import { panelHeader } from './panel-header.ts'
import { panelMenu, saveTranscript } from './panel-menu.ts'
import { PlaceAloud } from './place-aloud.ts'
import type { Screen } from './screen.ts'
import { screenFor } from './screen.ts'
import { sound } from './sound.ts'
import type { ThreadView } from './thread-view.ts'
import { waitingTexts } from './waiting-view.ts'
import { widgetStyles } from './widget-styles.ts'

/** "tomorrow at 9:00" and the like are said anew this often while the panel is open. */
const refreshMs = 30_000
/**
 * `<parley-inquiry>`: a button that opens the customer's side of inquiries, or that side as a part of the page. README.md lists attributes, events,
 * custom properties, slots and parts.
 */
export class ParleyInquiry extends LitElement {
  static override styles = [tokens, base, iconButton, avatarStyles, widgetStyles]
  static override properties = {
    url: { type: String },
    lang: { type: String },
    label: { type: String },
    team: { type: String },
    guest: { type: String },
    placement: { type: String, reflect: true },
    inline: { type: Boolean, reflect: true },
    answers: { attribute: false },
    connection: { attribute: false },
    isOpen: { state: true },
    chosen: { state: true },
    spoken: { state: true },
    problem: { state: true },
  }

  /** Where the server is, relative to the page. */
  declare url: string
  /** What stands on the button. */
  declare label: string | undefined
  /** Who is asked, by the name of a team; without it, the customer chooses where there are several. */
  declare team: string | undefined
  /** Which guest somebody is who is not signed in: `browser`, in all tabs and next week, or `tab`. */
  declare guest: 'browser' | 'tab'
  /** The corner of the button: `bottom-end`, `bottom-start`, `top-end`, `top-start`. */
  declare placement: 'bottom-end' | 'bottom-start' | 'top-end' | 'top-start'
  /** A part of the page, without a button. */
  declare inline: boolean
  /** What the page knows already, by the names of fields. */
  declare answers: Answers | undefined
  /** A connection of your own making, as of who is signed in, instead of one for guests. */
  declare connection: CustomerConnection | undefined
  declare private isOpen: boolean
  declare private chosen: Screen | undefined
  /** For screen readers alone. */
  declare private spoken: string
  declare private problem: string
  readonly #session = new CustomerSession(() => this.requestUpdate())
  readonly #kept = new Kept('parley-inquiry ')
  readonly #news = new News()
  #words: Words = wordsFor('en')
  #tag = 'en'
  #refreshing: ReturnType<typeof setInterval> | undefined
  #toldUnread = 0
  readonly #place = new PlaceAloud((text) => {
    this.spoken = text
  })
  #stopSound: (() => void) | undefined

  constructor() {
    super()
    this.url = '/parley'
    this.guest = 'browser'
    this.placement = 'bottom-end'
    this.inline = false
    this.isOpen = false
    this.spoken = ''
    this.problem = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#setWords()
    this.isOpen = this.inline || this.#kept.get('open') === 'yes'
    document.addEventListener('visibilitychange', this.#onSeen)
    this.#stopSound = sound.onSwitched(() => this.requestUpdate())
    this.requestUpdate()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('visibilitychange', this.#onSeen)
    this.#stopSound?.()
    clearInterval(this.#refreshing)
    this.#refreshing = undefined
    this.#session.close()
  }

  /** Opens the panel, and takes the focus into it. */
  open(): void {
    if (this.inline || this.isOpen) return
    this.#setOpen(true)
    void this.updateComplete.then(() => this.#focusInside())
  }

  close(): void {
    if (this.inline || !this.isOpen) return
    this.#setOpen(false)
    this.#launcher?.focus()
  }

  override focus(): void {
    if (this.isOpen) this.#focusInside()
    else this.#launcher?.focus()
  }

  /**
   * Gives what the guest of this browser has asked to who is signed in on `connection`: to be called after a sign-in that loaded a new page. `false`:
   * there was nothing. Without a new page it happens by itself. Rejects with `{ code, message }`.
   */
  handOver(): Promise<boolean> {
    return this.#session.handOver()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang')) this.#setWords()
    if (changed.has('inline') && this.inline) this.isOpen = true
    if (this.isConnected) this.#session.follow({ url: this.url, connection: this.connection, guest: this.guest })
    const { own } = this.#session
    this.#session.watchLine(this.isOpen && own?.isReady === true && this.#isLineWanted(own))
    this.#hearNews(own)
    leaveForm(own, this.#kept)
    const { unread } = this.#session
    if (own?.isReady && unread !== this.#toldUnread) {
      this.#toldUnread = unread
      this.#tell('parley-inquiry-unread', { unread })
    }
  }

  protected override updated(): void {
    const panel = this.#panel
    // In the top layer: no element of the page stands over it or cuts it off.
    if (panel && !this.inline && this.isConnected && panel.matches(':popover-open') !== this.isOpen)
      panel.togglePopover(this.isOpen)
    if (this.isOpen) this.#refreshing ??= setInterval(() => this.requestUpdate(), refreshMs)
    else {
      clearInterval(this.#refreshing)
      this.#refreshing = undefined
    }
    if (this.isOpen && this.#session.isLive) this.#loadAbout()
  }

  protected override render(): TemplateResult {
    return html`${this.inline ? nothing : this.#launcherView()}${this.#panelView()}
      <div class="unseen" role="status">${this.isOpen ? nothing : this.spoken}</div>
      <parley-menu exportparts="menu" @closed=${this.#onMenuClosed}></parley-menu>`
  }

  get #panel(): HTMLElement | null {
    return this.renderRoot.querySelector('.panel')
  }

  get #launcher(): HTMLElement | null {
    return this.renderRoot.querySelector('.launcher')
  }

  get #threadView(): ThreadView | null {
    return this.renderRoot.querySelector<ThreadView>('parley-inquiry-thread')
  }

  get #screen(): Screen | undefined {
    const { own } = this.#session
    return own?.isReady ? screenFor(own, this.chosen) : undefined
  }

  #launcherView(): TemplateResult {
    const { unread, notice } = this.#session
    const { text, badge } = this.#words
    const label = this.label ?? text.launch
    return html`<button class="launcher" part="launcher" aria-haspopup="dialog" aria-expanded=${this.isOpen ? 'true' : 'false'} @click=${this.#toggle}>
      <slot name="icon">${supportIcon}</slot><span class="label">${label}</span>${unread > 0 ? html`<span class="unseen">${text.unread(unread, badge(unread))}</span>` : nothing}
      ${unread > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${badge(unread)}</span>` : nothing}
      ${isFinal(notice) || notice?.kind === 'offline' ? html`<span class="away" part="away" aria-hidden="true"></span>` : nothing}
    </button>`
  }

  #panelView(): TemplateResult {
    const screen = this.isOpen ? this.#screen : undefined
    const thread = this.#threadFor(screen)
    const role = this.inline ? 'region' : 'dialog'
    return html`<section class="panel" part="panel" popover=${this.inline ? nothing : 'manual'} role=${role} aria-labelledby="title" @keydown=${this.#onKeydown}>
      ${this.isOpen ? html`${this.#headerView(screen, thread)}${this.#noticeView()}${this.#screenView(screen, thread)}` : nothing}
      ${this.problem ? html`<p class="problem" role="alert" part="problem">${this.problem}</p>` : nothing}
      <div class="unseen" role="status">${this.isOpen ? this.spoken : nothing}</div>
    </section>`
  }

  #headerView(screen: Screen | undefined, thread: ThreadModel | undefined): TemplateResult {
    const { own } = this.#session
    const others = own && screen && screen.is !== 'list' ? own.all.length - (screen.is === 'thread' ? 1 : 0) : 0
    return panelHeader(thread, this.#words, {
      back: others > 0 ? this.#back : undefined,
      menu: own?.isReady ? this.#openMenu : undefined,
      close: this.inline ? undefined : this.#onClose,
    })
  }

  /** As a strip, beside what can be shown all the same. */
  #noticeView(): TemplateResult | typeof nothing {
    const { notice, own } = this.#session
    const { trouble } = this.#words.text
    if (notice === undefined) return nothing
    const isWhole = own?.isReady !== true || isFinal(notice)
    const [title, says] = noticeText(notice, trouble, isWhole)
    return html`<parley-notice exportparts="notice" ?whole=${isWhole} .notice=${notice} .text=${trouble} @retry-now=${() => this.#session.connection?.retryNow()}></parley-notice>
      <div class="unseen" role="status">${title}. ${says}</div>`
  }

  #screenView(screen: Screen | undefined, thread: ThreadModel | undefined): TemplateResult | typeof nothing {
    const { own, notice } = this.#session
    if (isFinal(notice)) return nothing
    if (!own || !screen) return notice ? nothing : this.#loadingView()
    if (screen.is === 'form') return this.#formView(own)
    const now = Date.now()
    if (screen.is === 'list')
      return listView(own, this.#words, now, {
        open: (id) => this.#go({ is: 'thread', id }),
        startNew: () => this.#go({ is: 'form' }),
      })
    const { open } = own
    const { about } = this.#session.about ?? {}
    const limits = {
      text: about?.maxTextLength ?? maxTextLength,
      files: about?.maxFileBytes === 0 ? 0 : (about?.maxFilesPerMessage ?? maxFilesPerMessage),
    }
    return html`<parley-inquiry-thread exportparts="log, message, message-mine, message-theirs, day, line, tick, file, retry, discard, older, to-newest, typing, waiting, person, over, ending, new, problem, rating, rated, input, send, attach, upload"
      .words=${this.#words} .inquiry=${screen.id} .thread=${thread} .starting=${own.starting} .waiting=${this.#waitingTexts(thread, now)} .other=${open?.id === screen.id ? undefined : open?.id}
      .kept=${this.#kept} .upload=${this.#upload} .urlOf=${this.#urlOf} .limits=${limits} .isLooking=${document.visibilityState === 'visible'} .now=${now}
      @go=${this.#onGo} @new=${this.#onNew}></parley-inquiry-thread>`
  }

  #formView(own: OwnInquiriesModel): TemplateResult {
    const { about, line, connection } = this.#session
    const { text } = this.#words
    if (about?.about)
      return html`<parley-inquiry-ask exportparts="form, field, input, fault, send, waiting" .words=${this.#words} .about=${about.about} .isGuest=${connection?.user?.guest ?? true} .line=${line} .team=${this.team} .answers=${this.answers}
        .kept=${this.#kept} .refused=${own.starting?.failure} .now=${Date.now()} @ask=${this.#onAsk} @mended=${() => own.takeBack()}><slot name="greeting" slot="greeting"><div class="greeting"><strong>${text.ask}</strong><p>${text.askText}</p></div></slot></parley-inquiry-ask>`
    if (about?.failing === undefined) return this.#loadingView()
    return html`<div class="failed" role="alert"><p>${text.loadFailed} ${this.#words.reason(about.failing)}</p><button class="send" @click=${() => void about.load()}>${text.retry}</button></div>`
  }

  #loadingView(): TemplateResult {
    return html`<div class="loading" part="loading" role="status"><span class="unseen">${this.#words.text.loading}</span><i></i><i></i><i></i></div>`
  }

  #threadFor(screen: Screen | undefined): ThreadModel | undefined {
    // Closed, too: what has come is told to be there, and who writes hears that it is.
    const id = screen?.is === 'thread' ? screen.id : this.#session.own?.open?.id
    const thread = this.#session.thread(id)
    return screen?.is === 'thread' ? thread : undefined
  }

  #isLineWanted(own: OwnInquiriesModel): boolean {
    const screen = screenFor(own, this.chosen)
    return screen.is === 'form' || (screen.is === 'thread' && own.get(screen.id)?.status === 'waiting')
  }

  #waitingTexts(thread: ThreadModel | undefined, now: number): readonly string[] {
    const { line } = this.#session
    const { info, status } = thread?.state ?? {}
    if (!info || status !== 'waiting' || line?.position === undefined) return []
    const waiting = waitingIn(line.state, info.team, info.ticket)
    const texts = waiting ? waitingTexts(waiting, this.#words, now, true) : []
    this.#place.note(texts[0], now)
    return texts
  }

  #hearNews(own: OwnInquiriesModel | undefined): void {
    const screen = this.isOpen ? this.#screen : undefined
    const isSeen = document.visibilityState === 'visible'
    for (const { id, agent } of this.#news.look(own)) {
      if (isSeen && screen?.is === 'thread' && screen.id === id) continue
      this.spoken = this.#words.text.newMessage(agent?.name ?? this.#words.text.title)
      void ringOnce(() => sound.ring())
    }
  }

  #setWords(): void {
    this.#tag = languageTagOf(this)
    this.#words = wordsFor(this.#tag)
  }

  #setOpen(isOpen: boolean): void {
    this.isOpen = isOpen
    this.chosen = undefined
    this.problem = ''
    this.spoken = ''
    this.#kept.set('open', isOpen ? 'yes' : undefined)
    this.#tell('parley-inquiry-toggle', { isOpen })
  }

  #tell(name: string, detail: object): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }))
  }

  /** Into what one writes in; with a finger to the title, so that no keyboard covers what is to be read. */
  #focusInside(): void {
    const inside = this.renderRoot.querySelector<HTMLElement>('parley-inquiry-thread, parley-inquiry-ask')
    const title = this.renderRoot.querySelector<HTMLElement>('#title')
    if (!inside || matchMedia('(pointer: coarse)').matches) {
      title?.focus()
      return
    }
    title?.focus()
    void (inside as LitElement).updateComplete.then(() => {
      if (this.isOpen && inside.isConnected) inside.focus()
    })
  }

  #go(screen: Screen): void {
    this.chosen = screen
    this.problem = ''
    void this.updateComplete.then(() => this.#focusInside())
  }

  /** Once by itself; after that when it is asked for, or the connection is back. */
  #loadAbout(): void {
    const { about } = this.#session
    if (about !== undefined && about.about === undefined && about.failing === undefined) void about.load()
  }

  readonly #upload = (...given: Parameters<CustomerSession['upload']>) => this.#session.upload(...given)
  readonly #urlOf = (...given: Parameters<CustomerSession['urlOf']>) => this.#session.urlOf(...given)

  #toggle = (): void => {
    if (this.isOpen) this.close()
    else this.open()
  }

  #onClose = (): void => this.close()

  #back = (): void => this.#go({ is: 'list' })

  #onSeen = (): void => this.requestUpdate()

  #onGo = ({ detail }: CustomEvent<string>): void => this.#go({ is: 'thread', id: detail })

  #onNew = (): void => this.#go({ is: 'form' })

  #onAsk = ({ detail }: CustomEvent<Question>): void => {
    const { own } = this.#session
    if (!own) return
    const inquiry = own.start({ ...detail, page: pageContext(this.#tag) })
    this.#kept.setRecord('form', { ...this.#kept.record('form'), message: detail.text })
    this.#tell('parley-inquiry-started', { inquiry })
    this.#go({ is: 'thread', id: inquiry })
  }

  #onKeydown = (event: KeyboardEvent): void => {
    if (this.inline || event.isComposing) return
    if (event.key === 'Tab') keepTabIn(event, this.#panel)
    if (event.key !== 'Escape' || event.defaultPrevented) return
    event.preventDefault()
    event.stopPropagation()
    this.close()
  }

  #openMenu = (event: Event): void => {
    const menu = this.renderRoot.querySelector<Menu>('parley-menu')
    if (!menu) return
    const items = panelMenu(this.#threadFor(this.#screen), this.#words, {
      save: (thread) => void this.#save(thread),
      end: () => void this.#threadView?.askToEnd(),
    })
    menu.content = { label: this.#words.text.more, items }
    menu.open(event.currentTarget as HTMLElement)
  }

  #onMenuClosed = (): void => {
    this.renderRoot.querySelector<HTMLElement>('[part=open-menu]')?.focus()
  }

  async #save(thread: ThreadModel): Promise<void> {
    try {
      await saveTranscript(thread, this.#words)
    } catch (error) {
      this.problem = this.#words.text.transcriptFailed(this.#words.reason(failingOf(error)))
    }
  }
}
