import type { SocketDriver } from '../driver/socket-driver.ts'
import { type Message, Socket, type SocketDetails } from '../socket.ts'

/**
 * The socket of a client. Nothing like `onSocket` says when its listeners are complete, so messages wait until somebody asks for
 * them. Who listens for the end alone will ask for none: then they must not hold up the end, which comes after them.
 */
export class ClientSocket extends Socket {
  readonly #driver: SocketDriver
  #isRead = false

  constructor(driver: SocketDriver, details: SocketDetails, onFault: (error: unknown) => void) {
    super(driver, new Uint8Array(0), details, onFault)
    this.#driver = driver
  }

  override on(...[name, listener]: Parameters<Socket['on']>): this {
    if (name === 'message') this.#isRead = true
    // After the code at hand: it may add a listener for messages, too.
    if (name === 'close') setImmediate(() => this.#isRead || this.#driver.release())
    return super.on(name, listener)
  }

  override [Symbol.asyncIterator](): AsyncIterator<Message> {
    this.#isRead = true
    return super[Symbol.asyncIterator]()
  }
}
