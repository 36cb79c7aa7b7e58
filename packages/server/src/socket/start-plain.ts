import { CloseCode, Code } from '@parley/channel'
import { Socket, type SocketDetails, type SocketDriver } from '@parley/socket'
import type { Visitor } from '../handshake/admission.ts'
import type { Settings, User } from '../options.ts'
import type { Revocations } from '../sign-in/revocations.ts'

/** Gives a plain WebSocket to the app. `onFault` is one function for all sockets: a closure made beside a request would keep it. */
export function startPlain(
  { request, caller }: Visitor,
  driver: SocketDriver,
  head: Buffer,
  details: SocketDetails<User>,
  { onSocket, guests }: Settings,
  revocations: Revocations,
  onFault: (error: unknown) => void,
): void {
  const { user } = details
  const socket = new Socket(driver, head, { ...details, remoteAddress: caller.address }, onFault)
  const isRevoked = user !== undefined && revocations.holds(user)
  if (isRevoked || (user === undefined && !guests)) {
    driver.close(CloseCode.unauthenticated, isRevoked ? Code.revoked : Code.unauthenticated)
    socket.release()
    return
  }
  // An async handler may wait for something before it listens: messages are kept for it until it is done.
  const run = async () => onSocket?.(socket, request)
  run()
    .catch((error: unknown) => socket.fail(error))
    .finally(() => socket.release())
}
