/** A name or an address, and perhaps a port. What else somebody may send as `Host` could add sources, or whole directives. */
const hostShape = /^(?:[a-z0-9_](?:[a-z0-9._-]{0,251}[a-z0-9_])?|\[[0-9a-f:.]{2,45}\])(?::\d{1,5})?$/i

/**
 * The pages may load and talk to nothing but this server. `host` is the request's: not every browser takes `'self'` for a
 * WebSocket of the same host. Without TLS here a proxy may speak it in front, so both schemes are good.
 */
export function contentSecurityPolicy(host: string | undefined, isSecure: boolean): string {
  const isHost = host !== undefined && hostShape.test(host)
  const sockets = isHost ? ` ${isSecure ? '' : `ws://${host} `}wss://${host}` : ''
  return [
    "default-src 'self'",
    "img-src 'self' data:",
    `connect-src 'self'${sockets}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join('; ')
}
