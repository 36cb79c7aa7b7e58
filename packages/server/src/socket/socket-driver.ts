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
  readonly maxFragments: number
  readonly maxPendingPongs: number
  readonly maxBacklogBytes: number
  readonly maxQueuedBytes: number
  readonly closeTimeoutMs: number
}

interface StreamInside {
  readonly bytesWritten?: number
  readonly _handle?: { readonly writeQueueSize?: number } | null
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
  /** News may have been withheld: the user is told when all that waits has gone out. */
  #wasBacklogged = false
  #tellsEveryDrain = false
  #closing: NodeJS.Timeout | undefined
  /** The user was told of the end. */
  #isClosed = false
  /** The transport has ended. */
  #isGone = false
  #onGone = () => {}
  #hasHeard = true
  #isAwaitingPong = false
  #wasOwing = false
  #takenBefore = 0
  readonly #onWritten = () => this.#written()

  constructor(stream: Duplex, flusher: Flusher, options: DriverOptions) {
    this.#stream = stream
    this.#flusher = flusher
    this.#options = options
    this.#connection = new Connection({ ...options, role: 'server' })
    stream.on('data', (bytes: Buffer) => this.#received(bytes))
    stream.on('end', () => this.#ended())
    stream.on('error', () => this.#ended())
    stream.on('close', () => this.#ended())
  }

  /**
   * Gives messages to `user` from now on. `head`: bytes that arrived with the handshake. `onHold`: messages wait until
   * `release()`, and so does the end of the socket, which comes last.
   */
  start(user: SocketUser, head: Uint8Array, onHold = false): void {
    this.#user = user
    this.#isOnHold = onHold
    if (head.length > 0) this.#received(head)
  }

  /** `run` is called once, when the transport has ended. */
  whenGone(run: () => void): void {
    this.#onGone = run
    if (this.#isGone) run()
  }

  /** From now on the user hears of every time that all has gone out, not only after a backlog. */
  tellEveryDrain(): void {
    this.#tellsEveryDrain = true
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
    if (this.isOpen && this.queuedBytes > this.#options.maxQueuedBytes) {
      // Nothing more is queued from here on; a peer that is slow but there reads why.
      this.close(CloseCode.tooSlow, Code.tooSlow)
      return false
    }
    if (!this.#connection.sendEncoded(frame)) return false
    this.#pendingBytes += frame.length
    if (this.isBacklogged) this.#wasBacklogged = true
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
    this.#held = this.#held.filter(({ type }) => type === 'closed')
    this.#ended()
  }

  /**
   * Called once per heartbeat. Pings; cuts a peer that gave no sign of life since the ping before: it neither sent
   * anything nor took anything that waits for it here. While messages wait for their listener we do not read, and cannot know.
   */
  beat(): void {
    const taken = this.#takenBytes()
    // What the kernel takes from an empty queue says nothing: it takes it for a peer that is long gone, too.
    const isTaking = this.#wasOwing && taken !== this.#takenBefore
    if (this.#isAwaitingPong && !this.#hasHeard && !isTaking && !this.#isOnHold) {
      this.terminate()
      return
    }
    this.#wasOwing = this.#stream.writableLength > 0
    this.#takenBefore = taken
    this.#hasHeard = false
    this.#isAwaitingPong = this.#connection.ping()
    if (this.#isAwaitingPong) this.#schedule(false)
  }

  flush(shared: SharedBytes): void {
    this.#isScheduled = false
    this.#isNewsScheduled = false
    if (this.#connection.hasOutput) {
      const frames = this.#connection.takeOutput()
      this.#pendingBytes = 0
      if (this.#stream.writable) this.#stream.write(shared.join(frames), this.#onWritten)
      if (this.isBacklogged) this.#wasBacklogged = true
    }
    if (this.#connection.shouldEndTransport) this.#end()
    else this.#holdBackIfOwing()
  }

  /** Changes when the peer takes something. The public numbers wait for a whole write, which may be megabytes. */
  #takenBytes(): number {
    const { bytesWritten = 0, _handle } = this.#stream as Duplex & StreamInside
    return bytesWritten - this.#stream.writableLength - (_handle?.writeQueueSize ?? 0)
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
    this.#takeEvents()
    this.#handleHeld()
    // What these bytes were answered with goes out now: the peer is waiting for it.
    if (this.#connection.hasOutput || this.#connection.shouldEndTransport) this.flush(new SharedBytes())
  }

  #takeEvents(): void {
    const events = this.#connection.takeEvents()
    if (events.length > 0) this.#held = this.#held.length === 0 ? events : [...this.#held, ...events]
  }

  #handleHeld(): void {
    const user = this.#user
    const events = this.#held
    let next = 0
    while (next < events.length && !this.#isClosed) {
      const event = events[next]
      if (user === undefined || event === undefined || this.#isOnHold || this.#mustWait) break
      next++
      this.#handle(event, user)
    }
    this.#held = next === events.length || this.#isClosed ? [] : events.slice(next)
    this.#holdBackIfOwing()
  }

  /** After the end nothing can be owed any more: what came before it is handled. */
  get #mustWait(): boolean {
    return this.isBacklogged && this.#connection.state !== 'closed'
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

  /** Called for every write; the stream's own 'drain' does not come after small ones. */
  #written(): void {
    if (this.#isGone || this.queuedBytes > 0) return
    if (!this.#wasBacklogged && !this.#tellsEveryDrain) return
    this.#wasBacklogged = false
    this.#handleHeld()
    if (!this.isBacklogged) this.#user?.drained()
  }

  /** The transport is gone, in whatever way. */
  #ended(): void {
    if (this.#isGone) return
    this.#isGone = true
    clearTimeout(this.#closing)
    this.#stream.destroy()
    this.#connection.receiveEnd()
    this.#takeEvents()
    this.#handleHeld()
    this.#onGone()
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
    if (this.#closing !== undefined || this.#isGone) return
    this.#closing = setTimeout(() => this.terminate(), this.#options.closeTimeoutMs)
    this.#closing.unref()
  }
}
