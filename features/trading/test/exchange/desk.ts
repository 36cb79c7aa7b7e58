import { type Actor, type ChannelDefinition, Refusal, systemActor } from '@parley/channel'
import type { AccountState, Executed, Fact } from '../../src/contract/index.ts'
import { exchangeCommands } from '../../src/exchange/commands.ts'
import type { ExchangeEvents } from '../../src/exchange/events.ts'
import { exchangeFold } from '../../src/exchange/exchange-fold.ts'
import type { ExchangeState } from '../../src/exchange/exchange-state.ts'
import { loadExchange, type SavedExchange, saveExchange } from '../../src/exchange/saved-state.ts'
import { type ExchangeConfig, type ExchangeOptions, exchangeConfig } from '../../src/options.ts'

type AnyCommand = NonNullable<ReturnType<ChannelDefinition['commands']['get']>>

export function user(id: string): Actor {
  return { id, name: `Name of ${id}`, guest: false }
}

export const options: ExchangeOptions = {
  markets: [
    { symbol: 'BTC-USD', tick: '0.01', lot: '0.0001', minNotional: '1', maxQuantity: '100' },
    { symbol: 'ETH-USD', tick: '0.01', lot: '0.001' },
  ],
  assets: { BTC: 8, ETH: 8, USD: 6 },
  welcome: { USD: '100000', BTC: '10' },
  isAdmin: ({ id }) => id === 'boss',
  maySteer: ({ id }) => id === 'pilot',
  mayTrade: ({ id }) => id !== 'reader',
}

export interface Logged {
  readonly type: string
  readonly at: number
  readonly offset: number
  readonly data: unknown
}

/** The rules of an exchange and its log, without a host. */
export class Desk {
  readonly config: ExchangeConfig
  readonly fold: ReturnType<typeof exchangeFold>
  readonly #commands: { readonly [name: string]: AnyCommand }
  readonly log: Logged[] = []
  state: ExchangeState
  now = 1_000_000
  #ids = 0

  constructor(given: ExchangeOptions = options) {
    this.config = exchangeConfig(given)
    this.#commands = exchangeCommands(this.config) as never
    this.fold = exchangeFold(this.config)
    this.state = this.fold.state()
    for (const market of given.markets ?? []) this.mustDo(systemActor, 'list', { market })
  }

  /** `undefined`, or the refusal. `invalid-input` is what a schema says. */
  send(
    actor: Actor,
    name: string,
    input: object,
    id = `c${++this.#ids}`,
  ): { code: string; retryAfterMs?: number } | undefined {
    const command = this.#commands[name]
    if (command === undefined) throw new Error(`There is no command ${name}.`)
    const checked = command.input['~standard'].validate(JSON.parse(JSON.stringify(input)))
    if (checked instanceof Promise) throw new Error('A schema is synchronous.')
    if (checked.issues !== undefined) return { code: 'invalid-input' }
    const context = { actor, key: 'main', id, now: this.now, documents: [] }
    const decided = command.decide(this.state, checked.value, context)
    if (decided instanceof Refusal) return decided.reason
    for (const { type, data } of decided) this.#apply(type, data)
    return undefined
  }

  code(actor: Actor, name: string, input: object): string | undefined {
    return this.send(actor, name, input)?.code
  }

  mustDo(actor: Actor, name: string, input: object): void {
    const refused = this.send(actor, name, input)
    if (refused !== undefined) throw new Error(`${name}: ${JSON.stringify(refused)}`)
  }

  /** He has joined, and orders now. */
  place(id: string, client: string, order: object = {}): string | undefined {
    return this.code(user(id), 'place', this.order(client, order))
  }

  order(client: string, order: object = {}): object {
    const usual = { market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '1', price: '100.00' }
    return { ...usual, client, sentAt: this.now, ...order }
  }

  join(...ids: readonly string[]): void {
    for (const id of ids) this.mustDo(user(id), 'join', {})
  }

  account(id: string): AccountState {
    return this.state.feeds.accounts.of(id)
  }

  /** The facts of the newest event. */
  get facts(): readonly Fact[] {
    return (this.log.at(-1)?.data as Executed | undefined)?.facts ?? []
  }

  saved(): SavedExchange {
    return JSON.parse(JSON.stringify(saveExchange(this.state)))
  }

  reload(): void {
    this.state = loadExchange(this.config, this.saved())
  }

  #apply(type: string, data: unknown): void {
    const event = { type, data: JSON.parse(JSON.stringify(data)), at: this.now, offset: this.log.length + 1 }
    this.log.push(event)
    this.fold.events[type as keyof ExchangeEvents](this.state, JSON.parse(JSON.stringify(event.data)), event)
  }
}
