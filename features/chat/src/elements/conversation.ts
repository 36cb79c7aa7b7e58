import { base, Watch } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { MessageListModel, PersonModel, RoomModel } from '../client/models.ts'
import type { Message } from '../contract/message.ts'
import type { Composer } from './composer/composer.ts'
import { contextOf } from './conversation/context-of.ts'
import { FileDrop } from './conversation/file-drop.ts'
import { messageMenu } from './conversation/message-menu.ts'
import { ReadMark } from './conversation/read-mark.ts'
import { RowCache } from './conversation/row-cache.ts'
import { conversationStyles } from './conversation-styles.ts'
import { ask } from './events.ts'
import { hasSignedIn } from './guests.ts'
import type { Words } from './locale/words.ts'
import type { MessageActions, MessageContext } from './messages/message-context.ts'
import type { MessageList } from './messages/message-list.ts'
import { Quotes } from './messages/quotes.ts'
import { roomTools } from './parts.ts'
import type { ChatMenu } from './popups/chat-menu.ts'
import type { EmojiPicker } from './popups/emoji-picker.ts'
import { RowKeys } from './row-keys.ts'
import type { MessageRow } from './timeline.ts'
import { typingView } from './typing-view.ts'

/** With more than this many messages loaded, the oldest are let go while the reader is at the newest. */
const keptMessages = 400

/**
 * A list of messages with who types and a composer: the main list of a room, or a thread (`root`). Asks for what lies outside
 * of it with the event `chat-ask`.
 */
export class Conversation extends LitElement {
  static override styles = [base, conversationStyles]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    list: { attribute: false },
    person: { attribute: false },
    root: { attribute: false },
    isLive: { attribute: false },
    linkTo: { attribute: false },
    isClosed: { attribute: false },
  }

  declare words: Words
  declare room: RoomModel
  declare list: MessageListModel
  declare person: PersonModel | undefined
  /** Of a thread: its first message. */
  declare root: number | undefined
  /** Whether what is sent is really on the wire. */
  declare isLive: boolean
  /** The address of a message, for "copy link". */
  declare linkTo: (offset: number) => string
  /** Nobody will ever take what is written here: there is no composer. */
  declare isClosed: boolean
  #cache = new RowCache(new RowKeys())
  #quotes = new Quotes(() => this.requestUpdate())
  #revealed = new Set<number>()
  #editing: Message | undefined
  #picking: { readonly picked: (emoji: string) => void; readonly back: () => void } | undefined
  #menuOf: number | undefined
  readonly #read = new ReadMark(this, () => this.#firstUnread())
  readonly #drop = new FileDrop(this, {
    takesFiles: () => this.#composer?.takesFiles === true,
    addFiles: (files) => this.addFiles(files),
  })

  constructor() {
    super()
    this.isLive = true
    this.isClosed = false
    this.linkTo = (offset) => `${location.href.split('#')[0]}#${this.room.key}/${offset}`
    new Watch(this, () => [this.room, this.list, this.person])
  }

  /** Puts the keyboard into the composer. */
  override focus(): void {
    this.#composer?.focus()
  }

  /** Goes to a message of this list, wherever it is. */
  async jump(offset: number): Promise<void> {
    const isLoaded = this.list.messages.some((message) => message.offset === offset)
    this.#listView?.show(offset)
    const isThere = isLoaded || (await this.list.jumpTo(offset).catch(() => false))
    if (!isThere) this.#tell(this.words.text.noSuchMessage, true)
  }

  /** What was written is sent later, by itself. */
  scheduled(): void {
    this.#composer?.scheduled()
  }

  /** Takes files to be sent with the next message. */
  addFiles(files: readonly File[]): void {
    this.#composer?.addFiles(files)
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('list')) return
    this.#cache = new RowCache(new RowKeys())
    this.#quotes = new Quotes(() => this.requestUpdate())
    this.#revealed = new Set()
    this.#editing = undefined
    this.#read.reset()
  }

  protected override render(): TemplateResult {
    const { words, room, list } = this
    const first = this.#firstUnread()
    this.#read.note(this.#listView?.isAtEnd === true)
    const rows = this.#rowsNow()
    const isThread = this.root !== undefined
    return html`<div class="conversation" part="conversation" @dragenter=${this.#drop.drag} @dragover=${this.#drop.drag} @dragleave=${this.#drop.leave} @drop=${this.#drop.drop} @paste=${this.#drop.paste}>
      <slot name="before"></slot>
      ${
        rows.length === 0
          ? html`<slot name="empty"></slot>`
          : html`<parley-chat-messages
              exportparts="scroller, messages, message, message-mine, message-other, bubble, tombstone, day, new, failure, held, quote, files, picture, file, reactions, reaction, thread-line, seen, edited, toolbar, to-end, to-unread"
              .context=${this.#contextNow()} .rows=${rows} .older=${list.older} .newer=${list.newer}
              .label=${isThread ? words.text.threadMessages : words.text.messages(room.info?.title || room.key)}
              ?top=${isThread} .intro=${isThread ? words.text.threadStart : words.text.start} .firstUnread=${isThread ? undefined : first}
              @load-older=${() => void list.loadOlder()} @load-newer=${() => void list.loadNewer()} @to-end=${() => list.jumpToEnd()}
              @at-end=${this.#onAtEnd} @seen=${(event: CustomEvent<number>) => this.#read.seen(event.detail)}
            ></parley-chat-messages>`
      }
      <footer part="footer">
        ${typingView(list.typists, words, this.#marksGuests)}
        <slot name="notice"></slot>
        ${
          this.isClosed
            ? nothing
            : html`<parley-chat-composer exportparts="composer, input, send, attach, upload, composer-state, context-bar, mention-list"
          .words=${words} .room=${room} .list=${list} .person=${this.person} .root=${this.root} .editing=${this.#editing} .replyTo=${this.#replyTo()} .me=${room.me}
          @sent=${this.#onSent} @edit-last=${this.#editLast} @edited=${this.#stopEditing} @pick-emoji=${this.#onPickForText}
        ></parley-chat-composer>`
        }
      </footer>
      ${this.#drop.isDragging ? html`<div class="drop" part="drop"><span>${words.text.dropFiles}</span></div>` : nothing}
      <parley-chat-menu exportparts="menu" @closed=${() => this.#focusMessage(this.#menuOf)}></parley-chat-menu>
      <parley-chat-emoji exportparts="emoji-picker" .words=${words} @pick=${(event: CustomEvent<string>) => this.#picking?.picked(event.detail)} @closed=${() => this.#picking?.back()}></parley-chat-emoji>
    </div>`
  }

  get #listView(): MessageList | null {
    return this.renderRoot.querySelector<MessageList>('parley-chat-messages')
  }

  get #composer(): Composer | null {
    return this.renderRoot.querySelector<Composer>('parley-chat-composer')
  }

  get #marksGuests(): boolean {
    const { room, list } = this
    return hasSignedIn(list.messages, room.presence.people, room.me)
  }

  #firstUnread(): number | undefined {
    const { room, list } = this
    if (this.root === undefined) return room.unread.first
    // Of a thread that was never read nothing is new: all of it is.
    if (list.readUpTo === 0) return undefined
    return list.messages.find(
      ({ offset, by }) => offset > list.readUpTo && by.id !== room.me?.id && offset !== this.root,
    )?.offset
  }

  #rowsNow(): readonly MessageRow[] {
    const { room, list } = this
    return this.#cache.of({
      messages: list.messages,
      pending: list.pending,
      held: this.root === undefined ? room.held : [],
      me: room.me,
      marksGuests: this.#marksGuests,
      isLive: this.isLive && room.status === 'open',
      newFrom: this.#read.newFrom,
    })
  }

  #contextNow(): MessageContext {
    const { words, room, list, person, root } = this
    const revealed = this.#revealed
    return contextOf({ words, room, list, person, root, actions: this.#actions, quotes: this.#quotes, revealed })
  }

  #replyTo(): Message | null | undefined {
    const { reply } = this.list.draft
    if (reply === undefined) return undefined
    const here = this.list.messages.find(({ offset }) => offset === reply)
    return here ?? this.#quotes.get(reply, new Map(), this.room) ?? null
  }

  readonly #actions: MessageActions = {
    retry: (id) => this.list.retry(id),
    discard: (id) => this.list.discard(id),
    rewrite: (row) => {
      if (row.pendingId === undefined) return
      this.list.discard(row.pendingId)
      this.#composer?.takeBack(row)
    },
    react: (message, emoji, on) => this.#try(this.room.react(message.offset, emoji, on)),
    pickEmoji: (message, at) =>
      void this.#openPicker(
        at,
        (emoji) => this.#try(this.room.react(message.offset, emoji, true)),
        () => this.#focusMessage(message.offset),
      ),
    reply: (message) => this.#reply(message),
    openThread: (root) => ask(this, { ask: 'thread', root }),
    openMenu: (message, at) => void this.#openMenu(message, at),
    openReactions: (message) => {
      const { nameOf } = this.#contextNow()
      ask(this, { ask: 'reactions', message, nameOf })
    },
    openHistory: (message) => ask(this, { ask: 'history', message }),
    openPicture: (file) => ask(this, { ask: 'picture', file }),
    jump: (offset) => void this.jump(offset),
    reveal: ({ offset }) => {
      this.#revealed.add(offset)
      this.requestUpdate()
    },
  }

  async #openMenu(message: Message, at: HTMLElement | DOMRect): Promise<void> {
    const menu = await this.#tool<ChatMenu>('parley-chat-menu')
    if (!menu) return
    const { words, room, person } = this
    this.#menuOf = message.offset
    menu.content = messageMenu(message, {
      words,
      room,
      person,
      isInThread: this.root !== undefined,
      react: (emoji) => this.#actions.react(message, emoji, true),
      attempt: (doing) => this.#try(doing),
      do: {
        ...this.#actions,
        edit: () => this.#edit(message),
        ask: (what) => ask(this, what),
        copy: (text) => void this.#copy(text),
        link: () => this.linkTo(message.offset),
        markUnread: () => this.#read.markUnread(message.offset),
      },
    })
    menu.open(at)
  }

  /** The keyboard goes back to the message; what was chosen may take it elsewhere then. */
  #focusMessage(offset: number | undefined): void {
    const row = this.#cache.rows.find((one) => one.offset === offset)
    if (row) this.#listView?.focusRow(row.key)
  }

  async #openPicker(at: HTMLElement, picked: (emoji: string) => void, back: () => void): Promise<void> {
    this.#picking = { picked, back }
    const picker = await this.#tool<EmojiPicker>('parley-chat-emoji')
    picker?.open(at)
  }

  /** What opens with a press may still be on its way. */
  async #tool<Tool extends Element>(name: string): Promise<Tool | null> {
    if (await roomTools.load()) return this.renderRoot.querySelector<Tool>(name)
    this.#tell(this.words.text.partFailed, true)
    return null
  }

  #onPickForText = (event: CustomEvent<HTMLElement>): void => {
    void this.#openPicker(
      event.detail,
      (emoji) => this.#composer?.insert(emoji),
      () => this.focus(),
    )
  }

  #reply({ offset }: Message): void {
    this.#editing = undefined
    this.list.drafted({ text: this.list.draft.text, reply: offset })
    this.requestUpdate()
    void this.updateComplete.then(() => this.focus())
  }

  #edit(message: Message): void {
    this.#editing = message
    this.requestUpdate()
    void this.updateComplete.then(() => this.focus())
  }

  #editLast = (): void => {
    const last = this.list.messages.findLast(({ by, deleted }) => by.id === this.room.me?.id && !deleted)
    if (last && this.room.may('edit', last)) this.#edit(last)
    else this.#listView?.focus()
  }

  #stopEditing = (): void => {
    this.#editing = undefined
    this.requestUpdate()
  }

  #onSent = (): void => {
    this.#read.wrote()
    this.#listView?.toEnd()
    void this.updateComplete.then(() => this.#listView?.updateComplete).then(() => this.#listView?.toEnd())
  }

  #onAtEnd = (): void => {
    if (this.list.messages.length > keptMessages * 2) this.list.trim(keptMessages)
  }

  async #copy(text: string): Promise<void> {
    try {
      await navigator.clipboard.writeText(text)
      this.#tell(this.words.text.copied)
    } catch {
      this.#tell(this.words.text.notCopied, true)
    }
  }

  #try(doing: Promise<void>): void {
    doing.catch((error: unknown) => this.#tell(this.words.reason(failingOf(error)), true))
  }

  #tell(text: string, isTrouble = false): void {
    ask(this, { ask: 'tell', text, isTrouble })
  }
}
