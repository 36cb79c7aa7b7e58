/** The first byte of TLS: a record of its handshake (RFC 8446 §5.1). */
const tlsHandshake = 0x16

/** Whether what a server could not read was the other kind of its port: `wss:` at a plain one, `ws:` at one with TLS. */
export function wrongBytes(event: string | symbol, error: unknown): string | undefined {
  const { code, rawPacket } = (error ?? {}) as { readonly code?: unknown; readonly rawPacket?: Uint8Array }
  if (event === 'clientError' && rawPacket?.[0] === tlsHandshake) return 'attach/tls-on-plain-port'
  if (event === 'tlsClientError' && code === 'ERR_SSL_HTTP_REQUEST') return 'attach/plain-on-tls-port'
  return undefined
}
