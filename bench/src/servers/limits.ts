/** One connection of a measurement sends what a thousand people would. */
export const measuringRates = {
  messagesPerSecond: 100_000_000,
  messageBurst: 100_000_000,
  bytesPerSecond: 100_000_000_000,
  byteBurst: 100_000_000_000,
  connectsPerSecond: 100_000_000,
  connectBurst: 100_000_000,
} as const
