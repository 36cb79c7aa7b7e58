/** Room for what fuzzing servers and clients send: large messages, in very many frames, as fast as they can. */
export const echoLimits = {
  maxMessageBytes: 64 * 1024 * 1024,
  maxFragments: 1_000_000,
  messagesPerSecond: 1_000_000,
  messageBurst: 1_000_000,
  bytesPerSecond: 1024 ** 3,
  byteBurst: 1024 ** 3,
  // Twice the largest message: one leaves while the next is echoed.
  maxQueuedBytes: 2 * 64 * 1024 * 1024,
  // Small messages too: the suites count what was compressed.
  deflate: { threshold: 1, contextTakeover: true },
} as const
