import { base } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { AccountModel } from '../../client/account-model.ts'
import type { BookModel } from '../../client/book-model.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { Fault, TicketWorld } from '../../client/ticket/check-draft.ts'
import { checkDraft, obstacleOf } from '../../client/ticket/check-draft.ts'
import type { Draft, TicketField } from '../../client/ticket/draft.ts'
import { emptyDraft, fieldsOf, needs } from '../../client/ticket/draft.ts'
import { estimate, holdOfDraft } from '../../client/ticket/estimate.ts'
import { fillPercent, fillPrice, fillTotal, stepBy } from '../../client/ticket/fill-in.ts'
import { readDraft, stepOfField } from '../../client/ticket/read-draft.ts'
import type { Side } from '../../contract/index.ts'
import { printDecimal } from '../../money/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { FrameElement } from '../frame-element.ts'
import type { Words } from '../orders/locale/words.ts'
import { wordsFor } from '../orders/locale/words.ts'
import { faultText } from './fault-text.ts'
import { orderText } from './outcome-text.ts'
import { sendDraft } from './send-draft.ts'
import { estimateLines, summaryView } from './summary-view.ts'
import type { TicketActs } from './ticket-form.ts'
import { formView, sidesView } from './ticket-form.ts'
import type { TicketModels } from './ticket-session.ts'
import { confirmAbovePercent, localMinute, mustConfirm, worldOf } from './ticket-session.ts'
import { ticketStyles } from './ticket-styles.ts'

/** A press within this time after an order went belongs to it, unless something was changed: a double click, or Enter twice. */
const againMs = 1000
const dayMs = 86_400_000

/**
 * Places orders in one market. Numbers stay the text that was typed; what is wrong with them is said before anything is sent.
 * `takePrice` fills in a price, as of a row of the book that was pressed.
 */
export class Ticket extends FrameElement {
  static override styles = [base, ticketStyles]
  static override properties = {
    market: { attribute: false },
    markets: { attribute: false },
    account: { attribute: false },
    book: { attribute: false },
    language: { attribute: false },
    confirmAbove: { attribute: false },
    draft: { state: true },
    total: { state: true },
    isChecked: { state: true },
    isSending: { state: true },
    isAsking: { state: true },
    said: { state: true },
  }

  declare market: string
  declare markets: MarketsModel | undefined
  declare account: AccountModel | undefined
  declare book: BookModel | undefined
  /** The tag of a language. */
  declare language: string
  /** A market order that takes more than this of what is free, in percent, is asked about once more. @default 50 */
  declare confirmAbove: number
  declare private draft: Draft
  /** What is being typed as the total. */
  declare private total: string | undefined
  /** Whether it was tried to send it: from then on also what is missing is said. */
  declare private isChecked: boolean
  declare private isSending: boolean
  /** Whether it waits for a yes. */
  declare private isAsking: boolean
  declare private said: { readonly is: 'done' | 'no'; readonly text: string } | undefined
  /** When the order went that this ticket made; `undefined`: something was changed since. */
  #goneAt: number | undefined
  #isPriced = false
  #words: Words | undefined

  constructor() {
    super()
    this.market = ''
    this.language = 'en'
    this.confirmAbove = confirmAbovePercent
    this.draft = emptyDraft
    this.isChecked = false
    this.isSending = false
    this.isAsking = false
    new SeenWatch(this, () => [this.markets, this.account, this.book])
  }

  /** Fills in a price, in ticks. */
  takePrice(ticks: number): void {
    const world = this.#world
    if (world !== undefined) this.#set(fillPrice(this.draft, world.market, ticks))
  }

  /** The side that is chosen. */
  get side(): Side {
    return this.draft.side
  }

  set side(side: Side) {
    this.#set({ ...this.draft, side })
  }

  override focus(): void {
    this.renderRoot.querySelector<HTMLElement>('[role=tab][aria-selected=true]')?.focus()
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('language')) this.#words = wordsFor(this.language)
    if (changed.has('market')) {
      const { side, type } = this.draft
      this.draft = { ...emptyDraft, side, type }
      this.isChecked = false
      this.said = undefined
      this.#isPriced = false
    }
    const world = this.#world
    if (this.#isPriced || world?.now.last === undefined) return
    this.#isPriced = true
    if (this.draft.price === '')
      this.draft = { ...this.draft, price: printDecimal(world.now.last, world.market.info.tick) }
  }

  protected override render(): TemplateResult {
    const words = this.#words!
    const { draft, said } = this
    const world = this.#world
    return html`${sidesView(draft.side, words, this.#acts)}
    <div role="tabpanel" id="panel" aria-labelledby=${draft.side}>
      <form novalidate part="form" class=${this.#isStale ? 'stale' : ''} @submit=${this.#onSubmit}>
        ${world === undefined ? nothing : this.#fieldsView(world, words)}
        ${this.#buttonView(world, words)}
        <div>
          <p class="said" role="status">${said?.is === 'done' ? said.text : nothing}</p>
          <p class="said no" role="alert">${said?.is === 'no' ? said.text : nothing}</p>
        </div>
      </form>
    </div>
    ${this.isAsking && world !== undefined ? this.#confirmView(world, words) : nothing}`
  }

  get #models(): TicketModels | undefined {
    const { market, markets, account, book } = this
    return markets && account && book && book.market === market ? { market, markets, account, book } : undefined
  }

  get #world(): TicketWorld | undefined {
    const models = this.#models
    return models && worldOf(models, this.#now)
  }

  /** The server's time where it is known. */
  get #now(): number {
    return this.account?.now() ?? Date.now()
  }

  get #isStale(): boolean {
    const { markets, account, book } = this
    return markets?.isStale !== false || account?.isStale !== false || book?.isStale !== false
  }

  /** Why nothing can be sent right now. */
  #waits(world: TicketWorld | undefined, { text, reason }: Words): string | undefined {
    if (world === undefined) return this.#isStale && this.markets?.isReady ? text.stale : text.notReady
    if (this.#isStale) return text.stale
    const obstacle = obstacleOf(this.draft, world.status)
    return obstacle && reason({ code: obstacle, message: obstacle })
  }

  #faults(world: TicketWorld): readonly Fault[] {
    const faults = checkDraft(this.draft, world)
    return this.isChecked ? faults : faults.filter(({ code }) => code !== 'missing')
  }

  #fieldsView(world: TicketWorld, words: Words): TemplateResult {
    const { draft, total } = this
    const { info } = world.market
    const faults = new Map(this.#faults(world).map((fault) => [fault.field, this.#faultText(fault, world, words)]))
    const { numbers } = readDraft(draft, world.market)
    const view = { draft, world, words, faults, typedTotal: total, numbers, acts: this.#acts }
    const isGuess = !needs[draft.type].fields.includes('price')
    const found = estimate(info, draft, numbers, world.now)
    return html`${formView(view)}${summaryView(found, { side: draft.side, isGuess }, words, world.market)}`
  }

  #faultText(fault: Fault, { market }: TicketWorld, words: Words): string {
    return faultText(fault, words, market, this.markets?.decimals(market.info.base) ?? 0)
  }

  #buttonView(world: TicketWorld | undefined, words: Words): TemplateResult {
    const { text } = words
    const { side } = this.draft
    const waits = this.#waits(world, words)
    const isOff = waits !== undefined || this.isSending ? 'true' : 'false'
    const label = text.submit(text.sides[side], world?.market.info.base ?? '')
    return html`${waits === undefined ? nothing : html`<p class="waits" id="waits">${waits}</p>`}
      <button class="send ${side}" part="send" aria-disabled=${isOff} aria-describedby="waits">${this.isSending ? text.sending : label}</button>`
  }

  #confirmView(world: TicketWorld, words: Words): TemplateResult {
    const { draft } = this
    const { market, now } = world
    const { numbers } = readDraft(draft, market)
    const found = estimate(market.info, draft, numbers, now)
    const { quantity, amount } = numbers
    const size = { side: draft.side, lots: quantity ?? 0, ...(draft.isByAmount && amount !== undefined && { amount }) }
    return html`<parley-trading-confirm .words=${words} .side=${draft.side}
      .what=${orderText(size, words, market.info, market.quoteDecimals)}
      .lines=${estimateLines(found, words, market)}
      @confirmed=${() => void this.#send()} @done=${this.#onAsked}></parley-trading-confirm>`
  }

  readonly #acts: TicketActs = {
    set: (change) => this.#set({ ...this.draft, ...change }),
    chooseTif: (tif) => {
      const until = this.draft.until === '' && tif === 'gtd' ? localMinute(this.#now + dayMs) : this.draft.until
      this.#set({ ...this.draft, tif, until })
    },
    typeTotal: (total) => {
      const world = this.#world
      if (world === undefined) return
      this.#set(fillTotal(this.draft, world.market, total))
      this.total = total
    },
    leaveTotal: () => {
      this.total = undefined
    },
    fill: (percent) => {
      const world = this.#world
      if (world === undefined) return
      const free = { base: world.freeBase, quote: world.freeQuote }
      const filled = fillPercent(this.draft, world.market, world.now, free, percent)
      if (filled !== undefined) this.#set(filled)
      else if (percent === 0) this.#set({ ...this.draft, quantity: '', amount: '' })
    },
    step: (field, by) => this.#step(field, by),
  }

  #step(field: TicketField, by: number): void {
    const world = this.#world
    if (world === undefined || field === 'until') return
    const isPrice = field === 'price' || field === 'stop' || field === 'stopPrice'
    const from = isPrice ? world.now.last : undefined
    const text = stepBy(this.draft[field], stepOfField(field, world.market), by, from)
    this.#set({ ...this.draft, [field]: text })
  }

  #set(draft: Draft): void {
    this.draft = draft
    this.#goneAt = undefined
    this.total = undefined
    this.said = undefined
  }

  #onAsked = (): void => {
    this.isAsking = false
    this.renderRoot.querySelector<HTMLElement>('.send')?.focus()
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    const world = this.#world
    const words = this.#words!
    if (this.isSending || event.timeStamp - (this.#goneAt ?? Number.NEGATIVE_INFINITY) < againMs) return
    const waits = this.#waits(world, words)
    if (world === undefined || waits !== undefined) {
      this.said = { is: 'no', text: waits ?? words.text.notReady }
      return
    }
    this.isChecked = true
    const faults = checkDraft(this.draft, world)
    if (faults.length > 0) {
      this.said = { is: 'no', text: words.text.wrongFields(faults.length) }
      void this.#focusFault()
      return
    }
    const { info } = world.market
    const { numbers } = readDraft(this.draft, world.market)
    const hold = holdOfDraft(info, this.draft, numbers, world.now)
    const found = estimate(info, this.draft, numbers, world.now)
    if (mustConfirm(this.draft, found, hold, world, this.confirmAbove)) this.isAsking = true
    else void this.#send()
  }

  async #send(): Promise<void> {
    const { account, market } = this
    const world = this.#world
    if (account === undefined || world === undefined) return
    const words = this.#words!
    this.isSending = true
    this.#goneAt = performance.now()
    this.said = undefined
    try {
      this.#ended(market, { is: 'done', text: await sendDraft(this.draft, account, world, words) })
    } catch (error) {
      this.#ended(market, { is: 'no', text: words.text.notPlaced(words.reason(failingOf(error))) })
    }
  }

  /** What became of it is said, and what it filled the ticket with goes, unless the page shows another market by now. */
  #ended(market: string, said: { readonly is: 'done' | 'no'; readonly text: string }): void {
    this.isSending = false
    this.said = said
    // What was typed while it was on its way is the next order.
    if (said.is === 'no' || market !== this.market || this.#goneAt === undefined) return
    this.isChecked = false
    this.draft = { ...this.draft, quantity: '', amount: '', display: '' }
  }

  async #focusFault(): Promise<void> {
    await this.updateComplete
    const wrong = fieldsOf(this.draft).map((field) => `#${field}[aria-invalid=true]`)
    this.renderRoot.querySelector<HTMLElement>(wrong.join())?.focus()
  }
}
