// All markets at a glance, as readers of `markets` keep them.
import { defineFold, setValue } from '@parley/channel/client'
import type { MarketsChanged, MarketsState, ViewEvents } from '../contract/index.ts'

export const marketsFold = defineFold<MarketsState, ViewEvents['markets']>({
  state: () => ({ markets: {}, assets: {} }),
  events: {
    marketsChanged: (state, { markets = {}, living }) => {
      for (const [symbol, ticker] of Object.entries(markets)) setValue(state.markets, symbol, ticker)
      if (living !== undefined) state.living = living
    },
  },
})

/** The newest of each market. */
export function mergeMarkets(...changes: readonly MarketsChanged[]): MarketsChanged {
  const living = changes.findLast((change) => change.living !== undefined)?.living
  const markets = Object.assign({}, ...changes.map((change) => change.markets)) as NonNullable<
    MarketsChanged['markets']
  >
  return { markets, ...(living === undefined ? {} : { living }) }
}
