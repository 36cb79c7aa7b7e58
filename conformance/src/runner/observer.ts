import { isUtf8 } from 'node:buffer'
import { type DeflatePeer, type Frame, opcodes, type RawConnection } from '../wire/index.ts'

export interface SeenMessage {
  readonly isText: boolean
  readonly bytes: Buffer
  readonly isCompressed: boolean
}

/** The codes that may stand in a close frame (RFC 6455 §7.4 and the registry of IANA). */
function isSendable(code: number): boolean {
  return (code >= 1000 && code <= 1014 && ![1004, 1005, 1006].includes(code)) || (code >= 3000 && code <= 4999)
}

/** Reads what a subject sends as RFC 6455 has it, and notes each rule that the subject itself breaks. */
export class Observer {
  readonly messages: SeenMessage[] = []
  readonly pongs: Buffer[] = []
  /** What the subject did that no endpoint may do. */
  readonly faults: string[] = []
  /** Of its close frame; 1005 if that has none. */
  closeCode: number | undefined
  readonly #peer: RawConnection
  readonly #codec: DeflatePeer | undefined
  readonly #keys = new Set<string>()
  #read = 0
  #message: { isText: boolean; isCompressed: boolean; parts: Buffer[] } | undefined

  constructor(peer: RawConnection, codec: DeflatePeer | undefined) {
    this.#peer = peer
    this.#codec = codec
  }

  /** Messages and pongs so far. */
  get answers(): number {
    this.update()
    return this.messages.length + this.pongs.length
  }

  /** Looks at the frames that came since. */
  update(): void {
    for (; this.#read < this.#peer.frames.length; this.#read++) this.#look(this.#peer.frames[this.#read]!)
  }

  /** What is left to say at the end. */
  finish(): void {
    this.update()
    const masked = this.#peer.frames.filter(({ masked }) => masked).length
    if (masked >= 5 && this.#keys.size === 1) this.faults.push('it masks all frames with one key')
  }

  #look(frame: Frame): void {
    const { opcode, payload, fin, rsv, lengthForm } = frame
    const isControl = opcode >= opcodes.close
    if (this.closeCode !== undefined) this.faults.push(`it sent a frame (opcode ${opcode}) after its close frame`)
    if (frame.key !== undefined) this.#keys.add(frame.key.toString('hex'))
    // The subject is the other side of the peer.
    if (frame.masked !== (this.#peer.role === 'server')) {
      this.faults.push(`it sent ${frame.masked ? 'a masked' : 'an unmasked'} frame`)
    }
    if (lengthForm !== (payload.length > 65_535 ? 64 : payload.length > 125 ? 16 : 7)) {
      this.faults.push(`it wrote a length of ${payload.length} in the ${lengthForm}-bit form`)
    }
    if (isControl && (!fin || payload.length > 125))
      this.faults.push('it sent a control frame that is long or fragmented')
    if (rsv !== 0 && (rsv !== 4 || isControl || opcode === opcodes.continuation || this.#codec === undefined)) {
      this.faults.push(`it set reserved bits (${rsv}) on a frame of opcode ${opcode}`)
    }
    if (isControl) this.#lookAtControl(opcode, payload)
    else this.#lookAtData(opcode, payload, fin, rsv === 4)
  }

  #lookAtControl(opcode: number, payload: Buffer): void {
    if (opcode === opcodes.pong) this.pongs.push(payload)
    else if (opcode === opcodes.close) {
      this.closeCode ??= payload.length < 2 ? 1005 : payload.readUInt16BE()
      if (payload.length === 1) this.faults.push('it sent a close body of one byte')
      if (payload.length > 1 && !isSendable(this.closeCode))
        this.faults.push(`it sent the close code ${this.closeCode}`)
      if (!isUtf8(payload.subarray(2))) this.faults.push('it sent a close reason that is no UTF-8')
    } else if (opcode > opcodes.pong) this.faults.push(`it sent the reserved opcode ${opcode}`)
  }

  #lookAtData(opcode: number, payload: Buffer, fin: boolean, isCompressed: boolean): void {
    if (opcode > opcodes.binary) {
      this.faults.push(`it sent the reserved opcode ${opcode}`)
      return
    }
    if ((opcode === opcodes.continuation) !== (this.#message !== undefined)) {
      this.faults.push(this.#message === undefined ? 'it continued no message' : 'it began a message inside another')
      if (this.#message === undefined) return
    }
    this.#message ??= { isText: opcode === opcodes.text, isCompressed, parts: [] }
    this.#message.parts.push(payload)
    if (!fin) return
    const { isText, parts } = this.#message
    const whole = parts.length === 1 ? parts[0]! : Buffer.concat(parts)
    const bytes = this.#message.isCompressed ? this.#decompressed(whole) : whole
    if (isText && !isUtf8(bytes)) this.faults.push('it sent text that is no UTF-8')
    this.messages.push({ isText, bytes, isCompressed: this.#message.isCompressed })
    this.#message = undefined
  }

  #decompressed(payload: Buffer): Buffer {
    try {
      return this.#codec?.decompress(payload) ?? payload
    } catch (error) {
      this.faults.push(`it sent a message that does not inflate: ${(error as Error).message}`)
      return Buffer.alloc(0)
    }
  }
}
