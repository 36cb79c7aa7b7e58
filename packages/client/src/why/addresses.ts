/** The URL to dial, by which the server can tell this attempt from all others. */
export function withAttempt(url: string, attempt: string): string {
  return `${url}${url.includes('?') ? '&' : '?'}attempt=${attempt}`
}

/** Where the server says what it decided of an attempt. */
export function whyUrl(url: string, attempt: string): string {
  const at = overHttp(url)
  at.pathname = `${at.pathname.replace(/\/$/, '')}/why`
  at.search = `?attempt=${attempt}`
  return at.href
}

/** Where a Socket.IO server, and no other, answers with a session. */
export function socketIoUrl(url: string): string {
  return new URL('/socket.io/?EIO=4&transport=polling', overHttp(url)).href
}

/** The same host and port with the other of http and https. */
export function otherSchemeUrl(url: string): string {
  const at = overHttp(url)
  at.protocol = at.protocol === 'http:' ? 'https:' : 'http:'
  // 80 and 443 are written nowhere: the other scheme means another port with them.
  const { host } = new URL(url)
  return `${at.protocol}//${host}/`
}

/** What words about an address name of it. Without its query: there may be a secret in it. */
export function valuesOf(url: string): Readonly<Record<'url' | 'host' | 'origin' | 'source' | 'path', string>> {
  const { protocol, host, pathname } = new URL(url)
  const source = `${protocol}//${host}`
  return { url: source + pathname, host, origin: overHttp(url).origin, source, path: pathname }
}

function overHttp(url: string): URL {
  return new URL(url.replace(/^ws/, 'http'))
}
