import type { Duplex } from 'node:stream'
import { type ClosedEvent, Connection, type ConnectionOptions, type PreparedMessage } from '@parley/websocket'
import type { SocketTap } from '../tap/socket-tap.ts'
import { type Flushable, joinFrames, type SharedBytes } from './flusher.ts'
import { Intake, type IntakeOwner, type IntakeUser } from './intake.ts'
import type { SocketLimits } from './limits.ts'
import { Patience, type PatienceEnd } from './patience.ts'
import { Pulse } from './pulse.ts'
import {
  closeTimeout,
  type LimitFault,
  messageTimeout,
  noHeartbeat,
  type SocketFault,
  tooFast,
  tooSlow,
  writeTimeout,
} from './socket-fault.ts'
import type { SocketGroup } from './socket-group.ts'

/** What the bytes on a socket mean to whoever uses it. None of these may throw. */
export interface SocketUser extends IntakeUser {
  /** All that was waiting for the peer has gone out. */
  drained(): void
  /** Something has gone out; told where `tellEveryDrain` was asked for. See {@link SocketDriver.sentPosition}. */
  wentOut?(position: number): void
  /** The transport has ended, and nothing more goes out. Messages that came before may still be given. */
  gone?(): void
  /** Exactly once, last. `fault`: why this end gave up. */
  closed(code: number, reason: string, clean: boolean, fault: SocketFault | undefined): void
}

const nothing = () => {}

/**
 * Runs the WebSocket machine on a transport: bytes in, messages to the user, frames out, one write per turn. While the peer
 * does not read what waits for it, nothing more is read from it, so what it can make us owe is bounded.
 */
export class SocketDriver implements IntakeOwner, PatienceEnd, Flushable {
  readonly #stream: Duplex
  readonly #connection: Connection
  readonly #group: SocketGroup
  readonly #limits: SocketLimits
  readonly #isServer: boolean
  readonly #pulse: Pulse
  readonly #intake: Intake
  #user: SocketUser | undefined
  #isScheduled = false
  #isNewsScheduled = false
  #isBlocked = false
  /** The transport has not taken all of the last write. */
  #isWriting = false
  /** News may have been withheld: the user is told when all that waits has gone out. */
  #wasBacklogged = false
  #tellsEveryDrain = false
  /** Bytes given to the transport so far. */
  #flushedBytes = 0
  /** What the user was told of the end. */
  #ending: ClosedEvent | undefined
  /** Why this end asked for the close. */
  #reasonGiven = ''
  /** The transport has ended. */
  #isGone = false
  #fault: SocketFault | undefined
  #onGone = nothing
  readonly #slice: number
  #patience: Patience | undefined
  #tap: SocketTap | undefined
  readonly #onWritten = () => this.#written()

  /** Made by a {@link SocketGroup}. */
  constructor(stream: Duplex, group: SocketGroup, options: ConnectionOptions) {
    this.#stream = stream
    this.#group = group
    this.#limits = group.limits
    this.#isServer = options.role === 'server'
    this.#pulse = new Pulse(stream)
    this.#connection = new Connection(options)
    this.#intake = new Intake(this.#connection, group.intake, this)
    this.#slice = group.heartbeat.add(this)
    listen(stream, this)
  }

  /**
   * Gives messages to `user` from now on. `head`: bytes that arrived with the handshake. `onHold`: messages wait until
   * `release()`, and so does the end of the socket, which comes last.
   */
  start(user: SocketUser, head: Uint8Array, onHold = false): void {
    this.#user = user
    this.#intake.start(user, onHold)
    if (head.length > 0) this.received(head)
  }

  /** `run` is called once, when the transport has ended. */
  whenGone(run: () => void): void {
    this.#onGone = run
    if (this.#isGone) run()
  }

  /** Bytes of frames that wait in the machine: what a tap was not told of before it is there. */
  get outputBytes(): number {
    return this.#connection.outputBytes
  }

  /** Somebody looks on from now on; `undefined`: nobody does any more. */
  tap(tap: SocketTap | undefined): void {
    this.#tap = tap
    this.#intake.tap(tap)
  }

  /** From now on the user hears of every time that all has gone out, not only after a backlog. */
  tellEveryDrain(): void {
    this.#tellsEveryDrain = true
  }

  /** Messages wait from now on, also those that were read already. */
  hold(): void {
    this.#intake.hold()
  }

  release(): void {
    this.#intake.release()
    this.#holdBackIfOwing()
  }

  get isOpen(): boolean {
    return this.#connection.state === 'open' && !this.#isGone
  }

  /** The transport has ended. */
  get isGone(): boolean {
    return this.#isGone
  }

  /** Bytes sent so far. What stands before a position has gone out once `wentOut` tells that position or a later one. */
  get sentPosition(): number {
    return this.#flushedBytes + this.#connection.outputBytes
  }

  /** Bytes that wait for the peer in this process. */
  get queuedBytes(): number {
    return this.#connection.outputBytes + this.#stream.writableLength
  }

  get isBacklogged(): boolean {
    return this.queuedBytes > this.#limits.maxBacklogBytes
  }

  /** How it closed; `undefined`: it has not, or messages that came before still wait for the user. */
  get ending(): Pick<ClosedEvent, 'code' | 'reason' | 'clean'> | undefined {
    if (this.#ending === undefined) return undefined
    const { code, reason, clean } = this.#ending
    // Most peers repeat the code they were given and not the reason.
    return { code, reason: reason === '' ? this.#reasonGiven : reason, clean }
  }

  /** Why this end gave up, once it has. */
  get fault(): SocketFault | undefined {
    return this.#fault
  }

  /**
   * Goes out at the end of the turn; what is prepared for many, with the next round of news. `false`: the socket is closing,
   * nothing was queued.
   */
  send(message: string | Uint8Array | PreparedMessage): boolean {
    const connection = this.#connection
    if (this.#isGone) return false
    if (this.isOpen && this.queuedBytes > this.#limits.maxQueuedBytes) {
      // Nothing more is queued from here on; a peer that is slow but there reads why.
      this.#fault ??= tooSlow
      this.close(tooSlow.closeCode, tooSlow.message)
      return false
    }
    const isText = typeof message === 'string'
    const isBytes = message instanceof Uint8Array
    const isSent = isText
      ? connection.sendText(message)
      : isBytes
        ? connection.sendBinary(message)
        : connection.sendPrepared(message)
    if (!isSent) return false
    this.#tap?.queued(isText || isBytes ? message : message.data)
    if (this.isBacklogged) this.#wasBacklogged = true
    this.#schedule(!isText && !isBytes)
    return true
  }

  close(code: number, reason: string): void {
    this.#reasonGiven ||= reason
    this.#connection.close(code, reason)
    this.#schedule(false)
    this.#awaitClose()
  }

  /** Cuts the connection without a word. */
  terminate(): void {
    this.#intake.drop()
    this.ended()
  }

  /** We do not read at the moment. */
  get isBlocked(): boolean {
    return this.#isBlocked
  }

  /** Changes when the peer takes something that waits for it here. */
  get takenBytes(): number {
    return this.#pulse.takenBytes
  }

  /** The peer's answer is here, behind messages that wait for the user. */
  get isAwaitingUser(): boolean {
    return this.#intake.isHolding && this.#connection.isEnding
  }

  get hasFault(): boolean {
    return this.#fault !== undefined
  }

  get minWriteBytes(): number {
    return this.#limits.minWriteBytes
  }

  /** We owe the peer so much that its messages must wait. After the end nothing is owed any more. */
  get mustWait(): boolean {
    return this.isBacklogged && !this.#isGone && this.#connection.state !== 'closed'
  }

  /** The machine's last word. */
  closed(ending: ClosedEvent): void {
    const { code, reason, clean, fault } = ending
    this.#ending = ending
    this.#awaitClose()
    this.#fault ??= fault
    this.#user?.closed(code, reason, clean, this.#fault)
  }

  /** The peer sends more than it may. */
  tooFast(): void {
    this.#fail(tooFast)
  }

  /** A message did not arrive in its time. */
  messageLate(): void {
    this.#fail(messageTimeout)
  }

  /** The peer took nothing for too long. */
  writeLate(): void {
    this.#giveUp(writeTimeout)
  }

  /** The peer did not answer a close, or does not end the connection. */
  closeLate(): void {
    this.#giveUp(closeTimeout)
  }

  /**
   * Called once per heartbeat. Pings; cuts a peer that gave no sign of life since the ping before. While messages wait for
   * their listener we do not read, and cannot know.
   */
  beat(): void {
    if (!this.#pulse.isAlive && !this.#intake.isUnheard) {
      this.#giveUp(noHeartbeat)
      return
    }
    const isAsked = this.#connection.ping()
    this.#pulse.ask(isAsked)
    if (isAsked) this.#schedule(false)
  }

  /** Writes what waits; `shared` with others who have the same waiting. */
  flush(shared?: SharedBytes): void {
    this.#isScheduled = false
    this.#isNewsScheduled = false
    const stream = this.#stream
    // While a write waits, the rest waits in the machine: it counts the pongs there.
    if (this.#connection.hasOutput && !this.#isWriting) {
      const bytes = shared?.join(this.#connection.takeOutput()) ?? joinFrames(this.#connection.takeOutput())
      this.#flushedBytes += bytes.length
      this.#tap?.wrote(bytes)
      if (stream.writable) stream.write(bytes, this.#onWritten)
      this.#isWriting = stream.writableLength > 0
      if (this.#isWriting) this.#waiting.awaitWrite()
    }
    if (this.isBacklogged) this.#wasBacklogged = true
    if (!this.#connection.shouldEndTransport) this.#holdBackIfOwing()
    else if (!this.#connection.hasOutput) this.#end()
  }

  /** Made when there is something to wait for: most sockets are idle. */
  get #waiting(): Patience {
    this.#patience ??= new Patience(this.#group, this)
    return this.#patience
  }

  #schedule(isNews: boolean): void {
    // What is being written comes first; then this follows by itself.
    if (this.#isWriting || this.#isScheduled || (isNews && this.#isNewsScheduled)) return
    if (isNews) {
      this.#isNewsScheduled = true
      this.#group.flusher.news(this)
    } else {
      this.#isScheduled = true
      this.#group.flusher.answer(this)
    }
  }

  /** Bytes came from the transport. */
  received(bytes: Uint8Array): void {
    // What comes after the end of the machine means nothing, even while the user is not told of it yet.
    if (this.#connection.state === 'closed') return
    this.#pulse.heard()
    // Whatever is sent meanwhile goes out below; no need to be called again for it.
    const wasScheduled = this.#isScheduled
    this.#isScheduled = true
    this.#intake.read(bytes)
    this.#isScheduled = wasScheduled
    const unfinished = this.#connection.unfinishedMessage
    if (unfinished !== 0 || this.#patience !== undefined) this.#waiting.watchMessage(unfinished)
    // What these bytes were answered with goes out now: the peer is waiting for it.
    if (this.#connection.hasOutput || this.#connection.shouldEndTransport) this.flush()
    else this.#holdBackIfOwing()
  }

  #holdBackIfOwing(): void {
    if (this.#ending !== undefined || this.#isGone) return
    if (this.isBacklogged || this.#intake.isBlocked) {
      this.#isBlocked = true
      this.#stream.pause()
    } else if (this.#isBlocked || this.#stream.isPaused()) {
      this.#isBlocked = false
      this.#stream.resume()
    }
  }

  /** Called for every write; the stream's own 'drain' does not come after small ones. */
  #written(): void {
    if (this.#isGone) return
    if (this.#isWriting) {
      if (this.#stream.writableLength > 0) return
      this.#isWriting = false
      this.#patience?.written()
    }
    if (this.#connection.hasOutput || this.#connection.shouldEndTransport) this.flush()
    if (this.#tellsEveryDrain) this.#user?.wentOut?.(this.#flushedBytes - this.#stream.writableLength)
    if (this.#wasBacklogged && !this.isBacklogged && this.#isBlocked) {
      this.#intake.resume()
      this.#holdBackIfOwing()
    }
    if (this.queuedBytes > 0) return
    if (!this.#wasBacklogged && !this.#tellsEveryDrain) return
    this.#wasBacklogged = false
    this.#intake.resume()
    this.#holdBackIfOwing()
    if (!this.isBacklogged) this.#user?.drained()
  }

  /** A limit of ours was passed: the peer is told, and nothing more is heard from it. */
  #fail(fault: LimitFault): void {
    this.#fault ??= fault
    this.#connection.fail(fault.closeCode, fault.message)
    this.flush()
    this.#intake.fail()
  }

  /** The peer cannot be told anything any more. */
  #giveUp(fault: LimitFault): void {
    this.#fault ??= fault
    this.ended()
  }

  /** The transport is gone, in whatever way. */
  ended(): void {
    if (this.#isGone) return
    this.#isGone = true
    this.#group.heartbeat.delete(this, this.#slice)
    this.#patience?.forgetAll()
    this.#stream.destroy()
    this.#user?.gone?.()
    this.#intake.end()
    this.#onGone()
  }

  /**
   * RFC 6455 §7.1.1: the server ends the TCP connection, and a client waits for that; either way the peer has a moment to take
   * what is left.
   */
  #end(): void {
    if (this.#isServer) this.#stream.end()
    this.#stream.resume()
    this.#awaitClose()
  }

  #awaitClose(): void {
    if (!this.#isGone) this.#waiting.awaitClose()
  }
}

const driverOf = Symbol('driver')

interface DrivenStream extends Duplex {
  [driverOf]?: SocketDriver
}

/** The same functions for all sockets: a closure for each event of each socket would be a quarter of what an idle one costs. */
function listen(stream: DrivenStream, driver: SocketDriver): void {
  stream[driverOf] = driver
  stream.on('data', onData)
  stream.on('end', onEnd)
  stream.on('error', onEnd)
  stream.on('close', onEnd)
}

function onData(this: DrivenStream, bytes: Uint8Array): void {
  this[driverOf]?.received(bytes)
}

function onEnd(this: DrivenStream): void {
  this[driverOf]?.ended()
}
