import { defineFold } from '@parley/channel'
import type { ExchangeConfig } from '../options.ts'
import type { ExchangeEvents } from './events.ts'
import { ExchangeState } from './exchange-state.ts'
import { loadExchange, type SavedExchange, saveExchange } from './saved-state.ts'

export function exchangeFold(config: ExchangeConfig) {
  return defineFold<ExchangeState, ExchangeEvents, SavedExchange>({
    state: () => new ExchangeState(config),
    events: {
      executed: (state, data, meta) => state.executed(data, meta),
      pastMade: (state, data, { offset }) => state.pastMade(data, offset),
      livingSet: (state, data) => state.livingSet(data),
      presenceSet: (state, data) => state.presenceSet(data),
    },
    saved: { save: saveExchange, load: (saved) => loadExchange(config, saved) },
  })
}
