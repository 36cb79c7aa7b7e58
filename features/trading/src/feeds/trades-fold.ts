// The tape: what was traded, newest first.
import { defineFold } from '@parley/channel/client'
import type { Fact, PublicTrade, Traded, TradesChanged, TradesState, ViewEvents } from '../contract/index.ts'

/** How many trades a tape keeps. */
const maxTrades = 100

export const tradesFold = defineFold<TradesState, ViewEvents['trades']>({
  state: () => ({ trades: [] }),
  events: { tradesChanged: addTrades },
})

/** Oldest first. */
export function addTrades(tape: TradesState, { trades }: TradesChanged): void {
  tape.trades.unshift(...trades.slice(-maxTrades).reverse())
  if (tape.trades.length > maxTrades) tape.trades.length = maxTrades
}

/** What one command traded in a market, oldest first; `undefined`: nothing. */
export function tradesOf(facts: readonly Fact[], market: string, at: number): TradesChanged | undefined {
  const trades = facts.flatMap((fact) =>
    fact.type === 'traded' && fact.market === market ? [publicTrade(fact, at)] : [],
  )
  return trades.length === 0 ? undefined : { trades }
}

/** As many as a tape shows. */
export function mergeTrades(before: TradesChanged, after: TradesChanged): TradesChanged {
  return { trades: [...before.trades, ...after.trades].slice(-maxTrades) }
}

function publicTrade({ trade, price, lots, side }: Traded, at: number): PublicTrade {
  return { trade, price, lots, side: side === 'buy' ? 'sell' : 'buy', at }
}
