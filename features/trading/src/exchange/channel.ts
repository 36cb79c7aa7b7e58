import type { Actor } from '@parley/channel'
import { defineChannel } from '@parley/channel'
import type { MarketsYou } from '../contract/index.ts'
import type { ExchangeConfig } from '../options.ts'
import { exchangeCommands } from './commands.ts'
import { exchangeEffects } from './effects.ts'
import { eraseFromEvent } from './erase.ts'
import { exchangeFold } from './exchange-fold.ts'
import { eraseFromState } from './saved-state.ts'
import { exchangeViews } from './views.ts'

/** Whether the reader may change what the simulated market is like. */
function youOf(actor: Actor, { maySteer }: ExchangeConfig): MarketsYou | undefined {
  return maySteer(actor) ? { steers: true } : undefined
}

/** The channel `exchange/main`, as PROTOCOL.md#trading describes it. */
export function exchangeChannel(config: ExchangeConfig) {
  return defineChannel('exchange', exchangeFold(config), {
    acceptsKey: (key) => key === 'main',
    retain: { events: config.limits.keptEvents },
    commands: exchangeCommands(config),
    effects: exchangeEffects(config),
    erase: eraseFromEvent,
    eraseState: (state, person) => eraseFromState(config, state, person),
    views: { ...exchangeViews, markets: { ...exchangeViews.markets, you: (actor) => youOf(actor, config) } },
  })
}
