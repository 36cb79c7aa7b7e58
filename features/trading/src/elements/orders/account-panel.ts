import { base } from '@parley/elements'
import { failingOf } from '@parley/elements/models'
import type { PropertyValues, TemplateResult } from 'lit'
import { html, nothing } from 'lit'
import type { AccountModel } from '../../client/account-model.ts'
import type { MarketsModel } from '../../client/markets-model.ts'
import { SeenWatch } from '../frame/seen-watch.ts'
import { FrameElement } from '../frame-element.ts'
import { emptyView, olderView } from './cells.ts'
import { closedView, fillsView } from './history-views.ts'
import type { Words } from './locale/words.ts'
import { wordsFor } from './locale/words.ts'
import { balancesView, positionsView } from './money-views.ts'
import type { Said } from './open-orders.ts'
import { panelStyles } from './panel-styles.ts'
import { tableStyles } from './table-styles.ts'

const tabs = ['orders', 'positions', 'balances', 'closed', 'fills'] as const
export type AccountTab = (typeof tabs)[number]

/** What somebody has at the exchange and what he ordered there, in tables behind tabs. */
export class AccountPanel extends FrameElement {
  static override styles = [base, tableStyles, panelStyles]
  static override properties = {
    account: { attribute: false },
    markets: { attribute: false },
    market: { attribute: false },
    language: { attribute: false },
    tab: { attribute: false },
    isOneMarket: { state: true },
    isCanceling: { state: true },
    said: { state: true },
  }

  declare account: AccountModel | undefined
  declare markets: MarketsModel | undefined
  /** The market that the page shows. */
  declare market: string
  /** The tag of a language. */
  declare language: string
  declare tab: AccountTab
  /** Whether other markets are left out. */
  declare private isOneMarket: boolean
  declare private isCanceling: boolean
  declare private said: Said | undefined
  #words: Words | undefined

  constructor() {
    super()
    this.market = ''
    this.language = 'en'
    this.tab = 'orders'
    this.isOneMarket = false
    this.isCanceling = false
    new SeenWatch(this, () => [this.account, this.markets])
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('language')) this.#words = wordsFor(this.language)
  }

  protected override render(): TemplateResult {
    const words = this.#words!
    const { account, markets, said, tab } = this
    const isStale = account?.isStale !== false
    return html`<div class="top">
        <div role="tablist" aria-label=${words.text.account} @keydown=${this.#onTabKey}>${tabs.map((one) => this.#tabView(one, words))}</div>
        ${this.#toolsView(words, isStale)}
      </div>
      <p class="said" role="status">${said?.is === 'done' ? said.text : nothing}</p>
      <p class="said no" role="alert">${said?.is === 'no' ? said.text : nothing}</p>
      <div role="tabpanel" id="panel" tabindex="0" aria-labelledby=${tab} class="panel ${isStale && account?.isReady ? 'stale' : ''}">
        ${account && markets ? this.#tableView(account, markets, words) : html`<p class="empty">${words.text.loading}</p>`}
      </div>`
  }

  #tabView(tab: AccountTab, { text, number }: Words): TemplateResult {
    const isChosen = tab === this.tab
    const open = tab === 'orders' ? (this.account?.orders.length ?? 0) : 0
    return html`<button role="tab" id=${tab} aria-controls="panel" aria-selected=${isChosen ? 'true' : 'false'} tabindex=${isChosen ? 0 : -1}
      @click=${() => this.#choose(tab)}>${text.tabs[tab]}${open > 0 ? html` <span class="count">${number(open)}</span>` : nothing}</button>`
  }

  #toolsView({ text }: Words, isStale: boolean): TemplateResult {
    const { tab, account } = this
    const isList = tab === 'orders' || tab === 'closed' || tab === 'fills'
    const open = this.#inScope(account?.orders ?? [])
    return html`<div class="tools">
      ${isStale && account?.isReady ? html`<span class="chip">${text.outOfDate}</span>` : nothing}
      ${isList && this.market !== '' ? html`<label class="check"><input type="checkbox" .checked=${this.isOneMarket} @change=${this.#onScope}>${text.thisMarket}</label>` : nothing}
      ${tab === 'orders' && open.length > 0 ? html`<button class="quiet danger" ?disabled=${isStale || this.isCanceling} @click=${() => void this.#cancelAll()}>${text.cancelAll}</button>` : nothing}
    </div>`
  }

  #tableView(account: AccountModel, markets: MarketsModel, words: Words): TemplateResult {
    const { text } = words
    if (account.refusal !== undefined && account.status === 'refused')
      return html`<p class="empty">${words.reason(account.refusal)}</p>`
    const isReady = account.isReady && markets.isReady
    const empty = (says: string, others: number) =>
      emptyView(words, { isReady, says, others, showAll: () => this.#showAll() })
    switch (this.tab) {
      case 'orders': {
        const orders = this.#inScope(account.orders)
        if (!isReady || orders.length === 0) return empty(text.noOrders, account.orders.length)
        return html`<parley-trading-open-orders .words=${words} .orders=${orders} .account=${account} .markets=${markets}
          @said=${(event: CustomEvent<Said>) => this.#say(event.detail)} @emptied=${this.#focusPanel}></parley-trading-open-orders>`
      }
      case 'positions': {
        const rows = account.positions
        return isReady && rows.length > 0 ? positionsView(rows, words, markets) : empty(text.noPositions, 0)
      }
      case 'balances': {
        const { balances } = account
        return isReady && balances.length > 0 ? balancesView(balances, words, markets) : empty(text.noBalances, 0)
      }
      case 'closed': {
        const orders = this.#inScope(account.closed)
        if (!isReady || orders.length === 0) return empty(text.noClosed, account.closed.length)
        return html`${closedView(orders, words, markets)}${olderView(account.moreClosed, words, () => void account.loadOlderClosed())}`
      }
      case 'fills': {
        const fills = this.#inScope(account.fills)
        if (!isReady || fills.length === 0) return empty(text.noFills, account.fills.length)
        return html`${fillsView(fills, words, markets)}${olderView(account.moreFills, words, () => void account.loadOlderFills())}`
      }
    }
  }

  #inScope<Item extends { readonly market: string }>(items: readonly Item[]): readonly Item[] {
    return this.isOneMarket && this.market !== '' ? items.filter(({ market }) => market === this.market) : items
  }

  #choose(tab: AccountTab): void {
    this.tab = tab
    this.said = undefined
  }

  #say(said: Said): void {
    this.said = said
  }

  #showAll(): void {
    this.isOneMarket = false
  }

  #onScope = (event: Event): void => {
    this.isOneMarket = (event.target as HTMLInputElement).checked
  }

  #focusPanel = (): void => {
    this.renderRoot.querySelector<HTMLElement>('#panel')?.focus()
  }

  #onTabKey = (event: KeyboardEvent): void => {
    const at = tabs.indexOf(this.tab)
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key]
    const to =
      event.key === 'Home' ? 0 : event.key === 'End' ? tabs.length - 1 : step && (at + step + tabs.length) % tabs.length
    const tab = to === undefined ? undefined : tabs[to]
    if (tab === undefined) return
    event.preventDefault()
    this.#choose(tab)
    this.renderRoot.querySelector<HTMLElement>(`#${tab}`)?.focus()
  }

  async #cancelAll(): Promise<void> {
    const { text, reason } = this.#words!
    this.isCanceling = true
    try {
      await this.account?.cancelAll(this.isOneMarket ? { market: this.market } : {})
      this.#say({ is: 'done', text: text.canceledAll })
      this.#focusPanel()
    } catch (error) {
      this.#say({ is: 'no', text: text.notCanceled(reason(failingOf(error))) })
    } finally {
      this.isCanceling = false
    }
  }
}
