import type { Level } from '../contract/index.ts'
import type { Engine } from '../engine/engine.ts'
import { bookChecksum, type TextLevel } from '../feeds/checksum.ts'
import { minorStep, printDecimal } from '../money/index.ts'

/** One object of the answer; printed as one line of JSON. */
export type OutputLine = { readonly [field: string]: unknown }

/** What stands at the end, as decimals, best first, and the checksum of its ten best prices. */
export function bookLine(engine: Engine, symbol: string): OutputLine {
  const market = engine.market(symbol)
  if (market === undefined) return { book: symbol }
  const { tick, lot } = market.info
  const printed = (levels: readonly Level[]): TextLevel[] =>
    levels.map(([price, lots]) => [printDecimal(price, tick), printDecimal(lots, lot)])
  const bids = printed(engine.levels(symbol, 'buy'))
  const asks = printed(engine.levels(symbol, 'sell'))
  return { book: symbol, status: market.status, bids, asks, checksum: bookChecksum(bids, asks) }
}

/** All accounts by their names, then what the exchange took in fees. */
export function balanceLines(engine: Engine): readonly OutputLine[] {
  const accounts = engine.accounts().map((account) => {
    const balances = engine.assets.flatMap(({ name, decimals }) => {
      const [free, locked] = [engine.free(account, name), engine.locked(account, name)]
      return free === 0 && locked === 0
        ? []
        : [[name, { free: amount(free, decimals), locked: amount(locked, decimals) }]]
    })
    return { account, balances: Object.fromEntries(balances) }
  })
  const fees = engine.assets.flatMap(({ name, decimals }) => {
    const units = engine.fees(name)
    return units === 0 ? [] : [[name, amount(units, decimals)]]
  })
  return [...accounts, { fees: Object.fromEntries(fees) }]
}

function amount(units: number, decimals: number): string {
  return printDecimal(units, minorStep(decimals))
}
