import { base, closeIcon, icon, iconButton } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { TemplateResult } from 'lit'
import { css, html, nothing } from 'lit'
import { repeat } from 'lit/directives/repeat.js'
import type { AccountModel } from '../../client/account-model.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import type { AmendRequest } from '../../client/requests.ts'
import type { MarketInfo, OrderReport } from '../../contract/index.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { FrameElement } from '../frame-element.ts'
import { orderWithPrice } from '../ticket/outcome-text.ts'
import { filledCell, orderCell, priceCell } from './cells.ts'
import type { Words } from './locale/words.ts'
import { tableStyles } from './table-styles.ts'

const penIcon = icon('M4 16l.8-3.4L13 4.4l2.6 2.6-8.2 8.2zM11.4 6l2.6 2.6')

/** What is told of what was done: `done` politely, `no` at once. */
export interface Said {
  readonly is: 'done' | 'no'
  readonly text: string
}

/** The open orders, newest first, each to be changed in its row or canceled. Emits `said` with a `Said`. */
export class OpenOrders extends FrameElement {
  static override styles = [
    base,
    tableStyles,
    iconButton,
    css`
      .acts {
        display: flex;
        justify-content: flex-end;
        gap: 2px;
        margin: -4px -6px;
      }

      .icon {
        width: 36px;
        height: 36px;
      }

      .icon[disabled] {
        opacity: 0.5;
        cursor: default;
      }

      .amends td {
        border-top: 0;
        text-align: start;
      }

      @media (pointer: coarse) {
        .icon {
          width: 44px;
          height: 44px;
        }
      }
    `,
  ]
  static override properties = {
    words: { attribute: false },
    orders: { attribute: false },
    account: { attribute: false },
    markets: { attribute: false },
    amending: { state: true },
    busy: { state: true },
  }

  declare words: Words
  declare orders: readonly OrderReport[]
  declare account: AccountModel
  declare markets: MarketsModel
  /** The order that is being changed. */
  declare private amending: number | undefined
  /** Those that something was asked of and no answer came yet. */
  declare private busy: ReadonlySet<number>
  /** The place of the row that was acted on last. */
  #place = 0

  constructor() {
    super()
    this.busy = new Set()
    new SeenWatch(this, () => [this.account, this.markets])
  }

  protected override willUpdate(): void {
    if (!this.orders.some(({ id }) => id === this.amending)) this.amending = undefined
  }

  protected override render(): TemplateResult {
    const { text } = this.words
    const { columns } = text
    const newestFirst = [...this.orders].reverse()
    return html`<table aria-label=${text.tabs.orders}>
      <thead><tr><th scope="col">${columns.order}</th><th scope="col">${columns.price}</th><th scope="col">${columns.filled}</th><th scope="col" class="wide">${columns.placed}</th><th scope="col"><span class="unseen">${columns.actions}</span></th></tr></thead>
      <tbody>${repeat(
        newestFirst,
        ({ id }) => id,
        (order, place) => this.#rowView(order, place),
      )}</tbody>
    </table>`
  }

  #rowView(order: OrderReport, place: number): TemplateResult | typeof nothing {
    const info = this.markets.get(order.market)?.info
    if (info === undefined) return nothing
    const { words } = this
    const { text } = words
    const what = this.#what(order, info)
    const isOff = this.account.isStale || this.busy.has(order.id)
    const isAmending = order.id === this.amending
    return html`<tr>${orderCell(order, words)}${priceCell(order, words, info)}${filledCell(order, words, info)}
        <td class="wide">${words.shortMoment(order.at, Date.now())}<small>${text.statuses[order.status]}</small></td>
        <td><span class="acts">
          <button class="icon amend" data-place=${place} title=${text.amend} aria-label=${text.amendOf(what)} aria-expanded=${isAmending ? 'true' : 'false'} ?disabled=${isOff || order.lots === 0} @click=${() => this.#toggle(order.id)}>${penIcon}</button>
          <button class="icon cancel" data-place=${place} title=${text.cancel} aria-label=${text.cancelOf(what)} ?disabled=${isOff} @click=${() => void this.#cancel(order, place, what)}>${closeIcon}</button>
        </span></td></tr>
      ${isAmending ? this.#amendView(order, info, what) : nothing}`
  }

  #amendView(order: OrderReport, info: MarketInfo, what: string): TemplateResult {
    const free = this.account.free(order.side === 'buy' ? info.quote : info.base)
    return html`<tr class="amends"><td colspan="5">
      <parley-trading-amend .words=${this.words} .order=${order} .info=${info} .free=${free} .isBusy=${this.busy.has(order.id) || this.account.isStale}
        @leave=${() => this.#leave(order.id)}
        @save=${(event: CustomEvent<AmendRequest>) => void this.#amend(order, event.detail, what)}></parley-trading-amend>
    </td></tr>`
  }

  #what(order: OrderReport, info: MarketInfo): string {
    return orderWithPrice(order, this.words, info, this.markets.decimals(info.quote) ?? 0)
  }

  #toggle(id: number): void {
    this.amending = this.amending === id ? undefined : id
  }

  #leave(id: number): void {
    const place = [...this.orders].reverse().findIndex((order) => order.id === id)
    this.amending = undefined
    void this.#focus('amend', place)
  }

  async #cancel(order: OrderReport, place: number, what: string): Promise<void> {
    const { text } = this.words
    this.#place = place
    const isDone = await this.#do(order.id, () => this.account.cancel(order.id), {
      done: text.canceled(what),
      no: text.notCanceled,
    })
    // The row is gone, and the focus with it: the next one is where the hand is.
    if (isDone) void this.#focus('cancel', Math.min(this.#place, this.orders.length - 1))
  }

  async #amend(order: OrderReport, request: AmendRequest, what: string): Promise<void> {
    const { text } = this.words
    const isDone = await this.#do(order.id, () => this.account.amend(order.id, request), {
      done: text.amended(what),
      no: text.notAmended,
    })
    if (isDone) this.#leave(order.id)
  }

  async #do(
    id: number,
    act: () => Promise<OrderReport>,
    says: { readonly done: string; readonly no: (reason: string) => string },
  ): Promise<boolean> {
    this.busy = new Set([...this.busy, id])
    try {
      await act()
      this.#say({ is: 'done', text: says.done })
      return true
    } catch (error) {
      this.#say({ is: 'no', text: says.no(this.words.reason(failingOf(error))) })
      return false
    } finally {
      this.busy = new Set([...this.busy].filter((one) => one !== id))
    }
  }

  #say(detail: Said): void {
    this.dispatchEvent(new CustomEvent('said', { detail }))
  }

  async #focus(what: 'amend' | 'cancel', place: number): Promise<void> {
    await this.updateComplete
    const button = this.renderRoot.querySelector<HTMLElement>(`.${what}[data-place="${place}"]`)
    if (button !== null) button.focus()
    else this.dispatchEvent(new Event('emptied'))
  }
}
