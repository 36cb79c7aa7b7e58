import type { Menu } from '@parley/elements'
import { avatarStyles, base, iconButton, languageTagOf, tokens } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { CustomerConnection } from '../../client/customer/connection.ts'
import type { OwnInquiriesModel, Question } from '../../client/customer/own-model.ts'
import type { ThreadModel } from '../../client/customer/thread-model.ts'
import { waitingIn } from '../../client/customer/waiting.ts'
import type { Answers } from '../../contract/index.ts'
import { Kept } from '../kept.ts'
import { CustomerSession } from './customer-session.ts'
import { leaveForm } from './form-draft.ts'
import { keepTabIn } from './keep-tab-in.ts'
import { launcherView } from './launcher-view.ts'
import type { Words } from './locale/words.ts'
import { wordsFor } from './locale/words.ts'
import { News, ringOnce } from './news.ts'
import { pageContext } from './page-context.ts'
import { panelHeader } from './panel-header.ts'
import { panelMenu } from './panel-menu.ts'
import { noticeView, type Screens, screenView } from './panel-screens.ts'
import { PlaceAloud } from './place-aloud.ts'
import type { Screen } from './screen.ts'
import { screenFor } from './screen.ts'
import { sound } from './sound.ts'
import type { ThreadView } from './thread-view.ts'
import { mailed, type Outcome, saved } from './transcripts.ts'
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
    told: { state: true },
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
  /** What was done, until something else is. */
  declare private told: string
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
    this.told = ''
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
    leaveForm(own, this.#kept, this.#session.firstFiles)
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
    return html`${this.inline ? nothing : launcherView(this.#session, this.#words, { label: this.label, isOpen: this.isOpen, toggle: this.#toggle })}${this.#panelView()}
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

  #panelView(): TemplateResult {
    const screen = this.isOpen ? this.#screen : undefined
    const thread = this.#threadFor(screen)
    const role = this.inline ? 'region' : 'dialog'
    return html`<section class="panel" part="panel" popover=${this.inline ? nothing : 'manual'} role=${role} aria-labelledby="title" @keydown=${this.#onKeydown}>
      ${this.isOpen ? html`${this.#headerView(screen, thread)}${noticeView(this.#session, this.#words)}${screenView(this.#session, screen, this.#screens(thread))}` : nothing}
      <div role="status">${this.told ? html`<p class="told" part="told">${this.told}</p>` : nothing}</div>
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

  #screens(thread: ThreadModel | undefined): Screens {
    const now = Date.now()
    return {
      ...{ words: this.#words, kept: this.#kept, now, thread, team: this.team, answers: this.answers },
      waiting: this.#waitingTexts(thread, now),
      go: (to) => this.#go(to),
      ask: this.#ask,
    }
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
    this.told = ''
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
    this.told = ''
    this.problem = ''
    void this.updateComplete.then(() => this.#focusInside())
  }

  /** Once by itself; after that when it is asked for, or the connection is back. */
  #loadAbout(): void {
    const { about } = this.#session
    if (about !== undefined && about.about === undefined && about.failing === undefined) void about.load()
  }

  #toggle = (): void => {
    if (this.isOpen) this.close()
    else this.open()
  }

  #onClose = (): void => this.close()

  #back = (): void => this.#go({ is: 'list' })

  #onSeen = (): void => this.requestUpdate()

  #ask = (question: Question): void => {
    const { own } = this.#session
    if (!own) return
    const inquiry = own.start({ ...question, page: pageContext(this.#tag) }, this.#session.firstFiles?.inquiry)
    this.#kept.setRecord('form', { ...this.#kept.record('form'), message: question.text })
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
    this.told = ''
    this.problem = ''
    const items = panelMenu(this.#threadFor(this.#screen), this.#words, {
      save: (thread) => void this.#told(saved(thread, this.#words)),
      mail: this.#session.about?.about?.hasMail ? (thread) => void this.#told(mailed(thread, this.#words)) : undefined,
      end: () => void this.#threadView?.askToEnd(),
    })
    menu.content = { label: this.#words.text.more, items }
    menu.open(event.currentTarget as HTMLElement)
  }

  #onMenuClosed = (): void => {
    this.renderRoot.querySelector<HTMLElement>('[part=open-menu]')?.focus()
  }

  async #told(doing: Promise<Outcome>): Promise<void> {
    const { told = '', problem = '' } = await doing
    this.told = told
    this.problem = problem
  }
}
