// What the server's own code may say: `attach(…).trading.place('ana', { … })`.
import { type FeatureServer, UsageError } from '@parley/channel'
import type { AccountState, BookState, Executed, MarketsState, OrderRef, OrderReport } from './contract/index.ts'
import type { BatchItem, ExchangeInputs } from './exchange/inputs.ts'
import { isAccountId } from './names.ts'
import type { MarketOptions } from './options.ts'
import { exchangeName } from './running/names.ts'

export interface OnceOptions {
  /** 1 to 60 visible ASCII characters: under the same `id` it takes effect once within 24 hours. @default a new one */
  readonly id?: string
}

export interface AdminOptions extends OnceOptions {
  /** Whom the log names. @default 'system' */
  readonly by?: string
}

/** Where it is, once it is durable. */
export interface Done {
  readonly id: string
  readonly offset: number
}

/** Decimals are texts: `{ client: 'a-1', market: 'BTC-USD', side: 'buy', type: 'limit', quantity: '0.5', price: '64000.00' }`. */
export type OrderFor = ExchangeInputs['replace']['place']
export type PairFor = Omit<ExchangeInputs['placeOco'], 'account' | 'sentAt' | 'windowMs'>
export type Amendment = { readonly quantity?: string; readonly price?: string }

/** What hears all that happens. It may be called before `executions` returns. What it throws is reported, and ends nothing. */
export type ExecutionsListener = (executed: Executed, meta: { readonly offset: number; readonly at: number }) => unknown

/**
 * All of them reject with `ChannelError`, whose `code` is one of `TradingCode` or the platform's (`invalid-input` with the fields in `issues`), and with
 * `UsageError` for what cannot be a person (`ERR_TRADING_USER`) or the id of a call (`ERR_TRADING_ONCE`). Orders of the server's own code come in time and are
 * held to the rate of their account.
 */
export interface TradingApi {
  readonly trading: {
    /** Gives him his welcome, once. */
    join(person: string, options?: OnceOptions): Promise<Done>
    /** Resolves with the order as it is then; `undefined` if so much has ended since that it is none of the newest. */
    place(
      person: string,
      order: OrderFor,
      options?: OnceOptions,
    ): Promise<Done & { readonly order: OrderReport | undefined }>
    placeOco(person: string, pair: PairFor, options?: OnceOptions): Promise<Done>
    cancel(person: string, ref: OrderRef, options?: OnceOptions): Promise<Done>
    cancelAll(
      person: string,
      which?: { readonly market?: string; readonly side?: 'buy' | 'sell' },
      options?: OnceOptions,
    ): Promise<Done>
    amend(person: string, ref: OrderRef, amendment: Amendment, options?: OnceOptions): Promise<Done>
    replace(
      person: string,
      ref: OrderRef,
      order: OrderFor,
      options?: OnceOptions & { readonly mode?: 'stop-on-failure' | 'allow-failure' },
    ): Promise<Done>
    /** At most 50, each by itself. What was refused of it is told in his account. */
    batch(person: string, items: readonly BatchItem[], options?: OnceOptions): Promise<Done>
    /** `amount`: a decimal as text. */
    deposit(person: string, asset: string, amount: string, options?: AdminOptions): Promise<Done>
    /** Never more than is free. */
    withdraw(person: string, asset: string, amount: string, options?: AdminOptions): Promise<Done>
    /** Nothing but cancels, until `resume`. */
    halt(market: string, options?: AdminOptions): Promise<Done>
    resume(market: string, options?: AdminOptions): Promise<Done>
    /** Collects orders, until `resume` or for `forMs`; then they trade at one price. */
    auction(market: string, options?: AdminOptions & { readonly forMs?: number }): Promise<Done>
    /** In parts per million of what is paid. Orders that stand keep what they hold. */
    fees(
      market: string,
      fees: { readonly makerPpm: number; readonly takerPpm: number },
      options?: AdminOptions,
    ): Promise<Done>
    /** Opens a market of assets that are there. */
    list(market: MarketOptions, options?: AdminOptions): Promise<Done>
    /** What the simulated market is like. What is left out stays. */
    living(
      now: { readonly scenario?: string; readonly paused?: boolean; readonly speed?: number },
      options?: AdminOptions,
    ): Promise<Done>
    account(person: string): Promise<AccountState>
    markets(): Promise<MarketsState>
    book(market: string): Promise<BookState>
    /** Hears all that happens from now on: whose orders trade with whose, too. Returns what ends it. */
    executions(listener: ExecutionsListener): () => void
  }
}

export function tradingApi(server: FeatureServer): TradingApi {
  const command = async (name: string, input: object, options: OnceOptions = {}): Promise<Done> => {
    const { id } = options
    if (id === undefined) return server.command(exchangeName, name, input)
    const done = await server.command(exchangeName, name, input, { id: `app.${checkOnce(id)}` })
    return { ...done, id }
  }
  const admin = (name: string, input: object, options: AdminOptions = {}) =>
    command(name, { ...input, ...(options.by !== undefined && { by: options.by }) }, options)
  const open = async <State>(view: string) => (await server.open(exchangeName, view)).state as State
  return {
    trading: {
      join: async (person, options) => command('join', { account: checkUser(person) }, options),
      place: async (person, order, options) => {
        const done = await command('place', { ...order, account: checkUser(person) }, options)
        const { orders, closed } = await open<AccountState>(`account/${person}`)
        return { ...done, order: [...orders, ...closed].find(({ client }) => client === order.client) }
      },
      placeOco: async (person, pair, options) => command('placeOco', { ...pair, account: checkUser(person) }, options),
      cancel: async (person, ref, options) => command('cancel', { account: checkUser(person), ref }, options),
      cancelAll: async (person, which = {}, options) =>
        command('cancelAll', { ...which, account: checkUser(person) }, options),
      amend: async (person, ref, amendment, options) =>
        command('amend', { ...amendment, account: checkUser(person), ref }, options),
      replace: async (person, ref, order, options = {}) => {
        const { mode = 'stop-on-failure' } = options
        return command('replace', { account: checkUser(person), ref, mode, place: order }, options)
      },
      batch: async (person, items, options) => command('batch', { account: checkUser(person), items }, options),
      deposit: async (person, asset, amount, options) =>
        admin('deposit', { account: checkUser(person), asset, amount }, options),
      withdraw: async (person, asset, amount, options) =>
        admin('withdraw', { account: checkUser(person), asset, amount }, options),
      halt: async (market, options) => admin('halt', { market }, options),
      resume: async (market, options) => admin('resume', { market }, options),
      auction: async (market, options = {}) => {
        const { forMs } = options
        return admin('auction', { market, ...(forMs !== undefined && { forMs }) }, options)
      },
      fees: async (market, { makerPpm, takerPpm }, options) => admin('fees', { market, makerPpm, takerPpm }, options),
      list: async (market, options) => admin('list', { market }, options),
      living: async (now, options) => admin('living', now, options),
      account: async (person) => open<AccountState>(`account/${checkUser(person)}`),
      markets: () => open<MarketsState>('markets'),
      book: async (market) => open<BookState>(`book/${market}`),
      executions: (listener) =>
        server.watch(exchangeName, 'executions', {
          onState: () => undefined,
          onEvents: (events) => {
            for (const { data, offset, at } of events) listener(data as Executed, { offset, at })
          },
        }),
    },
  }
}

function checkUser(user: unknown): string {
  if (isAccountId(user)) return user
  throw new UsageError(
    'ERR_TRADING_USER',
    `A person has an id of 1 to 150 characters: parley.trading.place('ana', { … }), not ${JSON.stringify(user)}.`,
  )
}

function checkOnce(id: unknown): string {
  if (typeof id === 'string' && /^[\x21-\x7e]{1,60}$/.test(id)) return id
  throw new UsageError(
    'ERR_TRADING_ONCE',
    `The id of a call is 1 to 60 visible ASCII characters: { id: 'order-17' }, not ${JSON.stringify(id)}.`,
  )
}
