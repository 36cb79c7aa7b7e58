// The log of an exchange.
import type { EventMeta, NewEvent } from '@parley/channel'
import type { Candle, Executed } from '../contract/index.ts'

export interface LivingSet {
  readonly scenario: string
  readonly paused: boolean
  readonly speed: number
  /** Who said so. */
  readonly admin: string
}

/** Somebody has his account open, or shall have it soon as he ordered what is canceled otherwise; or has it not any more. */
export interface PresenceSet {
  readonly account: string
  readonly here: boolean
}

/** What a simulated market is given to begin with: minutes before its first trade, oldest first. */
export interface PastMade {
  readonly market: string
  readonly candles: readonly Candle[]
}

export interface ExchangeEvents {
  pastMade: PastMade
  executed: Executed
  livingSet: LivingSet
  presenceSet: PresenceSet
}

export type StoredEvent = NewEvent<ExchangeEvents> & EventMeta
