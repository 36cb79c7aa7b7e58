import { type FeedsOptions, runFeeds } from './feeds.ts'
import { feedsRows, printFeeds } from './feeds-report.ts'
import { type OrdersOptions, runOrders } from './orders.ts'
import { ordersRows, printOrders } from './orders-report.ts'
import { runWatchers, type WatchersOptions } from './watchers.ts'
import { printWatchers, watchersRows } from './watchers-report.ts'

export const tradingMeasures = ['orders', 'reports', 'feeds', 'watchers'] as const
export type TradingMeasure = (typeof tradingMeasures)[number]

export interface TradingBenchOptions extends Omit<OrdersOptions, 'hasReports'>, FeedsOptions, WatchersOptions {
  readonly measures: readonly TradingMeasure[]
}

/** A market under load, one measure after the other, each with its table. */
export async function runTrading(options: TradingBenchOptions, newDataFile: () => string): Promise<object> {
  const { connections, crossingPercent, watchers, rate, levels, feedRate } = options
  const orders = async (hasReports: boolean) => {
    const figures = await runOrders({ ...options, hasReports }, newDataFile)
    const rows = ordersRows(figures.results)
    printOrders(rows, figures)
    return { rows, ...figures }
  }
  const run: Record<TradingMeasure, () => Promise<object>> = {
    orders() {
      const meeting = `${crossingPercent} % of their orders meet others`
      console.log(`\norders: ${connections} traders, ${meeting}; acknowledged after fsync`)
      return orders(false)
    },
    reports() {
      console.log('\nreports: the same, each with his account open on the same connection')
      return orders(true)
    },
    async feeds() {
      console.log(`\nfeeds: what one reader of a book gets while there are ${feedRate} orders/s`)
      const results = await runFeeds(options, newDataFile)
      const rows = feedsRows(results)
      printFeeds(rows, results)
      return { rows, results }
    },
    async watchers() {
      const slow = `then one more at ${options.slowBytesPerSecond} bytes/s`
      console.log(`\nwatchers: ${watchers} of one book of ${levels} prices, ${rate} changes/s; ${slow}`)
      const results = await runWatchers(options, newDataFile)
      const rows = watchersRows(results)
      printWatchers(rows, results)
      return { rows, results }
    },
  }
  const figures: Partial<Record<TradingMeasure, object>> = {}
  for (const measure of options.measures) figures[measure] = await run[measure]()
  return figures
}
