import net from 'node:net'
import tls from 'node:tls'
import { closeFrame, type Frame, frame, readFrame } from './raw-frames.ts'
import { until } from './wait.ts'

export interface Answer {
  readonly status: number
  readonly headers: ReadonlyMap<string, string>
  readonly body: string
}

/** What PROTOCOL.md's messages look like to somebody who knows only JSON. */
export interface Message {
  readonly type: string
  readonly [field: string]: unknown
}

export const key = 'dGhlIHNhbXBsZSBub25jZQ=='

/** An upgrade request, header by header. A header given as `undefined` is left out, one given as a list is sent twice. */
export function upgradeRequest(
  changes: Readonly<Record<string, string | readonly string[] | undefined>> = {},
  line = 'GET /parley HTTP/1.1',
): string {
  const headers: Record<string, string | readonly string[] | undefined> = {
    Host: 'localhost',
    Connection: 'Upgrade',
    Upgrade: 'websocket',
    'Sec-WebSocket-Version': '13',
    'Sec-WebSocket-Key': key,
    ...changes,
  }
  let text = `${line}\r\n`
  for (const [name, value] of Object.entries(headers)) {
    for (const one of value === undefined ? [] : [value].flat()) text += `${name}: ${one}\r\n`
  }
  return `${text}\r\n`
}

/** A client without manners: bytes on a TCP connection, and no more than it is told to do. */
export class RawPeer {
  readonly socket: net.Socket
  receivedBytes = 0
  isEnded = false
  error: Error | undefined
  answersPings = true
  #chunks: Buffer[] = []

  constructor(socket: net.Socket) {
    this.socket = socket
    // Two small writes in a row must not wait for each other.
    socket.setNoDelay(true)
    socket.on('data', (chunk: Buffer) => {
      this.receivedBytes += chunk.length
      this.#chunks.push(chunk)
    })
    socket.on('error', (error) => {
      this.error = error
    })
    socket.on('end', () => {
      this.isEnded = true
    })
    socket.on('close', () => {
      this.isEnded = true
    })
  }

  static async connect(port: number, secure?: tls.ConnectionOptions): Promise<RawPeer> {
    const socket = secure ? tls.connect({ port, host: '127.0.0.1', ...secure }) : net.connect(port, '127.0.0.1')
    const peer = new RawPeer(socket)
    await new Promise<void>((resolve, reject) => {
      socket.once(secure ? 'secureConnect' : 'connect', resolve)
      socket.once('error', reject)
    })
    return peer
  }

  /** Connects and opens a WebSocket. */
  static async open(port: number, line?: string, changes = {}): Promise<RawPeer> {
    const peer = await RawPeer.connect(port)
    peer.write(upgradeRequest(changes, line))
    const { status, body } = await peer.answer()
    if (status !== 101) throw new Error(`expected 101, got ${status}: ${body}`)
    return peer
  }

  get unread(): Buffer {
    return this.#bytes
  }

  get #bytes(): Buffer {
    if (this.#chunks.length !== 1) this.#chunks = [Buffer.concat(this.#chunks)]
    return this.#chunks[0]!
  }

  set #bytes(bytes: Buffer) {
    this.#chunks = [bytes]
  }

  write(bytes: string | Uint8Array): void {
    this.socket.write(bytes)
  }

  text(message: string | object): void {
    this.write(frame(1, typeof message === 'string' ? message : JSON.stringify(message)))
  }

  /** The head of an HTTP answer, and its body. */
  async answer(): Promise<Answer> {
    await until(() => this.#bytes.includes('\r\n\r\n') || this.isEnded, 'an HTTP answer')
    const end = this.#bytes.indexOf('\r\n\r\n')
    if (end < 0) throw new Error(`the connection ended without an answer: ${this.#bytes.toString()} ${this.error}`)
    const [line = '', ...rest] = this.#bytes.subarray(0, end).toString('latin1').split('\r\n')
    const headers = new Map(
      rest.map((text) => [text.slice(0, text.indexOf(':')).toLowerCase(), text.slice(text.indexOf(':') + 1).trim()]),
    )
    const length = Number(headers.get('content-length') ?? 0)
    await until(() => this.#bytes.length >= end + 4 + length || this.isEnded, 'the body of an HTTP answer')
    const body = this.#bytes.subarray(end + 4, end + 4 + length).toString()
    this.#bytes = this.#bytes.subarray(end + 4 + length)
    return { status: Number(line.split(' ')[1]), headers, body }
  }

  /** The next frame; `undefined` when the connection has ended. */
  async frame(): Promise<Frame | undefined> {
    await until(() => readFrame(this.#bytes) !== undefined || this.isEnded, 'a frame')
    const next = readFrame(this.#bytes)
    if (next !== undefined) this.#bytes = this.#bytes.subarray(next.size)
    if (next?.opcode === 9 && this.answersPings) this.write(frame(10, next.payload))
    return next
  }

  /** The next message of the protocol; throws if the server closes instead. */
  async message(): Promise<Message> {
    for (;;) {
      const next = await this.frame()
      if (next?.opcode === 1) return JSON.parse(next.payload.toString()) as Message
      if (next === undefined || next.opcode === 8) {
        throw new Error(`expected a message, got ${next === undefined ? 'the end' : closeOf(next).code}`)
      }
    }
  }

  /** The next message of that type; others before it are passed over. */
  async messageOf(...types: string[]): Promise<Message> {
    for (;;) {
      const message = await this.message()
      if (types.includes(message.type)) return message
    }
  }

  /** Reads on until the close frame. */
  async closeFrame(): Promise<{ code: number; reason: string }> {
    for (;;) {
      const next = await this.frame()
      if (next === undefined) throw new Error(`expected a close frame, got the end ${this.error}`)
      if (next.opcode === 8) return closeOf(next)
    }
  }

  async end(): Promise<void> {
    await until(() => this.isEnded, 'the end of the connection')
  }

  /** Goes as one should. */
  async leave(): Promise<void> {
    this.write(closeFrame(1000))
    await this.closeFrame()
    this.socket.end()
    await this.end()
  }

  /** Goes without a word (RST). */
  reset(): void {
    this.socket.resetAndDestroy()
  }

  [Symbol.dispose](): void {
    this.socket.destroy()
  }
}

function closeOf({ payload }: Frame): { code: number; reason: string } {
  return { code: payload.length < 2 ? 1005 : payload.readUInt16BE(), reason: payload.subarray(2).toString() }
}
