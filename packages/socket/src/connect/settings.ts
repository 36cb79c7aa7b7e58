import { lookup as dnsLookup } from 'node:dns'
import { isIP, type LookupFunction } from 'node:net'
import { type ConnectionOptions, createSecureContext } from 'node:tls'
import { type HeaderPair, UsageError } from '@parley/websocket'
import type { DeflateOptions } from '../deflate/deflate-options.ts'
import { deflateOf } from './deflate.ts'
import type { DialOptions } from './options.ts'
import { type Place, parseProxy, parseTarget, type Target } from './target.ts'

export interface TcpSettings {
  readonly lookup: LookupFunction
  readonly family: 4 | 6 | undefined
  readonly localAddress: string | undefined
}

export interface ProxySettings extends Place {
  readonly tls: ConnectionOptions
}

/** What a connection is made from, checked. */
export interface DialSettings {
  readonly target: Target
  readonly proxy: ProxySettings | undefined
  readonly protocols: readonly string[]
  readonly headers: readonly HeaderPair[]
  readonly deflate: DeflateOptions | undefined
  readonly tcp: TcpSettings
  readonly tls: ConnectionOptions
  readonly signal: AbortSignal | undefined
  readonly handshakeTimeoutMs: number
}

/** A timer cannot run longer. */
const maxTimeoutMs = 2 ** 31 - 1

/** Checks a URL and options. Throws {@link UsageError} with what was expected. */
export function toSettings(url: string | URL, options: DialOptions): DialSettings {
  const target = parseTarget(url)
  const { protocols = [], handshakeTimeoutMs = 10_000, signal } = options
  if (!Array.isArray(protocols)) {
    throw new UsageError(
      'ERR_PROTOCOL',
      `expected a list of protocols, as in protocols: ['chat'], got ${typeof protocols}`,
    )
  }
  if (!Number.isInteger(handshakeTimeoutMs) || handshakeTimeoutMs < 1 || handshakeTimeoutMs > maxTimeoutMs) {
    const expected = `handshakeTimeoutMs to be whole milliseconds from 1 to ${maxTimeoutMs}`
    throw new UsageError('ERR_OPTION', `expected ${expected}, got ${String(handshakeTimeoutMs)}`)
  }
  if (signal !== undefined && !(signal instanceof AbortSignal)) {
    throw new UsageError('ERR_OPTION', `expected signal to be an AbortSignal, got ${typeof signal}`)
  }
  return {
    target,
    proxy: proxyOf(options),
    protocols,
    headers: headersOf(options, target),
    deflate: deflateOf(options.deflate),
    tcp: tcpOf(options),
    tls: target.isSecure ? tlsOf(options.tls, 'tls') : {},
    signal,
    handshakeTimeoutMs,
  }
}

function proxyOf({ proxy, proxyTls }: DialOptions): ProxySettings | undefined {
  if (proxy === undefined) return undefined
  const place = parseProxy(proxy)
  return { ...place, tls: place.isSecure ? tlsOf(proxyTls, 'proxyTls') : {} }
}

function headersOf({ headers = {}, origin }: DialOptions, { authorization }: Target): HeaderPair[] {
  const pairs: HeaderPair[] = []
  const names = new Set<string>()
  for (const [name, value] of Object.entries(headers)) {
    if (typeof value !== 'string') {
      throw new UsageError('ERR_HEADER_INVALID', `expected the header ${name} to be a string, got ${typeof value}`)
    }
    const lower = name.toLowerCase()
    if (lower === 'proxy-authorization') {
      // It would reach the server behind the proxy.
      const fix = "proxy: 'http://user:password@proxy.example:3128'"
      throw new UsageError('ERR_HEADER_RESERVED', `expected the proxy's credentials in its URL, as in ${fix}`)
    }
    names.add(lower)
    pairs.push([name, value])
  }
  const add = (name: string, value: string | undefined, other: string) => {
    if (value === undefined) return
    if (names.has(name.toLowerCase())) {
      throw new UsageError('ERR_HEADER_RESERVED', `expected ${name} once, got it in headers and ${other}`)
    }
    pairs.push([name, value])
  }
  add('Origin', origin, 'as origin')
  add('Authorization', authorization, 'before the "@" of the URL')
  return pairs
}

function tcpOf({ localAddress, family, lookup = dnsLookup as LookupFunction }: DialOptions): TcpSettings {
  if (localAddress !== undefined && isIP(localAddress) === 0) {
    throw new UsageError('ERR_OPTION', `expected localAddress to be an IP address, got ${JSON.stringify(localAddress)}`)
  }
  if (family !== undefined && family !== 4 && family !== 6) {
    throw new UsageError('ERR_OPTION', `expected family 4 or 6, got ${String(family)}`)
  }
  if (typeof lookup !== 'function') {
    throw new UsageError('ERR_OPTION', `expected lookup to be a function like dns.lookup, got ${typeof lookup}`)
  }
  // What cannot be reached from there need not be tried.
  const from = localAddress === undefined ? undefined : isIP(localAddress) === 6 ? 6 : 4
  return { lookup, localAddress, family: family ?? from }
}

/** Reads keys and certificates now: what is wrong with them is the caller's mistake, not the connection's. */
function tlsOf(options: ConnectionOptions = {}, name: string): ConnectionOptions {
  try {
    return { ...options, secureContext: options.secureContext ?? createSecureContext(options) }
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error)
    throw new UsageError('ERR_OPTION', `expected ${name} as tls.connect takes it: ${why}`)
  }
}
