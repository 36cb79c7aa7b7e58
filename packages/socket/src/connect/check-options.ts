import { UsageError } from '@parley/websocket'
import { defaultSocketLimits, type SocketLimits } from '../driver/limits.ts'
import type { ConnectSocketOptions } from './options.ts'

/** Beyond it a timer of Node fires at once. */
const maxMs = 2 ** 31 - 1

const others = {
  protocols: true,
  headers: true,
  origin: true,
  deflate: true,
  tls: true,
  proxy: true,
  proxyTls: true,
  localAddress: true,
  family: true,
  lookup: true,
  signal: true,
  handshakeTimeoutMs: true,
  onFault: true,
} as const satisfies Record<Exclude<keyof ConnectSocketOptions, keyof SocketLimits>, true>

/** Those that are no limits of a socket. */
export const connectOptionNames: readonly string[] = Object.keys(others)

const limitNames = Object.keys(defaultSocketLimits) as (keyof SocketLimits)[]
const names: readonly string[] = [...connectOptionNames, ...limitNames]

/** Throws {@link UsageError} for options of another name: a limit that is misspelt would silently not be there. */
export function checkNames(options: ConnectSocketOptions): void {
  for (const name of Object.keys(options)) {
    if (names.includes(name)) continue
    const message = `expected options of connectSocket() only, got ${JSON.stringify(name)}; there are: ${names.join(', ')}`
    throw new UsageError('ERR_OPTION', message)
  }
  if (options.onFault !== undefined && typeof options.onFault !== 'function') {
    throw new UsageError('ERR_OPTION', `expected onFault to be a function, got ${typeof options.onFault}`)
  }
}

/** The limits among the options. Throws {@link UsageError} for one that is no limit. */
export function limitsOf(options: ConnectSocketOptions): Partial<SocketLimits> {
  const limits: { -readonly [Name in keyof SocketLimits]?: SocketLimits[Name] } = {}
  for (const name of limitNames) {
    const value = options[name]
    if (value === undefined) continue
    const most = name.endsWith('Ms') ? maxMs : Number.MAX_SAFE_INTEGER
    if (!Number.isInteger(value) || value < 1 || value > most) {
      const message = `expected ${name} to be a whole number from 1 to ${most}, got ${String(value)}`
      throw new UsageError('ERR_OPTION', message)
    }
    limits[name] = value
  }
  return limits
}
