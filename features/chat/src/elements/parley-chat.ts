import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import { live } from 'lit/directives/live.js'
import { systemClock } from '../clock.ts'
import type { ChatConnection, ConnectionStatus } from './chat-connection.ts'
import { shareConnection } from './chat-connection.ts'
import { chatStyles } from './chat-styles.ts'
import type { Composer } from './composer.ts'
import { claimGuestKey, guestKey } from './guest-key.ts'
import { hasSignedIn } from './guests.ts'
import { speechIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { chooseLanguageTag, wordsFor } from './locale/words.ts'
import type { MessageList } from './message-list.ts'
import type { Notice } from './notice.ts'
import { isFinal, noticeOf } from './notice.ts'
import { noticeText } from './notice-view.ts'
import { Patience } from './patience.ts'
import { isolated } from './plain-text.ts'
import { RoomSession } from './room-session.ts'
import type { Row } from './timeline.ts'
import { timeline } from './timeline.ts'
import { base, tokens } from './tokens.ts'

/** With more than this many messages loaded, the oldest are let go while the reader is at the newest. */
const keptMessages = 400
const typistsNamed = 2

/**
 * `<parley-chat room="general">`: a whole chat room. Emits `parley-status` with the connection's status as `detail`
 * whenever it changes. README.md lists attributes, custom properties and parts.
 */
export class ParleyChat extends LitElement {
  static override styles = [tokens, base, chatStyles]
  static override properties = {
    room: { type: String },
    url: { type: String },
    lang: { type: String },
    connection: { attribute: false },
  }

  /** The room's name: 1 to 64 of a–z, 0–9, - and _. */
  declare room: string
  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: ChatConnection | undefined
  #session: RoomSession | undefined
  #words: Words = wordsFor('en')
  /** Whether the status line has told of trouble, so that its end is worth a word. */
  #hasSpoken = false
  #lastReason: { readonly code: string; readonly message: string } | undefined
  readonly #patience = new Patience(systemClock, () => this.requestUpdate())
  readonly #drafts = new Map<string, string>()
  readonly #actions = {
    retry: (id: string) => this.#session?.room.retry(id),
    discard: (id: string) => this.#session?.room.discard(id),
    edit: (id: string, text: string) => this.#edit(id, text),
  }

  constructor() {
    super()
    this.room = 'general'
    this.url = '/parley'
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words = wordsFor(
      chooseLanguageTag({ own: this.lang, document: document.documentElement.lang, browser: navigator.language }),
    )
    if (this.hasUpdated) this.#open()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  /** Puts the keyboard into the composer. */
  override focus(): void {
    this.#composer?.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang') && this.lang) this.#words = wordsFor(this.lang)
    if (changed.has('room') || changed.has('url') || changed.has('connection')) this.#open()
  }

  protected override render(): TemplateResult {
    const session = this.#session
    if (!session) return html`<div class="chat" part="chat">${skeletonView}</div>`
    const { room, connection } = session
    const { people } = room.presence
    const marksGuests = hasSignedIn(room.messages, people, connection.user)
    session.keys.note(room.messages, room.pending, connection.user)
    const rows = timeline({
      messages: room.messages,
      pending: room.pending,
      me: connection.user,
      keyOf: session.keys.keyOf,
      marksGuests,
      isLive: connection.status.state === 'live' && room.status === 'open',
    })
    const notice = noticeOf({
      status: connection.status,
      room,
      isLong: this.#patience.isOver,
      lastReason: this.#lastReason,
    })
    const isWhole = rows.length === 0
    return html`<div class="chat" part="chat">
      <header part="header">
        <h2 part="title" title=${this.room}><span aria-hidden="true">#</span>${this.room}</h2>
        <parley-chat-presence exportparts="presence, presence-list" .words=${this.#words} .people=${people} .marksGuests=${marksGuests}
          .count=${connection.status.state === 'live' ? room.presence.count : 0} .me=${connection.user?.id}
        ></parley-chat-presence>
      </header>
      ${isWhole ? this.#blankView(session, notice) : this.#listView(session, rows)}
      <footer part="footer" ?hidden=${isWhole && isFinal(notice)}>
        ${this.#typingView(session, marksGuests)}
        ${isWhole && notice?.kind !== 'connecting' ? nothing : this.#noticeView(isWhole ? undefined : notice, false)}
        ${isFinal(notice) ? nothing : this.#composerView()}
      </footer>
      <div class="unseen" role="status">${this.#spoken(notice, isWhole)}</div>
    </div>`
  }

  #listView({ room }: RoomSession, rows: readonly Row[]): TemplateResult {
    return html`<parley-chat-messages exportparts="scroller, messages, message, message-mine, message-other, bubble, day, failure, to-end"
      .words=${this.#words} .room=${this.room} .rows=${rows} .older=${room.older} .actions=${this.#actions}
      @load-older=${() => room.loadOlder()} @at-end=${() => room.trim(keptMessages)}
    ></parley-chat-messages>`
  }

  #blankView({ room, connection }: RoomSession, notice: Notice | undefined): TemplateResult | typeof nothing {
    const { text } = this.#words
    if (notice && notice.kind !== 'connecting') return this.#noticeView(notice, true)
    const isOpening = connection.status.state !== 'live' || room.status === 'opening'
    if (isOpening) return skeletonView
    return html`<div class="blank" part="empty">
      <span class="mark">${speechIcon}</span><strong>${text.emptyTitle}</strong><p>${text.emptyText}</p>
    </div>`
  }

  #noticeView(notice: Notice | undefined, isWhole: boolean): TemplateResult | typeof nothing {
    if (!notice) return nothing
    return html`<parley-chat-notice exportparts="notice" .words=${this.#words} .notice=${notice} .isWhole=${isWhole} @retry-now=${() => this.#session?.connection.retryNow()}
    ></parley-chat-notice>`
  }

  #typingView({ room }: RoomSession, marksGuests: boolean): TemplateResult {
    const { guest } = this.#words.text
    const names = room.typists.map((person) =>
      marksGuests && person.guest ? `${isolated(person.name)} (${guest})` : isolated(person.name),
    )
    if (names.length === 0) return html`<div class="typing" part="typing"></div>`
    const more = names.length > typistsNamed ? names.length - typistsNamed : 0
    return html`<div class="typing" part="typing"><span class="dots" aria-hidden="true"><i></i><i></i><i></i></span
      ><bdi>${this.#words.text.typing(names.slice(0, typistsNamed), more)}</bdi></div>`
  }

  #composerView(): TemplateResult {
    return html`<parley-chat-composer exportparts="composer, input, send" .words=${this.#words} .room=${`#${this.room}`}
      .draft=${live(this.#drafts.get(this.room) ?? '')}
      @draft=${(event: CustomEvent<string>) => this.#onDraft(event.detail)}
      @send=${(event: CustomEvent<string>) => this.#onSend(event.detail)}
      @keydown=${this.#onKeydown}
    ></parley-chat-composer>`
  }

  #spoken(notice: Notice | undefined, isWhole: boolean): string {
    if (!notice) return this.#hasSpoken ? this.#words.text.backOnline : ''
    this.#hasSpoken = true
    return noticeText(notice, this.#words, isWhole).filter(Boolean).join('. ')
  }

  #open(): void {
    this.#close()
    const source = this.#source()
    if (!source) {
      // Whose connection it is must be known before there is one.
      void claimGuestKey().then(() => {
        if (this.isConnected && !this.#session) this.#open()
      })
      return
    }
    this.#session = new RoomSession(
      { ...source, room: this.room },
      { onChange: () => this.requestUpdate(), onStatus: () => this.#onStatus() },
    )
    this.#noteStatus()
    this.requestUpdate()
  }

  #source(): { readonly connection: ChatConnection; readonly release: () => void } | undefined {
    const { connection } = this
    if (connection) return { connection, release: () => {} }
    const key = guestKey()
    return key === undefined ? undefined : shareConnection(this.url, key)
  }

  #close(): void {
    this.#patience.stop()
    this.#lastReason = undefined
    this.#session?.close()
    this.#session = undefined
  }

  #onStatus(): void {
    const status = this.#noteStatus()
    this.requestUpdate()
    this.dispatchEvent(new CustomEvent('parley-status', { detail: status, bubbles: true, composed: true }))
  }

  #noteStatus(): ConnectionStatus | undefined {
    const status = this.#session?.connection.status
    if (!status) return undefined
    this.#patience.note(status.state === 'live')
    if (status.state === 'live') this.#lastReason = undefined
    if (status.state === 'waiting') this.#lastReason = status.reason
    return status
  }

  #onDraft(draft: string): void {
    this.#drafts.set(this.room, draft)
    this.#session?.room.drafted(draft)
  }

  #onSend(text: string): void {
    if (!this.#session?.room.post(text)) return
    this.#drafts.delete(this.room)
    this.requestUpdate()
    void this.updateComplete.then(() => this.#list?.updateComplete).then(() => this.#list?.toEnd())
  }

  #edit(id: string, text: string): void {
    const draft = this.#drafts.get(this.room)?.trim()
    this.#drafts.set(this.room, draft ? `${text}\n${draft}` : text)
    this.#session?.room.discard(id)
    this.requestUpdate()
    this.focus()
  }

  /** Shift + Tab reaches the messages anyway; ArrowUp in an empty composer is the short way. */
  #onKeydown = (event: KeyboardEvent): void => {
    if (event.key !== 'ArrowUp' || event.isComposing || this.#drafts.get(this.room)) return
    event.preventDefault()
    this.#list?.focus()
  }

  get #list(): MessageList | null {
    return this.renderRoot.querySelector<MessageList>('parley-chat-messages')
  }

  get #composer(): Composer | null {
    return this.renderRoot.querySelector<Composer>('parley-chat-composer')
  }
}

const skeletonView = html`<div class="skeleton" part="skeleton" aria-hidden="true">${Array(7).fill(html`<i></i>`)}</div>`
