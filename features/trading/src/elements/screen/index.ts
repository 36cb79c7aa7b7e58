import { OrderBook } from '../book/order-book.ts'
import { PriceChart } from '../chart/price-chart.ts'
import { MarketHead } from '../market/market-head.ts'
import { MarketList } from '../market/market-list.ts'
import { ordersParts } from '../orders/index.ts'
import { Tape } from '../tape/tape.ts'
import { ticketParts } from '../ticket/index.ts'
import { LivingPanel } from './living-panel.ts'
import { ParleyTrading } from './parley-trading.ts'

export { ParleyTrading }

/** The screen and what it is made of, by the names they have in a page. */
export const tradingParts = {
  ...ticketParts,
  ...ordersParts,
  'parley-trading-markets': MarketList,
  'parley-trading-head': MarketHead,
  'parley-trading-book': OrderBook,
  'parley-trading-tape': Tape,
  'parley-trading-chart': PriceChart,
  'parley-trading-living': LivingPanel,
  'parley-trading': ParleyTrading,
}
