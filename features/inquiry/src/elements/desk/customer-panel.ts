import { avatar, avatarStyles, base, closeIcon, iconButton, Watch } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, LitElement, nothing } from 'lit'
import type { ConversationModel } from '../../client/desk/conversation-model.ts'
import type { DeskModel } from '../../client/desk/desk-model.ts'
import type { Field, Row } from '../../contract/index.ts'
import type { DeskActions } from './actions.ts'
import { customerStyles } from './customer-styles.ts'
import { starIcon } from './icons.ts'
import type { Words } from './locale/words.ts'
import { chipStyles, standingView } from './row-parts.ts'

/** Who asks: what the site knows of him, what he says of himself, where he was, and what he asked before. */
export class CustomerPanel extends LitElement {
  static override styles = [base, iconButton, avatarStyles, chipStyles, customerStyles]
  static override properties = {
    words: { attribute: false },
    desk: { attribute: false },
    conversation: { attribute: false },
    fields: { attribute: false },
    actions: { attribute: false },
    canClose: { attribute: false },
    history: { state: true },
    problem: { state: true },
  }

  declare words: Words
  declare desk: DeskModel
  declare conversation: ConversationModel
  /** What the form asks, once it is known. */
  declare fields: readonly Field[] | undefined
  declare actions: DeskActions
  declare canClose: boolean
  declare private history: readonly Row[] | undefined
  declare private problem: string
  /** Whose history is loaded, and as of which change. */
  #loaded = ''

  constructor() {
    super()
    this.problem = ''
    new Watch(this, () => [this.conversation, this.desk])
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('.icon, .scroller')?.focus()
  }

  protected override willUpdate(_changed: PropertyValues<this>): void {
    const { info, facts, id } = this.conversation
    const wanted = info ? `${info.customer.id} ${id} ${facts?.rev}` : ''
    if (wanted === '' || wanted === this.#loaded) return
    this.#loaded = wanted
    void this.#load(info!.customer.id, wanted)
  }

  protected override render(): TemplateResult | typeof nothing {
    const { words, conversation } = this
    const { text } = words
    const { info, facts, rating, participants } = conversation
    if (!info) return nothing
    const { customer, page = {} } = info
    return html`<header>
        <h2>${text.about}</h2>
        ${this.canClose ? html`<button class="icon" part="close" aria-label=${text.close} title=${text.close} @click=${() => this.actions.toggleCustomer()}>${closeIcon}</button>` : nothing}
      </header>
      <div class="scroller" tabindex="0" role="region" aria-label=${text.about}>
        <div class="who">${avatar(customer)}<div><bdi class="name">${customer.name}</bdi>${standingView(customer, words)}</div></div>
        <p class="trust">${customer.verified ? text.verifiedSays : text.guestSays}</p>
        ${this.#answersView()}
        <dl>
          ${factView(text.opened, words.moment(info.openedAt))}
          ${facts ? factView(text.team, words.team(this.desk.desk, facts.team)) : nothing}
          ${page.url === undefined ? nothing : factView(text.page, pageView(page.url, page.title))}
          ${factView(text.language, languageName(page.language, words.region))}
          ${factView(text.zone, page.zone)}
          ${participants.length > 0 ? factView(text.participants, words.names(participants.map(({ name }) => name))) : nothing}
          ${rating ? factView(text.rating, html`<span class="rating">${starIcon}<bdi>${text.stars(rating.score)}</bdi></span>${rating.comment ? html`<span class="comment">${rating.comment}</span>` : nothing}`) : nothing}
        </dl>
        ${this.#historyView()}
        <slot></slot>
      </div>`
  }

  #answersView(): TemplateResult | typeof nothing {
    const { text } = this.words
    const answers = Object.entries(this.conversation.info?.answers ?? {}).filter(([, answer]) => answer !== '')
    if (answers.length === 0) return nothing
    return html`<h3>${text.saysOfHimself}</h3><dl part="answers">${answers.map(([name, answer]) => this.#answerView(name, answer))}</dl>`
  }

  /** By the words that the customer read; of a field that the form has no more, by its name. */
  #answerView(name: string, answer: string): TemplateResult | typeof nothing {
    const field = this.fields?.find((one) => one.name === name)
    const option = field?.options?.find(({ value }) => value === answer)
    return factView(field ? this.words.say(field.label) : name, option ? this.words.say(option.label) : answer)
  }

  #historyView(): TemplateResult {
    const { words, conversation } = this
    const { text } = words
    const before = (this.history ?? []).filter(({ id }) => id !== conversation.id)
    const now = Date.now()
    if (this.problem) return html`<h3>${text.history}</h3><p class="none" role="alert">${this.problem}</p>`
    return html`<h3>${text.history}</h3>
      ${this.history === undefined ? html`<p class="none">${text.loading}</p>` : nothing}
      ${this.history !== undefined && before.length === 0 ? html`<p class="none">${text.noHistory}</p>` : nothing}
      <ul class="history" part="history">
        ${before.map(
          (row) => html`<li><button @click=${() => this.actions.open(row.id)}>
            <span class="line"><span class="no">${text.no(row.no)}</span><bdi class="subject">${row.subject}</bdi></span>
            <span class="line"><span class="chip status ${row.status}">${text.statuses[row.status]}</span>${
              row.rating
                ? html`<span class="rating">${starIcon}<bdi>${text.stars(row.rating.score)}</bdi></span>`
                : nothing
            }<time datetime=${new Date(row.openedAt).toISOString()} title=${words.moment(row.openedAt)}><bdi>${words.ago(row.openedAt, now)}</bdi></time></span>
          </button></li>`,
        )}
      </ul>`
  }

  async #load(customer: string, wanted: string): Promise<void> {
    this.problem = ''
    try {
      const rows = await this.desk.historyOf(customer)
      if (wanted === this.#loaded) this.history = rows
    } catch (error) {
      if (wanted === this.#loaded) this.problem = this.words.reason(error as { code: string; message: string })
    }
  }
}

function factView(name: string, value: unknown): TemplateResult | typeof nothing {
  if (value === undefined || value === '') return nothing
  return html`<div><dt>${name}</dt><dd><bdi>${value}</bdi></dd></div>`
}

/** A page's address comes from the customer: only http and https can be followed. */
function pageView(url: string, title: string | undefined): unknown {
  const isLink = URL.canParse(url) && /^https?:$/u.test(new URL(url).protocol)
  return isLink ? html`<a href=${url} target="_blank" rel="noopener noreferrer">${title || url}</a>` : title || url
}

function languageName(tag: string | undefined, region: string): string | undefined {
  if (tag === undefined) return undefined
  try {
    return new Intl.DisplayNames(region, { type: 'language' }).of(tag) ?? tag
  } catch {
    return tag
  }
}
