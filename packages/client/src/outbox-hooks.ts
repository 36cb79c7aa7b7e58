import type { Position } from '@parley/channel/client'
import type { StoredOutbox } from './stored-outbox.ts'
import type { Wire } from './wire.ts'

export interface OutboxLimits {
  readonly maxPending: number
  readonly maxInFlight: number
}

export interface OutboxHooks {
  readonly wire: Wire
  /** Survives the page, if there is such a place. */
  readonly stored: StoredOutbox
  nextId(): string
  /** Who we are, once the server has said it. */
  userId(): string | undefined
  /** `undefined`: the view is not open. */
  viewOf(viewKey: string): LookedAt | undefined
  changed(viewKey: string): void
  /** `items` are others now. */
  itemsChanged(): void
  /** Runs what a timer brings, so that listeners hear of it. */
  during(work: () => void): void
}

interface LookedAt {
  readonly position: Position | undefined
  readonly epoch: string | undefined
  readonly isPart: boolean
  /** Whether the server has it open on this connection. */
  readonly isReady: boolean
}

/** Where a command goes, and the view it is shown in until that has caught up. */
export interface CommandTarget {
  readonly channel: string
  readonly view: string
  readonly viewKey: string
}
