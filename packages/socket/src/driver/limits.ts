/** What one socket may take. Each limit has a default, and a code at which it ends. */
export interface SocketLimits {
  /** The largest message a peer may send, also once it is inflated; beyond: close 1009. @default 1 048 576 */
  readonly maxMessageBytes: number
  /** The largest frame a peer may send; beyond: close 1009. @default maxMessageBytes */
  readonly maxFrameBytes: number
  /** The most frames of one message a peer may send, empty ones counted; beyond: close 1008. @default 1024 */
  readonly maxFragments: number
  /** Pongs that wait for a peer that does not read; a ping beyond: close 1008. @default 60 */
  readonly maxPendingPongs: number
  /** Messages, pings and pongs a peer may send, on average; beyond: close 1008. @default 1 000 */
  readonly messagesPerSecond: number
  /** Messages, pings and pongs a peer may send at once. @default 10 000 */
  readonly messageBurst: number
  /** Bytes a peer may send, on average, also once they are inflated; beyond: close 1008. @default 16 777 216 */
  readonly bytesPerSecond: number
  /** Bytes a peer may send at once; never less than two messages of the largest size. @default 67 108 864 */
  readonly byteBurst: number
  /** Bytes waiting for one peer above which nothing is read from it. @default 262 144 */
  readonly maxBacklogBytes: number
  /** Bytes waiting for one peer above which it is closed with 4008. @default 16 777 216 */
  readonly maxQueuedBytes: number
  /** Bytes of messages that wait for a listener, or for the loop, above which nothing is read from the peer. @default 65 536 */
  readonly maxHeldBytes: number
  /** How long a message may take from its first byte to its last; then close 1008. @default 60 000 */
  readonly messageTimeoutMs: number
  /** How long a peer may take less than `minWriteBytes` of what waits for it; then the connection is cut. @default 30 000 */
  readonly writeTimeoutMs: number
  /** What a peer must take within `writeTimeoutMs`, if so much waits for it. @default 1 024 */
  readonly minWriteBytes: number
  /** How long a peer may take to answer a close, or nothing of what was sent before it; then the connection is cut. @default 5 000 */
  readonly closeTimeoutMs: number
  /** Every so often the peer is pinged; one that gave no sign of life until the next ping is cut. @default 25 000 */
  readonly heartbeatMs: number
}

const maxMessageBytes = 1_048_576

export const defaultSocketLimits: SocketLimits = {
  maxMessageBytes,
  maxFrameBytes: maxMessageBytes,
  maxFragments: 1024,
  maxPendingPongs: 60,
  messagesPerSecond: 1_000,
  messageBurst: 10_000,
  bytesPerSecond: 16_777_216,
  byteBurst: 67_108_864,
  maxBacklogBytes: 262_144,
  maxQueuedBytes: 16_777_216,
  maxHeldBytes: 65_536,
  messageTimeoutMs: 60_000,
  writeTimeoutMs: 30_000,
  minWriteBytes: 1_024,
  closeTimeoutMs: 5_000,
  heartbeatMs: 25_000,
}
