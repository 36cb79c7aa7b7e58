export type OriginVerdict =
  | { readonly allowed: true }
  | { readonly allowed: false; readonly message: string; readonly fix: string }

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
  return {
    allowed: false,
    message: `The page at ${origin} may not connect to ${host}.`,
    fix: `Add it to the list: attach(server, { origins: [${JSON.stringify(origin)}] }). CORS middleware does not apply to WebSockets.`,
  }
}

function isSameHost(origin: string, host: string, isSecure: boolean): boolean {
  const [, scheme, pageHost] = /^(https?):\/\/([^/?#@]+)$/.exec(origin.toLowerCase()) ?? []
  if (pageHost === undefined || (isSecure && scheme !== 'https')) return false
  return host === pageHost || host === `${pageHost}:${scheme === 'https' ? 443 : 80}`
}
