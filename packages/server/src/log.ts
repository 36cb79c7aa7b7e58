/** Where the server says what a person should know. pino, winston and `console` fit. */
export interface Log {
  info(message: string): void
  warn(message: string): void
  error(message: string): void
}

export const consoleLog: Log = {
  info: (message) => console.info(`parley: ${message}`),
  warn: (message) => console.warn(`parley: ${message}`),
  error: (message) => console.error(`parley: ${message}`),
}

export function describeError(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error)
}
