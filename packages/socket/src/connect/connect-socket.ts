import type { Socket } from '../socket.ts'
import { checkNames, limitsOf } from './check-options.ts'
import { clientGroup } from './client-group.ts'
import { ClientSocket } from './client-socket.ts'
import { deflateOf } from './deflate.ts'
import { dial } from './dial.ts'
import type { ConnectSocketOptions } from './options.ts'

/**
 * Opens a WebSocket to `ws://`, `wss://`, or the `http://` of the same server: `await connectSocket('ws://localhost:3000/chat')`.
 * Rejects with a {@link ConnectError} that says at which step it failed and why, with a {@link UsageError} for a URL or an
 * option that can never work, or with the reason of `signal`. Messages wait until there is a listener for them, or a loop.
 */
export async function connectSocket(url: string | URL, options: ConnectSocketOptions = {}): Promise<Socket> {
  checkNames(options)
  const group = clientGroup(limitsOf(options), deflateOf(options.deflate))
  const { transport, verdict, remoteAddress } = await dial(url, options)
  const driver = group.open(transport, 'client', verdict.deflate)
  const details = { protocol: verdict.protocol, remoteAddress }
  const socket = new ClientSocket(driver, details, options.onFault ?? warn)
  // What ended before anybody listened will not end again.
  if (transport.destroyed || transport.readableEnded) driver.terminate()
  return socket
}

function warn(error: unknown): void {
  const isError = error instanceof Error
  const message = `A listener of a socket failed: ${isError ? error.message : String(error)}`
  process.emitWarning(message, { type: 'SocketWarning', ...(isError && error.stack ? { detail: error.stack } : {}) })
}
