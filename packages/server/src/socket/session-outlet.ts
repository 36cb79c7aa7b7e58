import type { Encoded, Outlet } from '@parley/channel'
import type { SocketDriver } from '@parley/socket'
import { PreparedMessage } from '@parley/websocket'

/** What a session says, put on its socket. */
export class SessionOutlet implements Outlet {
  readonly #driver: SocketDriver

  constructor(driver: SocketDriver) {
    this.#driver = driver
  }

  get isBacklogged(): boolean {
    return this.#driver.isBacklogged
  }

  /** A text for this peer goes out at the end of the turn; an `Encoded` that many get, with the next round of news. */
  send(message: string | Encoded): void {
    if (typeof message === 'string') {
      this.#driver.send(message)
      return
    }
    message.prepared ??= new PreparedMessage(message.text)
    this.#driver.send(message.prepared as PreparedMessage)
  }

  close(code: number, reason: string): void {
    this.#driver.close(code, reason)
  }
}
