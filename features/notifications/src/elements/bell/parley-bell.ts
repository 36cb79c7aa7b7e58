import { avatarStyles, base, bellIcon, iconButton, languageTagOf, tokens } from '@parley/elements'
import { systemClock } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { InboxModel } from '../../client/inbox-model.ts'
import type { Content } from '../../contract/index.ts'
import type { Words } from '../locale/words.ts'
import { wordsFor } from '../locale/words.ts'
import { Announcer } from '../page/announcer.ts'
import { InboxSession } from '../page/inbox-session.ts'
import type { InboxConnection } from '../page/inbox-share.ts'
import { bellStyles } from './bell-styles.ts'
import type { InboxPanel } from './inbox-panel.ts'
import { isElsewhere, tellPress } from './item-events.ts'
import { ToastHold } from './toast-hold.ts'
import { toastsView } from './toasts-view.ts'

/** How long it is said that something did not work, in milliseconds. */
const problemMs = 8000

/**
 * `<parley-bell>`: the bell with its number, the inbox behind it, and toasts for what is new. Emits `parley-notification` when the reader
 * presses one, and `parley-notification-count`. README.md lists attributes, custom properties, slots and parts.
 */
export class ParleyBell extends LitElement {
  static override styles = [tokens, base, iconButton, avatarStyles, bellStyles]
  static override properties = {
    url: { type: String },
    lang: { type: String },
    settings: { type: String },
    noToasts: { type: Boolean, attribute: 'no-toasts' },
    noTitle: { type: Boolean, attribute: 'no-title' },
    connection: { attribute: false },
    isOpen: { state: true },
    problem: { state: true },
    spoken: { state: true },
  }

  /** Where the server is, relative to the page. All elements with the same address share a connection. */
  declare url: string
  /** The address of the page with the settings; without it there is no button for them. */
  declare settings: string | undefined
  /** Shows no toasts here. */
  declare noToasts: boolean
  /** Leaves the title of the page alone. */
  declare noTitle: boolean
  /** A connection of your own making, instead of a shared one for guests. */
  declare connection: InboxConnection | undefined
  declare private isOpen: boolean
  declare private problem: string
  declare private spoken: string
  readonly #session = new InboxSession(this)
  #words: Words = wordsFor('en')
  #inbox: InboxModel | undefined
  #stopRefused: (() => void) | undefined
  #forgetting: ReturnType<typeof setTimeout> | undefined
  #toldCount = ''
  readonly #hold = new ToastHold()
  readonly #announcer = new Announcer(systemClock, (count) => {
    this.spoken = this.#words.text.unreadCount(count)
  })

  constructor() {
    super()
    this.url = '/parley'
    this.noToasts = false
    this.noTitle = false
    this.isOpen = false
    this.problem = ''
    this.spoken = ''
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#words = wordsFor(languageTagOf(this))
  }

  override disconnectedCallback(): void {
    if (this.isOpen) this.#session.share?.desk?.hush(false)
    super.disconnectedCallback()
    this.#follow(undefined)
    this.#announcer.stop()
    clearTimeout(this.#forgetting)
    this.isOpen = false
  }

  /** Opens the inbox. */
  open(): void {
    const button = this.renderRoot.querySelector<HTMLElement>('.bell')
    if (!button || !this.#panel || this.isOpen) return
    this.isOpen = true
    this.#session.share?.desk?.hush(true)
    this.#panel.open(button)
  }

  close(): void {
    this.#panel?.close()
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.bell')?.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    this.#hold.beforeUpdate(this.#toasts)
    if (changed.has('lang')) this.#words = wordsFor(languageTagOf(this))
    this.#session.follow()
    const { share } = this.#session
    share?.want(this, { toasts: !this.noToasts, title: !this.noTitle })
    this.#follow(share?.inbox)
    if (share?.inbox?.isReady) {
      this.#announcer.note(share.inbox.counts.unread)
      this.#tellCount(share.inbox)
    }
  }

  protected override firstUpdated(): void {
    // In the top layer: no element of the page stands over it or cuts it off.
    this.#toasts?.showPopover()
  }

  protected override updated(): void {
    const toasts = this.#toasts
    if (!toasts) return
    // Leaving the page, even for a moment, closes it.
    if (this.isConnected && !toasts.matches(':popover-open')) toasts.showPopover()
    if (this.#hold.afterUpdate(toasts, this.#session.share?.desk) && !this.isOpen) this.focus()
  }

  protected override render(): TemplateResult {
    const { share, notice } = this.#session
    const { text, badge } = this.#words
    const unread = share?.inbox?.isReady ? share.inbox.counts.unread : 0
    const isAway = notice !== undefined
    const name = text.bellName(unread, badge(unread), isAway)
    const showsToasts = share?.showsToasts(this) ?? false
    return html`<button class="bell" part="bell" aria-haspopup="dialog" aria-expanded=${this.isOpen ? 'true' : 'false'} aria-label=${name} title=${name} @click=${this.#toggle}>
        <slot name="icon">${bellIcon}</slot>
        ${unread > 0 ? html`<span class="badge" part="badge" aria-hidden="true">${badge(unread)}</span>` : nothing}
        ${isAway ? html`<span class="away" part="away" aria-hidden="true">!</span>` : nothing}
      </button>
      <parley-inbox-panel
        exportparts="panel, panel-header, mark-all-read, sound, settings, close, tabs, tab, tab-current, category, list, item, item-unread, title, body, open-menu, action, empty, skeleton, problem, notice, cause, menu"
        .words=${this.#words} .inbox=${share?.inbox} .notice=${notice} .settingsLink=${this.settings} .problem=${this.problem}
        @closed=${this.#onClosed} @retry-now=${() => share?.connection.retryNow()}><slot name="footer" slot="footer"></slot></parley-inbox-panel>
      ${toastsView(showsToasts ? share?.desk : undefined, share?.inbox, this.#words, this.#toastPresses, this.#toastVisits)}
      <div class="unseen" role="status">${this.spoken}</div>`
  }

  readonly #toastPresses = {
    follow: (event: MouseEvent, content: Content, link: string | undefined): void => {
      if (event.type === 'auxclick' && event.button !== 1) return
      this.#inbox?.read(content.n)
      if (isElsewhere(event)) return
      const goes = tellPress(this, { n: content.n, content, link, action: undefined })
      if (!goes) event.preventDefault()
      else if (link === undefined) this.open()
    },
    showAll: (): void => {
      const desk = this.#session.share?.desk
      for (const { id, ns } of desk?.toasts ?? []) if (ns.length > 1) desk?.dismiss(id)
      this.open()
    },
  }

  readonly #toastVisits = {
    enter: (event: PointerEvent): void => this.#hold.enter(event.currentTarget as HTMLElement, event),
    leave: (event: PointerEvent): void => this.#hold.leave(event.currentTarget as HTMLElement),
    focus: (event: FocusEvent): void => {
      this.#hold.note(event.currentTarget as HTMLElement, this.#session.share?.desk)
    },
  }

  get #toasts(): HTMLElement | null {
    return this.renderRoot.querySelector<HTMLElement>('.toasts')
  }

  get #panel(): InboxPanel | null {
    return this.renderRoot.querySelector<InboxPanel>('parley-inbox-panel')
  }

  #toggle = (): void => {
    if (this.isOpen) this.close()
    else this.open()
  }

  #onClosed = (event: Event): void => {
    if (event.target !== this.#panel) return
    this.isOpen = false
    this.#session.share?.desk?.hush(false)
    this.problem = ''
    // The focus goes back only if nothing else has taken it by a press.
    const { activeElement } = this.renderRoot as ShadowRoot
    if (activeElement === null || activeElement === this.#panel) this.focus()
  }

  #follow(inbox: InboxModel | undefined): void {
    if (inbox === this.#inbox) return
    this.#inbox = inbox
    this.#stopRefused?.()
    this.#announcer.stop()
    this.#stopRefused = inbox?.onRefused(({ failing }) => {
      const { text } = this.#words
      this.problem = text.notDone(text.trouble.reason(failing))
      if (!this.isOpen) this.spoken = this.problem
      clearTimeout(this.#forgetting)
      this.#forgetting = setTimeout(() => {
        this.problem = ''
      }, problemMs)
    })
  }

  #tellCount({ counts }: InboxModel): void {
    const told = JSON.stringify(counts)
    if (told === this.#toldCount) return
    this.#toldCount = told
    this.dispatchEvent(new CustomEvent('parley-notification-count', { detail: counts, bubbles: true, composed: true }))
  }
}
