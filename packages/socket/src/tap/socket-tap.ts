import type { ConnectionEvent } from '@parley/websocket'

/**
 * Who looks on at one socket: told of what was read and of what is written, in order, as it happens. It is there only while somebody
 * looks; without one a socket pays a comparison for each read, send and write. None of these may throw, or keep bytes it did not copy.
 */
export interface SocketTap {
  /** What the machine made of bytes that came: messages, pings, pongs, the end. */
  heard(events: readonly ConnectionEvent[]): void
  /** A message was queued: its frame is among the next bytes that are `wrote`. */
  queued(message: string | Uint8Array): void
  /** Whole frames that go out now. */
  wrote(frames: Uint8Array): void
}
