import type { ProtocolFault } from './faults.ts'

export type ConnectionEvent = TextEvent | BinaryEvent | PingEvent | PongEvent | ClosedEvent

/** A whole text message, valid UTF-8; a byte order mark at its start is kept. */
export interface TextEvent {
  readonly type: 'text'
  readonly text: string
}

/** A whole binary message. The bytes are yours: nothing else refers to them. */
export interface BinaryEvent {
  readonly type: 'binary'
  readonly bytes: Uint8Array
}

/** A ping. It has been answered already (RFC 6455 §5.5.2); this only tells. */
export interface PingEvent {
  readonly type: 'ping'
  readonly payload: Uint8Array
}

/** A pong, asked for or not. */
export interface PongEvent {
  readonly type: 'pong'
  readonly payload: Uint8Array
}

/** The end, exactly once and always last. */
export interface ClosedEvent {
  readonly type: 'closed'
  /** The code that the peer sent (1005 if it sent none), 1006 if no close frame came, or the fault's close code. */
  readonly code: number
  readonly reason: string
  /** Both close frames were exchanged (RFC 6455 §7.1.4). */
  readonly clean: boolean
  /** Who began to close: a fault is `self`, since we ended it; a lost transport is `transport`. */
  readonly by: 'peer' | 'self' | 'transport'
  /** What the peer did wrong, where that ended the connection. */
  readonly fault?: ProtocolFault
}
