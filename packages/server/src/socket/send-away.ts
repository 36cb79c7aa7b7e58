import { CloseCode, Code, type Session } from '@parley/channel'
import type { SocketDriver } from './socket-driver.ts'

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

/** Ends a session that has not begun, with a word why. */
export function sendAway(driver: SocketDriver, session: Session, { code, message, closeCode }: Reason): void {
  driver.send(JSON.stringify({ type: 'error', code, message }))
  driver.close(closeCode, code)
  session.end()
}
