import { ChannelError, type FeatureRun, type FeatureServer } from '@parley/channel'
import { erasedId } from '../names.ts'
import type { MarketOptions } from '../options.ts'
import { exchangeName } from './names.ts'

const firstRetryMs = 1_000
const longestRetryMs = 60_000

/**
 * What the exchange must be told as nothing happens in it. After a start the app may have markets that it does not know; each is listed. After an erasure, which
 * decides nothing, what an erased person had ordered is canceled. Each again until it is so.
 */
export function openExchange(server: FeatureServer, markets: readonly MarketOptions[]): FeatureRun {
  let isClosed = false
  const retries = new Set<() => void>()
  const tell = async (what: () => Promise<unknown>, retryMs = firstRetryMs): Promise<void> => {
    try {
      await what()
    } catch (error) {
      if (isClosed) return
      server.report(error, 'trading: opening the exchange')
      // A market that is listed with other numbers stays as it is.
      if (error instanceof ChannelError && !error.retryable) return
      const cancel = server.setTimer(() => {
        retries.delete(cancel)
        return tell(what, Math.min(longestRetryMs, retryMs * 2))
      }, retryMs)
      retries.add(cancel)
    }
  }
  for (const market of markets) void tell(() => server.command(exchangeName, 'list', { market }))
  // Its state comes at first, and anew whenever the log was rewritten.
  const onState = () => tell(() => server.command(exchangeName, 'cancelAll', { account: erasedId }))
  const endWatch = server.watch(exchangeName, 'server', { onState, onEvents: () => undefined })
  return {
    close: async () => {
      isClosed = true
      endWatch()
      for (const cancel of retries) cancel()
    },
  }
}
