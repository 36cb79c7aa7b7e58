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

/** With its stack, and its code if it has one of ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : ''
  return `${code}${error.stack ?? error.message}`
}
