import type { Duplex } from 'node:stream'
import { CloseCode, Code, type Encoded, type Outlet } from '@parley/channel'
import { Connection, type ConnectionEvent, encodeTextFrame } from '@parley/websocket'
import { type Flusher, SharedBytes } from './flusher.ts'

/** What the bytes on a socket mean to whoever uses it. None of these may throw. */
export interface SocketUser {
  text(text: string): void
  binary(bytes: Uint8Array): void
  /** What was waiting for the peer has gone out. */
  drained(): void
  /** Exactly once, last. */
  closed(code: number, reason: string, clean: boolean): void
}

export interface DriverOptions {
  readonly maxMessageBytes: number
  readonly maxBacklogBytes: number
  readonly maxQueuedBytes: number
  readonly closeTimeoutMs: number
}

/**
 * Runs the WebSocket machine on a real socket: bytes in, messages to the user, frames out, one write per turn. While the
 * peer does not read what waits for it, nothing more is read from it, so what it can make us owe is bounded.
 */
export class SocketDriver implements Outlet {
  readonly #stream: Duplex
  readonly #connection: Connection
  readonly #flusher: Flusher
  readonly #options: DriverOptions
  #user: SocketUser | undefined
  /** Messages read but not yet given to the user: it is not listening yet, or we owe the peer too much. */
  #held: ConnectionEvent[] = []
  #isOnHold = false
  #pendingBytes = 0
  #isScheduled = false
  #isNewsScheduled = false
  #isBlocked = false
  #closing: NodeJS.Timeout | undefined
  #isClosed = false
  #hasHeard = true
  #isAwaitingPong = false
  #takenBefore = 0

  constructor(stream: Duplex, flusher: Flusher, options: DriverOptions) {
    this.#stream = stream
    this.#flusher = flusher
    this.#options = options
    this.#connection = new Connection({ role: 'server', maxMessageBytes: options.maxMessageBytes })
    stream.on('data', (bytes: Buffer) => this.#received(bytes))
    stream.on('drain', () => this.#drained())
    stream.on('end', () => this.#ended())
    stream.on('error', () => this.#ended())
    stream.on('close', () => this.#ended())
  }

  /**
   * Gives messages to `user` from now on. `head`: bytes that arrived with the handshake. `onHold`: messages wait until
   * `release()`; only the end of the socket is told at once.
   */
  start(user: SocketUser, head: Uint8Array, onHold = false): void {
    this.#user = user
    this.#isOnHold = onHold
    if (head.length > 0) this.#received(head)
  }

  release(): void {
    if (!this.#isOnHold) return
    this.#isOnHold = false
    this.#handleHeld()
  }

  get isOpen(): boolean {
    return this.#connection.state === 'open'
  }

  /** Bytes that wait for the peer in this process. */
  get queuedBytes(): number {
    return this.#pendingBytes + this.#stream.writableLength
  }

  get isBacklogged(): boolean {
    return this.queuedBytes > this.#options.maxBacklogBytes
  }

  /** A text for this peer goes out at the end of the turn; an `Encoded` that many get, with the next round of news. */
  send(message: string | Encoded): void {
    if (typeof message === 'string') {
      this.sendFrame(encodeTextFrame(message))
      return
    }
    message.frame ??= encodeTextFrame(message.text)
    this.sendFrame(message.frame, true)
  }

  /** `false`: the socket is closing, nothing was queued. */
  sendFrame(frame: Uint8Array, isNews = false): boolean {
    if (!this.#connection.sendEncoded(frame)) return false
    this.#pendingBytes += frame.length
    if (this.queuedBytes > this.#options.maxQueuedBytes) {
      this.#connection.close(CloseCode.tooSlow, Code.tooSlow)
      this.terminate()
      return false
    }
    this.#schedule(isNews)
    return true
  }

  close(code: number, reason: string): void {
    this.#connection.close(code, reason)
    this.#schedule(false)
    this.#awaitClose()
  }

  /** Cuts the connection without a word. */
  terminate(): void {
    this.#stream.destroy()
    this.#ended()
  }

  /**
   * Called once per heartbeat. Pings a peer that was silent; cuts one that gave no sign of life since the last call: it
   * neither sent anything nor took anything that waits for it.
   */
  beat(): void {
    const taken = this.#takenBytes()
    const isAlive = this.#hasHeard || taken > this.#takenBefore
    if (!isAlive && this.#isAwaitingPong) {
      this.terminate()
      return
    }
    this.#isAwaitingPong = !this.#hasHeard
    this.#takenBefore = taken
    if (!this.#hasHeard && this.#connection.ping()) this.#schedule(false)
    this.#hasHeard = false
  }

  flush(shared: SharedBytes): void {
    this.#isScheduled = false
    this.#isNewsScheduled = false
    if (this.#connection.hasOutput) {
      const frames = this.#connection.takeOutput()
      this.#pendingBytes = 0
      if (this.#stream.writable) this.#stream.write(shared.join(frames))
    }
    if (this.#connection.shouldEndTransport) this.#end()
    else this.#holdBackIfOwing()
  }

  #takenBytes(): number {
    const { bytesWritten } = this.#stream as Duplex & { readonly bytesWritten?: number }
    return (bytesWritten ?? 0) - this.#stream.writableLength
  }

  #schedule(isNews: boolean): void {
    if (this.#isScheduled || (isNews && this.#isNewsScheduled)) return
    if (isNews) {
      this.#isNewsScheduled = true
      this.#flusher.news(this)
    } else {
      this.#isScheduled = true
      this.#flusher.answer(this)
    }
  }

  #received(bytes: Uint8Array): void {
    if (this.#isClosed) return
    this.#hasHeard = true
    this.#connection.receive(bytes)
    const events = this.#connection.takeEvents()
    if (events.length > 0) this.#held = this.#held.length === 0 ? events : [...this.#held, ...events]
    this.#handleHeld()
    // What these bytes were answered with goes out now: the peer is waiting for it.
    if (this.#connection.hasOutput || this.#connection.shouldEndTransport) this.flush(new SharedBytes())
  }

  #handleHeld(): void {
    const user = this.#user
    const events = this.#held
    let next = 0
    while (next < events.length && !this.#isClosed) {
      const event = events[next]
      if (user === undefined || event === undefined || this.#isOnHold || this.isBacklogged) break
      next++
      this.#handle(event, user)
    }
    this.#held = next === events.length ? [] : events.slice(next)
    this.#holdBackIfOwing()
  }

  #handle(event: ConnectionEvent, user: SocketUser): void {
    switch (event.type) {
      case 'text':
        user.text(event.text)
        break
      case 'binary':
        user.binary(event.bytes)
        break
      case 'closed':
        this.#finish(event.code, event.reason, event.clean)
        break
      case 'ping':
      case 'pong':
        break
    }
  }

  #holdBackIfOwing(): void {
    if (this.#isClosed) return
    if (this.isBacklogged || this.#held.length > 0) {
      this.#isBlocked = true
      this.#stream.pause()
    } else if (this.#isBlocked || this.#stream.isPaused()) {
      this.#isBlocked = false
      this.#stream.resume()
    }
  }

  #drained(): void {
    this.#handleHeld()
    if (!this.isBacklogged) this.#user?.drained()
  }

  /** The transport is gone, in whatever way. */
  #ended(): void {
    if (this.#closing !== undefined) clearTimeout(this.#closing)
    if (this.#isClosed) {
      this.#stream.destroy()
      return
    }
    this.#connection.receiveEnd()
    const closed = [...this.#held, ...this.#connection.takeEvents()].find((event) => event.type === 'closed')
    this.#held = []
    this.#finish(closed?.code ?? 1006, closed?.reason ?? '', closed?.clean ?? false)
    this.#stream.destroy()
  }

  #finish(code: number, reason: string, clean: boolean): void {
    if (this.#isClosed) return
    this.#isClosed = true
    this.#awaitClose()
    this.#user?.closed(code, reason, clean)
  }

  /** RFC 6455 §7.1.1: the server closes the TCP connection first; the peer has a moment to take what is left. */
  #end(): void {
    this.#stream.end()
    this.#stream.resume()
    this.#awaitClose()
  }

  #awaitClose(): void {
    if (this.#closing !== undefined || this.#stream.destroyed) return
    this.#closing = setTimeout(() => this.terminate(), this.#options.closeTimeoutMs)
    this.#closing.unref()
  }
}
