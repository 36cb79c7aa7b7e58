import { render } from '@parley/diagnosis'

export type OriginVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly code: OriginCode; readonly message: string; readonly fix: string }

/** `null` is of no list: anybody's page can be without an origin. */
type OriginCode = 'handshake/origin' | 'handshake/origin-null'

/**
 * Whether a page may connect. WebSockets know no CORS: without this check any page a user visits could speak in his
 * name (cross-site WebSocket hijacking). No `Origin` means no browser. Hosts are compared exactly, port included (a
 * proxy may write out the one that goes without saying); `null` (a sandboxed frame, a file) is nobody's. `isSecure`: the
 * connection is known to be encrypted; then a page that was not is foreign, as anybody on its way could have written it.
 */
export function judgeOrigin(
  origin: string | undefined,
  host: string,
  isSecure: boolean,
  allowed: readonly string[],
): OriginVerdict {
  if (origin === undefined || allowed.includes(origin)) return { allowed: true }
  if (isSameHost(origin, host.toLowerCase(), isSecure)) return { allowed: true }
  const code = origin === 'null' ? 'handshake/origin-null' : 'handshake/origin'
  const { what, fix } = render({ code, values: { origin, host } }, 'en')
  return { allowed: false, code, message: what, fix }
}

function isSameHost(origin: string, host: string, isSecure: boolean): boolean {
  const [, scheme, pageHost] = /^(https?):\/\/([^/?#@]+)$/.exec(origin.toLowerCase()) ?? []
  if (pageHost === undefined || (isSecure && scheme !== 'https')) return false
  return host === pageHost || host === `${pageHost}:${scheme === 'https' ? 443 : 80}`
}
