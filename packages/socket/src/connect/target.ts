import { UsageError } from '@parley/websocket'

/** A place that takes TCP connections. */
export interface Place {
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
  /** `localhost:3000`, `[::1]:3000`. */
  readonly authority: string
  readonly isSecure: boolean
  /** `Basic …`, from the URL. */
  readonly authorization: string | undefined
  /** For people: what stands in a query or before an @ may be secret. */
  readonly shown: string
}

export interface Target extends Place {
  /** For the Host header: without the scheme's own port. */
  readonly hostHeader: string
  /** Path and query. */
  readonly path: string
}

const SERVER_SCHEMES = new Map([
  ['ws:', false],
  ['http:', false],
  ['wss:', true],
  ['https:', true],
])
const PROXY_SCHEMES = new Map([
  ['http:', false],
  ['https:', true],
])

/** Reads the URL of a WebSocket. Throws {@link UsageError} for one that can never work. */
export function parseTarget(given: string | URL): Target {
  const url = parse(given, 'a whole URL like "ws://localhost:3000/chat"')
  if (/^[a-z][\w.+-]*:\d+(?:\/|$)/i.test(String(given))) {
    throw new UsageError('ERR_OPTION', `expected a URL with its scheme, as in ${quote(`ws://${hidden(given)}`)}`)
  }
  const place = placeOf(url, SERVER_SCHEMES, 'the scheme ws or wss')
  if (url.hash !== '' || String(given).includes('#')) {
    // RFC 6455 §3: it would mean nothing to anybody.
    throw new UsageError(
      'ERR_OPTION',
      `expected a WebSocket URL without "#", got ${quote(hidden(url))} and a "#" after it`,
    )
  }
  const shown = `${place.isSecure ? 'wss' : 'ws'}://${url.host}${url.pathname}`
  return { ...place, hostHeader: url.host, path: url.pathname + url.search, shown }
}

/** Reads the URL of an HTTP proxy. Throws {@link UsageError} for one that can never work. */
export function parseProxy(given: string | URL): Place {
  const url = parse(given, 'the proxy as a whole URL like "http://proxy.example:3128"')
  const place = placeOf(url, PROXY_SCHEMES, 'the scheme http or https for a proxy')
  return { ...place, shown: `the proxy ${place.authority}` }
}

function parse(given: unknown, expected: string): URL {
  if (typeof given === 'string' || given instanceof URL) {
    const url = URL.canParse(String(given)) ? new URL(given) : undefined
    if (url !== undefined) return url
  }
  const got = typeof given === 'string' ? quote(hidden(given)) : typeof given
  throw new UsageError('ERR_OPTION', `expected ${expected}, got ${got}`)
}

function placeOf(url: URL, schemes: ReadonlyMap<string, boolean>, expected: string): Omit<Place, 'shown'> {
  const isSecure = schemes.get(url.protocol)
  if (isSecure === undefined) throw new UsageError('ERR_OPTION', `expected ${expected}, got ${quote(hidden(url))}`)
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)
  if (port === 0) throw new UsageError('ERR_OPTION', 'expected a port from 1 to 65535, got 0: nothing can listen there')
  const host = url.hostname.startsWith('[') ? url.hostname.slice(1, -1) : url.hostname
  return { host, port, authority: `${url.hostname}:${port}`, isSecure, authorization: authorizationOf(url) }
}

function authorizationOf({ username, password }: URL): string | undefined {
  if (username === '' && password === '') return undefined
  try {
    const words = `${decodeURIComponent(username)}:${decodeURIComponent(password)}`
    return `Basic ${Buffer.from(words).toString('base64')}`
  } catch {
    throw new UsageError(
      'ERR_OPTION',
      'expected a user name and password in percent-encoding before the "@" of the URL',
    )
  }
}

/** The text of what was given, without what may be secret in it. */
function hidden(given: string | URL): string {
  return String(given)
    .replace(/[?#].*$/s, '')
    .replace(/\/\/[^/]*@/, '//…@')
}

function quote(text: string): string {
  return JSON.stringify(text.length > 200 ? `${text.slice(0, 200)}…` : text)
}
