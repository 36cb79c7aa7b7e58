import { UsageError } from '@parley/channel'
import { encodeBinaryFrame, encodeTextFrame } from '@parley/websocket'
import type { User } from '../options.ts'
import type { SocketDriver, SocketUser } from './socket-driver.ts'

interface SocketEvents {
  /** A whole message: text as a string, binary as bytes. */
  message: (data: string | Uint8Array) => unknown
  /** Once, last. `clean`: both sides said goodbye. */
  close: (code: number, reason: string, clean: boolean) => unknown
  /** Everything sent so far has left this process: `bufferedAmount` is 0. */
  drain: () => unknown
}

/**
 * A plain WebSocket, as `attach(server, { onSocket })` gives it. Messages that arrive before there is a listener for them
 * wait, until `onSocket` (or its promise) is done. A listener that throws, or whose promise rejects, closes this socket
 * with 1011 and is logged, and no further message is given to anybody; there is no event one could forget to handle.
 */
export class Socket {
  /** What `authenticate` said. */
  readonly user: User | undefined
  readonly #driver: SocketDriver
  readonly #listeners: { [Name in keyof SocketEvents]: SocketEvents[Name][] } = { message: [], close: [], drain: [] }
  readonly #onFault: (error: unknown) => void
  #hasFailed = false

  /** Made by `attach`; `onFault` hears the first thing a listener throws. */
  constructor(driver: SocketDriver, head: Uint8Array, user: User | undefined, onFault: (error: unknown) => void) {
    this.#driver = driver
    this.user = user
    this.#onFault = onFault
    driver.start(this.#listener(), head, true)
  }

  /** `false` once the socket is closing: nothing was sent. */
  get isOpen(): boolean {
    return this.#driver.isOpen
  }

  /** Bytes sent that have not left this process yet. */
  get bufferedAmount(): number {
    return this.#driver.queuedBytes
  }

  /** Sends one message, a string as text, bytes as binary. `false`: the socket is closing and the message was not sent. */
  send(data: string | Uint8Array): boolean {
    if (typeof data !== 'string' && !(data instanceof Uint8Array)) {
      throw new UsageError(
        'ERR_SOCKET_SEND',
        `send() takes a string or a Uint8Array, not ${data === null ? 'null' : typeof data}. For an object: socket.send(JSON.stringify(data)).`,
      )
    }
    return this.#driver.sendFrame(typeof data === 'string' ? encodeTextFrame(data) : encodeBinaryFrame(data))
  }

  /** Says goodbye and waits for the peer's. `code` is 1000, or 3000 to 4999. */
  close(code = 1000, reason = ''): void {
    this.#driver.close(code, reason)
  }

  /** Cuts the connection at once. */
  terminate(): void {
    this.#driver.terminate()
  }

  on<Name extends keyof SocketEvents>(name: Name, listener: SocketEvents[Name]): this {
    this.#listeners[name].push(listener)
    if (name === 'drain') this.#driver.tellEveryDrain()
    // After the code that added this listener: it may have more to say first.
    if (name === 'message') queueMicrotask(() => this.#driver.release())
    return this
  }

  /** Closes with 1011 and logs why, once. `attach` calls it too, for what `onSocket` itself throws. */
  fail(error: unknown): void {
    if (this.#hasFailed) return
    this.#hasFailed = true
    this.#onFault(error)
    this.#driver.close(1011, 'the handler failed')
  }

  #listener(): SocketUser {
    return {
      text: (text) => this.#message(text),
      binary: (bytes) => this.#message(bytes),
      drained: () => this.#emit('drain'),
      closed: (code, reason, clean) => this.#emit('close', code, reason, clean),
    }
  }

  #message(data: string | Uint8Array): void {
    if (!this.#hasFailed) this.#emit('message', data)
  }

  #emit<Name extends keyof SocketEvents>(name: Name, ...data: Parameters<SocketEvents[Name]>): void {
    for (const listener of this.#listeners[name]) {
      try {
        // The tuple fits: both come from the same entry of SocketEvents.
        const result = (listener as (...data: unknown[]) => unknown)(...data)
        if (result instanceof Promise) result.catch((error: unknown) => this.fail(error))
      } catch (error) {
        this.fail(error)
      }
    }
  }
}
