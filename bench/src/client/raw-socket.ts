import { connect, type Socket } from 'node:net'
import { FrameSplitter, maskedFrame, maskedText } from './frames.ts'

/** All sockets read into one buffer, one after the other: a thousand clients then allocate nothing per read. */
const readBuffer = Buffer.allocUnsafe(65_536)

const connectTimeoutMs = 20_000

/** Without context takeover, so that one compressed message does for all connections and all times. */
const deflateOffer = 'permessage-deflate; server_no_context_takeover; client_no_context_takeover'

/** Hears each text message; the bytes are only valid during the call. */
export type TextListener = (bytes: Buffer, from: number, to: number, socket: RawSocket, isCompressed: boolean) => void

export interface RawSocketOptions {
  readonly port: number
  readonly path: string
  /** Offers compression, and takes a server that declines for one that refuses. */
  readonly deflate?: boolean
  /** Another address of this machine: each has its own 28 000 ports. */
  readonly localAddress?: string
}

/**
 * A WebSocket client that costs as little as possible, so that the server is what is measured. If the server cuts it, it throws
 * where nobody catches: what is measured with fewer sockets than there should be is no figure.
 */
export class RawSocket {
  readonly opened: Promise<void>
  /** Resolves when it is gone, in whatever way. */
  readonly closed: Promise<void>
  readonly #socket: Socket
  readonly #frames: FrameSplitter
  readonly #deflate: boolean
  #head = ''
  /** What the server said in closing. */
  #goodbye = 'without a word'
  #isOpen = false
  #isLeaving = false
  #resolve: () => void = () => {}
  #reject: (error: Error) => void = () => {}

  constructor({ port, path, deflate = false, localAddress }: RawSocketOptions, onText: TextListener) {
    this.#deflate = deflate
    this.opened = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    // Who waits for it hears of it all the same.
    this.opened.catch(() => {})
    this.#frames = new FrameSplitter((bytes, from, to, opcode, isCompressed) => {
      if (opcode === 1) onText(bytes, from, to, this, isCompressed)
      else if (opcode === 9) this.write(maskedFrame(bytes.subarray(from, to), 10))
      else if (opcode === 8) {
        if (to - from >= 2) this.#goodbye = `${bytes.readUInt16BE(from)} ${bytes.toString('utf8', from + 2, to)}`
        this.#socket.destroy()
      }
    })
    const onread = {
      buffer: readBuffer,
      callback: (size: number) => {
        this.#received(readBuffer.subarray(0, size))
        return true
      },
    }
    const from = localAddress === undefined ? {} : { localAddress }
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread, ...from })
    this.#socket.setTimeout(connectTimeoutMs, () => this.#socket.destroy())
    this.#socket.on('error', (error) => this.#reject(error))
    this.closed = new Promise((resolve) => {
      this.#socket.on('close', () => {
        this.#reject(new Error('the server closed the connection, or did not answer the handshake'))
        resolve()
        if (!this.#isOpen || this.#isLeaving) return
        throw new Error(`the server closed a connection that it should have kept: ${this.#goodbye}`)
      })
    })
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n' +
        `${deflate ? `Sec-WebSocket-Extensions: ${deflateOffer}\r\n` : ''}\r\n`,
    )
  }

  send(text: string): void {
    this.#socket.write(maskedText(text))
  }

  /** Bytes of one or more whole frames. */
  write(frames: Buffer): void {
    this.#socket.write(frames)
  }

  /** Several frames in one write. */
  sendFrames(frames: readonly Buffer[]): void {
    const [only] = frames
    if (only !== undefined) this.#socket.write(frames.length === 1 ? only : Buffer.concat(frames))
  }

  /** Says goodbye; the answer, or the end, destroys it. */
  close(): void {
    this.#isLeaving = true
    this.#socket.write(goodbye)
  }

  destroy(): void {
    this.#isLeaving = true
    this.#socket.destroy()
  }

  #received(chunk: Buffer): void {
    if (this.#isOpen) {
      this.#frames.push(chunk)
      return
    }
    this.#head += chunk.toString('latin1')
    const end = this.#head.indexOf('\r\n\r\n')
    if (end < 0) return
    const head = this.#head.slice(0, end)
    if (!head.startsWith('HTTP/1.1 101')) {
      this.#reject(new Error(`the server refused: ${head.slice(0, 500)}`))
      return
    }
    if (this.#deflate && !/server_no_context_takeover/i.test(head)) {
      this.#reject(new Error(`the server does not compress: ${head.slice(0, 300)}`))
      return
    }
    this.#isOpen = true
    this.#socket.setTimeout(0)
    this.#resolve()
    const rest = Buffer.from(this.#head.slice(end + 4), 'latin1')
    this.#head = ''
    if (rest.length > 0) this.#frames.push(rest)
  }
}

/** 1000, no reason. */
const goodbye = maskedFrame(Buffer.from([0x03, 0xe8]), 8)
