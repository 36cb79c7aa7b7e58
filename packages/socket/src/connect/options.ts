import type { LookupFunction } from 'node:net'
import type { ConnectionOptions } from 'node:tls'
import type { DeflateOptions } from '../deflate/deflate-options.ts'
import type { SocketLimits } from '../driver/limits.ts'

/** How to reach a server. */
export interface DialOptions {
  /** Subprotocols offered, the best first. `socket.protocol` is the one that the server chose. */
  readonly protocols?: readonly string[]
  /** Sent with the opening request, to this server and nobody else: `{ cookie: 'session=…' }`. */
  readonly headers?: Readonly<Record<string, string>>
  /** The Origin header. Programs need none; some servers ask for one. */
  readonly origin?: string
  /** Offers permessage-deflate; the server decides. @default false */
  readonly deflate?: boolean | DeflateOptions
  /** For `wss:` as in `tls.connect`: `ca`, `cert`, `key`, `servername`, `rejectUnauthorized` … */
  readonly tls?: ConnectionOptions
  /** An HTTP proxy to go through, for `ws:` as for `wss:`, with its credentials: `http://user:password@proxy.example:3128`. */
  readonly proxy?: string | URL
  /** For the proxy itself if its URL is `https:`, as in `tls.connect`. */
  readonly proxyTls?: ConnectionOptions
  /** The address to connect from. */
  readonly localAddress?: string
  /** Only IPv4 or only IPv6. Otherwise one is tried after the other. */
  readonly family?: 4 | 6
  /** Looks names up in place of `dns.lookup`. */
  readonly lookup?: LookupFunction
  /** Ends the attempt; the promise rejects with its reason. An open socket no longer heeds it. */
  readonly signal?: AbortSignal
  /** How long it may all take, from the name to the server's answer. @default 10 000 */
  readonly handshakeTimeoutMs?: number
}

/**
 * How to reach a server, and what one socket may take of it. The limits are those of `attach`, except that the four on messages
 * and bytes per second are off unless they are given: whoever connects has chosen the server.
 */
export interface ConnectSocketOptions extends DialOptions, Partial<SocketLimits> {
  /** Hears the first thing that a listener of the socket throws; the socket closes with 1011. @default a process warning */
  readonly onFault?: (error: unknown) => void
}
