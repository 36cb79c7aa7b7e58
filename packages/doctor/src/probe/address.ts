/** What is probed, taken apart. */
export interface Address {
  /** `ws://localhost:3000/parley`: without what may be secret, for people. */
  readonly shown: string
  /** Without the brackets of an IPv6 address. */
  readonly host: string
  readonly port: number
  readonly isSecure: boolean
  /** For the Host header. */
  readonly hostHeader: string
  readonly path: string
  readonly query: string
}

/** Reads an address as people write it: a scheme may be missing, and http stands for ws. Undefined: it is none. */
export function readAddress(given: string): Address | undefined {
  const whole = /^[a-z][a-z\d+.-]*:\/\//i.test(given) ? given : `ws://${given}`
  const url = URL.canParse(whole) ? new URL(whole) : undefined
  if (url === undefined || !/^(?:wss?|https?):$/.test(url.protocol) || url.hostname === '') return undefined
  const isSecure = url.protocol === 'wss:' || url.protocol === 'https:'
  const port = url.port === '' ? (isSecure ? 443 : 80) : Number(url.port)
  if (port === 0) return undefined
  const host = url.hostname.replace(/^\[|\]$/g, '')
  const shown = `${isSecure ? 'wss' : 'ws'}://${url.host}${url.pathname}`
  return { shown, host, port, isSecure, hostHeader: url.host, path: url.pathname, query: url.search }
}

/** The same by another path. */
export function withPath(address: Address, path: string): Address {
  const [name = '/', query] = path.split('?')
  const shown = `${address.isSecure ? 'wss' : 'ws'}://${address.hostHeader}${name}`
  return { ...address, shown, path: name, query: query === undefined ? '' : `?${query}` }
}

/** The origin of a page that this server brings. */
export function originOf({ isSecure, hostHeader }: Address): string {
  return `${isSecure ? 'https' : 'http'}://${hostHeader}`
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || /^127(?:\.\d{1,3}){3}$/.test(host)
}
