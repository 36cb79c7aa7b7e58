import { PreparedMessage, UsageError } from '@parley/websocket'
import { Delivery, type SocketEvents } from './delivery.ts'
import type { SocketDriver } from './driver/socket-driver.ts'
import type { SocketFault } from './driver/socket-fault.ts'

/** One message: a text as a string, binary data as bytes. */
export type Message = string | Uint8Array

/** What the handshake found out. */
export interface SocketDetails<User = unknown> {
  readonly user?: User | undefined
  readonly protocol?: string | undefined
  readonly remoteAddress?: string | undefined
}

/**
 * A plain WebSocket. Messages that arrive before anybody listens wait; on a server, until `onSocket` (or its promise) is done.
 * A listener that throws, or whose promise rejects, closes this socket with 1011, and no further message is given to anybody;
 * there is no event one could forget to handle.
 */
export class Socket<User = unknown> implements AsyncIterable<Message> {
  /** What `authenticate` said. */
  readonly user: User | undefined
  /** The subprotocol that both agreed on. */
  readonly protocol: string | undefined
  /** Where the peer is, as far as trusted proxies tell. */
  readonly remoteAddress: string | undefined
  readonly #driver: SocketDriver
  readonly #delivery: Delivery

  /** Made by `attach` and `connectSocket`; `onFault` hears the first thing a listener throws. */
  constructor(
    driver: SocketDriver,
    head: Uint8Array,
    { user, protocol, remoteAddress }: SocketDetails<User>,
    onFault: (error: unknown) => void,
  ) {
    this.#driver = driver
    this.user = user
    this.protocol = protocol
    this.remoteAddress = remoteAddress
    this.#delivery = new Delivery(driver, onFault)
    driver.start(this.#delivery, head, true)
  }

  /** `false` once the socket is closing: nothing was sent. */
  get isOpen(): boolean {
    return this.#driver.isOpen
  }

  /** Bytes sent that have not left this process yet. */
  get bufferedAmount(): number {
    return this.#driver.queuedBytes
  }

  /** Why this side gave the socket up; undefined while it has not. */
  get fault(): SocketFault | undefined {
    return this.#driver.fault
  }

  /**
   * Sends one message: a string as text, bytes as binary, and what `prepareMessage` made, which many sockets share. `false`: the
   * socket is closing and the message was not sent.
   */
  send(data: Message | PreparedMessage): boolean {
    if (typeof data !== 'string' && !(data instanceof Uint8Array) && !(data instanceof PreparedMessage)) {
      throw new UsageError(
        'ERR_SOCKET_SEND',
        `send() takes a string or a Uint8Array, not ${data === null ? 'null' : typeof data}. For an object: socket.send(JSON.stringify(data)).`,
      )
    }
    return this.#driver.send(data)
  }

  /** Resolves when everything sent so far has left this process, or the socket has ended. */
  drained(): Promise<void> {
    return this.#delivery.whenDrained()
  }

  /** Says goodbye and waits for the peer's. `code` is 1000, or 3000 to 4999. */
  close(code = 1000, reason = ''): void {
    this.#driver.close(code, reason)
  }

  /** Cuts the connection at once. */
  terminate(): void {
    this.#driver.terminate()
  }

  /** Listens. Who asks for `close` after the end is told, too. */
  on<Name extends keyof SocketEvents>(name: Name, listener: SocketEvents[Name]): this {
    this.#delivery.add(name, listener)
    return this
  }

  /**
   * `for await (const message of socket)`: one message at a time, the next when the loop comes back for it, and little is read ahead
   * from the peer meanwhile. It ends when the socket does. After `break` messages wait for whoever asks next; on a server, no
   * longer than `onSocket` (or its promise).
   */
  [Symbol.asyncIterator](): AsyncIterator<Message> {
    return this.#delivery.iterate()
  }

  /** Messages need not wait any longer for somebody who listens. Called by `attach` when `onSocket` is done. */
  release(): void {
    this.#delivery.release()
  }

  /** Closes with 1011 and logs why, once. `attach` calls it too, for what `onSocket` itself throws. */
  fail(error: unknown): void {
    this.#delivery.fail(error)
  }
}

/**
 * A message for many sockets: it is framed once, and compressed once for all that agreed on the same.
 * `const news = prepareMessage(text); for (const socket of sockets) socket.send(news)`.
 */
export function prepareMessage(data: Message): PreparedMessage {
  return new PreparedMessage(data)
}
