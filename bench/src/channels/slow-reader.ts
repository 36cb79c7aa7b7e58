import { randomBytes } from 'node:crypto'
import { connect, type Socket } from 'node:net'
import { maskedText } from '../client/frames.ts'

const everyMs = 100

/** Follows like everybody else, and takes so many bytes a second and no more. */
export class SlowReader {
  isGone = false
  readonly #socket: Socket
  readonly #reading: NodeJS.Timeout

  /** `says`: what it sends after the handshake. Resolves when the server has answered that. */
  static async connect(port: number, path: string, says: readonly string[], bytesPerSecond: number) {
    const socket = connect({ host: '127.0.0.1', port })
    const reader = new SlowReader(socket, Math.ceil((bytesPerSecond * everyMs) / 1000))
    const key = randomBytes(16).toString('base64')
    socket.write(
      `GET ${path} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        `Sec-WebSocket-Key: ${key}\r\nSec-WebSocket-Version: 13\r\n\r\n`,
    )
    await new Promise((resolve) => socket.once('readable', resolve))
    for (const text of says) socket.write(maskedText(text))
    return reader
  }

  private constructor(socket: Socket, bytesAtOnce: number) {
    this.#socket = socket
    socket.on('error', () => {})
    socket.on('close', () => {
      this.isGone = true
    })
    // Never flowing: what is not read here stays with the system, and then with the server.
    this.#reading = setInterval(() => socket.read(Math.min(bytesAtOnce, socket.readableLength)), everyMs)
  }

  destroy(): void {
    clearInterval(this.#reading)
    this.#socket.destroy()
  }
}
