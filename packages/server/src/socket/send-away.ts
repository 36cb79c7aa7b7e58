import { CloseCode, Code, type Outlet, type Session } from '@parley/channel'

interface Reason {
  readonly code: Code
  readonly message: string
  readonly closeCode: number
}

/** Whoever says nothing costs as much as whoever talks. */
export const silent: Reason = {
  code: Code.helloTimeout,
  message: 'Nothing came that is ours. Send {"type":"hello","protocol":1} as soon as the connection is open.',
  closeCode: CloseCode.helloTimeout,
}

/** `authenticate` knew nobody, and guests may not come in. */
export const unknown: Reason = {
  code: Code.unauthenticated,
  message: 'This server wants to know who you are. Sign in first.',
  closeCode: CloseCode.unauthenticated,
}

/** The server's owner took this user's access away. */
export const revoked: Reason = {
  code: Code.revoked,
  message: 'Your access was taken away. Sign in again, if you may.',
  closeCode: CloseCode.unauthenticated,
}

/** Ends a session with a word why. */
export function sendAway(outlet: Outlet, session: Session, { code, message, closeCode }: Reason): void {
  outlet.send(JSON.stringify({ type: 'error', code, message }))
  outlet.close(closeCode, code)
  session.end()
}
