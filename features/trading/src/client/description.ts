import { describeChannel } from '@parley/channel/client'
import { accountFold } from '../feeds/account-fold.ts'
import { bookFold } from '../feeds/book-fold.ts'
import { candlesFold } from '../feeds/candles-fold.ts'
import { marketsFold } from '../feeds/markets-fold.ts'
import { ordersFold } from '../feeds/orders-fold.ts'
import { tradesFold } from '../feeds/trades-fold.ts'
import type { ExchangeContract } from './contract.ts'

/** The exchange: `connection.open(describeExchange, 'main', 'book/BTC-USD')`. */
export const describeExchange = describeChannel<ExchangeContract, 'markets'>()('exchange', {
  markets: marketsFold,
  'book/*': bookFold,
  'depth/*': bookFold,
  'orders/*': ordersFold,
  'trades/*': tradesFold,
  'candles/*': candlesFold,
  'account/*': accountFold,
})
