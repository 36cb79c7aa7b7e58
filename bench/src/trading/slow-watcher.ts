import { connect, type Socket } from 'node:net'
import { FrameSplitter, maskedFrame, maskedText } from '../client/frames.ts'
import { pathOf } from '../inquiry/people.ts'
import { BookFollower } from './book-follower.ts'

const everyMs = 100
const endOfHead = Buffer.from('\r\n\r\n')

/** Follows a book as everybody does, and takes so many bytes a second and no more, until it is let go. */
export class SlowWatcher {
  readonly book = new BookFollower()
  isGone = false
  bytes = 0
  readonly #socket: Socket
  readonly #reading: NodeJS.Timeout
  readonly #frames: FrameSplitter
  #isOpen = false
  #head = Buffer.alloc(0)

  /** `says`: what it sends after the handshake, so many times: the answers lie between it and the server before it reads any news. */
  static async connect(port: number, says: string, times: number, bytesPerSecond: number): Promise<SlowWatcher> {
    const socket = connect({ host: '127.0.0.1', port })
    const watcher = new SlowWatcher(socket, Math.ceil((bytesPerSecond * everyMs) / 1000))
    socket.write(
      `GET ${pathOf('slow')} HTTP/1.1\r\nHost: 127.0.0.1:${port}\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n` +
        'Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Version: 13\r\n\r\n',
    )
    await new Promise((resolve) => socket.once('readable', resolve))
    for (let sent = 0; sent < times; sent++) socket.write(maskedText(says))
    return watcher
  }

  private constructor(socket: Socket, bytesAtOnce: number) {
    this.#socket = socket
    socket.on('error', () => {})
    socket.on('close', () => {
      this.isGone = true
    })
    this.#frames = new FrameSplitter((bytes, from, to, opcode) => {
      if (opcode === 1) this.book.receive(bytes.toString('utf8', from, to))
      else if (opcode === 9) socket.write(maskedFrame(bytes.subarray(from, to), 10))
    })
    // Never flowing: what is not read here stays with the system, and then with the server.
    this.#reading = setInterval(
      () => this.#read(socket.read(Math.min(bytesAtOnce, socket.readableLength)) as Buffer | null),
      everyMs,
    )
  }

  /** From now on it reads as fast as it can. */
  letGo(): void {
    clearInterval(this.#reading)
    this.#socket.on('data', (chunk: Buffer) => this.#read(chunk))
  }

  destroy(): void {
    clearInterval(this.#reading)
    this.#socket.destroy()
  }

  #read(chunk: Buffer | null): void {
    if (chunk === null) return
    this.bytes += chunk.length
    if (this.#isOpen) {
      this.#frames.push(chunk)
      return
    }
    this.#head = Buffer.concat([this.#head, chunk])
    const end = this.#head.indexOf(endOfHead)
    if (end < 0) return
    this.#isOpen = true
    this.#frames.push(this.#head.subarray(end + endOfHead.length))
  }
}
