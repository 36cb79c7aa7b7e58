import net from 'node:net'
import { ByteQueue } from './byte-queue.ts'
import { closeOf, type Frame, takeFrame } from './frame-reader.ts'
import { type FrameShape, frame, opcodes } from './frames.ts'
import {
  acceptOf,
  type HeaderChanges,
  type HttpHead,
  headerOf,
  newKey,
  parseHead,
  statusOf,
  upgradeAnswer,
  upgradeRequest,
} from './http-head.ts'
import { whenPatienceEnds } from './patience.ts'

/** How a TCP connection ended, seen from here. */
export interface Ending {
  /** `fin`: the other side closed in order. `reset`: it was cut. */
  readonly by: 'fin' | 'reset'
  /** Of the first close frame that came; 1005 if it had none, `undefined` if no close frame came. */
  readonly closeCode?: number
  readonly closeReason?: string
}

export interface OpenOptions {
  readonly path?: string
  readonly headers?: HeaderChanges
  readonly host?: string
  readonly deadlineMs?: number
}

const patienceMs = 5_000

/**
 * A TCP peer without manners: it writes the bytes it is told to, in the pieces it is told to, keeps what comes, and
 * answers nothing by itself. It plays a client (`open`) or a server (`RawListener`); `send` masks accordingly.
 */
export class RawConnection {
  readonly socket: net.Socket
  /** Which side this peer plays. */
  readonly role: 'client' | 'server'
  readonly queue = new ByteQueue()
  /** All frames read so far, in order. */
  readonly frames: Frame[] = []
  receivedBytes = 0
  /** What comes is counted and forgotten: for floods. */
  discards = false
  error: Error | undefined
  #by: Ending['by'] | undefined
  #close: Frame | undefined
  #readsFrames = false
  #head: HttpHead | undefined
  readonly #waiting = new Set<() => void>()

  constructor(socket: net.Socket, role: 'client' | 'server') {
    this.socket = socket
    this.role = role
    // Each piece is to be a segment of its own.
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length
      if (!this.discards) {
        this.queue.push(chunk)
        if (this.#readsFrames) this.#readFrames()
      }
      this.#changed()
    })
    socket.on('error', (error) => {
      this.error = error
    })
    socket.on('end', () => {
      this.#by ??= 'fin'
      this.#changed()
    })
    socket.on('close', () => {
      this.#by ??= this.error === undefined ? 'fin' : 'reset'
      this.#changed()
    })
  }

  /** A TCP connection and nothing more. It does not answer a FIN with one of its own: `finish` does. */
  static async connect(port: number, host = '127.0.0.1'): Promise<RawConnection> {
    const socket = net.connect({ port, host, allowHalfOpen: true })
    const peer = new RawConnection(socket, 'client')
    await new Promise<void>((resolve, reject) => {
      socket.once('connect', resolve)
      socket.once('error', reject)
    })
    return peer
  }

  /** Connects and opens a WebSocket; rejects with the answer if it is not a proper 101. */
  static async open(port: number, options: OpenOptions = {}): Promise<RawConnection> {
    const peer = await RawConnection.connect(port, options.host)
    const key = newKey()
    peer.write(upgradeRequest(options.path, options.headers, key))
    const head = await peer.head(options.deadlineMs)
    if (statusOf(head) !== 101 || headerOf(head, 'sec-websocket-accept') !== acceptOf(key)) {
      peer.cut()
      throw new Error(`expected a 101 that fits the key, got ${head.line} ${JSON.stringify(head.headers)}`)
    }
    peer.startFrames()
    return peer
  }

  /** How it ended; `undefined` while it has not. */
  get ending(): Ending | undefined {
    if (this.#by === undefined) return undefined
    if (this.#close === undefined) return { by: this.#by }
    const { code, reason } = closeOf(this.#close)
    return { by: this.#by, closeCode: code, closeReason: reason }
  }

  /** The request or answer that `head` read. */
  get opening(): HttpHead | undefined {
    return this.#head
  }

  /** The first close frame, once it came. */
  get closeFrame(): Frame | undefined {
    return this.#close
  }

  write(bytes: string | Uint8Array): void {
    if (!this.socket.destroyed && this.socket.writable) this.socket.write(bytes)
  }

  /** Writes one piece in each turn of the event loop, so that they leave apart. Stops when the connection has ended. */
  async writePieces(pieces: Iterable<Uint8Array>): Promise<void> {
    for (const piece of pieces) {
      if (this.#by !== undefined) return
      this.write(piece)
      if (this.socket.writableNeedDrain) await this.until(() => !this.socket.writableNeedDrain, 'the writes to drain')
      await new Promise((resolve) => setImmediate(resolve))
    }
  }

  /** A frame masked as its role asks, unless the shape says otherwise. */
  send(opcode: number, payload: string | Uint8Array = '', shape: FrameShape = {}): void {
    this.write(frame(opcode, payload, { masked: this.role === 'client', ...shape }))
  }

  /** The next HTTP head; what follows it stays in `queue`. */
  async head(deadlineMs = patienceMs): Promise<HttpHead> {
    const find = () => this.queue.peek(this.queue.length).indexOf('\r\n\r\n')
    await this.until(() => find() >= 0 || this.#by !== undefined, 'the head of a request or an answer', deadlineMs)
    const end = find()
    if (end < 0) throw new Error(`the connection ended (${this.#by}) before an HTTP head${this.#because()}`)
    const text = this.queue.take(end + 4).toString('latin1', 0, end)
    this.#head = parseHead(text)
    return this.#head
  }

  /** From here on what comes are frames. `open` and `accept` have called it. */
  startFrames(): void {
    this.#readsFrames = true
    this.#readFrames()
  }

  /** Plays the server: reads the request and opens the WebSocket. */
  async accept(headers: HeaderChanges | ((request: HttpHead) => HeaderChanges) = {}): Promise<HttpHead> {
    const request = await this.head()
    const key = headerOf(request, 'sec-websocket-key') ?? ''
    this.write(upgradeAnswer(key, typeof headers === 'function' ? headers(request) : headers))
    this.startFrames()
    return request
  }

  /** The frame at this place, from 0; `undefined` if the connection ends before it. */
  async frameAt(index: number, deadlineMs = patienceMs): Promise<Frame | undefined> {
    await this.until(() => this.frames.length > index || this.#by !== undefined, `frame ${index}`, deadlineMs)
    return this.frames[index]
  }

  /** The first frame of this opcode; `undefined` if the connection ends without one. */
  async frameOf(opcode: number, deadlineMs = patienceMs): Promise<Frame | undefined> {
    const find = () => this.frames.find((one) => one.opcode === opcode)
    await this.until(() => find() !== undefined || this.#by !== undefined, `a frame of opcode ${opcode}`, deadlineMs)
    return find()
  }

  async ended(deadlineMs = patienceMs): Promise<Ending> {
    await this.until(() => this.#by !== undefined, 'the end of the connection', deadlineMs)
    return this.ending!
  }

  /** Resolves as soon as `holds`, which is asked after each piece, FIN and end; rejects at the deadline. */
  async until(holds: () => boolean, what: string, deadlineMs = patienceMs): Promise<void> {
    if (holds()) return
    await new Promise<void>((resolve, reject) => {
      const look = () => {
        if (!holds()) return
        settle()
        resolve()
      }
      const forget = whenPatienceEnds(deadlineMs, () => {
        settle()
        reject(new Error(`waited ${deadlineMs} ms in vain for ${what}${this.#because()}`))
      })
      const settle = () => {
        forget()
        this.#waiting.delete(look)
        this.socket.off('drain', look)
      }
      this.#waiting.add(look)
      this.socket.on('drain', look)
    })
  }

  /** Reads no more: what the other side writes piles up there. */
  stall(): void {
    this.socket.pause()
  }

  resume(): void {
    this.socket.resume()
  }

  /** Sends FIN; still reads. */
  finish(): void {
    this.socket.end()
  }

  /** Sends RST. */
  reset(): void {
    this.socket.resetAndDestroy()
  }

  /** Lets go of it, however it stands. */
  cut(): void {
    this.socket.destroy()
  }

  [Symbol.dispose](): void {
    this.cut()
  }

  #readFrames(): void {
    for (let next = takeFrame(this.queue); next !== undefined; next = takeFrame(this.queue)) {
      this.frames.push(next)
      if (next.opcode === opcodes.close) this.#close ??= next
    }
  }

  #changed(): void {
    for (const look of [...this.#waiting]) look()
  }

  #because(): string {
    return this.error === undefined ? '' : `: ${this.error.message}`
  }
}
