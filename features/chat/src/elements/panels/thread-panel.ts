import { base, closeIcon } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { css, html, LitElement, nothing } from 'lit'
import type { EndStatus, MessageListModel, PersonModel, RoomModel } from '../../client/models.ts'
import type { Conversation } from '../conversation.ts'
import { ask } from '../events.ts'
import type { Words } from '../locale/words.ts'
import { panelStyles } from './panel-styles.ts'
import { RootedThread } from './rooted-thread.ts'

/** A thread beside the room: its first message, what was answered, a composer of its own. */
export class ThreadPanel extends LitElement {
  static override styles = [base, panelStyles, threadStyles()]
  static override properties = {
    words: { attribute: false },
    room: { attribute: false },
    person: { attribute: false },
    root: { attribute: false },
    isLive: { attribute: false },
    linkTo: { attribute: false },
  }

  declare words: Words
  declare room: RoomModel
  declare person: PersonModel | undefined
  declare root: number
  declare isLive: boolean
  declare linkTo: (offset: number) => string
  #thread: RootedThread | undefined

  override focus(): void {
    this.#conversation?.focus()
  }

  async jump(offset: number): Promise<void> {
    await this.updateComplete
    await this.#conversation?.jump(offset)
  }

  get conversation(): Conversation | null {
    return this.#conversation
  }

  override connectedCallback(): void {
    super.connectedCallback()
    if (this.hasUpdated) this.#open()
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#close()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('room') || changed.has('root')) this.#open()
  }

  protected override render(): TemplateResult {
    const { words, room, person, root, isLive, linkTo } = this
    const { text } = words
    const list = this.#thread
    return html`<div class="head" part="panel-header">
        <h2>${text.thread}</h2>
        <button class="icon" aria-label=${text.close} title=${text.close} @click=${() => ask(this, { ask: 'close' })}>${closeIcon}</button>
      </div>
      ${
        list
          ? html`<parley-chat-conversation part="thread" exportparts="message, bubble, composer, input, send"
              .words=${words} .room=${room} .list=${list} .person=${person} .root=${root} .isLive=${isLive} .linkTo=${linkTo}>
              <div slot="empty" class="says">${emptyView(list.older, list, words)}</div>
            </parley-chat-conversation>`
          : nothing
      }`
  }

  get #conversation(): Conversation | null {
    return this.renderRoot.querySelector<Conversation>('parley-chat-conversation')
  }

  #open(): void {
    this.#close()
    this.#thread = new RootedThread(this.room, this.root)
    this.#thread.onChange(() => this.requestUpdate())
    this.requestUpdate()
  }

  #close(): void {
    this.#thread?.close()
    this.#thread = undefined
  }
}

function emptyView(older: EndStatus, list: MessageListModel, words: Words): TemplateResult {
  if (older === 'failed')
    return html`<span>${words.text.olderFailed}</span><button class="quiet" @click=${() => void list.loadOlder()}>${words.text.retry}</button>`
  return html`<span class="spinner"></span><span class="unseen">${words.text.loading}</span>`
}

function threadStyles() {
  return css`
    parley-chat-conversation {
      flex: 1;
      min-height: 0;
    }
  `
}
