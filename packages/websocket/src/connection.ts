import { encodeCloseBody, parseCloseBody } from './close-body.ts'
import { CloseCode, FaultCode, Opcode } from './codes.ts'
import { type ConnectionOptions, type Settings, toSettings } from './connection-options.ts'
import { encodeFrame, encodeText, requireBytes } from './encode-frame.ts'
import type { ClosedEvent, ConnectionEvent } from './events.ts'
import { faultOf } from './faults.ts'
import { emptyHeader, HeaderStage, parseHeader } from './frame-header.ts'
import { judgeHeader } from './frame-rules.ts'
import { HeaderCarry } from './header-carry.ts'
import { copyMasked, rotateKey } from './mask.ts'
import { MessageAssembler } from './message-assembler.ts'
import type { PartialFrame } from './partial-frame.ts'
import { decodeText } from './text-decode.ts'
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
  #output: Uint8Array[] = NOTHING
  #pendingPongs = 0
  #carry: HeaderCarry | undefined
  #frame: PartialFrame | undefined
  #message: MessageAssembler | undefined

  /** Throws {@link UsageError} if an option is out of its range, or a client has no `maskingKey`. */
  constructor(options: ConnectionOptions) {
    this.#settings = toSettings(options)
  }

  get state(): ConnectionState {
    return this.#state
  }

  get hasOutput(): boolean {
    return this.#output.length > 0
  }

  /** True from the moment the connection is closed: write the remaining output, then end the transport. */
  get shouldEndTransport(): boolean {
    return this.#state === 'closed'
  }

  /** Takes all events so far, in order. Do not add to the array: an empty one is shared and frozen. */
  takeEvents(): ConnectionEvent[] {
    const events = this.#events
    this.#events = NOTHING
    return events
  }

  /**
   * Takes all bytes to write, in order; do not change them. Leave them while the transport cannot take more: pongs that
   * nobody takes are what reveals a ping flood. An empty array is shared and frozen.
   */
  takeOutput(): Uint8Array[] {
    const output = this.#output
    this.#output = NOTHING
    this.#pendingPongs = 0
    return output
  }

  /**
   * Takes bytes from the peer, in pieces of any size. Never throws, whatever they are. The bytes are neither changed
   * nor kept, so the caller may use the same array again for its next read.
   */
  receive(bytes: Uint8Array): void {
    const end = bytes.length
    let at = 0
    while (at < end && this.#state !== 'closed') {
      at =
        this.#frame === undefined
          ? this.#receiveHeader(bytes, at, end)
          : this.#receivePayload(this.#frame, bytes, at, end)
    }
  }

  /** The transport has ended, well or not. Without a close handshake before it, the code is 1006 (RFC 6455 §7.1.5). */
  receiveEnd(): void {
    if (this.#state === 'closed') return
    this.#finish({ type: 'closed', code: CloseCode.abnormal, reason: '', clean: false, by: 'transport' })
  }

  /** Queues a text message. False once closing: nothing was queued. Lone surrogates become U+FFFD. */
  sendText(text: string): boolean {
    if (this.#state !== 'open') return false
    this.#push(encodeText(text, this.#settings.nextKey()))
    return true
  }

  /** Queues a binary message; the bytes are copied. False once closing: nothing was queued. */
  sendBinary(bytes: Uint8Array): boolean {
    requireBytes(bytes)
    if (this.#state !== 'open') return false
    this.#sendFrame(Opcode.binary, bytes)
    return true
  }

  /**
   * Queues a frame made by `encodeTextFrame` or `encodeBinaryFrame` as it is, so that many connections share it. False
   * once closing. Throws {@link UsageError} on a client, which must mask each frame with a key of its own.
   */
  sendEncoded(frame: Uint8Array): boolean {
    if (this.#settings.role === 'client') {
      throw new UsageError('ERR_ENCODED_FRAME', 'expected the role server: a client must mask each frame anew')
    }
    if ((frame[0] !== 0x81 && frame[0] !== 0x82) || !(frame[1]! < 0x80)) {
      throw new UsageError('ERR_ENCODED_FRAME', 'expected a frame made by encodeTextFrame or encodeBinaryFrame')
    }
    if (this.#state !== 'open') return false
    this.#push(frame)
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
    this.#sendFrame(Opcode.close, body)
    this.#state = 'closing'
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
      this.#receiveWhole(opcode, bytes, at, stop, key)
      return stop
    }
    if (!isControl) {
      this.#message ??= new MessageAssembler(opcode === Opcode.text)
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
    const payload = new Uint8Array(stop - at)
    copyMasked(bytes, at, stop, payload, 0, key)
    if (opcode === Opcode.binary) this.#emit({ type: 'binary', bytes: payload })
    else this.#receiveControl(opcode, payload)
  }

  #finishMessage(message: MessageAssembler): void {
    this.#message = undefined
    if (message.isText) this.#receiveText(message.finishText())
    else this.#emit({ type: 'binary', bytes: message.finishBytes() })
  }

  #receiveText(text: string | undefined): void {
    if (text === undefined) this.#fail(FaultCode.invalidUtf8, 0)
    else this.#emit({ type: 'text', text })
  }

  #receiveControl(opcode: number, payload: Uint8Array): void {
    if (opcode === Opcode.close) {
      this.#receiveClose(payload)
    } else if (opcode === Opcode.pong) {
      this.#emit({ type: 'pong', payload })
    } else if (this.#pendingPongs >= this.#settings.maxPendingPongs) {
      this.#fail(FaultCode.pingFlood, 0)
    } else {
      // RFC 6455 §5.5.2 wants the answer until the peer's close frame, even after ours.
      this.#pendingPongs++
      this.#sendFrame(Opcode.pong, payload)
      this.#emit({ type: 'ping', payload })
    }
  }

  #receiveClose(body: Uint8Array): void {
    const status = parseCloseBody(body)
    if (typeof status === 'string') {
      this.#fail(status, 0)
      return
    }
    const by = this.#state === 'open' ? 'peer' : 'self'
    // The code comes back, the reason need not: RFC 6455 §5.5.1.
    if (by === 'peer') this.#sendFrame(Opcode.close, body.subarray(0, 2))
    this.#finish({ type: 'closed', code: status.code, reason: status.reason, clean: true, by })
  }

  /** RFC 6455 §7.1.7: says why, once, and hears no more. Returns `end`, since nothing after the fault is read. */
  #fail(code: FaultCode, end: number): number {
    const fault = faultOf(code)
    const { closeCode, message: reason } = fault
    if (this.#state === 'open') this.#sendFrame(Opcode.close, encodeCloseBody(closeCode, reason))
    this.#finish({ type: 'closed', code: closeCode, reason, clean: false, by: 'self', fault })
    return end
  }

  #finish(event: ClosedEvent): void {
    this.#state = 'closed'
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
    this.#sendFrame(opcode, payload)
    return true
  }

  #sendFrame(opcode: number, payload: Uint8Array): void {
    this.#push(encodeFrame(opcode, payload, this.#settings.nextKey()))
  }

  #emit(event: ConnectionEvent): void {
    if (this.#events.length === 0) this.#events = [event]
    else this.#events.push(event)
  }

  #push(frame: Uint8Array): void {
    if (this.#output.length === 0) this.#output = [frame]
    else this.#output.push(frame)
  }
}
