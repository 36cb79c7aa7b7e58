import { failingOf } from '@parley/elements/models'
import type { MarketsState, MarketsYou, Ticker } from '../contract/index.ts'
import type { MarketsHandle } from './contract.ts'
import { openMarkets } from './open.ts'
import type { LivingInput } from './requests.ts'
import { ViewModel } from './view-model.ts'

/** All markets at a glance, and the assets that are traded. */
export class MarketsModel extends ViewModel<MarketsHandle> {
  /** In the order of their symbols. */
  get tickers(): readonly Ticker[] {
    return Object.values(this.#state?.markets ?? {}).sort((one, other) =>
      one.info.symbol < other.info.symbol ? -1 : 1,
    )
  }

  get(market: string): Ticker | undefined {
    const markets = this.#state?.markets ?? {}
    return Object.hasOwn(markets, market) ? markets[market] : undefined
  }

  /** Decimals of an asset's minor unit. */
  decimals(asset: string): number | undefined {
    const assets = this.#state?.assets ?? {}
    return Object.hasOwn(assets, asset) ? assets[asset]?.decimals : undefined
  }

  get assets(): readonly string[] {
    return Object.keys(this.#state?.assets ?? {}).sort()
  }

  /** How the simulated market is; `undefined` where there is none. */
  get living(): MarketsState['living'] {
    return this.#state?.living
  }

  /** Whether the reader may change that. */
  get maySteer(): boolean {
    return (this.handle?.you as MarketsYou | undefined)?.steers === true
  }

  /** Changes how the simulated market is. Rejects with a `Failing`; the view must be open. */
  async setLiving(change: LivingInput): Promise<void> {
    const { handle } = this
    if (handle === undefined) return
    const receipt = handle.commands.living(change)
    try {
      await receipt
    } catch (error) {
      handle.discard(receipt.id)
      throw failingOf(error)
    }
  }

  /** How much a market moved in 24 hours, in parts per million; `undefined`: it did not trade. For display only. */
  changePpm(market: string): number | undefined {
    const { open, last } = this.get(market) ?? {}
    return open === undefined || last === undefined || open === 0
      ? undefined
      : Math.round(((last - open) / open) * 1_000_000)
  }

  protected override open(): MarketsHandle {
    return openMarkets(this.connection)
  }

  get #state(): MarketsState | undefined {
    return this.handle?.state
  }
}
