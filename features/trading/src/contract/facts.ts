// What happens in an exchange. A command becomes a list of these, or a refusal. Folded in order they give the state, without any matching; each can be
// taken back, newest first. All money is named, so that conservation can be read off the log.

import type { MarketInfo, MarketStatus } from './market.ts'
import type { EndReason, Order, Side } from './order.ts'

/** What stands at one price after a fact: what is seen of it (icebergs show a slice), 0 when the level is gone. */
export interface LevelAfter {
  readonly market: string
  readonly side: Side
  readonly price: number
  readonly level: number
}

/** An order was taken and `locked` minor units moved from free to locked; it stands nowhere yet (a stop: it waits). */
export interface Accepted {
  readonly type: 'accepted'
  readonly order: Order
  readonly locked: number
}

/** It stands in the book, at the end of its level, with `lots` of which `level` shows `shown`. */
export interface Rested extends LevelAfter {
  readonly type: 'rested'
  readonly order: number
  readonly lots: number
  readonly shown: number
}

/**
 * Two orders traded at the maker's price. `cost`: price × lots in minor units of the quote asset. The buyer pays cost + his fee, the seller gets cost − his.
 * `makerUnlocked` and `takerUnlocked`: what the order held for these lots, given up: of it the buyer's payment is taken and the rest is free again.
 */
export interface Traded extends LevelAfter {
  readonly type: 'traded'
  /** 1, 2, 3 … in its market. */
  readonly trade: number
  readonly maker: number
  readonly taker: number
  readonly makerAccount: string
  readonly takerAccount: string
  readonly makerClient: string
  readonly takerClient: string
  readonly lots: number
  readonly cost: number
  readonly makerFee: number
  readonly takerFee: number
  readonly makerUnlocked: number
  readonly takerUnlocked: number
  /** What they have left; the visible slice of the maker. */
  readonly makerLeaves: number
  readonly takerLeaves: number
  readonly makerShown: number
  /** At the end of an auction, where both stood in the book. `price` is what they traded at; `level` is the maker's level, which is at `makerPrice`. */
  readonly cross?: {
    readonly makerPrice: number
    readonly takerPrice: number
    /** What is seen at the taker's price after it, and of the taker. */
    readonly takerLevel: number
    readonly takerShown: number
  }
}

/** The next slice of an iceberg goes to the end of its level. */
export interface Refilled extends LevelAfter {
  readonly type: 'refilled'
  readonly order: number
  readonly account: string
  readonly shown: number
}

/** Self-trade prevention took `lots` out of an order that goes on. `resting`: it stands in the book, and `level` is after it. */
export interface Prevented extends LevelAfter {
  readonly type: 'prevented'
  readonly order: number
  readonly account: string
  readonly lots: number
  readonly unlocked: number
  readonly leaves: number
  readonly shown: number
  readonly resting: boolean
}

/** Its owner made it smaller: it keeps its place. */
export interface Reduced extends LevelAfter {
  readonly type: 'reduced'
  readonly order: number
  readonly account: string
  /** Lots that it still wants, and those that are seen. */
  readonly leaves: number
  readonly shown: number
  readonly unlocked: number
  /** It stands in the book; a stop that waits does not, and says nothing of a level. */
  readonly resting: boolean
}

/** Its owner gave it another price or more lots: it was taken out of the book (`level` is after that), and comes in as if new. */
export interface Moved extends LevelAfter {
  readonly type: 'moved'
  readonly order: number
  readonly account: string
  /** `price` and `level` say where it stood; this is where it goes. */
  readonly newPrice: number
  readonly leaves: number
  /** Minor units that it holds more than before; less, if negative. */
  readonly locked: number
  /** It stood in the book. */
  readonly resting: boolean
}

/**
 * It ended with `lots` untraded, for which `unlocked` minor units are free again. Orders that traded all their lots end by `traded`, without this; market orders by
 * `amount` end by this always, and are `filled` if no lot more could be had for the rest of the amount (`amount-spent`).
 */
export interface Ended extends LevelAfter {
  readonly type: 'ended'
  readonly order: number
  readonly account: string
  readonly client: string
  readonly status: 'canceled' | 'expired' | 'expired-in-match' | 'filled'
  readonly reason: EndReason
  readonly lots: number
  /** Of those, taken out by self-trade prevention. */
  readonly prevented: number
  readonly unlocked: number
  /** It stood in the book; `level` is after it. */
  readonly resting: boolean
}

/** A stop's time has come: it acts from now on as what it becomes, a limit order at `price` (IOC for `stop`, `take-profit`, `trailing`). */
export interface Triggered {
  readonly type: 'triggered'
  readonly market: string
  readonly side: Side
  readonly order: number
  readonly account: string
  /** The limit from now on: what was given, else its stop ± the protection of the market. */
  readonly price: number
  /** Minor units that it holds from now on and did not before: those of an OCO pair, which its limit order gave up when it ended just now. Else 0. */
  readonly locked: number
}

/** A trailing stop followed the price. */
export interface Trailed {
  readonly type: 'trailed'
  readonly market: string
  readonly order: number
  readonly account: string
  readonly stop: number
}

/** Money came from outside, or went there (negative); only an admin's command, or the first visit, does that. */
export interface Deposited {
  readonly type: 'deposited'
  readonly account: string
  readonly asset: string
  readonly units: number
  /** Why, for the log. */
  readonly reason: 'welcome' | 'admin'
}

export interface StatusChanged {
  readonly type: 'status'
  readonly market: string
  readonly status: MarketStatus
  /** For an auction: when it ends, wall clock. */
  readonly until?: number
}

export interface FeesChanged {
  readonly type: 'fees'
  readonly market: string
  readonly makerPpm: number
  readonly takerPpm: number
}

/** All orders of the account are canceled unless it says so again before `until`; without it the switch is off. */
export interface DeadManSet {
  readonly type: 'dead-man'
  readonly account: string
  readonly until?: number
}

/** One half of a cancel-replace was refused, and the other happened. Changes nothing. */
export interface ReplaceRefused {
  readonly type: 'replace-refused'
  readonly account: string
  /** The name that the new order was to have. */
  readonly client: string
  readonly half: 'cancel' | 'place'
  readonly code: string
  readonly message: string
}

/** One item of a batch was refused, and others happened. Changes nothing. */
export interface ItemRefused {
  readonly type: 'item-refused'
  readonly account: string
  /** The id of the batch's command. */
  readonly batch: string
  /** Its place in the batch, from 0. */
  readonly item: number
  readonly code: string
  readonly message: string
  readonly retryAfterMs?: number
}

/** A market begins to exist. */
export interface Listed {
  readonly type: 'listed'
  readonly info: MarketInfo
}

export type Fact =
  | Accepted
  | Rested
  | Traded
  | Refilled
  | Prevented
  | Reduced
  | Moved
  | Ended
  | Triggered
  | Trailed
  | Deposited
  | StatusChanged
  | FeesChanged
  | DeadManSet
  | ReplaceRefused
  | ItemRefused
  | Listed

/** One command's effect: the event of the log. */
export interface Executed {
  readonly facts: readonly Fact[]
  /** Of each market whose book changed: the sum of its book after this, see `bookSum`. */
  readonly sums?: { readonly [market: string]: number }
  /** Who did it, if that was an admin's act. */
  readonly admin?: string
  /** Of each order that was accepted, in the order of the facts: what was asked, as a number. A retry is known by it. */
  readonly prints?: readonly number[]
}
