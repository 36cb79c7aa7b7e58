import { UsageError } from './parley-error.ts'

/** Where servers listen unless told otherwise. */
const defaultPath = '/parley'

/**
 * The WebSocket URL meant by `given`: http becomes ws and https wss, a relative one is seen from the page (`base`), and
 * one without any path means `/parley`.
 */
export function resolveUrl(given: string | URL | undefined, base?: string): string {
  const written = given === undefined ? defaultPath : String(given)
  const text =
    typeof given === 'string' && /^[a-z][a-z0-9+.-]*:\/\/[^/?#]+$/i.test(given) ? given + defaultPath : written
  const url = parse(text, base)
  if (url === undefined) {
    const hint =
      base === undefined ? 'outside a page it must be whole, like ws://localhost:3000/parley' : 'it is not a URL'
    throw new UsageError('ERR_PARLEY_URL', `connect() cannot use ${JSON.stringify(written)}: ${hint}`)
  }
  if (url.protocol === 'http:') url.protocol = 'ws:'
  if (url.protocol === 'https:') url.protocol = 'wss:'
  if (url.protocol !== 'ws:' && url.protocol !== 'wss:') {
    throw new UsageError('ERR_PARLEY_URL', `connect() expects a ws, wss, http or https URL, got ${url.protocol}//`)
  }
  url.hash = ''
  return url.href
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
