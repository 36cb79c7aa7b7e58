import { CloseCode, FaultCode, Opcode } from './codes.ts'
import { type ConnectionOptions, type Settings, toCompression, toSettings } from './connection-options.ts'
import { type Inflater, TAIL } from './deflate/inflater.ts'
import type { ClosedEvent, ConnectionEvent } from './events.ts'
import { faultOf } from './faults.ts'
import { allocateFrame } from './frames/allocate.ts'
import { encodeCloseBody, parseCloseBody } from './frames/close-body.ts'
import { requireBytes } from './frames/encode-frame.ts'
import { emptyHeader, HeaderStage, parseHeader } from './frames/frame-header.ts'
import { judgeHeader } from './frames/frame-rules.ts'
import { HeaderCarry } from './frames/header-carry.ts'
import { copyMasked, rotateKey } from './frames/mask.ts'
import type { PartialFrame } from './frames/partial-frame.ts'
import { MessageAssembler } from './messages/message-assembler.ts'
import { decodeStrict, decodeText } from './messages/text-decode.ts'
import { Outgoing } from './outgoing.ts'
import type { PreparedMessage } from './prepared-message.ts'
import { UsageError } from './usage-error.ts'

export type ConnectionState = 'open' | 'closing' | 'closed'

// Never filled: see `takeEvents`.
const NOTHING: never[] = Object.freeze([] as never[]) as never[]
const NO_BYTES = new Uint8Array(0)

// Lives within one call only, so one is enough for all connections.
const header = emptyHeader()

/**
 * One WebSocket after its handshake (RFC 6455 §5–§8), either role: bytes in by `receive`, events and bytes out by
 * `takeEvents` and `takeOutput`. It does no I/O and owns no clock. After each call that can produce something, take
 * both; when `shouldEndTransport` is true and the output is written, end the transport.
 */
export class Connection {
  readonly #settings: Settings
  #state: ConnectionState = 'open'
  #events: ConnectionEvent[] = NOTHING
  /** Bytes that the waiting events were inflated to. */
  #inflatedBytes = 0
  /** Messages that have arrived whole, and how many of them had when events were last taken. */
  #messages = 0
  #messagesTaken = 0
  /** A close frame or a fault that followed messages which nobody could answer yet. */
  #deferred: (() => void) | undefined
  /** As many pongs as may wait did so already when the bytes at hand came. */
  #hasFullPongs = false
  readonly #outgoing: Outgoing
  readonly #inflater: Inflater | undefined
  #carry: HeaderCarry | undefined
  #frame: PartialFrame | undefined
  #message: MessageAssembler | undefined

  /** Throws {@link UsageError} if an option is out of its range, or a client has no `maskingKey`. */
  constructor(options: ConnectionOptions) {
    this.#settings = toSettings(options)
    const compression = toCompression(options)
    this.#inflater = compression?.inflater
    this.#outgoing = new Outgoing(this.#settings.nextKey, compression?.deflater)
  }

  get state(): ConnectionState {
    return this.#state
  }

  get hasOutput(): boolean {
    return !this.#outgoing.isEmpty
  }

  /** Bytes that wait for `takeOutput`, headers counted. */
  get outputBytes(): number {
    return this.#outgoing.bytes
  }

  /** Bytes that the events which wait to be taken were inflated to. */
  get inflatedBytes(): number {
    return this.#inflatedBytes
  }

  /**
   * The number of the message that has begun to arrive and is not whole, counted from 1; 0 if there is none. The first byte
   * of a frame's header begins one. For a driver's deadline, which must know whether a message is still the same one.
   */
  get unfinishedMessage(): number {
    const isBetween = this.#message === undefined && this.#frame === undefined && this.#carry === undefined
    return isBetween || this.#state === 'closed' ? 0 : this.#messages + 1
  }

  /** A close frame or a fault waits until the messages before it were answered: the next byte that is received ends it. */
  get isEnding(): boolean {
    return this.#deferred !== undefined
  }

  /** True from the moment the connection is closed: write the remaining output, then end the transport. */
  get shouldEndTransport(): boolean {
    return this.#state === 'closed'
  }

  /** Takes all events so far, in order. Do not add to the array: an empty one is shared and frozen. */
  takeEvents(): ConnectionEvent[] {
    const events = this.#events
    this.#events = NOTHING
    this.#inflatedBytes = 0
    this.#messagesTaken = this.#messages
    return events
  }

  /**
   * Takes all bytes to write, in order; do not change them. Leave them while the transport cannot take more: pongs that
   * nobody takes are what reveals a ping flood. An empty array is shared and frozen.
   */
  takeOutput(): Uint8Array[] {
    return this.#outgoing.take()
  }

  /**
   * Takes bytes from the peer, in pieces of any size, and returns how many it took. Never throws, whatever they are. The
   * bytes are neither changed nor kept, so the caller may use the same array again for its next read.
   *
   * Where it took fewer than it got, take the events, answer them, and give it the rest: it stops before a close frame or a
   * fault that follows messages, so that these can still be answered, and, since a few compressed bytes may stand for megabytes,
   * once the waiting events were inflated to `maxMessageBytes`.
   */
  receive(bytes: Uint8Array): number {
    const end = bytes.length
    const { maxPendingPongs, maxMessageBytes } = this.#settings
    this.#hasFullPongs = this.#outgoing.pongs >= maxPendingPongs
    let at = 0
    this.#finishDeferred()
    while (at < end && this.#state !== 'closed') {
      // What was put off needs another call, and so a byte to be called with.
      if (this.#deferred !== undefined) return Math.min(at, end - 1)
      if (this.#inflatedBytes >= maxMessageBytes) return at
      at =
        this.#frame === undefined
          ? this.#receiveHeader(bytes, at, end)
          : this.#receivePayload(this.#frame, bytes, at, end)
    }
    return this.#deferred === undefined ? end : end - 1
  }

  /** The transport has ended, well or not. Without a close handshake before it, the code is 1006 (RFC 6455 §7.1.5). */
  receiveEnd(): void {
    this.#finishDeferred()
    if (this.#state === 'closed') return
    this.#finish({ type: 'closed', code: CloseCode.abnormal, reason: '', clean: false, by: 'transport' })
  }

  /** Queues a text message. False once closing: nothing was queued. Lone surrogates become U+FFFD. */
  sendText(text: string): boolean {
    requireText(text)
    if (this.#state !== 'open') return false
    this.#outgoing.text(text)
    return true
  }

  /** Queues a binary message; the bytes are copied. False once closing: nothing was queued. */
  sendBinary(bytes: Uint8Array): boolean {
    requireBytes(bytes)
    if (this.#state !== 'open') return false
    this.#outgoing.binary(bytes)
    return true
  }

  /** Queues a message that many connections get: framed and compressed once for all. False once closing. */
  sendPrepared(message: PreparedMessage): boolean {
    if (this.#state !== 'open') return false
    this.#outgoing.prepared(message)
    return true
  }

  /** Queues a ping of at most 125 bytes. False once closing. */
  ping(payload: Uint8Array = NO_BYTES): boolean {
    return this.#sendControl(Opcode.ping, payload)
  }

  /** Queues a pong nobody asked for (RFC 6455 §5.5.3); pings are answered without it. False once closing. */
  pong(payload: Uint8Array = NO_BYTES): boolean {
    return this.#sendControl(Opcode.pong, payload)
  }

  /**
   * Begins the close handshake (RFC 6455 §7.1.2). Messages of the peer still arrive until its own close frame; set a
   * deadline for that outside. Does nothing the second time. Throws {@link UsageError} for a code that must not be sent
   * or a reason of more than 123 bytes, in every state.
   */
  close(code?: number, reason = ''): void {
    const body = encodeCloseBody(code, reason)
    if (this.#state !== 'open') return
    this.#outgoing.control(Opcode.close, body)
    this.#state = 'closing'
  }

  /**
   * Ends the connection at once for a reason of the driver's, a limit of its own for instance: the peer is told `code` and
   * `reason` if it was not told anything before, nothing more is received, and `closed` comes with them. Does nothing once
   * closed. Throws {@link UsageError} like `close`.
   */
  fail(code: number, reason: string): void {
    const body = encodeCloseBody(code, reason)
    if (this.#state === 'closed') return
    if (this.#state === 'open') this.#outgoing.control(Opcode.close, body)
    this.#finish({ type: 'closed', code, reason, clean: false, by: 'self' })
  }

  /** Begins the next frame; returns how far it came in `bytes`. */
  #receiveHeader(bytes: Uint8Array, start: number, end: number): number {
    const carry = this.#carry
    let began = start
    if (carry === undefined) parseHeader(header, bytes, start, end)
    else began = carry.parse(header, bytes, start, end)
    const broken = judgeHeader(header, this.#settings, this.#message)
    if (broken !== undefined) return this.#fail(broken, end)
    if (header.stage !== HeaderStage.whole) {
      this.#carry = carry ?? new HeaderCarry(bytes, start, end)
      return end
    }
    this.#carry = undefined
    return this.#beginFrame(bytes, began + header.size, end)
  }

  #beginFrame(bytes: Uint8Array, at: number, end: number): number {
    const { opcode, fin, key, length } = header
    const isControl = opcode >= Opcode.close
    const stop = at + length
    // The usual case: a whole message in one frame in one piece.
    if (stop <= end && (isControl || (fin && this.#message === undefined))) {
      if (header.rsv !== 0) this.#receiveInflated(opcode === Opcode.text, copyWithTail(bytes, at, stop, key))
      else this.#receiveWhole(opcode, bytes, at, stop, key)
      return stop
    }
    if (!isControl) {
      this.#message ??= new MessageAssembler(opcode === Opcode.text, header.rsv !== 0)
      this.#message.beginFragment()
    }
    const control = isControl ? new Uint8Array(length) : undefined
    this.#frame = { opcode, fin, key, due: length, control }
    // Also with no bytes left: an empty frame, or one whose payload is still to come, has no other turn.
    return this.#receivePayload(this.#frame, bytes, at, end)
  }

  /** Adds to a frame that does not arrive in one piece; returns how far it came in `bytes`. */
  #receivePayload(frame: PartialFrame, bytes: Uint8Array, at: number, end: number): number {
    const { opcode, fin, control, due } = frame
    const stop = Math.min(end, at + due)
    const count = stop - at
    if (control !== undefined) {
      copyMasked(bytes, at, stop, control, control.length - due, frame.key)
    } else if (!this.#message!.append(bytes, at, stop, frame.key, fin ? due : undefined)) {
      return this.#fail(FaultCode.invalidUtf8, end)
    }
    frame.key = rotateKey(frame.key, count)
    frame.due = due - count
    if (frame.due > 0) return stop
    this.#frame = undefined
    if (control !== undefined) this.#receiveControl(opcode, control)
    else if (fin) this.#finishMessage(this.#message!)
    return stop
  }

  #receiveWhole(opcode: number, bytes: Uint8Array, at: number, stop: number, key: number): void {
    if (opcode === Opcode.text) {
      this.#receiveText(decodeText(bytes, at, stop, key))
      return
    }
    // A message may be kept for long; what a control frame holds is small, and there may be a flood of them.
    const payload = opcode === Opcode.binary ? new Uint8Array(stop - at) : allocateFrame(stop - at)
    copyMasked(bytes, at, stop, payload, 0, key)
    if (opcode === Opcode.binary) this.#receiveBinary(payload)
    else this.#receiveControl(opcode, payload)
  }

  #finishMessage(message: MessageAssembler): void {
    this.#message = undefined
    if (message.isCompressed) this.#receiveInflated(message.isText, message.finishWith(TAIL))
    else if (message.isText) this.#receiveText(message.finishText())
    else this.#receiveBinary(message.finishBytes())
  }

  #receiveInflated(isText: boolean, input: Uint8Array): void {
    const payload = this.#inflater!.inflate(input, this.#settings.maxMessageBytes)
    if (typeof payload === 'string') {
      this.#fail(payload, 0)
      return
    }
    this.#inflatedBytes += payload.length
    if (isText) this.#receiveText(decodeStrict(payload))
    else this.#receiveBinary(withoutSlack(payload))
  }

  #receiveBinary(bytes: Uint8Array): void {
    this.#messages++
    this.#emit({ type: 'binary', bytes })
  }

  #receiveText(text: string | undefined): void {
    if (text === undefined) {
      this.#fail(FaultCode.invalidUtf8, 0)
      return
    }
    this.#messages++
    this.#emit({ type: 'text', text })
  }

  #receiveControl(opcode: number, payload: Uint8Array): void {
    if (opcode === Opcode.close) {
      this.#receiveClose(payload)
    } else if (opcode === Opcode.pong) {
      this.#emit({ type: 'pong', payload })
    } else if (this.#hasFullPongs) {
      this.#fail(FaultCode.pingFlood, 0)
    } else {
      // RFC 6455 §5.5.2 wants the answer until the peer's close frame, even after ours.
      if (this.#outgoing.pongs < this.#settings.maxPendingPongs) this.#outgoing.pong(payload)
      else this.#outgoing.pongInstead(payload)
      this.#emit({ type: 'ping', payload })
    }
  }

  #receiveClose(body: Uint8Array): void {
    if (this.#messagesTaken < this.#messages) {
      this.#deferred = () => this.#receiveClose(body)
      return
    }
    const status = parseCloseBody(body)
    if (typeof status === 'string') {
      this.#fail(status, 0)
      return
    }
    const by = this.#state === 'open' ? 'peer' : 'self'
    // The code comes back, the reason need not: RFC 6455 §5.5.1.
    if (by === 'peer') this.#outgoing.control(Opcode.close, body.subarray(0, 2))
    this.#finish({ type: 'closed', code: status.code, reason: status.reason, clean: true, by })
  }

  /** RFC 6455 §7.1.7: says why, once, and hears no more. Returns `end`, since nothing after the fault is read. */
  #fail(code: FaultCode, end: number): number {
    if (this.#messagesTaken < this.#messages) {
      this.#deferred = () => this.#fail(code, 0)
      return end
    }
    const fault = faultOf(code)
    const { closeCode, message: reason } = fault
    if (this.#state === 'open') this.#outgoing.control(Opcode.close, encodeCloseBody(closeCode, reason))
    this.#finish({ type: 'closed', code: closeCode, reason, clean: false, by: 'self', fault })
    return end
  }

  #finishDeferred(): void {
    const finish = this.#deferred
    this.#deferred = undefined
    if (finish === undefined) return
    // Put off once is enough, whether the messages were taken or not.
    this.#messagesTaken = this.#messages
    finish()
  }

  #finish(event: ClosedEvent): void {
    this.#state = 'closed'
    this.#deferred = undefined
    this.#carry = undefined
    this.#frame = undefined
    this.#message = undefined
    this.#emit(event)
  }

  #sendControl(opcode: number, payload: Uint8Array): boolean {
    requireBytes(payload)
    if (payload.length > 125) {
      throw new UsageError('ERR_CONTROL_PAYLOAD', `expected a payload of at most 125 bytes, got ${payload.length}`)
    }
    if (this.#state !== 'open') return false
    this.#outgoing.control(opcode, payload)
    return true
  }

  #emit(event: ConnectionEvent): void {
    if (this.#events.length === 0) this.#events = [event]
    else this.#events.push(event)
  }
}

/** The payload of a compressed message, unmasked, and what must follow it before it is inflated. */
function copyWithTail(bytes: Uint8Array, start: number, end: number, key: number): Uint8Array {
  const length = end - start
  const input = new Uint8Array(length + TAIL.length)
  copyMasked(bytes, start, end, input, 0, key)
  input.set(TAIL, length)
  return input
}

/**
 * Whoever keeps a small message must not keep the large buffer that it was inflated into. And a message is the same kind of array
 * whether it was compressed or not: a codec may give a Node Buffer, whose `slice` is a view.
 */
function withoutSlack(bytes: Uint8Array): Uint8Array {
  const { buffer, byteOffset, length } = bytes
  return buffer.byteLength > 2 * length ? new Uint8Array(bytes) : new Uint8Array(buffer, byteOffset, length)
}

function requireText(text: string): void {
  if (typeof text !== 'string') throw new UsageError('ERR_PAYLOAD_TYPE', `expected a string, got ${typeof text}`)
}
