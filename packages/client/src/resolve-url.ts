import { UsageError } from './parley-error.ts'

/** Where servers listen unless told otherwise. */
const defaultPath = '/parley'

/**
 * The WebSocket URL meant by `given`: http becomes ws and https wss, a relative one is seen from the page (`base`), and
 * one without any path means `/parley`; so does a page's own address, `http://localhost:3000/`.
 */
export function resolveUrl(given: string | URL | undefined, base?: string): string {
  if (typeof given === 'object' && !(given instanceof URL)) {
    throw new UsageError(
      'ERR_PARLEY_URL',
      'connect() takes the URL first and its options after it. For the host of the page: connect(undefined, { … })',
    )
  }
  const written = given === undefined ? defaultPath : String(given)
  const hasNoPath = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/i.test(written) || /^https?:\/\/[^/?#]+\/$/i.test(written)
  const url = hasNoPath ? parse(defaultPath, `${written}/`) : parse(written, base)
  if (url === undefined)
    throw new UsageError('ERR_PARLEY_URL', `connect() cannot use ${JSON.stringify(written)}: ${hint(written, base)}`)
  if (url.protocol === 'http:') url.protocol = 'ws:'
  if (url.protocol === 'https:') url.protocol = 'wss:'
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new UsageError('ERR_PARLEY_URL', `connect() cannot use ${JSON.stringify(written)}: ${hint(written, base)}`)
  }
  url.hash = ''
  return url.href
}

/** What to write instead. */
function hint(written: string, base: string | undefined): string {
  if (base?.startsWith('file:')) {
    return 'this page was opened from disk (file://). Open it at the address of your server, like http://localhost:3000/'
  }
  // `localhost:3000` parses as a URL of the scheme "localhost".
  if (/^[\w.-]+:\d+(\/|$)/.test(written)) return `the scheme is missing. Write "http://${written}"`
  if (/^[a-z][a-z0-9+.-]*:/i.test(written)) return 'the scheme must be http, https, ws or wss'
  return base === undefined ? 'outside a page it must be whole, like "http://localhost:3000"' : 'it is not a URL'
}

/** Whether the server is on this very machine, so that being offline does not matter. */
export function isLoopback(url: string): boolean {
  const { hostname } = new URL(url)
  return (
    hostname === 'localhost' || hostname.endsWith('.localhost') || hostname === '[::1]' || hostname.startsWith('127.')
  )
}

function parse(text: string, base: string | undefined): URL | undefined {
  try {
    return new URL(text, base)
  } catch {
    return undefined
  }
}
