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

/** Characters of a line that has words of a peer in it. */
const maxPeerLine = 4_000

/** A text that may have words of a peer in it, as a terminal may get it: without what that would obey, and no longer than a person reads. */
export function printable(text: string): string {
  const plain = text.replaceAll(/[^\P{Cc}\n\t]+/gu, ' ')
  return plain.length > maxPeerLine ? `${plain.slice(0, maxPeerLine)}…` : plain
}

/** With its stack, and its code if it has one of ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const code = 'code' in error && typeof error.code === 'string' ? `${error.code}: ` : ''
  return `${code}${error.stack ?? error.message}`
}
