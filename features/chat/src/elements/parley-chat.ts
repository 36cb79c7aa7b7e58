import type { Connection } from '@parley/client'
import type { MenuContent, Notice } from '@parley/elements'
import {
  base,
  claimGuestKey,
  frame,
  isFinal,
  languageTagOf,
  lockIcon,
  noticeOf,
  noticeText,
  Patience,
  tokens,
} from '@parley/elements'
import { failingOf, systemClock } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { ChatModels } from '../client/models-for.ts'
import type { Message } from '../contract/message.ts'
import type { Author } from '../contract/people.ts'
import { chatStyles } from './chat-styles.ts'
import type { Conversation } from './conversation.ts'
import type { DialogContext } from './dialogs/dialog-view.ts'
import { dialogView } from './dialogs/dialog-view.ts'
import type { Ask } from './events.ts'
import { hasSignedIn } from './guests.ts'
import { pinIcon, searchIcon, speechIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { wordsFor } from './locale/words.ts'
import type { ThreadPanel } from './panels/thread-panel.ts'
import { loadWhenIdle, markdown, roomTools } from './parts.ts'
import { personMenu, standingOf } from './people/person-menu.ts'
import { RoomSession } from './room-session.ts'
import { sessionSource } from './session-source.ts'
import { plainText } from './text/plain-text.ts'
import { Toast } from './toast.ts'

type Panel = { readonly kind: 'search' | 'pins' } | { readonly kind: 'thread'; readonly root: number }

/**
 * `<parley-chat room="general">`: a whole chat room. Emits `parley-status` with the connection's status as `detail`
 * whenever it changes. README.md lists attributes, custom properties, slots and parts.
 */
export class ParleyChat extends LitElement {
  static override styles = [tokens, base, frame, chatStyles]
  static override properties = {
    room: { type: String },
    url: { type: String },
    lang: { type: String },
    connection: { attribute: false },
    models: { attribute: false },
    linkTo: { attribute: false },
    openDirect: { attribute: false },
    panel: { state: true },
    asked: { state: true },
  }

  /** The room's name: 1 to 64 of a–z, 0–9, - and _. */
  declare room: string
  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: Connection | undefined
  /** Models of your own making, instead of those over the connection. */
  declare models: ChatModels | undefined
  /** The address of a message, for "copy link". Without it: this page's with `#<room>/<offset>`, which is also followed. */
  declare linkTo: ((room: string, offset: number) => string) | undefined
  /** Opens the room with somebody, for "direct message". Without it nobody is offered one. */
  declare openDirect: ((user: Author) => void) | undefined
  declare private panel: Panel | undefined
  declare private asked: Ask | undefined
  #session: RoomSession | undefined
  #words: Words = wordsFor('en')
  /** Whether the status line has told of trouble, so that its end is worth a word. */
  #hasSpoken = false
  #lastReason: { readonly code: string; readonly message: string } | undefined
  #hasFollowedLink = false
  readonly #patience = new Patience(systemClock, () => this.requestUpdate())
  readonly #toast = new Toast(() => this.requestUpdate())

  constructor() {
    super()
    this.room = 'general'
    this.url = '/parley'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words = wordsFor(languageTagOf(this))
    addEventListener('hashchange', this.#onHash)
    if (!markdown.isLoaded) this.#readMarks()
    if (this.hasUpdated) this.#open()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    removeEventListener('hashchange', this.#onHash)
    this.#toast.clear()
    this.#close()
  }

  /** Puts the keyboard into the composer. */
  override focus(): void {
    this.#main?.focus()
  }

  /** Goes to a message, wherever it stands in the room or its threads. */
  async jump(message: Pick<Message, 'offset' | 'thread' | 'inRoom'>): Promise<void> {
    const room = this.#session?.room
    if (!room) return
    const whole = message.thread === undefined ? await room.message(message.offset).catch(() => undefined) : message
    const thread = whole?.thread
    if (thread === undefined || whole?.inRoom) {
      if (this.#isNarrow) this.panel = undefined
      await this.updateComplete
      await this.#main?.jump(message.offset)
      return
    }
    if (!(await this.#hasTools())) return
    this.panel = { kind: 'thread', root: thread }
    await this.updateComplete
    await this.renderRoot.querySelector<ThreadPanel>('parley-chat-thread')?.jump(message.offset)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang') && this.lang) this.#words = wordsFor(this.lang)
    const isOther = (['room', 'url', 'connection', 'models'] as const).some((name) => changed.has(name))
    if (isOther) this.#open()
  }

  protected override updated(): void {
    if (this.#hasFollowedLink || !this.#main || !this.#session?.isReady) return
    this.#hasFollowedLink = true
    this.#onHash()
    // Then reactions have their names.
    if (!roomTools.isLoaded) void loadWhenIdle(roomTools).then(() => this.#main?.requestUpdate())
  }

  protected override render(): TemplateResult {
    const session = this.#session
    if (!session) return html`<div class="chat" part="chat">${skeletonView}</div>`
    const { room } = session
    const notice = noticeOf({
      status: session.status,
      view: room,
      isLong: this.#patience.isOver,
      lastReason: this.#lastReason,
    })
    const isEmpty = room.messages.length === 0 && room.pending.length === 0 && room.held.length === 0
    // Trouble fills the element as long as there is nothing else to show.
    const isWhole = isEmpty && notice !== undefined && notice.kind !== 'connecting'
    return html`<div class="chat" part="chat" @chat-ask=${this.#onAsk}>
      ${this.#headerView(session)}
      <div class="middle">
        <div class="main" ?inert=${this.panel !== undefined && this.#isNarrow}>${
          isWhole && isFinal(notice)
            ? this.#noticeView(notice, true)
            : markdown.isSettled && (session.isReady || isWhole || room.pending.length > 0)
              ? this.#conversationView(session, notice, isWhole)
              : skeletonView
        }</div>
        ${this.#panelView(session)}
      </div>
      ${dialogView(this.asked, this.#dialogContext(session))}
      <div class=${this.#toast.isTrouble ? 'toast trouble' : 'toast'} part="toast" role="status" ?hidden=${!this.#toast.text}>${this.#toast.text}</div>
      <div class="unseen" role="status">${this.#spoken(notice, isWhole)}</div>
    </div>`
  }

  #headerView({ room, status }: RoomSession): TemplateResult {
    const { text } = this.#words
    const { people } = room.presence
    const isOpen = room.status === 'open'
    return html`<header part="header">
      <slot name="header-start"></slot>
      <div class="titles">
        <h2 part="title" title=${this.room}>${room.direct ? html`<bdi>${plainText(room.direct.with.name)}</bdi>` : html`<span aria-hidden="true">${room.info?.kind === 'private' ? lockIcon : '#'}</span><bdi>${plainText(room.info?.title || this.room)}</bdi>`}</h2>
        ${room.info?.topic ? html`<p class="topic" part="topic" title=${plainText(room.info.topic)}><bdi>${plainText(room.info.topic)}</bdi></p>` : nothing}
      </div>
      <parley-chat-presence exportparts="presence, presence-list, menu" .words=${this.#words} .people=${people} .marksGuests=${hasSignedIn(room.messages, people, room.me)}
        .menuOf=${isOpen ? this.#menuOf : undefined} .count=${status.state === 'live' ? room.presence.count : 0} .me=${room.me?.id}
      ></parley-chat-presence>
      ${
        isOpen
          ? html`${
              room.pins.length > 0
                ? html`<button class="icon" part="open-pins" aria-label=${text.pinCount(room.pins.length)} title=${text.pins} aria-pressed=${this.panel?.kind === 'pins' ? 'true' : 'false'} @click=${() => this.#toggle('pins')}>${pinIcon}<span class="badge" aria-hidden="true">${room.pins.length}</span></button>`
                : nothing
            }<button class="icon" part="open-search" aria-label=${text.searchMessages} title=${text.searchMessages} aria-pressed=${this.panel?.kind === 'search' ? 'true' : 'false'} @click=${() => this.#toggle('search')}>${searchIcon}</button>`
          : nothing
      }
      <slot name="header-end"></slot>
    </header>`
  }

  /** What is written before the server has ever been reached waits as what is written later: the composer is there. */
  #conversationView(session: RoomSession, notice: Notice | undefined, isWhole: boolean): TemplateResult {
    const { room, person, status } = session
    const { text } = this.#words
    return html`<parley-chat-conversation
      exportparts="scroller, messages, message, message-mine, message-other, bubble, tombstone, day, new, failure, held, quote, files, picture, file, reactions, reaction, thread-line, seen, edited, toolbar, to-end, to-unread, typing, footer, composer, input, send, attach, upload, composer-state, context-bar, mention-list, menu, emoji-picker"
      .words=${this.#words} .room=${room} .list=${room} .person=${person} .isLive=${status.state === 'live'} .isClosed=${isFinal(notice)} .linkTo=${this.#linkTo}>
      ${
        isWhole
          ? html`<div slot="empty" class="trouble">${this.#noticeView(notice, true)}</div>`
          : html`<div slot="empty" class="blank" part="empty">
              <span class="mark">${speechIcon}</span><strong>${text.emptyTitle}</strong><p>${text.emptyText}</p>
            </div>`
      }
      <div slot="notice">${isWhole ? nothing : this.#noticeView(notice, false)}</div>
    </parley-chat-conversation>`
  }

  #panelView({ room, person, status }: RoomSession): TemplateResult | typeof nothing {
    const { panel } = this
    if (!panel) return nothing
    const { text } = this.#words
    const label = { thread: text.thread, search: text.searchMessages, pins: text.pins }[panel.kind]
    return html`<aside part="panel" aria-label=${label}>${
      panel.kind === 'thread'
        ? html`<parley-chat-thread .words=${this.#words} .room=${room} .person=${person} .root=${panel.root} .isLive=${status.state === 'live'} .linkTo=${this.#linkTo}></parley-chat-thread>`
        : panel.kind === 'search'
          ? html`<parley-chat-search .words=${this.#words} .room=${room}></parley-chat-search>`
          : html`<parley-chat-pins .words=${this.#words} .room=${room}></parley-chat-pins>`
    }</aside>`
  }

  #noticeView(notice: Notice | undefined, isWhole: boolean): TemplateResult | typeof nothing {
    if (!notice) return nothing
    return html`<parley-notice exportparts="notice, cause" .text=${this.#words.text.trouble} .notice=${notice} .isWhole=${isWhole} @retry-now=${() => this.#session?.connection?.retryNow()}
    ></parley-notice>`
  }

  #spoken(notice: Notice | undefined, isWhole: boolean): string {
    if (!notice) return this.#hasSpoken ? this.#words.text.trouble.backOnline : ''
    this.#hasSpoken = true
    return noticeText(notice, this.#words.text.trouble, isWhole).filter(Boolean).join('. ')
  }

  #dialogContext({ room, person }: RoomSession): DialogContext {
    return {
      words: this.#words,
      room,
      person,
      done: () => {
        this.asked = undefined
      },
      scheduled: () => {
        const isThread = this.asked?.ask === 'schedule' && this.asked.thread !== undefined
        const conversation = isThread ? this.#threadPanel?.conversation : this.#main
        conversation?.scheduled()
        this.#toast.tell(this.#words.text.isScheduled, false)
      },
    }
  }

  #onAsk = (event: CustomEvent<Ask>): void => {
    event.stopPropagation()
    const asked = event.detail
    if (asked.ask === 'tell') this.#toast.tell(asked.text, asked.isTrouble === true)
    else if (asked.ask === 'thread') void this.#show({ kind: 'thread', root: asked.root })
    else if (asked.ask === 'close') this.#closePanel()
    else if (asked.ask === 'jump') void this.jump(asked.message)
    else void this.#showDialog(asked)
  }

  readonly #menuOf = async (one: Author): Promise<MenuContent | undefined> => {
    const session = this.#session
    if (!session || !(await this.#hasTools())) return undefined
    const { room, person } = session
    return personMenu(await standingOf(one, room), {
      words: this.#words,
      room,
      person,
      acts: {
        direct: this.openDirect,
        sanction: (what, user) => void this.#showDialog({ ask: 'sanction', what, user }),
        attempt: (doing) =>
          void doing.catch((error: unknown) => this.#toast.tell(this.#words.reason(failingOf(error)), true)),
      },
    })
  }

  async #showDialog(asked: Ask): Promise<void> {
    if (await this.#hasTools()) this.asked = asked
  }

  /** What opens with a press may still be on its way. */
  async #hasTools(): Promise<boolean> {
    const isThere = await roomTools.load()
    if (!isThere) this.#toast.tell(this.#words.text.partFailed, true)
    return isThere
  }

  #toggle(kind: 'search' | 'pins'): void {
    if (this.panel?.kind === kind) this.#closePanel()
    else void this.#show({ kind })
  }

  async #show(panel: Panel): Promise<void> {
    if (!(await this.#hasTools())) return
    this.panel = panel
    await this.updateComplete
    const shown = this.renderRoot.querySelector<LitElement>('aside > *')
    await shown?.updateComplete
    shown?.focus()
  }

  #closePanel(): void {
    this.panel = undefined
    void this.updateComplete.then(() => this.focus())
  }

  /** Without them a room is better than no room. */
  #readMarks(): void {
    void markdown.load().then(() => this.requestUpdate())
    void markdown.insist().then(() => this.#main?.requestUpdate())
  }

  readonly #linkTo = (offset: number): string =>
    this.linkTo?.(this.room, offset) ?? `${location.href.split('#')[0]}#${this.room}/${offset}`

  #onHash = (): void => {
    const [room, offset] = decodeURIComponent(location.hash.slice(1)).split('/')
    if (room === this.room && /^\d{1,15}$/u.test(offset ?? '')) void this.jump({ offset: Number(offset) })
  }

  #open(): void {
    this.#close()
    const source = sessionSource(this)
    if (!source) {
      // Whose connection it is must be known before there is one.
      void claimGuestKey().then(() => {
        if (this.isConnected && !this.#session) this.#open()
      })
      return
    }
    this.#session = new RoomSession(source, this.room, {
      onChange: () => this.requestUpdate(),
      onStatus: () => this.#onStatus(),
    })
    this.#noteStatus()
    this.requestUpdate()
  }

  #close(): void {
    this.#patience.stop()
    this.#lastReason = undefined
    this.#hasFollowedLink = false
    this.panel = undefined
    this.asked = undefined
    this.#session?.close()
    this.#session = undefined
  }

  #onStatus(): void {
    this.#noteStatus()
    this.requestUpdate()
    const detail = this.#session?.status
    this.dispatchEvent(new CustomEvent('parley-status', { detail, bubbles: true, composed: true }))
  }

  #noteStatus(): void {
    const status = this.#session?.status
    if (!status) return
    this.#patience.note(status.state === 'live')
    if (status.state === 'live') this.#lastReason = undefined
    if (status.state === 'waiting') this.#lastReason = status.reason
  }

  /** Whether a panel covers the room instead of standing beside it. */
  get #isNarrow(): boolean {
    return this.clientWidth < 760
  }

  get #main(): Conversation | null {
    return this.renderRoot.querySelector<Conversation>('.main > parley-chat-conversation')
  }

  get #threadPanel(): ThreadPanel | null {
    return this.renderRoot.querySelector<ThreadPanel>('parley-chat-thread')
  }
}

const skeletonView = html`<div class="skeleton" part="skeleton" aria-hidden="true">${Array(7).fill(html`<i></i>`)}</div>`
