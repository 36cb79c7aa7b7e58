import type { TradingApi } from '@parley/trading/server'
import { symbol, traderId, welcomeUnits } from './market.ts'

/** What an exchange says of itself when all is over. */
export interface Audit {
  /** Orders that were ever accepted, but for the auditor's own: the next one's number says so. */
  readonly accepted: number
  readonly open: number
  /** What all accounts have together and what they paid in fees, less what they were given; in minor units. */
  readonly surplus: { readonly USD: number; readonly BTC: number }
  readonly feesUsd: number
}

const auditor = 'auditor'

export async function audit(trading: TradingApi['trading'], traders: number): Promise<Audit> {
  const { accepted, people } = await lastOrder(trading, traders)
  const accounts = await Promise.all(people.map((id) => trading.account(id)))
  const has = (asset: 'USD' | 'BTC') =>
    accounts.reduce((sum, { balances }) => sum + (balances[asset]?.free ?? 0) + (balances[asset]?.locked ?? 0), 0)
  const feesUsd = accounts.reduce((sum, { positions }) => sum + (positions[symbol]?.fees ?? 0), 0)
  return {
    accepted,
    open: accounts.reduce((sum, { orders }) => sum + orders.length, 0),
    surplus: {
      USD: has('USD') + feesUsd - people.length * welcomeUnits.USD,
      BTC: has('BTC') - people.length * welcomeUnits.BTC,
    },
    feesUsd,
  }
}

/** Orders are numbered 1, 2, 3 … over the whole exchange. */
async function lastOrder(trading: TradingApi['trading'], traders: number) {
  await trading.join(auditor)
  const order = {
    client: 'last',
    market: symbol,
    side: 'buy',
    type: 'limit',
    quantity: '0.0100',
    price: '100.00',
  } as const
  const placed = await trading.place(auditor, order)
  await trading.cancel(auditor, { client: order.client })
  const people = [auditor, ...Array.from({ length: traders }, (_, at) => traderId(at))]
  return { accepted: (placed.order?.id ?? Number.NaN) - 1, people }
}
