import { createHash, timingSafeEqual } from 'node:crypto'
import type { IncomingMessage } from 'node:http'
import { type Refusal, refuse } from './refusal.ts'

/** What is known of a visit: the part of a request that may tell who it is. */
export interface Visit {
  readonly method: string
  readonly httpVersion: string
  readonly headers: IncomingMessage['headers']
  readonly remoteAddress: string | undefined
  readonly localPort: number | undefined
  readonly isEncrypted: boolean
}

/** What a visit asks for: the page and its script may be asked for by whoever is here, all else by the page alone. */
export type Kind = 'page' | 'script' | 'data'

export const tokenHeader = 'x-parley-inspect'

/** Headers that only those write who pass a request on: then the address is theirs, and the visitor may be anybody. */
const ofProxies =
  /^(?:forwarded|via|x-forwarded(?:-.*)?|x-real-ip|x-client-ip|x-cluster-client-ip|true-client-ip|cf-.*|fly-client-ip|x-original-.*|x-envoy-.*|x-vercel-.*)$/

/**
 * Whether a visit may be answered; `undefined`: it may. The page shows what others sent, and can send in their place, so it is for a browser on this
 * machine that was sent here by its user:
 * no address but loopback's, no proxy in between, no name that somebody else could make point here, no other site's page, and for all but
 * the page itself the token that only the page knows.
 */
export function judgeVisit(visit: Visit, kind: Kind, token: string): Refusal | undefined {
  const { method, headers, remoteAddress, httpVersion } = visit
  if (!isLoopback(remoteAddress)) return refuse(403, 'inspect/remote')
  // A browser says 1.1 or 2; of proxies one that is set up with one line says 1.0, and hides whom it speaks for.
  if (httpVersion === '1.0') return refuse(403, 'inspect/forwarded', { header: 'HTTP/1.0' })
  // So it is with "upgrade" and no word to what: a line that is written for WebSockets.
  if (/\bupgrade\b/i.test(headers.connection ?? '') && headers.upgrade === undefined) {
    return refuse(403, 'inspect/forwarded', { header: 'Connection: upgrade' })
  }
  const forwarded = Object.keys(headers).find((name) => ofProxies.test(name))
  if (forwarded !== undefined) return refuse(403, 'inspect/forwarded', { header: forwarded })
  const hosts = [headers.host, headers[':authority']?.toString()].filter((host) => host !== undefined)
  if (hosts.length === 0 || !hosts.every((host) => isOwnHost(host, visit))) {
    return refuse(403, 'inspect/host', { host: hosts[0]?.slice(0, 100) ?? '' })
  }
  if (!isOwnPage(visit, hosts[0] ?? '', kind)) return refuse(403, 'inspect/origin')
  if (kind !== 'data') return method === 'GET' || method === 'HEAD' ? undefined : refuse(405, 'inspect/method')
  if (method !== 'POST') return refuse(405, 'inspect/method')
  const shown = headers[tokenHeader]
  return typeof shown === 'string' && isSame(shown, token) ? undefined : refuse(403, 'inspect/token')
}

function isLoopback(address: string | undefined): boolean {
  return address !== undefined && /^(?:::1|(?:::ffff:)?127\.\d{1,3}\.\d{1,3}\.\d{1,3})$/i.test(address)
}

/** The three names that nobody can make point elsewhere, or here from elsewhere, with the port that was in fact come to. */
function isOwnHost(host: string, { localPort, isEncrypted }: Visit): boolean {
  const [, port] = /^(?:localhost|127\.0\.0\.1|\[::1\])(?::(\d{1,5}))?$/i.exec(host) ?? [undefined, 'none']
  return Number(port ?? (isEncrypted ? 443 : 80)) === localPort
}

function isOwnPage({ headers, isEncrypted }: Visit, host: string, kind: Kind): boolean {
  const { origin } = headers
  // Browsers name the origin with every POST.
  if (origin === undefined && kind === 'data') return false
  if (origin !== undefined && origin.toLowerCase() !== `${isEncrypted ? 'https' : 'http'}://${host.toLowerCase()}`)
    return false
  const site = headers['sec-fetch-site']
  if (site === undefined || site === 'same-origin' || site === 'none') return true
  // A link to the page may be followed from anywhere: who set it does not see what it leads to.
  return kind === 'page' && headers['sec-fetch-mode'] === 'navigate' && headers['sec-fetch-dest'] === 'document'
}

/** Takes the same time whatever differs. */
function isSame(shown: string, token: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(shown), digest(token))
}
