import type { HandleOf } from '@parley/client'
import type {
  AccountState,
  BookState,
  CandlesState,
  MarketsState,
  OrdersState,
  TradesState,
  ViewEvents,
} from '../contract/index.ts'
import type { ExchangeCommands } from './requests.ts'

interface View<State, Events> {
  readonly state: State
  readonly events: Events
}

/** PROTOCOL.md#trading as types. */
export interface ExchangeContract {
  readonly commands: ExchangeCommands
  readonly signals: object
  readonly views: {
    readonly markets: View<MarketsState, ViewEvents['markets']>
    readonly 'book/*': View<BookState, ViewEvents['book']>
    readonly 'depth/*': View<BookState, ViewEvents['depth']>
    readonly 'orders/*': View<OrdersState, ViewEvents['orders']>
    readonly 'trades/*': View<TradesState, ViewEvents['trades']>
    readonly 'candles/*': View<CandlesState, ViewEvents['candles']>
    readonly 'account/*': View<AccountState, ViewEvents['account']>
  }
}

type Used = 'state' | 'position' | 'status' | 'refusal' | 'pending' | 'onChange' | 'onEvent' | 'find' | 'close'
type Reading<View extends keyof ExchangeContract['views']> = Pick<HandleOf<ExchangeContract, View>, Used>

/** The open views as the models use them. */
export type MarketsHandle = Reading<'markets'> &
  Pick<HandleOf<ExchangeContract, 'markets'>, 'you' | 'commands' | 'discard'>
export type BookHandle = Reading<'book/*'>
export type TradesHandle = Reading<'trades/*'>
export type CandlesHandle = Reading<'candles/*'>
export type AccountHandle = Reading<'account/*'> & Pick<HandleOf<ExchangeContract, 'account/*'>, 'commands' | 'discard'>
