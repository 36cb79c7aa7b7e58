// The state of an exchange as it is stored, and the same without a person.
import { Engine, type SavedEngine } from '../engine.ts'
import { erasedId } from '../names.ts'
import type { ExchangeConfig } from '../options.ts'
import { ClientIds, type SavedIds } from './client-ids.ts'
import { erasedName } from './erase.ts'
import type { LivingSet } from './events.ts'
import { ExchangeState } from './exchange-state.ts'
import { Feeds, type SavedFeeds } from './feeds.ts'
import { OrderRates, type SavedRates } from './order-rates.ts'

export interface SavedExchange {
  readonly engine: SavedEngine
  readonly feeds: SavedFeeds
  readonly ids: SavedIds
  readonly rates: SavedRates
  readonly joined: readonly string[]
  readonly people: readonly string[]
  readonly present: readonly string[]
  readonly living?: Omit<LivingSet, 'admin'>
  readonly dueAt?: number
}

export function saveExchange(state: ExchangeState): SavedExchange {
  const { engine, feeds, ids, rates, joined, people, present, living, dueAt } = state
  return {
    engine: engine.save(),
    feeds: feeds.save(),
    ids: ids.save(),
    rates: rates.save(),
    ...{ joined: [...joined].sort(), people: [...people].sort(), present: [...present].sort() },
    ...(living !== undefined && { living }),
    ...(dueAt !== undefined && { dueAt }),
  }
}

export function loadExchange(config: ExchangeConfig, saved: SavedExchange): ExchangeState {
  const state = new ExchangeState(config)
  state.engine = Engine.load({ assets: [...config.assets.values()] }, saved.engine)
  state.feeds = Feeds.load(saved.feeds)
  state.ids = ClientIds.load(config.limits, saved.ids)
  state.rates = OrderRates.load(config.orderRate, saved.rates)
  for (const id of saved.joined) state.joined.add(id)
  for (const id of saved.people) state.people.add(id)
  for (const id of saved.present) state.present.add(id)
  state.living = saved.living
  state.dueAt = saved.dueAt
  state.learnMarkets()
  return state
}

/** The log is too short to fold it anew without him. What he had is that of `erased`, as in his events. */
export function eraseFromState(config: ExchangeConfig, state: ExchangeState, person: string): ExchangeState {
  const erased = loadExchange(config, saveWithout(state, person))
  erased.ids.hand(person, erasedId, erasedName)
  erased.rates.forget(person)
  return erased
}

function saveWithout(state: ExchangeState, person: string): SavedExchange {
  const saved = JSON.parse(JSON.stringify(saveExchange(state))) as SavedExchange
  const others = (ids: readonly string[]) => ids.filter((id) => id !== person)
  return {
    ...saved,
    engine: engineWithout(saved.engine, person),
    feeds: Feeds.without(saved.feeds, person),
    ...{ joined: others(saved.joined), people: others(saved.people), present: others(saved.present) },
  }
}

function engineWithout(saved: SavedEngine, person: string): SavedEngine {
  const orders = saved.orders.map((saved) => {
    const { order } = saved
    if (order.account !== person) return saved
    return { ...saved, order: { ...order, account: erasedId, client: erasedName(order.id) } }
  })
  const accounts = new Map<string, readonly number[]>()
  for (const [id, units] of saved.ledger.accounts) {
    const name = id === person ? erasedId : id
    const known = accounts.get(name)
    accounts.set(name, known === undefined ? units : units.map((each, at) => each + (known[at] ?? 0)))
  }
  const deadMen = saved.deadMen.map(([id, until]) => [id === person ? erasedId : id, until] as const)
  return { ...saved, orders, ledger: { ...saved.ledger, accounts: [...accounts] }, deadMen: lastOfEach(deadMen) }
}

/** Several may have been erased with their switches on: the first of them takes the orders of all. */
function lastOfEach(deadMen: SavedEngine['deadMen']): SavedEngine['deadMen'] {
  const byId = new Map<string, number>()
  for (const [id, until] of deadMen) byId.set(id, Math.min(until, byId.get(id) ?? until))
  return [...byId]
}
