import type { IncomingHttpHeaders, IncomingMessage } from 'node:http'

type Headers = Readonly<Record<string, string>>

/** What every script may read of an answer, whatever origin it is of (Fetch standard, "CORS-safelisted response-header name"). */
const readByAll: ReadonlySet<string> = new Set([
  'cache-control',
  'content-language',
  'content-length',
  'content-type',
  'expires',
  'last-modified',
  'pragma',
])

/** How long a browser may remember a preflight, in seconds. Its own limit may be lower. */
const preflightSeconds = 600

/**
 * CORS for pages of the origins that the app names: the others get no header, so that their browsers keep the answer from them. Those that are
 * named open sockets with the browser's cookies, too, so their requests may carry them.
 */
export class CrossOrigin {
  readonly #origins: ReadonlySet<string>

  constructor(origins: readonly string[]) {
    this.#origins = new Set(origins)
  }

  /** For every answer to this request. `names`: the headers that it has. */
  headersFor({ headers }: Pick<IncomingMessage, 'headers'>, names: Iterable<string> = []): Headers {
    // Where no page is foreign and welcome, no answer depends on whose it is.
    if (this.#origins.size === 0) return {}
    const { origin } = headers
    if (origin === undefined || !this.#origins.has(origin)) return { vary: 'Origin' }
    const exposed = [...names]
      .map((name) => name.toLowerCase())
      .filter((name) => !readByAll.has(name) && name !== 'set-cookie')
    return {
      vary: 'Origin',
      'access-control-allow-origin': origin,
      'access-control-allow-credentials': 'true',
      ...(exposed.length === 0 ? {} : { 'access-control-expose-headers': exposed.join(', ') }),
    }
  }

  /** What allows the request that a browser asks for beforehand; `undefined`: this asks for none, or for a page that is not named. */
  preflight(request: Pick<IncomingMessage, 'method' | 'headers'>): Headers | undefined {
    const { method, headers } = request
    const wanted = headers['access-control-request-method']
    const { origin } = headers
    if (method !== 'OPTIONS' || wanted === undefined || origin === undefined || !this.#origins.has(origin)) {
      return undefined
    }
    return {
      ...this.headersFor(request),
      vary: 'Origin, Access-Control-Request-Method, Access-Control-Request-Headers',
      // Which of them a feature takes, it says itself: a page that is named may ask as one of the own origin may.
      'access-control-allow-methods': tokensOf(wanted),
      ...allowedHeaders(headers),
      'access-control-max-age': String(preflightSeconds),
    }
  }
}

function allowedHeaders(headers: IncomingHttpHeaders): Headers {
  const names = tokensOf(headers['access-control-request-headers'] ?? '')
  return names === '' ? {} : { 'access-control-allow-headers': names }
}

/** Those parts of a list that are tokens (RFC 9110), so that nothing else comes back as a header of ours. */
function tokensOf(list: string): string {
  return list
    .split(',')
    .map((each) => each.trim())
    .filter((each) => /^[\w!#$%&'*+.^`|~-]+$/.test(each) && each !== '*')
    .join(', ')
}
