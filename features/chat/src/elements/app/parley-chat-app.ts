import type { Connection } from '@parley/client'
import type { Menu } from '@parley/elements'
import { base, claimGuestKey, frame, languageTagOf, tokens } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { ChatModels } from '../../client/models-for.ts'
import type { Author } from '../../contract/people.ts'
import type { Words } from '../locale/words.ts'
import { wordsFor } from '../locale/words.ts'
import type { ParleyChat } from '../parley-chat.ts'
import type { Part } from '../part.ts'
import { appColumns, appTools, loadWhenIdle, roomTools } from '../parts.ts'
import type { RoomSession } from '../room-session.ts'
import { sessionSource } from '../session-source.ts'
import { Toast } from '../toast.ts'
import { appDialogView } from './app-dialog-view.ts'
import type { AppAsk } from './app-events.ts'
import { AppSession } from './app-session.ts'
import { appStyles } from './app-styles.ts'
import { KnownPeople } from './known-people.ts'
import type { Left, Side } from './layout.ts'
import { Layout } from './layout.ts'
import { listedRooms, neighbour } from './listed-rooms.ts'
import { backView, roomBarView, toolsSlot } from './room-bar.ts'
import { roomMenu } from './room-menu.ts'
import { roomStep } from './room-step.ts'

/**
 * `<parley-chat-app room="general">`: my rooms, the room, its people. Emits `parley-room` ({ room }) when the reader goes to another
 * room, `parley-unread` ({ count, mentions }) when what is unread changes, and what `<parley-chat>` emits. README.md lists the rest.
 */
export class ParleyChatApp extends LitElement {
  static override styles = [tokens, base, frame, appStyles]
  static override properties = {
    room: { type: String, reflect: true },
    url: { type: String },
    rooms: { type: String },
    lang: { type: String },
    connection: { attribute: false },
    models: { attribute: false },
    linkTo: { attribute: false },
    asked: { state: true },
  }

  /** The room that is open: 1 to 64 of a–z, 0–9, - and _. */
  declare room: string
  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** Public rooms that are always listed, with spaces between. */
  declare rooms: string
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: Connection | undefined
  /** Models of your own making, instead of those over the connection. */
  declare models: ChatModels | undefined
  /** The address of a message, for "copy link". */
  declare linkTo: ((room: string, offset: number) => string) | undefined
  declare private asked: AppAsk | undefined
  #session: AppSession | undefined
  #words: Words = wordsFor('en')
  #tag = 'en'
  #unread = ''
  readonly #layout = new Layout(() => this.requestUpdate())
  readonly #known = new KnownPeople()
  readonly #toast = new Toast(() => this.requestUpdate())
  readonly #sizes = new ResizeObserver(() => this.#layout.measured(this.clientWidth))

  constructor() {
    super()
    this.room = 'general'
    this.url = '/parley'
    this.rooms = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#speak()
    this.#layout.measured(this.clientWidth)
    this.#sizes.observe(this)
    void appColumns.insist().then(() => loadWhenIdle(appTools))
    document.addEventListener('keydown', this.#onKeydown)
    if (this.hasUpdated) this.#open()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#sizes.disconnect()
    document.removeEventListener('keydown', this.#onKeydown)
    this.#toast.clear()
    this.#close()
  }

  /** Puts the keyboard into the composer, or the list of rooms where there is only that. */
  override focus(): void {
    if (this.#chat) this.#chat.focus()
    else this.#list?.focus()
  }

  /** Goes to a room as a press on it does. */
  go(room: string): void {
    this.#layout.toRoom()
    if (room !== this.room) {
      this.room = room
      this.#emit('parley-room', { room })
    }
    // On a phone the keyboard would cover what the reader came to see.
    if (matchMedia('(pointer: fine)').matches)
      void this.updateComplete.then(() => this.#chat?.updateComplete).then(() => this.focus())
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('lang') && this.lang) this.#speak()
    if (changed.has('room')) this.#layout.otherRoom()
    if ((['url', 'connection', 'models'] as const).some((name) => changed.has(name))) this.#open()
    this.#session?.open(this.room)
  }

  protected override render(): TemplateResult {
    const session = this.#session
    if (!session) return html`<div class="app" part="app"></div>`
    const open = session.open(this.room)
    const { room, person } = open
    if (open.isReady) this.#known.note(room, person)
    const { size, showsRooms, showsRoom } = this.#layout
    return html`<div class="app ${size}" part="app" @app-ask=${this.#onAsk} @keydown=${this.#onEscape}>
      <nav part="rooms" aria-label=${this.#words.text.rooms} ?hidden=${!showsRooms}>
        <div class="start">
          <slot name="rooms-start"></slot>
          ${showsRooms ? toolsSlot : nothing}
        </div>
        ${this.#leftView(session, open)}
        <slot name="rooms-end"></slot>
      </nav>
      ${showsRoom ? this.#roomView(session, open) : nothing}
      ${showsRoom ? this.#sideView(session, open) : nothing}
      <parley-chat-menu exportparts="menu"></parley-chat-menu>
      ${appDialogView(this.asked, {
        words: this.#words,
        room,
        person,
        known: this.#known.all,
        done: () => {
          this.asked = undefined
        },
        left: () => this.#left(),
      })}
      <div class="toast" part="toast" role="status" ?hidden=${!this.#toast.text}>${this.#toast.text}</div>
    </div>`
  }

  protected override updated(): void {
    const unread = this.#session?.models.person.unread
    const said = JSON.stringify(unread)
    if (unread === undefined || said === this.#unread) return
    this.#unread = said
    this.#emit('parley-unread', { count: unread.count, mentions: unread.mentions })
  }

  #leftView(session: AppSession, { person, room, status }: RoomSession): TemplateResult {
    if (this.#layout.left === 'browse')
      return html`<parley-chat-browse exportparts="room-row, rooms-header, directory" .words=${this.#words} .person=${person} .directory=${session.directory}></parley-chat-browse>`
    return html`<parley-chat-rooms exportparts="rooms-header, rooms-list, room-row, room-row-current, invite, failed, browse, create, open-scheduled" .words=${this.#words} .person=${person} .room=${room}
      .suggested=${this.#suggested} .status=${status}></parley-chat-rooms>`
  }

  #roomView(session: AppSession, open: RoomSession): TemplateResult {
    const { room, person } = open
    const { size, side } = this.#layout
    const others = person.rooms.filter(({ key, isMuted }) => key !== room.key && !isMuted)
    const unread = others.reduce((sum, one) => sum + one.unread.count, 0)
    return html`<div class="room">
      <parley-chat exportparts="chat, header, title, topic, presence, presence-list, scroller, messages, day, message, message-mine, message-other, bubble, failure, to-end, skeleton, empty, typing, notice, cause, footer, composer, input, send, panel, dialog"
        room=${this.room} lang=${this.#tag} .connection=${session.connection} .models=${session.models} .linkTo=${this.linkTo} .openDirect=${this.#openDirect}>
        ${size === 'narrow' ? backView(unread, this.#words, () => this.#toRooms()) : nothing}
        ${roomBarView({
          words: this.#words,
          room,
          moderation: session.moderation,
          size,
          side,
          join: () => this.#try(person.join(room.key), this.#words.text.joined),
          toggle: (one) => this.#toggle(one),
          openMenu: (at) => void this.#openMenu(at),
        })}
      </parley-chat>
    </div>`
  }

  #sideView(session: AppSession, { room, person }: RoomSession): TemplateResult | typeof nothing {
    const { text } = this.#words
    const moderation = session.moderation
    const { side } = this.#layout
    if (side === 'members' && room.status === 'open')
      return html`<aside part="side" aria-label=${text.people}><parley-chat-members exportparts="members, member, invited, panel-header, menu" .words=${this.#words} .room=${room} .person=${person} .revision=${moderation?.state.audit.at(-1)?.offset} .invited=${moderation && Object.values(moderation.state.invites ?? {})}></parley-chat-members></aside>`
    if (side !== 'moderation' || !moderation) return nothing
    return html`<aside part="side" aria-label=${text.moderation}><parley-chat-moderation exportparts="moderation, report, held-message, audit, panel-header" .words=${this.#words} .room=${room} .moderation=${moderation}></parley-chat-moderation></aside>`
  }

  get #suggested(): readonly string[] {
    return this.rooms.split(/\s+/u).filter(Boolean)
  }

  get #chat(): ParleyChat | null {
    return this.renderRoot.querySelector('parley-chat')
  }

  get #list(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('nav > parley-chat-rooms, nav > parley-chat-browse')
  }

  #onAsk = (event: CustomEvent<AppAsk>): void => {
    event.stopPropagation()
    const asked = event.detail
    if (asked.ask === 'go') this.go(asked.room)
    else if (asked.ask === 'browse') void this.#showLeft('browse')
    else if (asked.ask === 'list') void this.#showLeft('rooms')
    else if (asked.ask === 'close') this.#closeSide()
    else if (asked.ask === 'try') this.#try(asked.doing, asked.done)
    else if (asked.ask === 'direct') this.#openDirect(asked.user)
    else if (asked.ask === 'jump') {
      if (this.#layout.size !== 'wide') this.#layout.closeSide()
      void this.#chat?.jump(asked.message)
    } else void this.#showDialog(asked)
  }

  async #showDialog(asked: AppAsk): Promise<void> {
    if (await this.#has(asked.ask === 'sanction' ? roomTools : appTools)) this.asked = asked
  }

  /** What opens with a press may still be on its way. */
  async #has(part: Part): Promise<boolean> {
    const isThere = await part.load()
    if (!isThere) this.#toast.tell(this.#words.text.partFailed, true)
    return isThere
  }

  readonly #openDirect = (user: Author): void => this.#try(this.#direct(user))

  async #direct(user: Author): Promise<void> {
    const room = await this.#session?.models.person.direct(user)
    if (room !== undefined) this.go(room)
  }

  #try(doing: Promise<unknown>, done?: string): void {
    doing.then(
      () => {
        if (done) this.#toast.tell(done, false)
      },
      (error: unknown) => this.#toast.tell(this.#words.reason(failingOf(error)), true),
    )
  }

  async #openMenu(at: HTMLElement): Promise<void> {
    if (!(await this.#has(roomTools))) return
    const menu = this.renderRoot.querySelector<Menu>('.app > parley-chat-menu')
    const session = this.#session
    if (!menu || !session) return
    const { room, person } = session.open(this.room)
    menu.content = roomMenu({
      words: this.#words,
      room,
      person,
      from: at,
      showMembers: () => void this.#show('members'),
      showModeration: () => void this.#show('moderation'),
    })
    menu.open(at)
  }

  #toggle(side: Side): void {
    if (this.#layout.side === side) this.#closeSide()
    else void this.#show(side)
  }

  async #show(side: Side): Promise<void> {
    if (!(await this.#has(side === 'members' ? appColumns : appTools))) return
    this.#layout.showSide(side)
    await this.#focusIn('aside > *')
  }

  #closeSide(): void {
    this.#layout.closeSide()
    void this.updateComplete.then(() => this.focus())
  }

  async #showLeft(left: Left): Promise<void> {
    if (!(await this.#has(left === 'rooms' ? appColumns : appTools))) return
    this.#layout.showLeft(left)
    await this.#focusIn('nav > parley-chat-rooms, nav > parley-chat-browse')
  }

  #toRooms(): void {
    this.#layout.toRooms()
    void this.#focusIn('nav > parley-chat-rooms, nav > parley-chat-browse')
  }

  async #focusIn(selector: string): Promise<void> {
    await this.updateComplete
    const shown = this.renderRoot.querySelector<LitElement>(selector)
    await shown?.updateComplete
    shown?.focus()
  }

  /** To what is left; a public room can still be read. */
  #left(): void {
    const person = this.#session?.models.person
    const next =
      person?.rooms.find(({ key }) => key !== this.room)?.key ?? this.#suggested.find((key) => key !== this.room)
    if (next !== undefined && !this.#suggested.includes(this.room)) this.go(next)
    if (this.#layout.size === 'narrow') this.#toRooms()
  }

  #onEscape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || event.defaultPrevented || event.isComposing) return
    if (!this.#layout.side || this.#layout.size === 'wide') return
    this.#closeSide()
  }

  /** From wherever in the app the keyboard is. */
  #onKeydown = (event: KeyboardEvent): void => {
    const step = roomStep(event)
    if (step === undefined) return
    const isOurs = event.composedPath().includes(this) || event.target === document.body
    const session = this.#session
    if (!isOurs || !session || this.asked) return
    event.preventDefault()
    const { person, room } = session.open(this.room)
    const all = listedRooms(person.rooms, this.#suggested, room)
    const to = neighbour(all, this.room, step)
    if (to !== undefined) this.go(to)
  }

  #speak(): void {
    this.#tag = languageTagOf(this)
    this.#words = wordsFor(this.#tag)
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
    this.#session = new AppSession(source, () => this.requestUpdate())
    this.requestUpdate()
  }

  #close(): void {
    this.asked = undefined
    this.#session?.close()
    this.#session = undefined
  }

  #emit(type: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(type, { detail, bubbles: true, composed: true }))
  }
}
