import type { ClosedEvent, ConnectionEvent } from '@parley/websocket'
import type { SocketTap } from './socket-tap.ts'

export type TappedOpcode = 'text' | 'binary' | 'close' | 'ping' | 'pong'

/** One frame that went out, or one message that came in, as the frames of it were put together. */
export interface TappedFrame {
  readonly direction: 'in' | 'out'
  readonly opcode: TappedOpcode
  /** Bytes of the payload, before compression. */
  readonly bytes: number
  /** Bytes it took on the wire with its header, for what went out. */
  readonly wireBytes: number | undefined
  readonly isCompressed: boolean
  /** The beginning of the payload, at most `maxKept` characters or bytes. Of a close frame its reason. */
  readonly data: string | Uint8Array
  /** Of a close frame: its code, 1005 if it had none. */
  readonly code: number | undefined
}

export interface FrameTapOptions {
  readonly onFrame: (frame: TappedFrame) => void
  /** Characters or bytes of each payload that are kept. */
  readonly maxKept: number
  /** Bytes that are queued already: frames from before somebody looked. */
  readonly skip: number
}

const names: Readonly<Record<number, TappedOpcode>> = { 1: 'text', 2: 'binary', 8: 'close', 9: 'ping', 10: 'pong' }
const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Makes frames of what a tap hears. */
export class FrameTap implements SocketTap {
  readonly #onFrame: (frame: TappedFrame) => void
  readonly #maxKept: number
  #skip: number
  /** Messages whose frames were not written yet. */
  readonly #queued: { readonly bytes: number; readonly data: string | Uint8Array }[] = []

  constructor({ onFrame, maxKept, skip }: FrameTapOptions) {
    this.#onFrame = onFrame
    this.#maxKept = maxKept
    this.#skip = skip
  }

  heard(events: readonly ConnectionEvent[]): void {
    for (const event of events) {
      switch (event.type) {
        case 'text':
          this.#came('text', encoder.encode(event.text).length, event.text)
          break
        case 'binary':
          this.#came('binary', event.bytes.length, event.bytes)
          break
        case 'ping':
        case 'pong':
          this.#came(event.type, event.payload.length, event.payload)
          break
        case 'closed':
          this.#closed(event)
          break
      }
    }
  }

  queued(message: string | Uint8Array): void {
    const bytes = typeof message === 'string' ? encoder.encode(message).length : message.length
    this.#queued.push({ bytes, data: this.#cut(message) })
  }

  wrote(frames: Uint8Array): void {
    let at = Math.min(this.#skip, frames.length)
    this.#skip -= at
    while (at < frames.length) at = this.#frame(frames, at)
  }

  /** Says what stands at `at`, and returns where the next frame begins. */
  #frame(bytes: Uint8Array, at: number): number {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    const first = view.getUint8(at)
    const second = view.getUint8(at + 1)
    const short = second & 0x7f
    const isMasked = (second & 0x80) !== 0
    const extended = short === 126 ? 2 : short === 127 ? 8 : 0
    const length = extended === 0 ? short : extended === 2 ? view.getUint16(at + 2) : Number(view.getBigUint64(at + 2))
    const start = at + 2 + extended + (isMasked ? 4 : 0)
    const end = start + length
    const opcode = names[first & 0x0f]
    const common = { direction: 'out', wireBytes: end - at, isCompressed: (first & 0x40) !== 0 } as const
    if (opcode === 'text' || opcode === 'binary') {
      const { bytes: size, data } = this.#queued.shift() ?? { bytes: length, data: '' }
      this.#onFrame({ ...common, opcode, bytes: size, data, code: undefined })
    } else if (opcode !== undefined) {
      const payload = bytes.slice(start, end)
      if (isMasked) for (let i = 0; i < payload.length; i++) payload[i]! ^= bytes[start - 4 + (i & 3)]!
      const isClose = opcode === 'close'
      const code = isClose ? (length >= 2 ? (payload[0]! << 8) | payload[1]! : 1005) : undefined
      const data = isClose ? decoder.decode(payload.subarray(2)) : payload
      this.#onFrame({ ...common, opcode, bytes: length, data, code })
    }
    return end
  }

  /** The peer's close frame, if there was one. */
  #closed({ by, clean, code, reason, fault }: ClosedEvent): void {
    if (fault !== undefined || (by !== 'peer' && !clean)) return
    const bytes = code === 1005 ? 0 : 2 + encoder.encode(reason).length
    this.#onFrame({ ...incoming, opcode: 'close', bytes, data: reason, code })
  }

  #came(opcode: TappedOpcode, bytes: number, data: string | Uint8Array): void {
    this.#onFrame({ ...incoming, opcode, bytes, data: this.#cut(data), code: undefined })
  }

  #cut(data: string | Uint8Array): string | Uint8Array {
    return data.slice(0, this.#maxKept)
  }
}

const incoming = { direction: 'in', wireBytes: undefined, isCompressed: false } as const
