import type { IncomingMessage } from 'node:http'
import type { Duplex } from 'node:stream'
import tls from 'node:tls'
import type { HttpServer } from '../check-server.ts'
import type { UpgradeRefusal } from '../handshake/opening.ts'
import { refuseUpgrade } from '../handshake/upgrade-opening.ts'

/** Whether an upgrade is anything for us, as it is or broken: another protocol (`h2c`) is not. */
export function asksForWebSocket({ headers }: IncomingMessage): boolean {
  return /websocket/i.test(headers.upgrade ?? '') || headers['sec-websocket-key'] !== undefined
}

/**
 * Gives an upgrade that nobody wants back to the server as the request it also is (RFC 9110 §7.8). Node ignores
 * `Upgrade` while nobody listens for upgrades; since we do, it no longer would, and every request of a client that
 * offers HTTP/2 on the way (Java's HttpClient does, and `curl --http2`) would miss the app. The head is put back before
 * the bytes that followed it, without the offer.
 */
export function requestAgain(server: HttpServer, request: IncomingMessage, stream: Duplex, head: Buffer): void {
  const { method = '', url = '', httpVersion, rawHeaders } = request
  if (mayLackHeaders(server, rawHeaders)) {
    refuseUpgrade(stream, tooManyHeaders)
    return
  }
  let text = `${method} ${url} HTTP/${httpVersion}\r\n`
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    if (rawHeaders[at]?.toLowerCase() !== 'upgrade') text += `${rawHeaders[at]}: ${rawHeaders[at + 1]}\r\n`
  }
  const bytes = Buffer.concat([Buffer.from(`${text}\r\n`, 'latin1'), head])
  const ignore = () => {}
  stream.on('error', ignore)
  // The parser of the request is still at work up the stack.
  process.nextTick(() => {
    stream.off('error', ignore)
    if (stream.destroyed) return
    stream.unshift(bytes)
    server.emit(server instanceof tls.Server ? 'secureConnection' : 'connection', stream)
  })
}

/** The answer to a request of which Node may have dropped a part. */
export const tooManyHeaders: UpgradeRefusal = {
  status: 431,
  code: 'handshake/headers-too-large',
  message: 'The request has too many headers.',
}

/** Node drops headers beyond its limit. One of those lost may have said that a body follows, or named another Origin. */
export function mayLackHeaders(server: HttpServer, rawHeaders: readonly string[]): boolean {
  const most = ('maxHeadersCount' in server ? server.maxHeadersCount : undefined) ?? 1000
  return most > 0 && rawHeaders.length >= most * 2
}
