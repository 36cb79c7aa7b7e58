import { base } from '@parley/elements'
import type { PropertyValues, TemplateResult } from 'lit'
import { css, html, LitElement, nothing } from 'lit'
import type { AmendRequest } from '../../client/requests.ts'
import { stepBy } from '../../client/ticket/fill-in.ts'
import { typed } from '../../client/ticket/read-draft.ts'
import type { MarketInfo, OrderReport } from '../../contract/index.ts'
import { Rejection, TradingCode } from '../../contract/index.ts'
import { holdOf, worstPpm } from '../../ledger/index.ts'
import { parseDecimal, printDecimal } from '../../money/index.ts'
import { hasLimit } from './cells.ts'
import type { Words } from './locale/words.ts'

/** Changes the price and the quantity of an order in its row. Emits `save` with an `AmendRequest`, or `leave`. */
export class AmendForm extends LitElement {
  static override styles = [
    base,
    css`
      form {
        display: flex;
        flex-wrap: wrap;
        align-items: end;
        gap: 8px;
      }

      .field {
        flex: 1 1 110px;
        max-width: 180px;
      }

      label {
        display: block;
        margin-bottom: 4px;
        color: var(--_muted);
        font-size: 0.75rem;
        font-weight: 600;
      }

      input {
        width: 100%;
        min-height: 36px;
        padding: 0 8px;
        border: 1px solid var(--_field);
        border-radius: 8px;
        background: var(--_surface);
        color: inherit;
        font: inherit;
        font-variant-numeric: tabular-nums;
        text-align: end;
      }

      input[aria-invalid='true'] {
        border-color: var(--_danger);
      }

      .buttons {
        display: flex;
        gap: 8px;
      }

      .quiet {
        min-height: 36px;
      }

      .main {
        border-color: transparent;
        background: var(--_accent);
        color: var(--_on-accent);
      }

      p {
        flex-basis: 100%;
        margin: 0;
        color: var(--_muted);
        font-size: 0.75rem;
        text-align: start;
      }

      .fault {
        color: var(--_danger);
      }
    `,
  ]
  static override properties = {
    words: { attribute: false },
    order: { attribute: false },
    info: { attribute: false },
    free: { attribute: false },
    isBusy: { attribute: false },
    price: { state: true },
    quantity: { state: true },
  }

  declare words: Words
  declare order: OrderReport
  declare info: MarketInfo
  /** Minor units that are free of what the order holds. */
  declare free: number
  declare isBusy: boolean
  declare private price: string
  declare private quantity: string

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('order') || changed.get('order')?.id === this.order.id) return
    this.price = printDecimal(this.order.price, this.info.tick)
    this.quantity = printDecimal(this.order.leaves, this.info.lot)
  }

  protected override firstUpdated(): void {
    this.renderRoot.querySelector('input')?.select()
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const { fault, request } = this.#read()
    const isPriced = hasLimit(this.order)
    return html`<form novalidate @submit=${this.#onSubmit} @keydown=${this.#onKey}>
      ${isPriced ? this.#fieldView('price', text.fields.price, this.info.tick, fault?.field) : nothing}
      ${this.#fieldView('quantity', text.stillWants, this.info.lot, fault?.field)}
      <span class="buttons">
        <button class="quiet main" ?disabled=${this.isBusy}>${text.save}</button>
        <button type="button" class="quiet" @click=${this.#leave}>${text.keep}</button>
      </span>
      <p id="says" class=${fault ? 'fault' : ''} role="status">${fault?.says ?? (this.order.status === 'waiting' ? nothing : this.#keepsPlace(request) ? text.keepsPlace : text.losesPlace)}</p>
    </form>`
  }

  #fieldView(field: 'price' | 'quantity', label: string, step: string, wrong: string | undefined): TemplateResult {
    return html`<span class="field"><label for=${field}>${label}</label>
      <input id=${field} inputmode="decimal" autocomplete="off" maxlength="40" .value=${this[field]} aria-invalid=${wrong === field ? 'true' : 'false'} aria-describedby="says"
        @input=${(event: Event) => {
          this[field] = (event.target as HTMLInputElement).value
        }}
        @keydown=${(event: KeyboardEvent) => this.#onArrow(event, field, step)}></span>`
  }

  /** What is to be asked, or what is wrong. */
  #read(): { readonly request: AmendRequest; readonly fault?: { readonly field: string; readonly says: string } } {
    const { words, order, info } = this
    const lots = parseDecimal(typed(this.quantity), info.lot)
    const price = hasLimit(order) ? parseDecimal(typed(this.price), info.tick) : order.price
    const no = (field: string, { code, message }: Rejection) => ({
      request: {},
      fault: { field, says: words.reason({ code, message }) },
    })
    if (price instanceof Rejection) return no('price', price)
    if (lots instanceof Rejection) return no('quantity', lots)
    const more = this.#more(lots, price)
    if (more === undefined || more > this.free)
      return no('quantity', new Rejection(TradingCode.insufficientFunds, 'There is not enough that is free.'))
    const request = {
      ...(price !== order.price && { price: typed(this.price) }),
      ...(lots !== order.leaves && { quantity: typed(this.quantity) }),
    }
    return { request }
  }

  /** How much more it would hold than it does; `undefined` past what counts exactly. The pair of an OCO is the exchange's to judge. */
  #more(lots: number, price: number): number | undefined {
    const { order, info } = this
    if (order.oco !== undefined) return 0
    const hold = holdOf(info, order.side, lots, Math.max(price, order.reserve ?? 0), worstPpm(info))
    return hold === undefined ? undefined : hold - order.locked
  }

  #keepsPlace({ price, quantity }: AmendRequest): boolean {
    if (price !== undefined) return false
    const lots = quantity === undefined ? this.order.leaves : parseDecimal(quantity, this.info.lot)
    return typeof lots === 'number' && lots <= this.order.leaves
  }

  #onArrow(event: KeyboardEvent, field: 'price' | 'quantity', step: string): void {
    if (event.key !== 'ArrowUp' && event.key !== 'ArrowDown') return
    event.preventDefault()
    this[field] = stepBy(this[field], step, (event.key === 'ArrowUp' ? 1 : -1) * (event.shiftKey ? 10 : 1), undefined)
  }

  #onKey = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape') return
    event.preventDefault()
    this.#leave()
  }

  #leave = (): void => {
    this.dispatchEvent(new Event('leave'))
  }

  #onSubmit = (event: Event): void => {
    event.preventDefault()
    const { fault, request } = this.#read()
    if (this.isBusy) return
    if (fault !== undefined) {
      this.renderRoot.querySelector<HTMLElement>('[aria-invalid=true]')?.focus()
      return
    }
    if (Object.keys(request).length === 0) this.#leave()
    else this.dispatchEvent(new CustomEvent('save', { detail: request }))
  }
}
