import type { Authenticate, UpMessage } from '@parley/channel/client'

/** The connection as its parts see it. */
export interface Wire {
  /** Whether the server has welcomed this connection. */
  isLive(): boolean
  /** `false`: the message is larger than the server takes, and was not sent. Call it only while live. */
  send(message: UpMessage | Authenticate | string): boolean
}
