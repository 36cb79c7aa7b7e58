import { avatar, avatarStyles, base, checkIcon, iconButton, moreIcon, Watch } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { ConversationModel, Mode } from '../../client/desk/conversation-model.ts'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { Drafts } from '../../client/desk/drafts.ts'
import type { AboutDesk, FileInfo } from '../../contract/index.ts'
import type { UploadFile } from '../upload-file.ts'
import type { DeskActions, Subject } from './actions.ts'
import type { DeskComposer } from './composer.ts'
import { conversationStyles } from './conversation-styles.ts'
import { entryStyles } from './entry-styles.ts'
import { entriesView } from './entry-view.ts'
import { backIcon, downIcon, eyeIcon, noteIcon, pencilIcon, personIcon, reopenIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { NewsReader } from './news-reader.ts'
import { chipStyles, deadlineView, labelsView, priorityView, standingView, statusView } from './row-parts.ts'
import { skeletonView } from './skeleton-view.ts'
import { subjectMenu } from './subject-menu.ts'

/** So near to an end of the log counts as being there, in pixels. */
const nearPx = 80
const refreshMs = 15_000

/** One conversation: what is said and happens, live, and the composer below. */
export class DeskConversation extends LitElement {
  static override styles = [base, iconButton, avatarStyles, chipStyles, entryStyles, conversationStyles]
  static override properties = {
    words: { attribute: false },
    desk: { attribute: false },
    conversation: { attribute: false },
    about: { attribute: false },
    drafts: { attribute: false },
    actions: { attribute: false },
    upload: { attribute: false },
    fileLink: { attribute: false },
    isNarrow: { attribute: false },
    showsCustomer: { attribute: false },
    isAtEnd: { state: true },
    spoken: { state: true },
  }

  declare words: Words
  declare desk: DeskModel
  declare conversation: ConversationModel
  /** What the server says of itself, once it is known. */
  declare about: AboutDesk | undefined
  declare drafts: Drafts
  declare actions: DeskActions
  declare upload: UploadFile | undefined
  declare fileLink: (inquiry: string, file: FileInfo) => string
  declare isNarrow: boolean
  /** Whether the customer's panel stands beside; `undefined`: always. */
  declare showsCustomer: boolean | undefined
  declare private isAtEnd: boolean
  declare private spoken: string
  readonly #reader = new NewsReader()
  #refreshing: ReturnType<typeof setInterval> | undefined
  /** How far the log stood from its end before an update, and what was its first entry. */
  #before: { readonly first: number | undefined; readonly fromEnd: number } | undefined

  constructor() {
    super()
    this.isAtEnd = true
    this.spoken = ''
    new Watch(this, () => [this.conversation, this.desk])
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#refreshing = setInterval(() => this.requestUpdate(), refreshMs)
    document.addEventListener('visibilitychange', this.#onVisible)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    clearInterval(this.#refreshing)
    document.removeEventListener('visibilitychange', this.#onVisible)
  }

  override focus(): void {
    this.#log?.focus()
  }

  write(mode: Mode): void {
    this.renderRoot.querySelector<DeskComposer>('parley-inquiry-composer')?.write(mode)
  }

  /** What the actions of this conversation are about; nothing until the desk has said how it stands. */
  get subject(): Subject | undefined {
    const { info, facts, id } = this.conversation
    return info && facts && { ...facts, id, no: info.no ?? 0, customer: info.customer }
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    const log = this.#log
    if (changed.has('conversation')) {
      this.isAtEnd = true
      this.spoken = ''
      this.#reader.begin()
      this.#before = undefined
    } else if (log) this.#before = { first: this.conversation.entries[0]?.n, fromEnd: log.scrollHeight - log.scrollTop }
    const news = this.#reader.note(this.conversation, this.desk.you?.id)
    if (news.length > 0) this.spoken = news.map(({ name, says }) => this.words.text.saidAloud(name, says)).join('\n')
  }

  protected override updated(): void {
    const log = this.#log
    if (!log) return
    if (this.isAtEnd) log.scrollTop = log.scrollHeight
    else if (this.#before && this.#shownFirst !== this.conversation.entries[0]?.n)
      log.scrollTop = log.scrollHeight - this.#before.fromEnd
    this.#shownFirst = this.conversation.entries[0]?.n
    if (log.scrollHeight <= log.clientHeight && this.conversation.more === 'more') void this.conversation.loadOlder()
    this.#read()
  }

  #shownFirst: number | undefined

  protected override render(): TemplateResult {
    const { words, conversation } = this
    const { text } = words
    const { info, isReady } = conversation
    if (!isReady || !info) return html`<header class="head">${this.#backView()}</header>${skeletonView}`
    const { customer } = info
    return html`${this.#headView()}
      <div class="log" part="log" role="log" aria-live="off" aria-label=${text.messages} tabindex="0" @scroll=${this.#onScroll}>
        ${this.#olderView()}
        ${entriesView({
          ...{ words, conversation, me: this.desk.you?.id, now: Date.now() },
          team: (team) => words.team(this.desk.desk, team),
          fileLink: (file) => this.fileLink(conversation.id, file),
        })}
        ${conversation.isCustomerTyping ? html`<p class="typing" part="typing">${text.isTyping(customer.name)}</p>` : nothing}
      </div>
      ${this.isAtEnd ? nothing : html`<button class="to-end" aria-label=${text.toEnd} title=${text.toEnd} @click=${this.#toEnd}>${downIcon}</button>`}
      <parley-inquiry-composer exportparts="composer, composer-reply, composer-note, mode, stop, closed, input, attach, open-canned, canned, mention, send"
        .words=${words} .desk=${this.desk} .about=${this.about} .conversation=${conversation} .drafts=${this.drafts} .actions=${this.actions} .upload=${this.upload}
        @leave=${() => this.focus()} @sent=${this.#toEnd}></parley-inquiry-composer>
      <div class="unseen" role="status">${this.spoken}</div>`
  }

  #headView(): TemplateResult {
    const { words, conversation } = this
    const { info, facts } = conversation
    const { text } = words
    const now = Date.now()
    const { customer, no } = info!
    return html`<header class="head" part="header">
        ${this.#backView()}
        ${avatar(customer)}
        <div class="name"><h2><bdi>${customer.name}</bdi></h2>${no === undefined ? nothing : html`<span class="no">${text.no(no)}</span>`}</div>
        <div class="chips">
          ${standingView(customer, words)}
          ${
            facts
              ? html`<span class="chip agent">${personIcon}<span class="unseen">${text.filterAgent}</span><bdi>${this.#assignee}</bdi></span>
                ${statusView(facts, now, words)}${deadlineView(facts, now, words)}${priorityView(facts.priority, words)}${labelsView(facts.labels, words)}`
              : nothing
          }
        </div>
        <div class="does">${this.#mainView()}${this.#customerView()}
          <button class="icon" part="more" aria-haspopup="menu" aria-label=${text.actions} title=${text.actions} @click=${this.#openMenu}>${moreIcon}</button>
        </div>
      </header>
      ${this.#viewersView()}`
  }

  get #assignee(): string {
    const { text } = this.words
    const { agent } = this.conversation.facts ?? {}
    if (agent === undefined) return text.nobody
    return agent.id === this.desk.you?.id ? text.you : agent.name
  }

  #backView(): TemplateResult | typeof nothing {
    const { back } = this.words.text
    return this.isNarrow
      ? html`<button class="icon back" part="back" aria-label=${back} title=${back} @click=${() => this.actions.back()}>${backIcon}</button>`
      : nothing
  }

  #customerView(): TemplateResult | typeof nothing {
    const { customerPanel } = this.words.text
    if (this.showsCustomer === undefined) return nothing
    return html`<button class="icon" part="show-customer" aria-pressed=${this.showsCustomer ? 'true' : 'false'} aria-label=${customerPanel} title=${customerPanel} @click=${() => this.actions.toggleCustomer()}>${personIcon}</button>`
  }

  /** The one thing that comes next. */
  #mainView(): TemplateResult | typeof nothing {
    const { text } = this.words
    const { facts, id } = this.conversation
    if (!facts || facts.mergedInto) return nothing
    const { decide } = this.desk
    if (facts.status === 'resolved')
      return html`<button class="action" part="reopen" @click=${() => this.actions.attempt(decide.reopen({ inquiry: id }))}>${reopenIcon}<span>${text.reopen}</span></button>`
    if (facts.status === 'open' && facts.agent === undefined)
      return html`<button class="action main" part="take" @click=${() => this.actions.take(id)}>${text.take}</button>`
    return html`<button class="action" part="resolve" @click=${() => this.actions.attempt(decide.resolve({ inquiry: id }), text.didResolve)}>${checkIcon}<span>${text.resolve}</span></button>`
  }

  /** Who else is here. No live region: it changes with every keystroke of others. */
  #viewersView(): TemplateResult | typeof nothing {
    const { text, names } = this.words
    const { viewers } = this.conversation
    const of = (what: Mode | 'nothing') => viewers.filter(({ on }) => on === what).map(({ name }) => name)
    const [replying, noting, viewing] = [of('reply'), of('note'), of('nothing')]
    if (viewers.length === 0) return nothing
    return html`<div class="viewers" part="viewers">
      ${replying.length > 0 ? html`<span class="busy">${pencilIcon}<span>${text.isReplying(names(replying))}</span></span>` : nothing}
      ${noting.length > 0 ? html`<span class="busy">${noteIcon}<span>${text.isNoting(names(noting))}</span></span>` : nothing}
      ${viewing.length > 0 ? html`<span>${eyeIcon}<span>${text.isViewing(names(viewing))}</span></span>` : nothing}
    </div>`
  }

  #olderView(): TemplateResult | typeof nothing {
    const { text } = this.words
    const { more } = this.conversation
    if (more === 'end') return nothing
    if (more === 'loading') return html`<p class="older">${text.loading}</p>`
    return html`<p class="older"><button class="quiet" @click=${() => void this.conversation.loadOlder()}>${more === 'failed' ? text.retry : text.older}</button></p>`
  }

  get #log(): HTMLElement | null {
    return this.renderRoot.querySelector('.log')
  }

  #openMenu = (event: Event): void => {
    const at = event.currentTarget as HTMLElement
    const { subject } = this
    const { about, conversation } = this
    if (!subject) return
    const mail = about?.hasMail && conversation.isOurs ? () => conversation.mailTranscript() : undefined
    this.actions.openMenu(
      at,
      subjectMenu(subject, { desk: this.desk, words: this.words, actions: this.actions, from: at, mail }),
    )
  }

  #onScroll = (): void => {
    const log = this.#log
    if (!log) return
    this.isAtEnd = log.scrollHeight - log.scrollTop - log.clientHeight < nearPx
    if (log.scrollTop < nearPx && this.conversation.more === 'more') void this.conversation.loadOlder()
    this.#read()
  }

  #toEnd = (): void => {
    this.isAtEnd = true
    this.requestUpdate()
  }

  #onVisible = (): void => this.#read()

  #read(): void {
    if (!this.isConnected || document.hidden || !this.isAtEnd || !this.conversation.isReady) return
    this.conversation.markRead()
    this.dispatchEvent(new Event('read'))
  }
}
