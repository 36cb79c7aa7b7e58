import { connect, type Socket } from 'node:net'
import { FrameSplitter, maskedText } from './frames.ts'

/** All sockets read into one buffer, one after the other: a thousand clients then allocate nothing per read. */
const readBuffer = Buffer.allocUnsafe(65_536)

const connectTimeoutMs = 20_000

/** Hears each text message; the bytes are only valid during the call. */
export type TextListener = (bytes: Buffer, from: number, to: number, socket: RawSocket) => void

/** A WebSocket client that costs as little as possible, so that the server is what is measured. */
export class RawSocket {
  readonly opened: Promise<void>
  readonly #socket: Socket
  readonly #frames: FrameSplitter
  #head = ''
  #isOpen = false
  #resolve: () => void = () => {}
  #reject: (error: Error) => void = () => {}
  isClosed = false

  constructor(port: number, path: string, onText: TextListener) {
    this.opened = new Promise((resolve, reject) => {
      this.#resolve = resolve
      this.#reject = reject
    })
    this.#frames = new FrameSplitter((bytes, from, to, opcode) => {
      if (opcode === 1) onText(bytes, from, to, this)
      else if (opcode === 9) this.#socket.write(maskedText(bytes.toString('latin1', from, to), 10))
    })
    const onread = {
      buffer: readBuffer,
      callback: (size: number) => {
        this.#received(readBuffer.subarray(0, size))
        return true
      },
    }
    this.#socket = connect({ host: '127.0.0.1', port, noDelay: true, onread })
    this.#socket.setTimeout(connectTimeoutMs, () => this.#socket.destroy())
    this.#socket.on('error', (error) => this.#reject(error))
    this.#socket.on('close', () => {
      this.isClosed = true
      this.#reject(new Error('the server closed the connection, or did not answer the handshake'))
    })
    this.#socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    )
  }

  send(text: string): void {
    this.#socket.write(maskedText(text))
  }

  /** Several frames in one write. */
  sendFrames(frames: readonly Buffer[]): void {
    const [only] = frames
    if (only !== undefined) this.#socket.write(frames.length === 1 ? only : Buffer.concat(frames))
  }

  destroy(): void {
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
    if (!this.#head.startsWith('HTTP/1.1 101')) {
      this.#reject(new Error(`the server refused: ${this.#head.slice(0, 200)}`))
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
