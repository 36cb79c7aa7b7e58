import { isIP } from 'node:net'
import type { Duplex } from 'node:stream'
import { type ConnectionOptions, connect, type TLSSocket } from 'node:tls'
import type { Attempt } from './attempt.ts'
import { ConnectError, type ConnectStep } from './connect-error.ts'
import type { Place } from './target.ts'
import { tlsFault } from './tls-fault.ts'

/** TLS over an open connection, the certificate checked. */
export function openTls(
  place: Place,
  transport: Duplex,
  options: ConnectionOptions,
  attempt: Attempt,
  step: ConnectStep = 'tls',
): Promise<TLSSocket> {
  attempt.step = step
  return attempt.wait<TLSSocket>((done, fail) => {
    const socket = connect({
      // RFC 6066 §3: an address is no server name.
      ...(isIP(place.host) === 0 ? { servername: place.host } : {}),
      ALPNProtocols: ['http/1.1'],
      ...options,
      host: place.host,
      socket: transport,
    })
    attempt.hold(socket)
    const onSecure = () => done(socket)
    const onError = (error: Error) => fail(tlsFault(error, place, step))
    const onClose = () => fail(tlsFault(new Error('closed'), place, step))
    socket.on('secureConnect', onSecure)
    socket.on('error', onError)
    socket.on('close', onClose)
    return () => {
      socket.off('secureConnect', onSecure)
      socket.off('error', onError)
      socket.off('close', onClose)
    }
  })
}

/**
 * Whether this peer, which would not talk to us in plain text, talks TLS. Nothing is said over that connection, so who is at
 * the other end does not matter.
 */
export async function answersTls(place: Place, transport: Duplex, attempt: Attempt): Promise<boolean> {
  try {
    await openTls(place, transport, { rejectUnauthorized: false }, attempt)
    return true
  } catch (error) {
    // It is TLS as well if it refuses ours.
    return error instanceof ConnectError && /ALERT/.test((error.cause as NodeJS.ErrnoException).code ?? '')
  }
}
