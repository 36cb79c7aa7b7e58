// What is asked of the engine, in whole numbers. What clients write, decimals as text, is made into these first.
import type { MarketInfo } from './market.ts'
import type { OrderType, SelfTrade, Side, TimeInForce } from './order.ts'

export interface PlaceCommand {
  readonly do: 'place'
  readonly account: string
  readonly client: string
  readonly market: string
  readonly side: Side
  readonly type: OrderType
  /** Lots; left out where `amount` is given. */
  readonly lots?: number
  readonly amount?: number
  /** Ticks: the limit; for market orders and stops, if given, the worst price. */
  readonly price?: number
  readonly stop?: number
  readonly trail?: number
  readonly display?: number
  readonly tif?: TimeInForce
  readonly until?: number
  readonly postOnly?: boolean
  readonly selfTrade?: SelfTrade
  readonly reserve?: number
  readonly cancelOnDisconnect?: boolean
}

/** A limit order and a stop on the same side, of which one only can trade; both have the same lots, which are locked once as far as the dearer needs. */
export interface PlaceOcoCommand {
  readonly do: 'place-oco'
  readonly account: string
  readonly market: string
  readonly side: Side
  readonly lots: number
  readonly limit: { readonly client: string; readonly price: number }
  readonly stop: { readonly client: string; readonly stop: number; readonly price?: number }
  readonly selfTrade?: SelfTrade
}

/** By the exchange's number or the owner's name. */
export type OrderRef = { readonly order: number } | { readonly client: string }

export interface CancelCommand {
  readonly do: 'cancel'
  readonly account: string
  readonly ref: OrderRef
}

export interface CancelAllCommand {
  readonly do: 'cancel-all'
  readonly account: string
  readonly market?: string
  readonly side?: Side
  /** Why; `user` unless given. `disconnect` takes those alone that asked for it. */
  readonly reason?: 'user' | 'disconnect' | 'dead-man' | 'admin'
}

/** `leaves`: lots it shall still want. Fewer at the same price keep the place, else it goes to the end and may trade. */
export interface AmendCommand {
  readonly do: 'amend'
  readonly account: string
  readonly ref: OrderRef
  readonly leaves?: number
  readonly price?: number
}

/** `stop-on-failure`: nothing new if the old one cannot be canceled; `allow-failure`: the new one all the same. */
export interface ReplaceCommand {
  readonly do: 'replace'
  readonly account: string
  readonly ref: OrderRef
  readonly mode: 'stop-on-failure' | 'allow-failure'
  readonly place: Omit<PlaceCommand, 'do' | 'account'>
}

/** What is due by the clock: orders good till a date, dead-man switches, auctions that end. */
export interface ClockCommand {
  readonly do: 'clock'
}

export interface DepositCommand {
  readonly do: 'deposit'
  readonly account: string
  readonly asset: string
  /** Negative takes out; never more than is free. */
  readonly units: number
  readonly reason?: 'welcome' | 'admin'
}

export interface SetStatusCommand {
  readonly do: 'status'
  readonly market: string
  readonly status: 'open' | 'halted' | 'auction'
  readonly until?: number
}

export interface SetFeesCommand {
  readonly do: 'fees'
  readonly market: string
  readonly makerPpm: number
  readonly takerPpm: number
}

export interface DeadManCommand {
  readonly do: 'dead-man'
  readonly account: string
  /** Wall clock; left out: off. */
  readonly until?: number
}

export interface ListCommand {
  readonly do: 'list'
  readonly info: MarketInfo
}

export type EngineCommand =
  | PlaceCommand
  | PlaceOcoCommand
  | CancelCommand
  | CancelAllCommand
  | AmendCommand
  | ReplaceCommand
  | ClockCommand
  | DepositCommand
  | SetStatusCommand
  | SetFeesCommand
  | DeadManCommand
  | ListCommand
