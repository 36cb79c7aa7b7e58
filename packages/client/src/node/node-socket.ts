import { ConnectError, connectSocket, type Socket } from '@parley/socket'
import type { ClientSocket, SeenAnswer, SocketListener } from '../environment.ts'
import { retryAfterMs } from './retry-after.ts'

const options = {
  /** The largest message taken from a server: a whole state may be large. */
  maxMessageBytes: 16 * 1024 * 1024,
  /** How long the server has to answer a close frame. */
  closeTimeoutMs: 2_000,
  /** A little less than the connection waits for its welcome: here it is known what was waited for. */
  handshakeTimeoutMs: 9_000,
}

/** Dials a ws or wss URL. As the environment promises: never throws, and ends with exactly one `closed`. */
export function openNodeSocket(
  url: string,
  on: SocketListener,
  headers: { readonly [name: string]: string },
): ClientSocket {
  const dialling = new AbortController()
  let socket: Socket | undefined
  connectSocket(url, { ...options, headers, signal: dialling.signal }).then(
    (opened) => {
      if (dialling.signal.aborted) {
        opened.terminate()
        on.closed(1006, closedEarly)
        return
      }
      socket = opened
      listen(opened, on)
    },
    (error: unknown) => {
      const isOurs = dialling.signal.aborted
      const message = error instanceof Error ? error.message : String(error)
      const waitMs = error instanceof ConnectError ? retryAfterMs(error, Date.now()) : undefined
      if (isOurs) on.closed(1006, closedEarly)
      else on.closed(1006, message, waitMs, error instanceof ConnectError ? seenOf(error) : undefined)
    },
  )
  return {
    send: (text) => void socket?.send(text),
    close(code = 1000, reason = '') {
      if (socket === undefined) dialling.abort()
      else socket.close(code, reason)
    },
  }
}

function seenOf({ status, refusal }: ConnectError): SeenAnswer | undefined {
  return status === undefined ? undefined : { status, ...(refusal && { reason: refusal }) }
}

const closedEarly = 'Closed before it was open.'

function listen(socket: Socket, on: SocketListener): void {
  socket.on('close', (code, reason) => on.closed(code, reason || (socket.fault?.message ?? '')))
  on.opened()
  // What came meanwhile waits for this; of binary messages the protocol knows none.
  socket.on('message', (data) => {
    if (typeof data === 'string') on.message(data)
  })
}
